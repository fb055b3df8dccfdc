/** A finding in words: what is wrong and what to do; nothing of an input steers the terminal. */
import type { Finding } from "#base/result.ts";
import { say } from "#words/codes.ts";
import type { Language } from "#words/language.ts";
import { readingText } from "#words/reading.ts";

/** What would steer a terminal. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

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
