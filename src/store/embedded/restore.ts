/**
 * Puts a backup into a new data folder, every file checked against the list. The server recovers
 * to the end of the backup when it is started there. Erasures made later are applied by the caller.
 */
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { refuseFilledTarget } from "./backup.ts";
import { type BackupFile, type BackupManifest, damaged, readManifest } from "./backup-manifest.ts";
import { RESTORING } from "./cluster-folder.ts";
import { copyFile } from "./copy-file.ts";

export type RestoreOptions = {
  /** A folder that `backup` wrote. */
  readonly source: string;
  /** The new data folder, absent or empty. */
  readonly target: string;
};

/**
 * Throws `store/backup-damaged` (facts: path) and `store/target-not-empty`. The launcher refuses a
 * target in which a restore was cut off.
 */
export async function restore(options: RestoreOptions): Promise<BackupManifest> {
  const { source, target } = options;
  const manifest = await readManifest(source);
  await refuseFilledTarget(target);
  for (const folder of manifest.folders) {
    await mkdir(join(target, underOtherName(folder)), { recursive: true, mode: 0o700 });
  }
  for (const file of manifest.files) await restoreFile(source, target, file);
  await rename(join(target, RESTORING), join(target, "postgres"));
  return manifest;
}

/** The cluster gets its name last, so that half of it is never started. */
function underOtherName(path: string): string {
  return path.replace(/^postgres(?=\/|$)/, RESTORING);
}

async function restoreFile(source: string, target: string, file: BackupFile): Promise<void> {
  const from = join(source, file.path);
  const copied = await copyFile(from, join(target, underOtherName(file.path)));
  if (copied?.bytes === file.bytes && copied.sha256 === file.sha256) return;
  const what = copied === undefined ? "is missing" : "was changed";
  throw damaged(`The backup is damaged: ${from} ${what}.`, { path: file.path });
}
