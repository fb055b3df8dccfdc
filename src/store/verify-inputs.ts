/**
 * Compares each stored input with the hash that its call's audit row carries into the chain. An
 * input whose key was destroyed is right where the journal says so: it brought a declaration or a
 * document whose persons were erased. Reads only, page by page.
 */
import { hash } from "node:crypto";
import type pg from "pg";
import type { Finding } from "#base/result.ts";
import type { Vault } from "#operations/ports.ts";
import { CALLS_OF_PERSONS } from "./erasures.ts";

/** Inputs unpacked at a time: one may be as large as a body. */
const PAGE = 50;

type InputRow = {
  readonly call_id: string;
  readonly input_hash: string;
  readonly kept: boolean;
  readonly salt: Buffer | null;
  readonly body: Buffer | null;
};

const READ = `select c.call_id, c.input_hash, i.call_id is not null as kept, i.salt, i.body
  from mailport.call c left join mailport.call_input i using (call_id)
  where c.call_id > $1 order by c.call_id limit ${PAGE}`;

/** Of these calls, those that brought an erased person. */
const ERASED = `select distinct b.call_id from (${CALLS_OF_PERSONS}) b
  join mailport.erasure x using (person_ref) where b.call_id = any($1::uuid[])`;

/** Finding: `audit/input-changed` at the call's id. Gives how many inputs were compared. */
export async function verifyInputs(
  client: pg.PoolClient,
  unpack: Vault["unpack"],
  take: (finding: Finding) => void,
): Promise<number> {
  let after = "00000000-0000-0000-0000-000000000000";
  let compared = 0;
  for (;;) {
    const { rows } = await client.query<InputRow>(READ, [after]);
    const last = rows.at(-1);
    if (last === undefined) return compared;
    const erased = await erasedOf(client, rows);
    for (const row of rows) {
      if (erased.has(row.call_id) || (await isAsHashed(row, unpack))) compared += 1;
      else take({ code: "audit/input-changed", severity: "error", at: { field: row.call_id } });
    }
    after = last.call_id;
  }
}

async function erasedOf(
  client: pg.PoolClient,
  rows: readonly InputRow[],
): Promise<ReadonlySet<string>> {
  const gone = rows.filter((row) => row.kept && row.salt === null).map((row) => row.call_id);
  if (gone.length === 0) return new Set();
  const found = await client.query<{ call_id: string }>(ERASED, [gone]);
  return new Set(found.rows.map((row) => row.call_id));
}

async function isAsHashed(row: InputRow, unpack: Vault["unpack"]): Promise<boolean> {
  if (row.salt === null || row.body === null) return false;
  try {
    return hash("sha256", await unpack({ salt: row.salt, body: row.body })) === row.input_hash;
  } catch {
    return false;
  }
}
