/**
 * The list of a backup's files with sizes and hashes, written last: a folder without it is no
 * backup. A hash of the list itself stands beside it. The list is input: it is checked when read.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StoreFault } from "#store/store-fault.ts";
import type { Copied } from "./copy-file.ts";

/** One file; `path` is relative to the backup, with `/` between its parts. */
export type BackupFile = Copied & { readonly path: string };

export type BackupManifest = {
  readonly format: 1;
  readonly madeAt: number;
  /** Of the server, such as `18.4`. */
  readonly serverVersion: string;
  readonly systemIdentifier: string;
  /** Where the write-ahead log of the copy begins and ends. */
  readonly startLsn: string;
  readonly stopLsn: string;
  /** Every folder, also empty ones, which PostgreSQL expects to find. */
  readonly folders: readonly string[];
  readonly files: readonly BackupFile[];
};

const LIST = "manifest.json";
const LIST_HASH = "manifest.sha256";

export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
  await writeFile(join(folder, LIST_HASH), `${sha256(text)}\n`, { flush: true, mode: 0o600 });
  await writeFile(join(folder, LIST), text, { flush: true, mode: 0o600 });
}

/** Throws `store/backup-damaged` when it is absent, changed, or names paths outside the backup. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, LIST), "utf8").catch(() => "");
  const expected = await readFile(join(folder, LIST_HASH), "utf8").catch(() => "");
  if (text === "") throw damaged(`${folder} holds no finished backup (${LIST} is missing).`);
  if (sha256(text) !== expected.trim()) throw damaged(`${join(folder, LIST)} was changed.`);
  const manifest = JSON.parse(text) as BackupManifest;
  if (manifest.format !== 1) throw damaged(`${join(folder, LIST)} has an unknown format.`);
  for (const path of [...manifest.folders, ...manifest.files.map((file) => file.path)]) {
    if (!staysInside(path)) throw damaged(`${join(folder, LIST)} names ${path}.`);
  }
  return manifest;
}

export function damaged(sentence: string, facts: Record<string, unknown> = {}): StoreFault {
  return new StoreFault("store/backup-damaged", sentence, facts);
}

function staysInside(path: string): boolean {
  const parts = path.split("/");
  return !path.includes("\\") && parts.every((part) => !["", ".", ".."].includes(part));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
