/**
 * Messages in and out, their parts, the rows of blobs, and partners, as rows. What a message means
 * and when it waits for a person is decided by the operations; the outbox has a file of its own.
 */
import type pg from "pg";
import type { Finding } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import {
  type Message,
  type MessagePart,
  type MessagesTx,
  type Partner,
  type PartSums,
  WHOLE_FILE,
} from "#operations/ports-messages.ts";
import {
  CONTAINED_COLUMNS,
  type ContainedRow,
  containedOf,
  containedValues,
} from "./contained-row.ts";
import { outboxTx } from "./outbox.ts";
import { outgoingTx } from "./outgoing.ts";

/** What is declared in a message is for those who may read declared data. */
const DECLARED = 2;

type MessageRow = ContainedRow & {
  readonly message_id: string;
  readonly site: string;
  readonly party_id: string;
  readonly partner_id: string | null;
  readonly direction: string;
  readonly format: string;
  readonly name: string;
  readonly blob_hash: string;
  readonly blob_key_id: string;
  readonly size_bytes: string;
  readonly state: string;
  readonly rows_total: number;
  readonly rows_done: number;
  readonly rows_refused: number;
  readonly findings: Finding[];
  readonly findings_total: number;
  readonly attempts: number;
  readonly corrects: string | null;
  readonly answer_to: string | null;
  readonly received_at: string;
  readonly readers: string[];
  readonly first_row: number;
  readonly profile: string | null;
};

type PartnerRow = {
  readonly partner_id: string;
  readonly code: string;
  readonly party_id: string;
  readonly format: string;
  readonly folder_in: string | null;
  readonly folder_out: string | null;
  readonly reports: boolean;
  readonly sends_messages: boolean;
  readonly messages_in: string;
  readonly messages_out: string;
};

/** The columns of a message that `messageOf` reads, for every query of messages. */
export const MESSAGE_COLUMNS = `message_id, site, party_id, partner_id, direction, format, name,
  blob_hash, blob_key_id, size_bytes, state, rows_total, rows_done, rows_refused, findings,
  findings_total, attempts, corrects, answer_to, received_at, readers::text[] as readers, first_row,
  profile, ${CONTAINED_COLUMNS}`;

const SAVE_MESSAGE = `insert into mailport.message (message_id, site, party_id, partner_id, direction,
    format, name, blob_hash, blob_key_id, size_bytes, state, rows_total, rows_done, rows_refused,
    findings, findings_total, attempts, corrects, answer_to, received_at, readers, first_row,
    profile, ${CONTAINED_COLUMNS}, sensitivity)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, ${DECLARED})
  on conflict (message_id) do update set format = excluded.format, state = excluded.state,
    rows_total = excluded.rows_total, rows_done = excluded.rows_done,
    rows_refused = excluded.rows_refused, findings = excluded.findings,
    findings_total = excluded.findings_total, attempts = excluded.attempts,
    answer_to = excluded.answer_to, readers = excluded.readers, profile = excluded.profile,
    content_hash = excluded.content_hash`;

const SAVE_PART = `insert into mailport.message_part
    (message_id, part, attempt, rows_read, undone, findings, findings_total)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (message_id, part) do update set attempt = excluded.attempt,
    rows_read = excluded.rows_read, undone = excluded.undone, findings = excluded.findings,
    findings_total = excluded.findings_total`;

const SUM_PARTS = `select coalesce(sum(rows_read), 0)::int as rows_read,
    coalesce(sum(cardinality(undone)), 0)::int as rows_undone,
    coalesce(sum(findings_total), 0)::int as findings_total,
    coalesce(bool_or(part = ${WHOLE_FILE} and findings @> '[{"severity":"error"}]'), false) as damaged
  from mailport.message_part where message_id = $1`;

const FIRST_FINDINGS = `select one as finding from mailport.message_part,
    jsonb_array_elements(findings) with ordinality as each (one, place)
  where message_id = $1 order by part, place limit $2`;

const IN_SUSPENSE = `select count(*)::int as messages, coalesce(sum(size_bytes), 0)::text as size_bytes
  from mailport.message
  where party_id = $1 and state in ('part', 'suspense') and file_id is null`;

const KEEP_BLOB = `insert into mailport.blob
    (hash, key_id, size_bytes, media_type, retention_class, legal_hold, stored_at)
  values ($1, $2, $3, $4, $5, false, $6)
  on conflict (hash, key_id) do nothing`;

