/**
 * What messages partners are sent, as rows, and the lines of the outbox on their way into a message.
 * Lines keep the message they were written into until it was delivered: what is sent again is the same.
 */
import type pg from "pg";
import type { OutboxRow } from "#operations/ports-messages.ts";
import type {
  MessageSettings,
  OutgoingTx,
  PartnerMessage,
  WrittenLines,
} from "#operations/ports-outgoing.ts";
import { type LineRow, outboxRowOf } from "./outbox.ts";

const COLUMNS = `partner_id, message, product, revision, valid_from, valid_to, enabled, settings,
  set_at, set_by, call_id`;

const IN_FORCE = `select distinct on (partner_id, message, product) ${COLUMNS}
  from mailport.partner_message
  where valid_from <= $1 and coalesce(valid_to > $1, true)
  order by partner_id, message, product, revision desc`;

const LAST = `select ${COLUMNS} from mailport.partner_message
  where partner_id = $1 and message = $2 and product = $3 order by revision desc limit 1`;

const END = `update mailport.partner_message set valid_to = greatest(valid_from, $4)
  where partner_id = $1 and message = $2 and product = $3 and coalesce(valid_to > $4, true)`;

const SAVE = `insert into mailport.partner_message (partner_id, message, product, revision, valid_from,
    enabled, settings, set_at, set_by, call_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

// A line that may not go, or comes later in this order, holds back what follows it of its subject, for
// this kind alone: so the first lines of the order are the first of their subjects too.
const UNWRITTEN = `select outbox_id, partner_id, subject_id, kind, body, queued_at, ordinal, attempts
  from mailport.outbox line
  where partner_id = $1 and kind = $2 and state = 'waiting' and message_id is null and next_at <= $3
    and not exists (
      select 1 from mailport.outbox older
      where older.partner_id = line.partner_id and older.subject_id = line.subject_id
        and older.kind = line.kind
        and (older.state = 'dead' or older.state = 'waiting' and (older.message_id is not null
          or (older.next_at, older.outbox_id) > (line.next_at, line.outbox_id)))
        and (older.ordinal, older.outbox_id) < (line.ordinal, line.outbox_id))
  order by next_at, outbox_id limit $4`;

const WRITE = `update mailport.outbox set message_id = $2, claimed_until = $3
  where outbox_id = any($1::uuid[])`;

const CLAIM_WRITTEN = `update mailport.outbox set claimed_until = $3
  where outbox_id in (
    select outbox_id from mailport.outbox
    where partner_id = $1 and state = 'waiting' and message_id is not null and next_at <= $2
      and (kind like 'CEB%') = $4 and (claimed_until is null or claimed_until <= $2)
    for update skip locked)
  returning message_id, outbox_id, attempts`;

// Messages that were to be pushed when the partner's settings were others, dead ones once revived too.
const LEAVE_TO_FETCH = `update mailport.message set state = 'to-fetch'
  where state in ('queued', 'dead') and message_id in (
    select message_id from mailport.outbox
    where partner_id = $1 and state = 'waiting' and message_id is not null and kind like 'CEB%')`;

/** Different errors of dead letters that are shown. */
const ERRORS_SHOWN = 3;

const DEAD = `select partner_id, sum(lines)::int as count,
    (array_agg(last_error order by first))[1:${ERRORS_SHOWN}] as errors
  from (select partner_id, last_error, count(*) as lines, min(outbox_id::text) as first
    from mailport.outbox where state = 'dead' group by partner_id, last_error) as said
  group by partner_id`;

const RECEPTACLES = `select c.container_id, n.normalised, c.status, c.version, c.readers::text[] as readers
  from mailport.identifier n join mailport.container c on c.container_id = n.subject_id
  where n.normalised >= $1 and n.normalised < $1 || '~' and n.scheme = 's9'
    and n.subject_kind = 'container' and n.freed_at is null and not n.contested
  order by n.normalised`;

type Row = {
  readonly partner_id: string;
  readonly message: string;
  readonly product: string;
  readonly revision: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly enabled: boolean;
  readonly settings: MessageSettings;
  readonly set_at: string;
  readonly set_by: string;
  readonly call_id: string;
};

/** The outgoing part of a transaction on this client. */
export function outgoingTx(client: pg.PoolClient): OutgoingTx {
  return { ...settingsTx(client), ...linesTx(client), ...factsTx(client) };
}

type SettingsTx = Pick<OutgoingTx, "partnerMessages" | "lastPartnerMessage" | "savePartnerMessage">;

function settingsTx(client: pg.PoolClient): SettingsTx {
  return {
    async partnerMessages(at) {
      const query = { name: "partner-messages", text: IN_FORCE, values: [at] };
      return (await client.query<Row>(query)).rows.map(partnerMessageOf);
    },
    async lastPartnerMessage({ partnerId, message, product }) {
      const found = await client.query<Row>(LAST, [partnerId, message, product]);
      return found.rows.map(partnerMessageOf)[0];
    },
    async savePartnerMessage(row) {
      const { partnerId, message, product, revision, validFrom, enabled, settings } = row;
      const key = [partnerId, message, product];
      await client.query(END, [...key, validFrom]);
      const kept = [JSON.stringify(settings), row.setAt, row.setBy, row.callId];
      await client.query(SAVE, [...key, revision, validFrom, enabled, ...kept]);
    },
  };
}

type LinesTx = Pick<
  OutgoingTx,
  | "lockPartner"
  | "unwrittenLines"
  | "writeLines"
  | "claimWritten"
  | "leaveToFetch"
  | "setMessageState"
>;

function linesTx(client: pg.PoolClient): LinesTx {
  return {
    async lockPartner(partnerId) {
      const text = "select 1 from mailport.partner where partner_id = $1 for no key update";
      await client.query(text, [partnerId]);
    },
    async unwrittenLines(partnerId, kind, now, limit): Promise<readonly OutboxRow[]> {
      const values = [partnerId, kind, now, limit];
      const found = await client.query<LineRow>({ name: "unwritten", text: UNWRITTEN, values });
      return found.rows.map(outboxRowOf);
    },
    async writeLines(ids, messageId, until) {
      await client.query(WRITE, [[...ids], messageId, until]);
    },
    async claimWritten(partnerId, now, until, family) {
      const values = [partnerId, now, until, family === "ceb"];
      const found = await client.query<WrittenRow>({
        name: "claim-written",
        text: CLAIM_WRITTEN,
        values,
      });
      return byMessage(found.rows);
    },
    async leaveToFetch(partnerId) {
      await client.query({ name: "leave-to-fetch", text: LEAVE_TO_FETCH, values: [partnerId] });
    },
    async setMessageState(id, state, attempts) {
      const text = "update mailport.message set state = $2, attempts = $3 where message_id = $1";
      await client.query(text, [id, state, attempts]);
    },
  };
}

type FactsTx = Pick<OutgoingTx, "exchangeOffices" | "receptaclesOf" | "deadLetters">;

function factsTx(client: pg.PoolClient): FactsTx {
  return {
    async deadLetters() {
      const found = await client.query<DeadRow>(DEAD);
      return found.rows.map(({ partner_id, count, errors }) => ({
        partnerId: partner_id,
        count,
        errors: errors.filter((error) => error !== null),
      }));
    },
    async exchangeOffices(site) {
      const text =
        "select code from mailport.office where site = $1 and kind = 'exchange' order by code";
      return (await client.query<{ code: string }>(text, [site])).rows.map(({ code }) => code);
    },
    async receptaclesOf(dispatch) {
      const found = await client.query<ReceptacleRow>({
        name: "receptacles-of",
        text: RECEPTACLES,
        values: [dispatch],
      });
      return found.rows.map((row) => ({
        id: row.container_id,
        code: row.normalised,
        status: row.status,
        version: row.version,
        readers: row.readers,
      }));
    },
  };
}

type DeadRow = {
  readonly partner_id: string;
  readonly count: number;
  readonly errors: readonly (string | null)[];
};
type WrittenRow = {
  readonly message_id: string;
  readonly outbox_id: string;
  readonly attempts: number;
};
type ReceptacleRow = {
  readonly container_id: string;
  readonly normalised: string;
  readonly status: string;
  readonly version: number;
  readonly readers: string[];
};

/** Ids rise with time: the oldest message comes first. */
function byMessage(rows: readonly WrittenRow[]): readonly WrittenLines[] {
  const groups = [...Map.groupBy(rows, (row) => row.message_id)];
  return groups
    .map(([messageId, group]) => ({
      messageId,
      ids: group.map((row) => row.outbox_id),
      attempts: Math.max(...group.map((row) => row.attempts)),
    }))
    .sort((one, other) => (one.messageId < other.messageId ? -1 : 1));
}

function partnerMessageOf(row: Row): PartnerMessage {
  return {
    partnerId: row.partner_id,
    message: row.message,
    product: row.product,
    revision: row.revision,
    validFrom: Number(row.valid_from),
    validTo: row.valid_to === null ? null : Number(row.valid_to),
    enabled: row.enabled,
    settings: row.settings,
    setAt: Number(row.set_at),
    setBy: row.set_by,
    callId: row.call_id,
  };
}
