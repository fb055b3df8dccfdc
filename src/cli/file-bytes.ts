/** The bytes of a file or of stdin (`-`) in slices, and why there are none. */
import type { Finding } from "#base/result.ts";
import { slicesOf } from "./cut-file.ts";

/** Named in place of a file: stdin. */
const STDIN = "-";

/** Each slice may be kept by its reader. Throws the error of the file system. */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  if (file !== STDIN) yield* slicesOf(file);
  else for await (const bytes of process.stdin as AsyncIterable<Buffer>) yield bytes;
}

/** `file/not-found` with the name, or with what the system says. */
export function faultOfFile(file: string, error: unknown): Finding {
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
