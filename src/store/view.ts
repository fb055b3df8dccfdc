/**
 * What views read, as one party under row-level security. Statements are unnamed, so that each
 * is planned with its values. Rows that the policies hide are simply not there.
 */
import type { PoolClient } from "pg";
import type { Id, Sensitivity, SubjectKind } from "#domain/events/event.ts";
import type { HoldKind } from "#domain/holds/hold.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import type { States } from "#operations/ports.ts";
import type { Message, MessageState } from "#operations/ports-messages.ts";
import type { BySubject, PublicEvent, ShownEvent, View } from "#operations/ports-view.ts";
import { codesView } from "./codes.ts";
import { dialogueView } from "./dialogue-view.ts";
import { dutyView } from "./duties.ts";
import { figuresView } from "./figures.ts";
import { PLACES, placeOf } from "./floor.ts";
import { type Ask, countItems, findItems } from "./found-items.ts";
import { returnedFrom, shipmentsOfItem } from "./item-shipments.ts";
import { openMatches } from "./matches.ts";
import { papersView } from "./papers.ts";
import { profileReader } from "./profiles.ts";
import { riskView } from "./risk-view.ts";
import { type Field, numberOf, numberOrNull, plainArray, uuidsOf } from "./sql.ts";
import { columnList, type Table, tables } from "./tables.ts";

type Row = readonly (string | null)[];

const AS_TEXT = { getTypeParser: () => (value: unknown) => value } as never;
const NOWHERE: Whereabouts = { kind: "expected", ref: "", sinceAt: 0 };

/** A view on one client whose role and reader are set. */
export function viewOn(client: PoolClient): View {
  const ask: Ask = async (text, values) => {
    const result = await client.query({
      text,
      values: [...values],
      rowMode: "array",
      types: AS_TEXT,
    });
    return result.rows as Row[];
  };
  return {
    ...dialogueView(ask),
    ...codesView(ask),
    ...figuresView(ask),
    ...papersView(ask),
    ...profileReader(ask),
    ...riskView(ask),
    ...dutyView(ask),
    findItems: (filter) => findItems(ask, filter),
    countItems: (filter) => countItems(ask, filter),
    item: async (id) =>
      (await items(ask, "select * from mailport.item where item_id = $1", [id]))[0],
    shipment: async (id) => (await states(ask, "shipment", "shipment_id = $1", id))[0],
    itemsOf: (shipmentIds) => items(ask, ITEMS_OF, [plainArray(shipmentIds)]),
    shipmentsOfItem: (id) => shipmentsOfItem(ask, id),
    returnedFrom: (shipmentId) => returnedFrom(ask, shipmentId),
    declarationsOf: (shipmentId) =>
      states(
        ask,
        "declaration",
        "declaration_id in (select l.declaration_id from mailport.declaration_shipment l where l.shipment_id = $1)",
        shipmentId,
      ),
    containersAround: (id) => containersAround(ask, id),
    identifiersOf: (ids) => identifiersOf(ask, ids),
    subjectsOf: (normalised) => subjectsOf(ask, normalised),
    eventsOf: (id, limit) => eventsOf(ask, id, limit),
    effectiveHolds: (ids) => effectiveHolds(ask, ids),
    openHolds: (ids) =>
      states(ask, "hold", "target_id = any($1::uuid[]) and lifted_at is null", plainArray(ids)),
    restrictedReasons: (ids) => restrictedReasons(ask, ids),
    undetermined: (filter) => undetermined(ask, filter),
    places: (site) => places(ask, site),
    offices: (site) => offices(ask, site),
    matches: (filter) => openMatches(ask, filter),
    messages: (filter) => messages(ask, filter),
    message: async (id) => (await messagesWhere(ask, "message_id = $1", [id]))[0],
    persons: (refs) => persons(ask, refs),
    track: (normalised) => track(ask, normalised),
  };
}

