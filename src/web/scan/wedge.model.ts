/**
 * Tells a scanner from a hand. A wedge scanner types a whole code within milliseconds and ends it
 * with Enter or Tab; a hand is slower or ends otherwise. Pure: strokes and their times come in,
 * reads go out. What a code means is `bar-code.model.ts`.
 */

/** A key as the browser tells it, with the time it came (ms of any steady clock). */
export type Stroke = {
  readonly key: string;
  /** The key's place on the keyboard, used where an input method hides the character. */
  readonly code?: string;
  readonly at: number;
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  /** A key held down: no scanner does that. */
  readonly repeat?: boolean;
};

export type Wedge = {
  readonly burst: string;
  /** When the last stroke of the burst came. */
  readonly lastAt: number;
};

/** What a stroke did: `read` is a finished code; `swallow` keeps the stroke from everyone else. */
export type Fed = { readonly wedge: Wedge; readonly read?: string; readonly swallow: boolean };

/** Longest pause between two strokes of one code; scanners keep below 20 ms, hands above 60. */
export const LONGEST_GAP_MS = 50;
/** Shortest code a scanner reads; a place's bar code may be as short as `A12`. */
export const LEAST_CHARACTERS = 3;
/** A burst beyond this is a stuck key or a page pasted: it is dropped. */
const MOST_CHARACTERS = 512;
/** GS1 group separator (FNC1), which scanners send as Ctrl+]. */
export const GROUP_SEPARATOR = "\u001d";

export const IDLE: Wedge = { burst: "", lastAt: Number.NEGATIVE_INFINITY };

/** Takes one stroke in. */
export function feed(wedge: Wedge, stroke: Stroke): Fed {
  const isFast = stroke.at - wedge.lastAt <= LONGEST_GAP_MS && stroke.at >= wedge.lastAt;
  if (isModifier(stroke.key)) return { wedge, swallow: false };
  if (stroke.key === "Enter" || stroke.key === "Tab") {
    const isRead = isFast && wedge.burst.length >= LEAST_CHARACTERS && stroke.repeat !== true;
    return isRead
      ? { wedge: IDLE, read: wedge.burst, swallow: true }
      : { wedge: IDLE, swallow: false };
  }
  const character = characterOf(stroke);
  if (character === undefined || stroke.repeat === true) return { wedge: IDLE, swallow: false };
  const burst = isFast ? wedge.burst + character : character;
  if (burst.length > MOST_CHARACTERS) return { wedge: IDLE, swallow: false };
  return { wedge: { burst, lastAt: stroke.at }, swallow: false };
}

/** The character a stroke types, also behind an input method for Chinese; undefined for none. */
export function characterOf(stroke: Stroke): string | undefined {
  if (stroke.ctrl === true) {
    return stroke.key === "]" || stroke.code === "BracketRight" ? GROUP_SEPARATOR : undefined;
  }
  if (stroke.alt === true) return undefined;
  if (stroke.key.length === 1) return stroke.key;
  if (stroke.key === GROUP_SEPARATOR_KEY) return GROUP_SEPARATOR;
  return stroke.key === "Process" || stroke.key === "Unidentified" ? byPlace(stroke) : undefined;
}

/** What some scanners name the separator. */
const GROUP_SEPARATOR_KEY = "Separator";

function byPlace({ code = "", shift }: Stroke): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift === true ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && shift !== true) return digit;
  return PUNCTUATION[`${shift === true ? "shift+" : ""}${code}`];
}

/** Signs in our bar codes, by their place on a US keyboard, which scanners pretend to be. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  Minus: "-",
  "shift+Semicolon": ":",
  Slash: "/",
  Period: ".",
  Space: " ",
  BracketRight: "]",
  "shift+Digit9": "(",
  "shift+Digit0": ")",
};

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Control" || key === "CapsLock" || key === "AltGraph";
}
