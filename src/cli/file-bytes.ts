/** The bytes of a file or of stdin (`-`) in slices, and why there are none. */
import type { Finding } from "#base/result.ts";
import { slicesOf } from "./cut-file.ts";

/** Named in place of a file: stdin. */
const STDIN = "-";

/** Each slice may be kept by its reader. Throws the error of the file system. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  if (file !== STDIN) yield* slicesOf(file);
  else for await (const bytes of process.stdin as AsyncIterable<Buffer>) yield bytes;
}

/** `file/not-found` with the name, or with what the system says. */
function faultOfFile(file: string, error: unknown): Finding {
  const { code } = error as NodeJS.ErrnoException;
  const isAbsent = code === "ENOENT" || code === "ENOTDIR";
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: "file/not-found",
    severity: "error",
    at: {},
    found: isAbsent ? file : said,
    expected: "a file that can be read",
  };
}

/**
 * Pushes a file's bytes until `push` takes no more, with `flush` after each slice; gives why the file
 * could not be read.
 */
export async function pushAll(
  file: string,
  push: (bytes: Uint8Array) => boolean,
  flush: () => Promise<void>,
): Promise<Finding | undefined> {
  const slices = bytesOf(file);
  for (;;) {
    let slice: IteratorResult<Uint8Array, void>;
    try {
      slice = await slices.next();
    } catch (error) {
      return faultOfFile(file, error);
    }
    if (slice.done === true) return undefined;
    const goesOn = push(slice.value);
    await flush();
    if (goesOn) continue;
    await slices.return(undefined);
    return undefined;
  }
}