async function states<K extends SubjectKind>(
  ask: Ask,
  kind: K,
  where: string,
  value: Field,
): Promise<readonly States[K][]> {
  const table = tables[kind] as Table<States[K]>;
  const found = await ask(
    `select ${columnList(table)} from mailport.${table.name} where ${where} order by ${table.id} limit 1000`,
    [value],
  );
  return found.map((row) => table.read(row, NOWHERE));
}

const ITEMS_OF = `select its.* from unnest($1::uuid[]) as wanted (id) cross join lateral
  (select * from mailport.item where shipment_id = wanted.id order by item_id limit 1000) its`;

/** The pieces that a statement selects, with where they are. */
async function items(
  ask: Ask,
  selected: string,
  values: readonly Field[],
): Promise<readonly ItemState[]> {
  const found = await ask(
    `select ${columnList(tables.item, "i.")}, w.place_kind, w.place_ref, w.since_at
     from (${selected}) i join mailport.whereabouts w on w.subject_id = i.item_id
     order by i.item_id`,
    values,
  );
  const width = tables.item.columns.length;
  return found.map((row) =>
    tables.item.read(row, {
      kind: row[width] as Whereabouts["kind"],
      ref: row[width + 1] as string,
      sinceAt: numberOf(row[width + 2] ?? null),
    }),
  );
}

async function containersAround(ask: Ask, id: Id): Promise<readonly States["container"][]> {
  const table = tables.container;
  const found = await ask(
    `with recursive up (container_id, depth) as (
       select w.place_ref::uuid, 1 from mailport.whereabouts w
       where w.subject_id = $1 and w.place_kind in ('container', 'vehicle')
       union all
       select w.place_ref::uuid, up.depth + 1 from up
       join mailport.whereabouts w on w.subject_id = up.container_id
       where w.place_kind in ('container', 'vehicle') and up.depth < 8)
     select ${columnList(table, "c.")}, w.place_kind, w.place_ref, w.since_at
     from up join mailport.container c using (container_id)
     join mailport.whereabouts w on w.subject_id = c.container_id order by up.depth`,
    [id],
  );
  const width = table.columns.length;
  return found.map((row) =>
    table.read(row, {
      kind: row[width] as Whereabouts["kind"],
      ref: row[width + 1] as string,
      sinceAt: numberOf(row[width + 2] ?? null),
    }),
  );
}

/** Rows by the subject in their last column. */
function bySubject<T>(rows: readonly Row[], read: (row: Row) => T): BySubject<T> {
  const found = new Map<Id, T[]>();
  for (const row of rows) {
    const id = row.at(-1) as Id;
    const its = found.get(id);
    if (its === undefined) found.set(id, [read(row)]);
    else its.push(read(row));
  }
  return found;
}

async function identifiersOf(ask: Ask, ids: readonly Id[]): ReturnType<View["identifiersOf"]> {
  const found = await ask(
    `select n.* from unnest($1::uuid[]) as wanted (id) cross join lateral
       (select scheme, issuer, normalised, freed_at, contested, former_at, subject_id
        from mailport.identifier where subject_id = wanted.id
        order by former_at nulls first, normalised limit 100) n`,
    [plainArray(ids)],
  );
  return bySubject(found, (row) => ({
    scheme: row[0] as string,
    issuer: row[1] as string,
    normalised: row[2] as string,
    freedAt: numberOrNull(row[3] ?? null),
    formerAt: numberOrNull(row[5] ?? null),
    contested: row[4] === "t",
  }));
}

async function subjectsOf(ask: Ask, normalised: string): ReturnType<View["subjectsOf"]> {
  const found = await ask(
    `select distinct subject_kind, subject_id from mailport.identifier
     where normalised = $1 and freed_at is null and not contested limit 10`,
    [normalised],
  );
  return found.map((row) => ({ kind: row[0] as SubjectKind, id: row[1] as Id }));
}

