/**
 * Whether a data folder's master key is this database's own. The database keeps what its key answers
 * to a random salt; from that nothing is learned about the key. Encrypts nothing itself.
 */
import { existsSync } from "node:fs";
import type pg from "pg";
import type { SealedBytes } from "#operations/ports.ts";
import { derivedKey, keyedHash, randomFromPool } from "./keyed-hash.ts";
import { masterKey, masterKeyPath } from "./keys.ts";
import { StoreFault } from "./store-fault.ts";
import { openVault } from "./vault.ts";

const SALT_BYTES = 16;
/** Kept inputs that are tried where the database kept no answer; one may be damaged. */
const TRIED_INPUTS = 5;

type Check = { readonly salt: Buffer; readonly answer: string };

/**
 * The folder's master key, made on first use of folder and database. Throws
 * `store/other-master-key` (fact: path) where the database was made with another, and then makes
 * none; also what `masterKey` throws.
 */
export async function ownMasterKey(pool: pg.Pool, dataFolder: string): Promise<Buffer> {
  const kept = await readCheck(pool);
  const inputs = kept === undefined ? await someInputs(pool) : [];
  const path = masterKeyPath(dataFolder);
  const hasKey = existsSync(path);
  if (!hasKey && (kept !== undefined || inputs.length > 0)) throw otherKey(path, hasKey);
  const key = masterKey(dataFolder);
  if (kept === undefined && !(await opensAny(key, inputs))) throw otherKey(path, hasKey);
  const check = kept ?? (await keepCheck(pool, key));
  if (answerOf(key, check.salt) !== check.answer) throw otherKey(path, hasKey);
  return key;
}

async function readCheck(pool: pg.Pool): Promise<Check | undefined> {
  const found = await pool.query<Check>("select salt, answer from mailport.key_check");
  return found.rows[0];
}

/** Of two that open a new database at once, one's answer stands for both. */
async function keepCheck(pool: pg.Pool, key: Uint8Array): Promise<Check> {
  const salt = randomFromPool(SALT_BYTES);
  const check = { salt, answer: answerOf(key, salt) };
  await pool.query(
    `insert into mailport.key_check (only_row, salt, answer) values (true, $1, $2)
      on conflict (only_row) do nothing`,
    [check.salt, check.answer],
  );
  return (await readCheck(pool)) ?? check;
}

function answerOf(key: Uint8Array, salt: Uint8Array): string {
  return keyedHash(derivedKey(key, salt, "key-check/1"))("mailport");
}

/** What an older version sealed and this key must open. */
async function someInputs(pool: pg.Pool): Promise<readonly SealedBytes[]> {
  const found = await pool.query<SealedBytes>(
    `select salt, body from mailport.call_input
      where octet_length(salt) > 0 and body is not null order by call_id limit $1`,
    [TRIED_INPUTS],
  );
  return found.rows;
}

/** True also where there is nothing to open. */
async function opensAny(key: Uint8Array, inputs: readonly SealedBytes[]): Promise<boolean> {
  const vault = openVault(key);
  for (const input of inputs) {
    const isOpen = await vault.unpack(input).then(
      () => true,
      () => false,
    );
    if (isOpen) return true;
  }
  return inputs.length === 0;
}

function otherKey(path: string, hasKey: boolean): StoreFault {
  const found = hasKey ? `The master key ${path} is not this database's own` : `${path} is missing`;
  const sentence = `${found}; name the data folder that the database was set up with, or put its
    keys/master.key there.`.replace(/\s+/g, " ");
  return new StoreFault("store/other-master-key", sentence, { path });
}
