/** A finding in words: what is wrong, what to do, and its place down to the component. */
import type { Finding, FindingPlace } from "#base/result.ts";
import { say } from "#words/codes.ts";
import type { Language } from "#words/language.ts";
import { type ReadingKey, readingText } from "#words/reading.ts";

/** What would steer a terminal. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** The parts of a place from the outside in. */
const PARTS = ["row", "line", "interchange", "message", "segment", "element", "component"] as const;

/** Text of an input as it may be shown: nothing in it steers the terminal. */
export function printable(text: string): string {
  return text.replace(CONTROL, "\ufffd");
}

/** One line: weight, sentence, what to do, code. */
export function findingSentence(language: Language, finding: Finding): string {
  const { code, severity, found, expected } = finding;
  const said = say(language, code, { found, expected });
  const { sentence, todo } = said;
  const name = readingText(language, `severity.${severity}`);
  const facts = { severity: name, sentence, todo, code };
  const text = readingText(language, "finding.at", facts).replace(/ {2,}/g, " ");
  const isSaid = found === undefined || found === "" || text.includes(found);
  return printable(isSaid ? text : `${text} ${readingText(language, "finding.found", { found })}`);
}

/** The place in words, from the outside in. */
export function placeWords(language: Language, at: FindingPlace): string {
  const parts: string[] = PARTS.filter((part) => at[part] !== undefined).map((part) =>
    readingText(language, `place.${part}` satisfies ReadingKey, at),
  );
  if (at.path !== undefined) parts.push(at.path);
  if (at.field !== undefined && at.field !== "") parts.push(at.field);
  if (parts.length === 0 && at.offset !== undefined)
    parts.push(readingText(language, "place.offset", at));
  if (parts.length === 0) parts.push(readingText(language, "place.file"));
  return printable(parts.join(language === "zh" ? "，" : ", "));
}
