/** The dialogue with customs and declarants as rows: settings of partners, what was asked, what was told. */
import type pg from "pg";
import type { PersonHashes } from "#operations/ports.ts";
import type {
  CebPartner,
  CebSettings,
  Dialogue,
  DialogueKey,
  DialogueState,
  DialogueTx,
} from "#operations/ports-dialogue.ts";
import { documentsUnderBills } from "./documents.ts";
import { plainArray } from "./sql.ts";

/** Every shipment's row of the dialogue is of the sensitivity of declarations. */
const DECLARED = 2;

type Row = {
  readonly dialogue_id: string;
  readonly version: number;
  readonly site: string;
  readonly partner_id: string;
  readonly party_id: string;
  readonly side: string;
  readonly message: string;
  readonly issuer: string;
  readonly number: string;
  readonly reference: string;
  readonly subject_id: string | null;
  readonly source_message: string | null;
  readonly state: string;
  readonly status: string | null;
  readonly status_at: string | null;
  readonly info: string;
  readonly pre_no: string | null;
  readonly invt_no: string | null;
  readonly asked_at: string;
  readonly due_at: string | null;
  readonly answered_at: string | null;
  readonly silent_at: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly readers: readonly string[];
};

const WRITTEN = `dialogue_id, version, site, partner_id, party_id, side, message, issuer, number, reference,
  subject_id, source_message, state, status, status_at, info, pre_no, invt_no, asked_at, due_at,
  answered_at, silent_at, facts, readers`;
const READ = WRITTEN.replace("readers", "readers::text[] as readers");

/** Lists of readers come as the text of each, since arrays of arrays have one length. */
const SAVE = `insert into mailport.dialogue (${WRITTEN}, sensitivity)
  select ${WRITTEN.replace("readers", "readers::uuid[]")}, ${DECLARED}
  from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::text[], $14::text[],
    $15::bigint[], $16::text[], $17::text[], $18::text[], $19::bigint[], $20::bigint[], $21::bigint[],
    $22::bigint[], $23::jsonb[], $24::text[]) as given (${WRITTEN})
  on conflict (dialogue_id) do update set version = excluded.version, reference = excluded.reference,
    subject_id = excluded.subject_id, source_message = excluded.source_message, state = excluded.state,
    status = excluded.status, status_at = excluded.status_at, info = excluded.info,
    pre_no = excluded.pre_no, invt_no = excluded.invt_no, due_at = excluded.due_at,
    answered_at = excluded.answered_at, silent_at = excluded.silent_at, facts = excluded.facts,
    readers = excluded.readers, asked_at = excluded.asked_at`;

const PARTNERS = `select distinct on (p.code) p.partner_id, p.code, p.party_id, p.folder_out, c.revision,
    c.settings
  from mailport.ceb_partner c join mailport.partner p using (partner_id)
  where p.disabled_at is null order by p.code, c.revision desc`;

const BY_KEY = `select ${READ} from mailport.dialogue
  where (partner_id, message, number) in (select * from unnest($1::uuid[], $2::text[], $3::text[]))
  order by dialogue_id`;

const NUMBERED = `select d.number, d.declaration_id, d.declarant_id, l.shipment_id
  from mailport.declaration d join mailport.declaration_shipment l using (declaration_id)
  where d.number = any($1::text[]) and d.status = 'lodged' order by d.number, d.declaration_id`;

const LODGED = `select d.source_message, d.declaration_id, l.shipment_id
  from mailport.declaration d join mailport.declaration_shipment l using (declaration_id)
  where d.source_message = any($1::uuid[])`;

const HASHES = `select person_ref, name_hash, phone_hash, identity_hash, address_hash, email_hash
  from mailport.vault where person_ref = any($1::uuid[]) and erased_at is null`;

const KINDS = `select distinct kind from mailport.outbox
  where partner_id = $1 and state = 'waiting' and message_id is null and next_at <= $2
    and kind like 'CEB%' order by kind`;

const FETCHED = `with delivered as (
    update mailport.outbox
    set state = 'sent', sent_at = $2, claimed_until = null, last_error = null
    where message_id = any($1::uuid[]) and state = 'waiting'),
  sent as (
    update mailport.message set state = 'sent', attempts = attempts + 1
    where message_id = any($1::uuid[]) returning partner_id)
  update mailport.partner p set messages_out = messages_out + c.messages
  from (select partner_id, count(*) as messages from sent group by partner_id) c
  where p.partner_id = c.partner_id`;

/** The dialogue part of a transaction on this client. */
export function dialogueTx(client: pg.PoolClient): DialogueTx {
  return { ...partnersTx(client), ...rowsTx(client), ...factsTx(client) };
}

type PartnerRow = {
  readonly partner_id: string;
  readonly code: string;
  readonly party_id: string;
  readonly folder_out: string | null;
  readonly revision: number;
  readonly settings: CebSettings;
};

function partnersTx(client: pg.PoolClient): Pick<DialogueTx, "cebPartners" | "saveCebPartner"> {
  return {
    async cebPartners() {
      const found = await client.query<PartnerRow>({ name: "ceb-partners", text: PARTNERS });
      return found.rows.map(
        (row): CebPartner => ({
          partnerId: row.partner_id,
          code: row.code,
          partyId: row.party_id,
          folderOut: row.folder_out,
          revision: row.revision,
          settings: row.settings,
        }),
      );
    },
    async saveCebPartner(row) {
      const text = `insert into mailport.ceb_partner
        (partner_id, revision, settings, set_at, set_by, call_id) values ($1, $2, $3, $4, $5, $6)`;
      const kept = [row.partnerId, row.revision, JSON.stringify(row.settings)];
      await client.query(text, [...kept, row.setAt, row.setBy, row.callId]);
    },
  };
}