const PARTNERS = `select partner_id, code, party_id, format, folder_in, folder_out, reports,
    messages_in, messages_out,
    exists (select 1 from mailport.partner_message m where m.partner_id = p.partner_id) as sends_messages
  from mailport.partner p where disabled_at is null order by code`;

const SAVE_PARTNER = `insert into mailport.partner
    (partner_id, code, party_id, format, folder_in, folder_out, reports, messages_in, messages_out)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (partner_id) do update set code = excluded.code, party_id = excluded.party_id,
    format = excluded.format, folder_in = excluded.folder_in, folder_out = excluded.folder_out,
    reports = excluded.reports`;

/** The messages part of a transaction on this client. */
export function messagesTx(client: pg.PoolClient): MessagesTx {
  return {
    ...rowsTx(client),
    ...partsTx(client),
    ...partnersTx(client),
    ...outboxTx(client),
    ...outgoingTx(client),
  };
}

type RowsTx = Pick<
  MessagesTx,
  | "saveMessage"
  | "lockMessage"
  | "lockMessages"
  | "suspenseOf"
  | "keepBlob"
  | "messagesReferenced"
  | "messageSent"
>;

const SENT = `select message_id from mailport.message
  where direction = 'out' and interchange = $1 and sender = $2 and recipient = $3
  order by received_at desc limit 1`;

/** By the three that name a message; the party is asked too, so that none meets another's. */
const REFERENCED = `select ${MESSAGE_COLUMNS} from mailport.message
  where file_id is not null and party_id = $1
    and (reference, interchange, sender) in (
      select * from unnest($2::text[], $3::text[], $4::text[]))
  order by received_at, message_id`;

function rowsTx(client: pg.PoolClient): RowsTx {
  return {
    async saveMessage(message) {
      await client.query({ name: "save-message", text: SAVE_MESSAGE, values: valuesOf(message) });
    },
    lockMessage: async (id) => (await lockMessages(client, [id]))[0],
    lockMessages: (ids) => lockMessages(client, ids),
    async messageSent({ interchange, sender, recipient }) {
      const values = [interchange, sender, recipient];
      return (await client.query<{ message_id: string }>(SENT, values)).rows[0]?.message_id;
    },
    async messagesReferenced(partyId, names) {
      const text = (pick: (one: (typeof names)[number]) => string): string[] => names.map(pick);
      const values = [
        partyId,
        text((one) => one.reference),
        text((one) => one.interchange),
        text((one) => one.sender),
      ];
      return (await client.query<MessageRow>(REFERENCED, values)).rows.map(messageOf);
    },
    async suspenseOf(partyId) {
      const found = await client.query<{ messages: number; size_bytes: string }>(IN_SUSPENSE, [
        partyId,
      ]);
      const [row] = found.rows;
      return { messages: row?.messages ?? 0, sizeBytes: Number(row?.size_bytes ?? 0) };
    },
    async keepBlob({ hash, keyId, sizeBytes, mediaType, retentionClass, storedAt }) {
      await client.query(KEEP_BLOB, [hash, keyId, sizeBytes, mediaType, retentionClass, storedAt]);
    },
  };
}

async function lockMessages(
  client: pg.PoolClient,
  ids: readonly Id[],
): Promise<readonly Message[]> {
  const text = `select ${MESSAGE_COLUMNS} from mailport.message where message_id = any($1::uuid[])
    order by message_id for update`;
  return (await client.query<MessageRow>(text, [[...ids]])).rows.map(messageOf);
}

type PartsTx = Pick<MessagesTx, "saveMessagePart" | "messagePart" | "sumMessageParts">;

function partsTx(client: pg.PoolClient): PartsTx {
  return {
    async saveMessagePart(part) {
      const { messageId, attempt, rowsRead, undone, findings, findingsTotal } = part;
      const values = [
        messageId,
        part.part,
        attempt,
        rowsRead,
        [...undone],
        JSON.stringify(findings),
        findingsTotal,
      ];
      await client.query({ name: "save-message-part", text: SAVE_PART, values });
    },
    async messagePart(messageId, part) {
      const found = await client.query<PartRow>({
        name: "message-part",
        text: `select attempt, rows_read, undone, findings, findings_total
          from mailport.message_part where message_id = $1 and part = $2`,
        values: [messageId, part],
      });
      return found.rows.map((row) => partOf(messageId, part, row))[0];
    },
    async sumMessageParts(messageId, keptFindings) {
      const sums = await client.query<SumRow>(SUM_PARTS, [messageId]);
      const first = await client.query<{ finding: Finding }>(FIRST_FINDINGS, [
        messageId,
        keptFindings,
      ]);
      return sumsOf(
        sums.rows[0],
        first.rows.map((row) => row.finding),
      );
    },
  };
}

