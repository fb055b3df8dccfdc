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
const LINE_LENGTH_LIMIT = 4_096;
/** Output written at once, characters. */
const OUTPUT_PORTION = 65_536;

/** Checks each identifier; exit 2 when one has an error, or when there was none. */
export async function checkIds(
  terminal: Terminal,
  ids: readonly string[],
  { as, on = today() }: CheckIdFlags,
): Promise<number> {
  const options: IdentifyOptions = as === undefined ? { on } : { as, on };
  let exit: number = EXIT.well;
  let count = 0;
  let output = "";
  for await (const id of ids.length > 0 ? ids : linesOfStdin()) {
    const identification = identify(id, options);
    if (identification.severity === "error") exit = EXIT.refused;
    count += 1;
    output += `${terminal.json ? JSON.stringify(identification) : inWords(terminal, identification)}\n`;
    if (output.length < OUTPUT_PORTION) continue;
    await written(output);
    output = "";
  }
  await written(output);
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
  ].join("\n");
}

/** The day in UTC: it only decides which of ten years a digit means. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Waits until it is taken, or lost, so that no output piles up. */
async function written(output: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(output, () => resolve());
  });
}

/** Lines of stdin without their ends, each cut at the limit; none where a person would have to type. */
async function* linesOfStdin(): AsyncGenerator<string> {
  if (process.stdin.isTTY) return;
  const decoder = new StringDecoder("utf8");
  let line = "";
  let hasLine = false;
  let isFirst = true;
  for await (const bytes of process.stdin as AsyncIterable<Buffer>) {
    const text = decoder.write(bytes);
    const [head = "", ...rest] = (isFirst ? text.replace(/^\uFEFF/, "") : text).split("\n");
    isFirst = false;
    line = (line + head).slice(0, LINE_LENGTH_LIMIT);
    hasLine ||= head !== "";
    for (const next of rest) {
      yield line.replace(/\r$/, "");
      line = next.slice(0, LINE_LENGTH_LIMIT);
      hasLine = next !== "";
    }
  }
  if (hasLine || line !== "") yield line.replace(/\r$/, "");
}
