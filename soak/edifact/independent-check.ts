/**
 * Whether bytes are one or more whole interchanges under UNOC, told without any of the reader's code:
 * regular expressions over the text. Used only for damage that the reader was silent about.
 */

const SEGMENT = /(?:[^'?]|\?[\s\S])*'/y;
const BLANKS = /[ \r\n\t]*/y;

/** What is open while the segments are walked. */
type Walk = {
  interchange: readonly string[] | undefined;
  messages: number;
  message: { readonly reference: string; count: number } | undefined;
};

/** True when nesting, counts, references, tags and heads are those of ISO 9735. */
export function isValid(bytes: Uint8Array): boolean {
  const segments = segmentsOf(Buffer.from(bytes).toString("latin1"));
  if (segments === undefined || segments.length === 0) return false;
  const walk: Walk = { interchange: undefined, messages: 0, message: undefined };
  return segments.every((segment) => step(walk, segment)) && walk.interchange === undefined;
}

function step(walk: Walk, segment: string): boolean {
  const [tag = "", ...elements] = partsOf(segment, "+");
  if (!/^[A-Z][A-Z0-9]{2}$/.test(tag)) return false;
  if (walk.message !== undefined) walk.message.count += 1;
  const rule = RULES[tag];
  return rule === undefined ? walk.message !== undefined : rule(walk, elements);
}

const RULES: Readonly<Record<string, (walk: Walk, elements: readonly string[]) => boolean>> = {
  UNB: (walk, elements) => {
    if (walk.interchange !== undefined || !isHead(elements)) return false;
    walk.interchange = elements;
    walk.messages = 0;
    return true;
  },
  UNZ: (walk, elements) => {
    if (walk.interchange === undefined || walk.message !== undefined) return false;
    const [, , , , reference = ""] = walk.interchange;
    walk.interchange = undefined;
    return isTrailer(elements, walk.messages, reference);
  },
  UNH: (walk, elements) => {
    if (walk.interchange === undefined || walk.message !== undefined) return false;
    walk.messages += 1;
    walk.message = { reference: elements[0] ?? "", count: 1 };
    return isMessageHead(elements);
  },
  UNT: (walk, elements) => {
    if (walk.message === undefined) return false;
    const { count, reference } = walk.message;
    walk.message = undefined;
    return isTrailer(elements, count, reference);
  },
};

function segmentsOf(text: string): string[] | undefined {
  const start = text.startsWith("UNA:+.? '") ? "UNA:+.? '".length : 0;
  const segments: string[] = [];
  let at = start;
  while (at < text.length) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    SEGMENT.lastIndex = at;
    const found = SEGMENT.exec(text)?.[0];
    if (found === undefined) return undefined;
    segments.push(found.slice(0, -1));
    at += found.length;
  }
  return segments;
}

function partsOf(text: string, mark: "+" | ":"): string[] {
  const part = mark === "+" ? /(?:[^+?]|\?[\s\S])*/g : /(?:[^:?]|\?[\s\S])*/g;
  const parts: string[] = [];
  part.lastIndex = 0;
  for (let at = 0; at <= text.length; ) {
    part.lastIndex = at;
    const found = part.exec(text)?.[0] ?? "";
    parts.push(found);
    at += found.length + 1;
  }
  return parts;
}

function isHead(elements: readonly string[]): boolean {
  const [syntax = "", sender = "", recipient = "", prepared = "", reference = ""] = elements;
  return (
    /^UNO[A-L]:[1-4]$/.test(syntax) &&
    elements.length <= 11 &&
    !/^(:|$)/.test(sender) &&
    !/^(:|$)/.test(recipient) &&
    /^[^:]+:[^:]+/.test(prepared) &&
    !/^(:|$)/.test(reference)
  );
}

function isMessageHead(elements: readonly string[]): boolean {
  const [reference = "", type = ""] = elements;
  const names = partsOf(type, ":");
  const isOne = reference !== "" && partsOf(reference, ":").length === 1;
  return (
    isOne && elements.length <= 7 && names.slice(0, 4).filter((name) => name !== "").length === 4
  );
}

function isTrailer(elements: readonly string[], count: number, reference: string): boolean {
  const [stated = "", again = ""] = elements;
  const isCount = /^\d{1,15}$/.test(stated) && Number(stated) === count;
  const same = released(again) === released(partsOf(reference, ":")[0] ?? "");
  return isCount && elements.length === 2 && partsOf(again, ":").length === 1 && same;
}

function released(text: string): string {
  return text.replaceAll(/\?([\s\S])/g, "$1");
}