type PartRow = {
  readonly attempt: number;
  readonly rows_read: number;
  readonly undone: number[];
  readonly findings: Finding[];
  readonly findings_total: number;
};

function partOf(messageId: string, part: number, row: PartRow): MessagePart {
  return {
    messageId,
    part,
    attempt: row.attempt,
    rowsRead: row.rows_read,
    undone: row.undone,
    findings: row.findings,
    findingsTotal: row.findings_total,
  };
}

type SumRow = {
  readonly rows_read: number;
  readonly rows_undone: number;
  readonly findings_total: number;
  readonly damaged: boolean;
};

function sumsOf(row: SumRow | undefined, findings: readonly Finding[]): PartSums {
  return {
    rowsRead: row?.rows_read ?? 0,
    rowsUndone: row?.rows_undone ?? 0,
    findings,
    findingsTotal: row?.findings_total ?? 0,
    fileDamaged: row?.damaged ?? false,
  };
}

type PartnersTx = Pick<MessagesTx, "partners" | "savePartner" | "countMessage">;

function partnersTx(client: pg.PoolClient): PartnersTx {
  return {
    async partners() {
      const found = await client.query<PartnerRow>({ name: "partners", text: PARTNERS });
      return found.rows.map(partnerOf);
    },
    async savePartner(partner) {
      const { id, code, partyId, format, folderIn, folderOut, reports } = partner;
      const counts = [partner.messagesIn, partner.messagesOut];
      const values = [id, code, partyId, format, folderIn, folderOut, reports, ...counts];
      await client.query(SAVE_PARTNER, values);
    },
    async countMessage(partnerId, direction) {
      const column = direction === "in" ? "messages_in" : "messages_out";
      await client.query(
        `update mailport.partner set ${column} = ${column} + 1 where partner_id = $1`,
        [partnerId],
      );
    },
  };
}

function valuesOf(message: Message): unknown[] {
  return [
    message.id,
    message.site,
    message.partyId,
    message.partnerId,
    message.direction,
    message.format,
    message.name,
    message.blobHash,
    message.blobKeyId,
    message.sizeBytes,
    message.state,
    message.rowsTotal,
    message.rowsDone,
    message.rowsRefused,
    JSON.stringify(message.findings),
    message.findingsTotal,
    message.attempts,
    message.corrects,
    message.answerTo,
    message.receivedAt,
    [...message.readers],
    message.firstRow,
    message.profile ?? null,
    ...containedValues(message),
  ];
}

/** A message from a row of `MESSAGE_COLUMNS`. */
export function messageOf(row: MessageRow): Message {
  return {
    id: row.message_id,
    site: row.site,
    partyId: row.party_id,
    partnerId: row.partner_id,
    direction: row.direction as Message["direction"],
    format: row.format,
    name: row.name,
    blobHash: row.blob_hash,
    blobKeyId: row.blob_key_id,
    sizeBytes: Number(row.size_bytes),
    state: row.state as Message["state"],
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    rowsRefused: row.rows_refused,
    findings: row.findings,
    findingsTotal: row.findings_total,
    attempts: row.attempts,
    corrects: row.corrects,
    answerTo: row.answer_to,
    firstRow: row.first_row,
    receivedAt: Number(row.received_at),
    readers: row.readers,
    ...(row.profile === null ? {} : { profile: row.profile }),
    ...containedOf(row),
  };
}

function partnerOf(row: PartnerRow): Partner {
  return {
    id: row.partner_id,
    code: row.code,
    partyId: row.party_id,
    format: row.format,
    folderIn: row.folder_in,
    folderOut: row.folder_out,
    reports: row.reports,
    sendsMessages: row.sends_messages,
    messagesIn: Number(row.messages_in),
    messagesOut: Number(row.messages_out),
  };
}