async function eventsOf(ask: Ask, id: Id, limit: number): Promise<readonly ShownEvent[]> {
  const found = await ask(
    `select type, subject_kind, subject_id, occurred_at, recorded_at, place, device, sensitivity, data
     from mailport.event where subject_id = $1 order by version desc limit $2`,
    [id, limit],
  );
  return found.map((row) => ({
    type: row[0] as string,
    subjectKind: row[1] as SubjectKind,
    subjectId: row[2] as Id,
    occurredAt: numberOf(row[3] ?? null),
    recordedAt: numberOf(row[4] ?? null),
    place: row[5] ?? null,
    device: row[6] ?? null,
    sensitivity: Number(row[7]) as Sensitivity,
    data: shownData(row[8] ?? null),
  }));
}

/** Members of events that only the fold reads: who may read, and keyed hashes of persons. */
const INTERNAL = new Set(["readers", "holdRoots", "recentKeys"]);

function shownData(text: string | null): ShownEvent["data"] {
  if (text === null) return null;
  const whole = Object.entries(JSON.parse(text) as object);
  return Object.fromEntries(whole.filter(([name]) => !INTERNAL.has(name)));
}

async function effectiveHolds(ask: Ask, ids: readonly Id[]): ReturnType<View["effectiveHolds"]> {
  const found = await ask(
    `select h.hold_id, h.target_id, h.authority, h.level, h.kind, h.public_reason, wanted.id
     from unnest($1::uuid[]) as wanted (id) cross join lateral mailport.effective_holds(wanted.id) h`,
    [plainArray(ids)],
  );
  return bySubject(found, (row) => ({
    id: row[0] as Id,
    targetId: row[1] as Id,
    authority: row[2] as string,
    level: Number(row[3]),
    kind: row[4] as HoldKind,
    publicReason: row[5] as string,
  }));
}

async function restrictedReasons(ask: Ask, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const found = await ask(
    "select hold_id, reason from mailport.hold_restricted where hold_id = any($1::uuid[])",
    [plainArray(ids)],
  );
  return new Map(found.map((row) => [row[0] as Id, row[1] as string]));
}

async function undetermined(
  ask: Ask,
  filter: { after?: readonly [number, Id] | undefined; limit: number },
): ReturnType<View["undetermined"]> {
  const table = tables.shipment;
  const found = await ask(
    `select ${columnList(table, "s.")}, i.item_id, w.place_ref,
       (select json_agg(n.normalised) from mailport.identifier n
        where n.subject_id = i.item_id and n.freed_at is null)
     from mailport.shipment s
     join mailport.item i on i.shipment_id = s.shipment_id
     join mailport.whereabouts w on w.subject_id = i.item_id
     where s.stream = 'undetermined' and i.status not in ('left', 'destroyed', 'merged')
       and (s.last_at, s.shipment_id) > ($1, $2::uuid)
     order by s.last_at, s.shipment_id limit $3`,
    [
      filter.after?.[0] ?? -1,
      filter.after?.[1] ?? "00000000-0000-0000-0000-000000000000",
      filter.limit,
    ],
  );
  const width = table.columns.length;
  return found.map((row) => ({
    shipment: table.read(row, NOWHERE),
    itemId: row[width] as Id,
    placeRef: row[width + 1] as string,
    identifiers: JSON.parse(row[width + 2] ?? "[]") as readonly string[],
  }));
}

async function messages(
  ask: Ask,
  filter: { state?: string | undefined; after?: readonly [number, Id] | undefined; limit: number },
): Promise<readonly Message[]> {
  const values: unknown[] = [
    filter.after?.[0] ?? Number.MAX_SAFE_INTEGER,
    filter.after?.[1] ?? "ffffffff-ffff-ffff-ffff-ffffffffffff",
    filter.limit,
  ];
  const state = filter.state === undefined ? "" : `and state = $${values.push(filter.state)}`;
  return messagesWhere(
    ask,
    `(received_at, message_id) < ($1, $2::uuid) ${state} order by received_at desc, message_id desc limit $3`,
    values,
  );
}

