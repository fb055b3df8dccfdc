/**
 * `mailport read FILE…`: what files hold and every finding in them, one JSON line a file or in words.
 * Needs no database and stores nothing; whether a party exists is not asked.
 */
import type { Finding } from "#base/result.ts";
import { FileReader } from "#standards/reading/file-reader.ts";
import type { FileSink, FileSums } from "#standards/reading/file-sink.ts";
import { bytesOf, faultOfFile } from "./file-bytes.ts";
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
  const fault = await pushAll(file, reader, output);
  if (fault === undefined) return reader.end();
  output.finding(fault);
  return fileSums(fault);
}

/** Pushes a file's bytes; gives why it could not be read. */
async function pushAll(
  file: string,
  reader: FileReader,
  output: ReadOutput,
): Promise<Finding | undefined> {
  const bytes = bytesOf(file);
  for (;;) {
    let slice: IteratorResult<Uint8Array, void>;
    try {
      slice = await bytes.next();
    } catch (error) {
      return faultOfFile(file, error);
    }
    if (slice.done === true || !reader.push(slice.value)) {
      await bytes.return(undefined);
      return undefined;
    }
    await output.flush();
  }
}

/** Counts of a file that is not there. */
function fileSums({ severity }: Finding): FileSums {
  return {
    ...new FileReader({ message: () => undefined, finding: () => undefined }).end(),
    findings: 1,
    hasError: severity === "error",
  };
}
