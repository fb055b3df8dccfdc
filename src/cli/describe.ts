/**
 * `mailport describe FILE…`: messages in plain sentences of the trade, the failing elements marked. Needs
 * no database; tells a bounded part of a large file, or with `--all` everything.
 */

import type { Bounds } from "#standards/describe/description.ts";
import { FileDescriber } from "#standards/describe/file-describer.ts";
import { DescribeJson } from "./describe-json.ts";
import { DescribeWords } from "./describe-words.ts";
import { pushAll } from "./file-bytes.ts";
import type { ReadFlags } from "./read.ts";
import { profilesOf } from "./read-profiles.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** What is told of a file without `--all`. */
const BOUNDS: Bounds = { entries: 10, lines: 60, findings: 50 };
const MESSAGES = 20;
const ALL = Number.POSITIVE_INFINITY;

/** Describes each file; exit 2 when one cannot be read or holds an error. */
export async function describeFiles(
  terminal: Terminal,
  files: readonly string[],
  { all = false, profile = [] }: ReadFlags,
): Promise<number> {
  const profiles = profilesOf(terminal, profile);
  const { language } = terminal;
  const bounds = all ? { entries: ALL, lines: ALL, findings: ALL } : BOUNDS;
  let exit: number = EXIT.well;
  for (const file of files) {
    const output = terminal.json ? new DescribeJson(file, language) : new DescribeWords(language);
    const options = { language, bounds, messages: all ? ALL : MESSAGES, profiles };
    const describer = new FileDescriber(output, options);
    const push = (bytes: Uint8Array): boolean => describer.push(bytes);
    const fault = await pushAll(file, push, () => output.flush());
    if (fault === undefined) {
      const sums = describer.end();
      if (sums.hasError) exit = EXIT.refused;
      await output.end(file, sums, Math.max(0, describer.count - options.messages));
    } else {
      exit = EXIT.refused;
      await output.fail(file, fault);
    }
  }
  return exit;
}
