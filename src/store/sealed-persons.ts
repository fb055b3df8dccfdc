/** Sealed records of persons, by their references, for whoever may open them. Opens nothing itself. */
import type { PoolClient } from "pg";
import type { Id } from "#domain/events/event.ts";
import type { SealedBytes } from "#operations/ports.ts";

/** Those that were not erased. */
export async function sealedPersons(
  client: PoolClient,
  refs: readonly Id[],
): Promise<ReadonlyMap<Id, SealedBytes>> {
  const found = await client.query<{ person_ref: Id; salt: Buffer; ciphertext: Buffer }>(
    `select person_ref, salt, ciphertext from mailport.vault
      where person_ref = any($1::uuid[]) and salt is not null`,
    [[...refs]],
  );
  return new Map(
    found.rows.map((row) => [row.person_ref, { salt: row.salt, body: row.ciphertext }]),
  );
}