type RowsTx = Pick<
  DialogueTx,
  | "dialogues"
  | "dialoguesById"
  | "dialoguesReferenced"
  | "dialoguesInvt"
  | "dialoguesOf"
  | "saveDialogues"
>;

function rowsTx(client: pg.PoolClient): RowsTx {
  const locked = async (where: string, ...values: unknown[]): Promise<readonly Dialogue[]> => {
    const text = `select ${READ} from mailport.dialogue where ${where} order by dialogue_id for update`;
    return (await client.query<Row>(text, values)).rows.map(dialogueOf);
  };
  return {
    async dialogues(keys) {
      if (keys.length === 0) return [];
      const column = (pick: (key: DialogueKey) => string): string[] => keys.map(pick);
      const values = [
        column((key) => key.partnerId),
        column((key) => key.message),
        column((key) => key.number),
      ];
      const query = { name: "dialogues", text: BY_KEY, values };
      return (await client.query<Row>(query)).rows.map(dialogueOf);
    },
    dialoguesById: (ids) => locked("dialogue_id = any($1::uuid[])", [...ids]),
    dialoguesReferenced: (partnerId, reference) =>
      locked("partner_id = $1 and reference = $2", partnerId, reference),
    dialoguesInvt: (partnerId, invtNos) =>
      locked("partner_id = $1 and invt_no = any($2::text[])", partnerId, [...invtNos]),
    dialoguesOf: (ids) => locked("subject_id = any($1::uuid[])", [...ids]),
    async saveDialogues(rows) {
      if (rows.length === 0) return;
      // One statement writes a row once: what was given last of it.
      const all = [...new Map(rows.map((row) => [row.id, row])).values()].map(valuesOf);
      const values = WRITTEN.split(",").map((_name, at) => all.map((one) => one[at]));
      await client.query({ name: "save-dialogues", text: SAVE, values });
    },
  };
}

type FactsTx = Omit<DialogueTx, keyof RowsTx | "cebPartners" | "saveCebPartner">;

function factsTx(client: pg.PoolClient): FactsTx {
  return {
    async lodgedBy(messageIds) {
      if (messageIds.length === 0) return [];
      const found = await client.query<LodgedRow>(LODGED, [[...messageIds]]);
      return found.rows.map((row) => ({
        messageId: row.source_message,
        declarationId: row.declaration_id,
        shipmentId: row.shipment_id,
      }));
    },
    async declarationsNumbered(numbers) {
      const found = await client.query<NumberedRow>(NUMBERED, [[...numbers]]);
      return found.rows.map((row) => ({
        number: row.number,
        declarationId: row.declaration_id,
        declarantId: row.declarant_id,
        shipmentId: row.shipment_id,
      }));
    },
    async hashesOf(refs) {
      const found = await client.query<HashRow>(HASHES, [[...refs]]);
      return new Map(found.rows.map((row) => [row.person_ref, hashesOf(row)]));
    },
    waybillsUnder: (bills) => documentsUnderBills(client, bills),
    async cebKindsWaiting(partnerId, now) {
      const query = { name: "ceb-kinds", text: KINDS, values: [partnerId, now] };
      return (await client.query<{ kind: string }>(query)).rows.map(({ kind }) => kind);
    },
    async messagesFetched(messageIds, at) {
      if (messageIds.length > 0) await client.query(FETCHED, [[...messageIds], at]);
    },
  };
}

type LodgedRow = {
  readonly source_message: string;
  readonly declaration_id: string;
  readonly shipment_id: string;
};
type NumberedRow = {
  readonly number: string;
  readonly declaration_id: string;
  readonly declarant_id: string;
  readonly shipment_id: string;
};
type HashRow = { readonly person_ref: string } & {
  readonly [K in keyof PersonHashes as `${K}_hash`]: string | null;
};

function hashesOf(row: HashRow): PersonHashes {
  return {
    name: row.name_hash,
    phone: row.phone_hash,
    identity: row.identity_hash,
    address: row.address_hash,
    email: row.email_hash,
  };
}

function valuesOf(one: Dialogue): unknown[] {
  return [
    one.id,
    one.version,
    one.site,
    one.partnerId,
    one.partyId,
    one.side,
    one.message,
    one.issuer,
    one.number,
    one.reference,
    one.shipmentId,
    one.sourceMessage,
    one.state,
    one.status,
    one.statusAt,
    one.info,
    one.preNo,
    one.invtNo,
    one.askedAt,
    one.dueAt,
    one.answeredAt,
    one.silentAt,
    JSON.stringify(one.facts),
    plainArray(one.readers),
  ];
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

function dialogueOf(row: Row): Dialogue {
  return {
    id: row.dialogue_id,
    version: row.version,
    site: row.site,
    partnerId: row.partner_id,
    partyId: row.party_id,
    side: row.side as Dialogue["side"],
    message: row.message,
    issuer: row.issuer,
    number: row.number,
    reference: row.reference,
    shipmentId: row.subject_id,
    sourceMessage: row.source_message,
    state: row.state as DialogueState,
    status: row.status,
    statusAt: numberOrNull(row.status_at),
    info: row.info,
    preNo: row.pre_no,
    invtNo: row.invt_no,
    askedAt: Number(row.asked_at),
    dueAt: numberOrNull(row.due_at),
    answeredAt: numberOrNull(row.answered_at),
    silentAt: numberOrNull(row.silent_at),
    facts: row.facts,
    readers: row.readers,
  };
}
