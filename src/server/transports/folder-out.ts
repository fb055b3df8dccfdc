/**
 * Puts a file into a folder so that whoever watches it sees the whole file or none: write beside,
 * fsync, rename, fsync the folder. What is in the file and who may read the folder is not decided here.
 */
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** A file in the making begins with a dot and ends like this; watchers pass it by. */
export const UNFINISHED = ".tmp";

/**
 * Writes the bytes under this name, in the place of a file of the same name. When it returns, the
 * file outlives a power cut. Throws the error of the file system, and then leaves no part behind.
 */
export async function putWhole(
  folder: string,
  name: string,
  bytes: Uint8Array | string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${name}${UNFINISHED}`);
  try {
    const file = await open(unfinished, "w", 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Makes renames inside a folder outlive a power cut; Windows does so by itself and refuses this. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
