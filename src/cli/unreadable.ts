/** A file named by the caller that cannot be read, told in one sentence of the caller's language. */
import { Refused, type Terminal } from "./terminal.ts";

const ABSENT = new Set(["ENOENT", "ENOTDIR"]);

/** The refusal `file/not-found`: the file is not there, or the system says why it cannot be read. */
export function unreadable(terminal: Terminal, file: string, error: unknown): Refused {
  if (ABSENT.has((error as NodeJS.ErrnoException).code ?? "")) {
    const facts = { file };
    return new Refused({ code: "file/not-found", facts }, terminal.say("file.absent", facts));
  }
  const facts = { file, said: error instanceof Error ? error.message : String(error) };
  return new Refused({ code: "file/not-found", facts }, terminal.say("file.not-found", facts));
}
