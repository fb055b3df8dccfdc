/**
 * Cuts a large input into parts at the borders of what its own reader calls a row, so that no
 * declaration is torn; each part is a whole input of the same format. The same file is always cut
 * in the same places, which is what lets an interrupted run go on.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { headerNames } from "#standards/messages/csv-table.ts";
import { type Format, recognise } from "#standards/messages/index.ts";
import { RECOGNISE_HEAD_BYTES, SLICE_BYTES } from "#standards/messages/limits.ts";

/** Bytes after which a part ends with the row in the making. */
export const PART_BYTES = 4 * 1024 * 1024;

/** A range of the file and what it needs around it to be an input of its own. */
export type Part = {
  readonly part: number;
  readonly from: number;
  readonly to: number;
  /** 1-based number of its first data row, and the line that row starts on. */
  readonly firstRow: number;
  readonly firstLine: number;
  readonly prefix: Uint8Array;
  readonly suffix: Uint8Array;
};

export type CutFile = {
  /** SHA-256 of the whole file in hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: string | undefined;
  readonly parts: readonly Part[];
  /** False where the format has no rows to cut at: then there is one part, whatever its size. */
  readonly cuttable: boolean;
};

type Border = { readonly offset: number; readonly row: number; readonly line: number };
type Head = { readonly prefix: Uint8Array; readonly suffix: Uint8Array };

const NOTHING = new Uint8Array(0);
const LF = 10;

/** Reads the file once. Throws the error of the file system. */
export async function cutFile(file: string, partBytes = PART_BYTES): Promise<CutFile> {
  const hash = createHash("sha256");
  const cutter = new Cutter(partBytes);
  for await (const bytes of slicesOf(file)) {
    hash.update(bytes);
    cutter.take(bytes);
  }
  return { sha256: hash.digest("hex"), ...cutter.cut() };
}

/** Follows the file's own reader from row to row. */
class Cutter {
  readonly #partBytes: number;
  readonly #borders: Border[] = [];
  #head: Uint8Array = NOTHING;
  #format: Format | undefined;
  #reader: ReturnType<Format["open"]> | undefined;
  #firstOffset: number | undefined;
  #sizeBytes = 0;

  constructor(partBytes: number) {
    this.#partBytes = partBytes;
  }

  take(bytes: Uint8Array): void {
    if (this.#sizeBytes === 0) this.#begin(bytes);
    this.#sizeBytes += bytes.length;
    for (const { offset, row, line } of this.#reader?.push(bytes).rows ?? []) {
      this.#firstOffset ??= offset;
      const last = this.#borders.at(-1)?.offset ?? 0;
      if (offset - last >= this.#partBytes) this.#borders.push({ offset, row, line });
    }
  }

  cut(): Omit<CutFile, "sha256"> {
    const first = this.#firstOffset;
    const wrap = first === undefined ? undefined : wrapOf(this.#head, first, this.#format);
    const sizeBytes = this.#sizeBytes;
    const whole = { part: 0, from: 0, to: sizeBytes, firstRow: 1, firstLine: 1 };
    const parts =
      wrap === undefined || this.#borders.length === 0
        ? [{ ...whole, prefix: NOTHING, suffix: NOTHING }]
        : partsOf(this.#borders, sizeBytes, wrap);
    return { sizeBytes, format: this.#format?.name, parts, cuttable: wrap !== undefined };
  }

  #begin(bytes: Uint8Array): void {
    this.#head = Uint8Array.from(bytes);
    this.#format = recognise(this.#head.subarray(0, RECOGNISE_HEAD_BYTES)).format;
    this.#reader = this.#format?.open();
  }
}

/** What stands before the rows: a header, an opening bracket, or nothing; else it cannot be cut. */
function wrapOf(head: Uint8Array, start: number, format: Format | undefined): Head | undefined {
  const before = head.subarray(0, start);
  if (format?.columns !== undefined) {
    const end = before.lastIndexOf(LF);
    const isWhole = end >= 0 && headerNames(before.subarray(0, end)).cells.length > 0;
    return isWhole ? { prefix: before.slice(), suffix: NOTHING } : undefined;
  }
  const text = new TextDecoder().decode(before).trim();
  if (text === "") return { prefix: NOTHING, suffix: NOTHING };
  const bracket = { prefix: Buffer.from("["), suffix: Buffer.from("]") };
  return text === "[" ? bracket : undefined;
}

/** The first part is the file's own beginning; every other one gets its own wrapping. */
function partsOf(borders: readonly Border[], sizeBytes: number, wrap: Head): readonly Part[] {
  const starts = [{ offset: 0, row: 1, line: 1 }, ...borders];
  return starts.map((border, part) => {
    const next = starts[part + 1];
    return {
      part,
      from: border.offset,
      to: next?.offset ?? sizeBytes,
      firstRow: border.row,
      firstLine: border.line,
      prefix: part === 0 ? NOTHING : wrap.prefix,
      suffix: next === undefined ? NOTHING : wrap.suffix,
    };
  });
}

/** The bytes of a part; a list's last comma before a cut is left out. */
export async function readPart(file: string, part: Part): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const body = Buffer.alloc(part.to - part.from);
    let at = 0;
    while (at < body.length) {
      const { bytesRead } = await handle.read(body, at, body.length - at, part.from + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    const kept = part.suffix.length === 0 ? body : withoutComma(body.subarray(0, at));
    return Buffer.concat([part.prefix, kept.subarray(0, at), part.suffix]);
  } finally {
    await handle.close();
  }
}

function withoutComma(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replace(/\s*,\s*$/, ""), "latin1");
}

/** The file in slices; each is valid until the next one is asked for. */
export async function* slicesOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.alloc(SLICE_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      // Readers keep what is left of a slice: each gets bytes of its own.
      yield Uint8Array.from(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
