/**
 * The spaces that French sets before `: ; ! ? %` and inside guillemets, so that no line breaks there.
 * Only the screens need them; the texts themselves are written with plain spaces.
 */
import type { Language } from "#words/language.ts";

/** Before a colon and inside guillemets a full space, else a narrow one; neither breaks a line. */
const FULL = "\u00a0";
const NARROW = "\u202f";

/** A text as its language sets it. */
export function spaced(language: Language, text: string): string {
  if (language !== "fr") return text;
  return text
    .replace(/ (?=[:»])/g, FULL)
    .replace(/« /g, `«${FULL}`)
    .replace(/ (?=[;!?%])/g, NARROW);
}
