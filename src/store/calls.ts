/**
 * What a call leaves behind: its idempotency key with the first answer, its audit row, its stored
 * input, and a line for the sealing job. All in the transaction of the call, or nothing.
 */
import type pg from "pg";
import {
  type CallRow,
  type CallsTx,
  type KeyClaim,
  Restart,
  type SealedBytes,
} from "#operations/ports.ts";

/** Answers are kept this long; a repeat after it is refused `call/answer-gone`. */
export const ANSWERS_KEPT_MS = 72 * 3_600_000;
/** Keys are kept this long; a repeat after it is a new call. */
export const KEYS_KEPT_MS = 400 * 86_400_000;

/** Waits for a rival with the same key to commit or roll back, so that one of them is first. */
const CLAIM = `insert into mailport.idempotency
    (party_id, operation, key, input_hash, call_id, answered_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (party_id, operation, key) do nothing`;

const WINNER = `select input_hash, answer from mailport.idempotency
  where party_id = $1 and operation = $2 and key = $3`;

const ANSWER = `update mailport.idempotency set answer = $4
  where party_id = $1 and operation = $2 and key = $3`;

const WRITE = `with audit as (
    insert into mailport.call (call_id, site, operation, actor, party_id, device, called_at,
      input_hash, rows_given, rows_done, rows_refused, refusal, idempotency_key)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ), input as (
    insert into mailport.call_input (call_id, salt, body) values ($1, $14, $15)
  )
  insert into mailport.call_unsealed (call_id, site) values ($1, $2)`;

/** The calls part of a transaction on this client. */
export function callsTx(client: pg.PoolClient): CallsTx {
  return {
    async claimKey(row) {
      const values = [row.partyId, row.operation, row.key, row.inputHash, row.callId, row.at];
      const claimed = await client.query({ name: "claim-key", text: CLAIM, values });
      return claimed.rowCount === 1 ? { fresh: true } : winner(client, values.slice(0, 3));
    },
    async answerKey(row) {
      const values = [row.partyId, row.operation, row.key, row.answer];
      await client.query({ name: "answer-key", text: ANSWER, values });
    },
    async writeCall(row, input) {
      await client.query({ name: "write-call", text: WRITE, values: callValues(row, input) });
    },
  };
}

/** The row that was first. It may have been purged since the insert: then the call starts again. */
async function winner(client: pg.PoolClient, key: readonly unknown[]): Promise<KeyClaim> {
  const query = { name: "key-winner", text: WINNER, values: [...key] };
  const found = await client.query<{ input_hash: string; answer: Buffer | null }>(query);
  const [row] = found.rows;
  if (row === undefined) throw new Restart("the key's row was purged");
  return { fresh: false, inputHash: row.input_hash, answer: row.answer };
}

function callValues(row: CallRow, input: SealedBytes): unknown[] {
  return [
    row.callId,
    row.site,
    row.operation,
    row.actor,
    row.partyId,
    row.device,
    row.calledAt,
    row.inputHash,
    row.rowsGiven,
    row.rowsDone,
    row.rowsRefused,
    row.refusal,
    row.idempotencyKey,
    input.salt,
    input.body,
  ];
}

/**
 * Forgets answers older than `ANSWERS_KEPT_MS` and keys older than `KEYS_KEPT_MS` at `now`.
 * Gives how many of each went.
 */
export async function purgeAnswers(
  client: pg.Pool | pg.PoolClient,
  now: number,
): Promise<{ readonly answers: number; readonly keys: number }> {
  const keys = await client.query("delete from mailport.idempotency where answered_at < $1", [
    now - KEYS_KEPT_MS,
  ]);
  const answers = await client.query(
    `update mailport.idempotency set answer = null
      where answered_at < $1 and answer is not null`,
    [now - ANSWERS_KEPT_MS],
  );
  return { answers: answers.rowCount ?? 0, keys: keys.rowCount ?? 0 };
}
