/**
 * Cuts a large input into parts at the borders of what its own reader calls a row, so that no
 * declaration is torn; each part is a whole input of the same format. The same file is always cut
 * in the same places, which is what lets an interrupted run go on.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { headerNames } from "#standards/messages/csv-table.ts";
import { formats, recognise } from "#standards/messages/index.ts";
import { RECOGNISE_HEAD_BYTES, SLICE_BYTES } from "#standards/messages/limits.ts";

/** Bytes after which a part ends with the row in the making. */
export const PART_BYTES = 8 * 1024 * 1024;

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
type Head = { readonly prefix: Uint8Array; readonly suffix: Uint8Array; readonly start: number };

const NOTHING = new Uint8Array(0);
const LF = 10;

/** Reads the file once. Throws the error of the file system. */
export async function cutFile(file: string, partBytes = PART_BYTES): Promise<CutFile> {
  const hash = createHash("sha256");
  const borders: Border[] = [];
  let head: Uint8Array = NOTHING;
  let reader: ReturnType<(typeof formats)[number]["open"]> | undefined;
  let format: string | undefined;
  let first: Border | undefined;
  let sizeBytes = 0;
  for await (const bytes of slicesOf(file)) {
    hash.update(bytes);
    if (sizeBytes === 0) {
      head = Uint8Array.from(bytes);
      const recognised = recognise(head.subarray(0, RECOGNISE_HEAD_BYTES)).format;
      format = recognised?.name;
      reader = recognised?.open();
    }
    sizeBytes += bytes.length;
    for (const { offset, row, line } of reader?.push(bytes).rows ?? []) {
      first ??= { offset, row, line };
      const last = borders.at(-1)?.offset ?? 0;
      if (offset - last >= partBytes) borders.push({ offset, row, line });
    }
  }
  const wrap = first === undefined ? undefined : wrapOf(head, first.offset, format);
  const whole = { part: 0, from: 0, to: sizeBytes, firstRow: 1, firstLine: 1 };
  const parts =
    wrap === undefined || borders.length === 0
      ? [{ ...whole, prefix: NOTHING, suffix: NOTHING }]
      : partsOf(borders, sizeBytes, wrap);
  return { sha256: hash.digest("hex"), sizeBytes, format, parts, cuttable: wrap !== undefined };
}

/** What stands before the rows: a header, an opening bracket, or nothing; else it cannot be cut. */
function wrapOf(head: Uint8Array, start: number, name: string | undefined): Head | undefined {
  const before = head.subarray(0, start);
  const hasHeader = formats.find((format) => format.name === name)?.columns !== undefined;
  if (hasHeader) {
    const end = before.lastIndexOf(LF);
    const isWhole = end >= 0 && headerNames(before.subarray(0, end)).cells.length > 0;
    return isWhole ? { prefix: before.slice(), suffix: NOTHING, start } : undefined;
  }
  const text = new TextDecoder().decode(before).trim();
  if (text === "") return { prefix: NOTHING, suffix: NOTHING, start };
  const bracket = { prefix: Buffer.from("["), suffix: Buffer.from("]"), start };
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
