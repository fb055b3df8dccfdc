/**
 * `mailport check-id [ID…]`: what identifiers are and whether they are right. Needs no database and
 * asks none, so whether an office or a number exists is not known here.
 */
import { StringDecoder } from "node:string_decoder";
import { explainIdentifier } from "#standards/upu/explain.ts";
import { type Identification, type IdentifyOptions, identify } from "#standards/upu/identify.ts";
import type { NamedScheme } from "#standards/upu/scheme-of.ts";
import { say } from "#words/codes.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

export type CheckIdFlags = { readonly as?: NamedScheme; readonly on?: string };

/** Longest line of stdin that is kept, characters; what is longer is cut and is too long anyway. */
export const LINE_LENGTH_LIMIT = 4_096;
/** What would steer a terminal. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** Checks each identifier; exit 2 when one has an error, or when there was none. */
export async function checkIds(
  terminal: Terminal,
  ids: readonly string[],
  { as, on = today() }: CheckIdFlags,
): Promise<number> {
  const options: IdentifyOptions = as === undefined ? { on } : { as, on };
  let exit: number = EXIT.well;
  let count = 0;
  for await (const portion of ids.length > 0 ? [ids] : linesOfStdin()) {
    const told = portion.map((id) => {
      const identification = identify(id, options);
      if (identification.severity === "error") exit = EXIT.refused;
      return terminal.json ? JSON.stringify(identification) : inWords(terminal, identification);
    });
    count += told.length;
    await written(told);
  }
  if (count > 0) return exit;
  throw new Refused({ code: "identifier/empty" }, terminal.say("check-id.none"));
}

/** The identifier in sentences: what it is, its parts, its faults. */
function inWords(terminal: Terminal, identification: Identification): string {
  const { sentence, parts } = explainIdentifier(identification, terminal.language);
  return [
    sentence,
    ...parts.map((part) => terminal.say("check-id.part", part)),
    ...identification.findings.map(({ code, found, expected }) => {
      const said = say(terminal.language, code, { found, expected });
      return `  ${said.sentence} ${said.todo} (${code})`;
    }),
  ]
    .map((line) => line.replace(CONTROL, "\ufffd"))
    .join("\n");
}

/** The day in UTC: it only decides which of ten years a digit means. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Waits until it is taken, or lost, so that no output piles up. */
async function written(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await new Promise<void>((resolve) => {
    process.stdout.write(`${lines.join("\n")}\n`, () => resolve());
  });
}

/**
 * Lines of stdin without their ends, each cut at the limit, in the portions that they come in: who
 * writes a line is answered before the next. None where a person would have to type.
 */
async function* linesOfStdin(): AsyncGenerator<readonly string[]> {
  if (process.stdin.isTTY) return;
  const decoder = new StringDecoder("utf8");
  const withoutEnd = (line: string): string => line.replace(/\r$/, "");
  let begun = "";
  let isFirst = true;
  for await (const bytes of process.stdin as AsyncIterable<Buffer>) {
    const text = decoder.write(bytes);
    const lines = (begun + (isFirst ? text.replace(/^\uFEFF/, "") : text))
      .split("\n")
      .map((line) => line.slice(0, LINE_LENGTH_LIMIT));
    isFirst &&= text === "";
    begun = lines.pop() ?? "";
    yield lines.map(withoutEnd);
  }
  begun += decoder.end();
  if (begun !== "") yield [withoutEnd(begun)];
}
