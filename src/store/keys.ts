/**
 * The master key of a data folder: made once, readable by its owner only. Whoever loses it loses
 * all person data and blobs; it belongs into a back-up kept apart from the database.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { StoreFault } from "./store-fault.ts";

const KEY_BYTES = 32;
/** Bits that let anyone but the owner in. */
const OTHERS = 0o077;

/** Where a data folder keeps its master key. */
export function masterKeyPath(dataFolder: string): string {
  return join(dataFolder, "keys", "master.key");
}

/**
 * Reads the master key, making it on first use. Throws `store/key-open-to-others` when anyone but
 * the owner may read it, and `store/key-damaged` when it is not 32 bytes in hexadecimal.
 */
export function masterKey(dataFolder: string): Buffer {
  const path = masterKeyPath(dataFolder);
  mkdirSync(join(dataFolder, "keys"), { recursive: true, mode: 0o700 });
  return read(path) ?? make(path);
}

function read(path: string): Buffer | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  refuseOpenToOthers(path);
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    const sentence = `The master key ${path} is damaged; put it back from a back-up.`;
    throw new StoreFault("store/key-damaged", sentence, { path });
  }
  return Buffer.from(text, "hex");
}

/** Throws `store/key-open-to-others` when anyone but its owner may read a key. */
export function refuseOpenToOthers(path: string): void {
  if (process.platform === "win32" || (statSync(path).mode & OTHERS) === 0) return;
  const sentence = `The key ${path} can be read by others; run: chmod 600 on it.`;
  throw new StoreFault("store/key-open-to-others", sentence, { path });
}

/** Written whole under another name first; of two that make it at once, one wins for both. */
function make(path: string): Buffer {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, "wx", 0o600);
  try {
    chmodSync(draft, 0o600);
    writeSync(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  const made = read(path);
  if (made !== undefined) return made;
  throw new StoreFault("store/key-damaged", `The master key ${path} vanished.`, { path });
}
