/** A kept blob as a whole, for what is bounded when it is taken in; large files are read as they stream. */
import type { Id } from "#domain/events/event.ts";
import type { Blobs } from "./ports.ts";

/** All of its bytes in one piece. */
export async function blobBytes(blobs: Blobs, keyId: Id, hash: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.get(keyId, hash)) parts.push(part);
  return Buffer.concat(parts);
}
