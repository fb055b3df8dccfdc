/**
 * The keys of parties' blobs: derived from the master key and a salt in the database. A party's
 * salt destroyed, its blobs are lost in every copy made later, and no other party's are touched.
 */
import type pg from "pg";
import type { Id } from "#domain/events/event.ts";
import { derivedKey, randomFromPool } from "#store/keyed-hash.ts";

const SALT_BYTES = 16;

/** The key was destroyed, or never made. */
export class BlobKeyGone extends Error {
  override readonly name = "BlobKeyGone";
}

export type BlobKeys = {
  /** The id of a party's live key, made on first use; `newId` names it then. */
  readonly keyOf: (partyId: Id, newId: Id) => Promise<Id>;
  /** The key's bytes; throws `BlobKeyGone`. Asked for each file: a destroyed key is not kept. */
  readonly bytesOf: (keyId: Id) => Promise<Buffer>;
  /** Destroys a key for good; false when it was gone before. */
  readonly destroy: (keyId: Id, at: number) => Promise<boolean>;
};

const LIVE = `select key_id from mailport.blob_key
  where party_id = $1 and salt is not null order by key_id limit 1`;

/** Two callers that make a party's first key at once wait for each other. */
const MAKE = `insert into mailport.blob_key (key_id, party_id, salt, destroyed_at)
  select $2, $1, $3, null
   where not exists (select from mailport.blob_key where party_id = $1 and salt is not null)`;
const MAKE_LOCK = 7_305_005;

/** Keys in the database behind this pool, under this master key. */
export function blobKeys(pool: pg.Pool, master: Uint8Array): BlobKeys {
  return {
    keyOf: async (partyId, newId) => {
      const live = await pool.query<{ key_id: Id }>(LIVE, [partyId]);
      return live.rows[0]?.key_id ?? make(pool, partyId, newId);
    },
    bytesOf: async (keyId) => {
      const text = "select salt from mailport.blob_key where key_id = $1";
      const found = await pool.query<{ salt: Buffer | null }>(text, [keyId]);
      const salt = found.rows[0]?.salt;
      if (salt === undefined || salt === null) throw new BlobKeyGone(`no blob key ${keyId}`);
      return derivedKey(master, salt, `blob-key/1/${keyId}`);
    },
    destroy: async (keyId, at) => {
      const text = `update mailport.blob_key set salt = null, destroyed_at = $2
        where key_id = $1 and salt is not null`;
      return (await pool.query(text, [keyId, at])).rowCount === 1;
    },
  };
}

async function make(pool: pg.Pool, partyId: Id, newId: Id): Promise<Id> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [MAKE_LOCK]);
    await client.query(MAKE, [partyId, newId, randomFromPool(SALT_BYTES)]);
    const live = await client.query<{ key_id: Id }>(LIVE, [partyId]);
    await client.query("commit");
    return live.rows[0]?.key_id ?? newId;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