async function messagesWhere(
  ask: Ask,
  where: string,
  values: readonly unknown[],
): Promise<readonly Message[]> {
  const found = await ask(
    `select message_id, party_id, partner_id, direction, format, name, blob_hash, blob_key_id, size_bytes,
       state, rows_total, rows_done, rows_refused, findings, findings_total, attempts, corrects, answer_to,
       received_at, readers, site, first_row, profile, file_id, file_row, byte_from, byte_length,
       message_type, message_version, reference, sender, recipient, interchange, content_hash
     from mailport.message where ${where}`,
    values,
  );
  return found.map((row) => ({
    ...insideOf(row),
    id: row[0] as Id,
    partyId: row[1] as Id,
    partnerId: row[2] ?? null,
    direction: row[3] as "in" | "out",
    format: row[4] as string,
    name: row[5] as string,
    blobHash: row[6] as string,
    blobKeyId: row[7] as Id,
    sizeBytes: numberOf(row[8] ?? null),
    state: row[9] as MessageState,
    rowsTotal: Number(row[10]),
    rowsDone: Number(row[11]),
    rowsRefused: Number(row[12]),
    findings: JSON.parse(row[13] as string),
    findingsTotal: Number(row[14]),
    attempts: Number(row[15]),
    corrects: row[16] ?? null,
    answerTo: row[17] ?? null,
    receivedAt: numberOf(row[18] ?? null),
    readers: uuidsOf(row[19] ?? null),
    site: row[20] as string,
    firstRow: Number(row[21]),
  }));
}

/** What only a message inside a file has. */
function insideOf(row: Row): Pick<Message, "profile" | "contained"> {
  const text = (at: number): string => row[at] ?? "";
  const profile = row[22] ?? null;
  if ((row[23] ?? null) === null) return profile === null ? {} : { profile };
  return {
    ...(profile === null ? {} : { profile }),
    contained: {
      fileId: text(23),
      row: Number(row[24]),
      offset: Number(row[25]),
      length: Number(row[26]),
      type: text(27),
      version: text(28),
      reference: text(29),
      sender: text(30),
      recipient: text(31),
      interchange: text(32),
      contentHash: row[33] ?? null,
    },
  };
}

async function places(ask: Ask, site: string): ReturnType<View["places"]> {
  const found = await ask(`${PLACES} order by code`, [site]);
  return found.map(placeOf);
}

async function offices(ask: Ask, site: string): ReturnType<View["offices"]> {
  const found = await ask(
    "select code, kind, name, zone from mailport.office where site = $1 order by code",
    [site],
  );
  return found.map((row) => ({
    code: row[0] as string,
    kind: row[1] as string,
    name: row[2] as string,
    zone: row[3] ?? null,
  }));
}

async function persons(ask: Ask, refs: readonly Id[]): ReturnType<View["persons"]> {
  const found = await ask(
    `select person_ref, encode(salt, 'hex'), encode(ciphertext, 'hex') from mailport.vault
     where person_ref = any($1::uuid[]) and salt is not null`,
    [plainArray(refs)],
  );
  const bytes = (hex: string | null | undefined): Uint8Array => Buffer.from(hex ?? "", "hex");
  return new Map(found.map((row) => [row[0] as Id, { salt: bytes(row[1]), body: bytes(row[2]) }]));
}

async function track(ask: Ask, normalised: string): Promise<readonly PublicEvent[]> {
  const found = await ask(
    "select type, occurred_at, direction, report from mailport.public_track($1)",
    [normalised],
  );
  return found.map((row) => ({
    type: row[0] as string,
    occurredAt: numberOf(row[1] ?? null),
    direction: row[2] as string,
    ...((row[3] ?? null) !== null && { report: row[3] as string }),
  }));
}
