/** Pieces of JSON that wait until others are written: in memory while they are few, else in a file. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { slicesOf } from "./cut-file.ts";

/** Characters held in memory. */
const HELD = 1_048_576;

export class Spill {
  #held: string[] = [];
  #length = 0;
  #count = 0;
  #folder: string | undefined;
  #handle = -1;

  add(piece: string): void {
    this.#held.push(this.#count > 0 ? `,${piece}` : piece);
    this.#count += 1;
    this.#length += piece.length;
    if (this.#length > HELD) this.#spill();
  }

  /** Writes all of them, by commas, and forgets them. */
  async writeTo(write: (text: string) => Promise<void>): Promise<void> {
    const last = this.#held.join("");
    if (this.#folder !== undefined) {
      closeSync(this.#handle);
      const decoder = new TextDecoder();
      for await (const bytes of slicesOf(this.#file(this.#folder))) {
        await write(decoder.decode(bytes, { stream: true }));
      }
      rmSync(this.#folder, { recursive: true, force: true });
      this.#folder = undefined;
    }
    await write(last);
    this.#held = [];
  }

  #spill(): void {
    if (this.#folder === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), "mailport-read-"));
      this.#handle = openSync(this.#file(this.#folder), "w", 0o600);
    }
    writeSync(this.#handle, this.#held.join(""));
    this.#held = [];
    this.#length = 0;
  }

  #file(folder: string): string {
    return join(folder, "findings");
  }
}
