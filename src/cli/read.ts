/**
 * `mailport read FILE…`: what files hold and every finding in them, one JSON line a file or in words.
 * Needs no database and stores nothing; whether a party exists is not asked.
 */
import type { Finding } from "#base/result.ts";
import { FileReader } from "#standards/reading/file-reader.ts";
import type { FileSink, FileSums } from "#standards/reading/file-sink.ts";
import { pushAll } from "./file-bytes.ts";
import { JsonLine } from "./read-json.ts";
import { profilesOf } from "./read-profiles.ts";
import { ReadWords } from "./read-words.ts";
import { EXIT, type Terminal } from "./terminal.ts";

export type ReadFlags = {
  /** Tells every message and finding, however many. */
  readonly all?: boolean;
  /** Files of profiles that are tried before the shipped ones. */
  readonly profile?: readonly string[];
};

/** Where what is read of one file goes. */
export type ReadOutput = FileSink & {
  /** After each slice: what was gathered may be written. */
  readonly flush: () => Promise<void>;
  readonly end: (sums: FileSums) => Promise<void>;
};

/** Reads each file; exit 2 when one cannot be read or holds an error. */
export async function readFiles(
  terminal: Terminal,
  files: readonly string[],
  flags: ReadFlags = {},
): Promise<number> {
  const profiles = profilesOf(terminal, flags.profile ?? []);
  let exit: number = EXIT.well;
  for (const file of files) {
    const output = terminal.json
      ? new JsonLine(file, flags.all === true)
      : new ReadWords(terminal, file);
    const sums = await readOne(file, new FileReader(output, { profiles }), output);
    if (sums.hasError) exit = EXIT.refused;
    await output.end(sums);
  }
  return exit;
}

async function readOne(file: string, reader: FileReader, output: ReadOutput): Promise<FileSums> {
  const fault = await pushAll(
    file,
    (bytes) => reader.push(bytes),
    () => output.flush(),
  );
  if (fault === undefined) return reader.end();
  output.finding(fault);
  return fileSums(fault);
}

/** Counts of a file that is not there. */
function fileSums({ severity }: Finding): FileSums {
  return {
    ...new FileReader({ message: () => undefined, finding: () => undefined }).end(),
    findings: 1,
    hasError: severity === "error",
  };
}
