/**
 * Copies one file and hashes what was written, in slices, so that nothing else waits long.
 * A file may grow, shrink or vanish meanwhile; the hash is of the copy.
 */
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** What was written. */
export type Copied = { readonly bytes: number; readonly sha256: string };

const SLICE_BYTES = 1024 * 1024;

/** On disk when it answers; undefined when the source had vanished. Never overwrites. */
export async function copyFile(from: string, to: string): Promise<Copied | undefined> {
  const source = await openIfThere(from);
  if (source === undefined) return undefined;
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const target = await open(to, "wx", 0o600);
    try {
      return await copyOpen(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function copyOpen(source: FileHandle, target: FileHandle): Promise<Copied> {
  const hash = createHash("sha256");
  const slice = Buffer.allocUnsafe(SLICE_BYTES);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await source.read(slice, 0, SLICE_BYTES, bytes);
    if (bytesRead === 0) break;
    const part = slice.subarray(0, bytesRead);
    hash.update(part);
    await target.writeFile(part);
    bytes += bytesRead;
  }
  await target.sync();
  return { bytes, sha256: hash.digest("hex") };
}
