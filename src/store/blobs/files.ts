/**
 * Blobs as files: named by the SHA-256 of their plain bytes and the key they lie under, streamed in
 * and out, encrypted, on disk before anyone may name them. Rows that name blobs are written by
 * the operation, never here.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { assert, ok, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { Blobs } from "#operations/ports.ts";
import { BlobDamaged, FRAME_BYTES, frameWriter, HEADING_BYTES, openFrames } from "./frames.ts";
import type { BlobKeys } from "./keys.ts";

/** First bytes given back for recognising what a blob is. */
export const HEAD_BYTES = 8192;
/** Drafts of interrupted writes lie here until the next start. */
const DRAFTS = "drafts";

/**
 * Blobs in a folder, which is made. `put` stops reading at the byte after the limit and leaves
 * nothing behind when its bytes end early. `get` throws `BlobDamaged` or `BlobKeyGone` before its
 * last bytes.
 */
export function fileBlobs(folder: string, keys: BlobKeys): Blobs {
  return {
    async put(keyId, bytes, limitBytes) {
      const writer = frameWriter(await keys.bytesOf(keyId));
      const draft = join(folder, DRAFTS, randomUUID());
      await mkdir(join(folder, DRAFTS), { recursive: true, mode: 0o700 });
      const file = await open(draft, "wx", 0o600);
      try {
        const written = await write(file, writer, bytes, limitBytes);
        if (written === undefined) {
          return refuse("blob/too-large", { limitBytes });
        }
        await file.sync();
        await keep(folder, draft, blobPath(folder, keyId, written.hash));
        return ok(written);
      } finally {
        await file.close();
        await unlink(draft).catch(() => undefined);
      }
    },
    get: (keyId, hash) => read(blobPath(folder, keyId, hash), keys, keyId, hash),
  };
}

/** Removes what writes that never ended left; for the start, when nobody writes. */
export async function clearDrafts(folder: string): Promise<void> {
  await rm(join(folder, DRAFTS), { recursive: true, force: true });
}

/** Where a blob lies: two levels of folders keep each of them small. */
export function blobPath(folder: string, keyId: Id, hash: string): string {
  assert(/^[0-9a-f]{64}$/.test(hash) && /^[0-9a-f-]{36}$/.test(keyId), "names come from rows");
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.${keyId}`);
}

type Written = { readonly hash: string; readonly sizeBytes: number; readonly head: Uint8Array };

/** Undefined as soon as one byte more than the limit has come. */
async function write(
  file: FileHandle,
  writer: ReturnType<typeof frameWriter>,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limitBytes: number,
): Promise<Written | undefined> {
  const digest = createHash("sha256");
  const frame = Buffer.alloc(FRAME_BYTES);
  let filled = 0;
  let sizeBytes = 0;
  let head: Buffer = Buffer.alloc(0);
  await file.write(writer.heading);
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) return undefined;
    digest.update(chunk);
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    }
    for (let from = 0; from < chunk.length; ) {
      // A full frame is written when more comes: only then it is known not to be the last.
      if (filled === FRAME_BYTES) {
        await file.write(writer.seal(frame, false));
        filled = 0;
      }
      const part = chunk.subarray(from, from + FRAME_BYTES - filled);
      frame.set(part, filled);
      filled += part.length;
      from += part.length;
    }
  }
  await file.write(writer.seal(frame.subarray(0, filled), true));
  return { hash: digest.digest("hex"), sizeBytes, head };
}

/** Gives the draft its name, and the name to the disk. The same bytes once more heal a damaged file. */
async function keep(folder: string, draft: string, path: string): Promise<void> {
  const second = join(path, "..");
  const first = join(second, "..");
  await mkdir(second, { recursive: true, mode: 0o700 });
  await rename(draft, path);
  for (const place of [second, first, folder]) await syncFolder(place);
}

/** Windows cannot open a folder; it orders names by its own journal. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* read(
  path: string,
  keys: BlobKeys,
  keyId: Id,
  hash: string,
): AsyncGenerator<Uint8Array> {
  const key = await keys.bytesOf(keyId);
  const digest = createHash("sha256");
  const highWaterMark = FRAME_BYTES + HEADING_BYTES;
  for await (const plain of openFrames(key, createReadStream(path, { highWaterMark }))) {
    digest.update(plain);
    yield plain;
  }
  if (digest.digest("hex") !== hash) throw new BlobDamaged("other bytes than its name says");
}
