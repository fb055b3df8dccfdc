/**
 * The outbox: lines that wait for their partners. A claim is a lease; per partner and subject only
 * the oldest line of its kind that is not sent may go, so a stuck or dead line holds back its own
 * subject alone.
 */
import type pg from "pg";
import type { MessagesTx, OutboxRow } from "#operations/ports-messages.ts";
import { copyLine, copyRows } from "./sql.ts";

/** Sent lines are kept this long for questions of partners; what was sent stays as a message. */
export const SENT_KEPT_MS = 90 * 86_400_000;
/** Lines purged in one statement, so that no purge holds many rows for long. */
const PURGED_AT_ONCE = 10_000;
/** Characters of an error that are kept with the line that failed. */
const KEPT_ERROR = 500;
const COLUMNS = `outbox_id, partner_id, subject_id, kind, body, queued_at, ordinal, state, attempts,
  next_at`;

/** A line as it stands in the table. */
export type LineRow = {
  readonly outbox_id: string;
  readonly partner_id: string;
  readonly subject_id: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly queued_at: string;
  readonly ordinal: string;
  readonly attempts: number;
};

// A line under another sender's lease still waits, so it holds back what follows it.
const CLAIM = `update mailport.outbox set claimed_until = $3
  where outbox_id in (
    select line.outbox_id from mailport.outbox line
    where line.partner_id = $1 and line.state = 'waiting' and line.next_at <= $2
      and line.kind = $5 and line.message_id is null
      and (line.claimed_until is null or line.claimed_until <= $2)
      and not exists (
        select 1 from mailport.outbox older
        where older.partner_id = line.partner_id and older.subject_id = line.subject_id
          and older.kind = line.kind
          and older.state in ('waiting', 'dead')
          and (older.ordinal, older.outbox_id) < (line.ordinal, line.outbox_id))
    order by line.next_at, line.outbox_id
    limit $4
    for update skip locked)
  returning outbox_id, partner_id, subject_id, kind, body, queued_at, ordinal, attempts`;

const SENT = `update mailport.outbox
  set state = 'sent', message_id = $2, sent_at = $3, claimed_until = null, last_error = null
  where outbox_id = any($1::uuid[]) and state = 'waiting'`;

const FAILED = `update mailport.outbox
  set attempts = attempts + 1, last_error = $2, next_at = $3, claimed_until = null,
    state = case when $4 then 'dead' else 'waiting' end
  where outbox_id = any($1::uuid[]) and state = 'waiting'`;

const REVIVE = `with revived as (
    update mailport.outbox set state = 'waiting', attempts = 0, next_at = $2
    where partner_id = $1 and state = 'dead' returning message_id),
  queued as (
    update mailport.message set state = 'queued' where state = 'dead'
      and message_id in (select message_id from revived))
  select count(*)::int as revived from revived`;

const PURGE = `delete from mailport.outbox where outbox_id in (
  select outbox_id from mailport.outbox where state = 'sent' and sent_at < $1 limit $2)`;

type OutboxTx = Pick<
  MessagesTx,
  "queue" | "claimOutbox" | "outboxSent" | "outboxFailed" | "reviveOutbox"
>;

/** The outbox part of a transaction on this client. */
export function outboxTx(client: pg.PoolClient): OutboxTx {
  return {
    async queue(rows) {
      await copyRows(client, "outbox", COLUMNS, rows.map(lineOf));
    },
    async claimOutbox(partnerId, kind, now, until, limit) {
      const values = [partnerId, now, until, limit, kind];
      const found = await client.query<LineRow>({ name: "claim-outbox", text: CLAIM, values });
      return found.rows.map(outboxRowOf).sort(byAge);
    },
    async outboxSent(ids, messageId, at) {
      await client.query(SENT, [[...ids], messageId, at]);
    },
    async outboxFailed(ids, error, nextAt, dead) {
      await client.query(FAILED, [[...ids], error.slice(0, KEPT_ERROR), nextAt, dead]);
    },
    async reviveOutbox(partnerId, now) {
      const found = await client.query<{ revived: number }>(REVIVE, [partnerId, now]);
      return found.rows[0]?.revived ?? 0;
    },
  };
}

/**
 * Forgets lines sent longer ago than `SENT_KEPT_MS` at `now`; gives how many. What waits or is dead
 * stays, however old it is.
 */
export async function purgeOutbox(
  client: pg.Pool | pg.PoolClient,
  now: number,
  atOnce = PURGED_AT_ONCE,
): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = (await client.query(PURGE, [now - SENT_KEPT_MS, atOnce])).rowCount ?? 0;
    total += gone;
    if (gone < atOnce) return total;
  }
}

function lineOf(row: OutboxRow): string {
  const { id, partnerId, subjectId, kind, queuedAt, ordinal, attempts } = row;
  const body = JSON.stringify(row.body);
  return copyLine([
    id,
    partnerId,
    subjectId,
    kind,
    body,
    queuedAt,
    ordinal,
    "waiting",
    attempts,
    queuedAt,
  ]);
}

/** A line from its row. */
export function outboxRowOf(row: LineRow): OutboxRow {
  return {
    id: row.outbox_id,
    partnerId: row.partner_id,
    subjectId: row.subject_id,
    kind: row.kind,
    body: row.body,
    queuedAt: Number(row.queued_at),
    ordinal: Number(row.ordinal),
    attempts: row.attempts,
  };
}

function byAge(one: OutboxRow, other: OutboxRow): number {
  if (one.queuedAt !== other.queuedAt) return one.queuedAt - other.queuedAt;
  return one.id < other.id ? -1 : 1;
}
