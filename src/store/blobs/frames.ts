/**
 * How a blob lies on disk: a heading, then frames of at most 64 KiB, each encrypted and sealed with
 * its number and whether it is the last. Cut, exchanged or changed frames do not open.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { derivedKey, randomFromPool } from "#store/keyed-hash.ts";

/** Plain bytes of a frame. */
export const FRAME_BYTES = 65_536;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const MAGIC = Buffer.from("MPB1");
/** Heading of a file: its form, and the salt that makes its key its own. */
export const HEADING_BYTES = MAGIC.length + SALT_BYTES;
const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;
const CIPHER = "aes-256-gcm";

/** A file that is not as it was written. */
export class BlobDamaged extends Error {
  override readonly name = "BlobDamaged";
}

/** Encrypts frames in order; the heading goes first. */
export type FrameWriter = {
  readonly heading: Buffer;
  readonly seal: (plain: Uint8Array, last: boolean) => Buffer;
};

/** A writer under a party's key, with a key of its own for this file. */
export function frameWriter(partyKey: Uint8Array): FrameWriter {
  const salt = randomFromPool(SALT_BYTES);
  const key = derivedKey(partyKey, salt, "blob-file/1");
  let count = 0;
  return {
    heading: Buffer.concat([MAGIC, salt]),
    seal(plain, last) {
      const cipher = createCipheriv(CIPHER, key, nonce(count, last));
      count += 1;
      const first = cipher.update(plain);
      return Buffer.concat([first, cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Opens the frames of a file's bytes in order; throws `BlobDamaged`. */
export async function* openFrames(
  partyKey: Uint8Array,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let open: ((sealed: Buffer, last: boolean) => Buffer) | undefined;
  for await (const chunk of bytes) {
    waiting = Buffer.concat([waiting, chunk]);
    if (open === undefined && waiting.length >= HEADING_BYTES) {
      open = opener(partyKey, waiting.subarray(0, HEADING_BYTES));
      waiting = waiting.subarray(HEADING_BYTES);
    }
    // A whole frame with bytes behind it is not the last.
    while (open !== undefined && waiting.length > SEALED_FRAME_BYTES) {
      yield open(waiting.subarray(0, SEALED_FRAME_BYTES), false);
      waiting = waiting.subarray(SEALED_FRAME_BYTES);
    }
  }
  if (open === undefined) throw new BlobDamaged("the file has no heading");
  yield open(waiting, true);
}

function opener(partyKey: Uint8Array, heading: Buffer): (sealed: Buffer, last: boolean) => Buffer {
  if (!heading.subarray(0, MAGIC.length).equals(MAGIC)) throw new BlobDamaged("unknown heading");
  const key = derivedKey(partyKey, heading.subarray(MAGIC.length), "blob-file/1");
  let count = 0;
  return (sealed, last) => {
    const end = sealed.length - TAG_BYTES;
    if (end < 0) throw new BlobDamaged(`frame ${count} is cut`);
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(CIPHER, key, nonce(count, last), options);
    decipher.setAuthTag(sealed.subarray(end));
    try {
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
      count += 1;
      return plain;
    } catch {
      throw new BlobDamaged(`frame ${count} is not as it was written`);
    }
  };
}

/** Number of the frame and whether it is the last; never twice under one key. */
function nonce(count: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(last ? 1 : 0, 0);
  bytes.writeBigUInt64BE(BigInt(count), 4);
  return bytes;
}
