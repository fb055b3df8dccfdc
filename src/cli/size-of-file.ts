/** How large a file is that is to be sent whole or in parts; told before anything is sent. */
import { statSync } from "node:fs";
import { Refused, type Terminal } from "./terminal.ts";
import { unreadable } from "./unreadable.ts";

/** Largest file that is taken in, bytes; refused before its first byte. */
const FILE_BYTES_LIMIT = 1024 ** 3;

/** The size of a file that may be taken in. Refuses `file/not-found`, `file/too-large`. */
export function sizeOfFile(terminal: Terminal, file: string): number {
  const size = statOf(terminal, file);
  if (size <= FILE_BYTES_LIMIT) return size;
  const facts = { file, size, limit: FILE_BYTES_LIMIT };
  throw new Refused({ code: "file/too-large", facts }, terminal.say("file.too-large", facts));
}

function statOf(terminal: Terminal, file: string): number {
  try {
    const found = statSync(file);
    if (found.isFile()) return found.size;
    throw new Error("it is no file");
  } catch (error) {
    throw unreadable(terminal, file, error);
  }
}
