/** The part of a transaction that keeps the record: states, links, holds, places, deadlines. */
import type { PoolClient } from "pg";
import type { Id, SubjectKind } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { PartyState } from "#domain/parties/party.ts";
import { type ContainerState, NESTING_LIMIT } from "#domain/places/container.ts";
import type { PlaceKind } from "#domain/places/place.ts";
import type {
  ChainLink,
  Deadline,
  Device,
  Floor,
  States,
  Tx,
  VaultRow,
} from "#operations/ports.ts";
import { appendEvents, eventsOf } from "./events.ts";
import { claimIdentifiers, findSubjects, freeIdentifiers, identifiersOf } from "./identity.ts";
import {
  copyLine,
  copyRows,
  numberOf,
  numberOrNull,
  plainArray,
  rows,
  run,
  textArray,
} from "./sql.ts";
import { loadStates, saveStates } from "./states.ts";
import { columnList, tables } from "./tables.ts";

type RecordTx = Omit<
  Tx,
  | keyof import("#operations/ports-access.ts").AccessTx
  | keyof import("#operations/ports-messages.ts").MessagesTx
  | "claimKey"
  | "answerKey"
  | "writeCall"
>;

/** The record on one client inside its transaction. */
export function recordTx(client: PoolClient): RecordTx {
  return {
    findSubjects: (normalised) => findSubjects(client, normalised),
    identifiersOf: (ids) => identifiersOf(client, ids),
    claimIdentifiers: (identifiers) => claimIdentifiers(client, identifiers),
    freeIdentifiers: (id, at) => freeIdentifiers(client, id, at),
    lock: (kind, ids) => loadStates(client, kind, ids, "update"),
    share: (kind, ids) => loadStates(client, kind, ids, "share"),
    load: (kind, ids) => loadStates(client, kind, ids, "none"),
    save: (kind, changes) => saveStates(client, kind, changes),
    append: (events) => appendEvents(client, events),
    eventsOf: (ids) => eventsOf(client, ids),
    itemsOfShipments: (ids) => itemsOfShipments(client, ids),
    declarationsOfShipments: (ids) => declarationLinks(client, "shipment_id", ids),
    shipmentsOfDeclarations: (ids) => declarationLinks(client, "declaration_id", ids),
    findDeclarations: (declarantId, numbers) => findDeclarations(client, declarantId, numbers),
    chains: (ids) => chains(client, ids),
    contents: (id) => contents(client, id),
    openHolds: (ids) => openHolds(client, ids),
    restrictHold: (id, reason) => restrictHold(client, id, reason),
    countInZone: (zone, limit) => countInZone(client, zone, limit),
    linkItems: (links) => linkItems(client, links),
    unlinkItems: (links) => unlinkItems(client, links),
    linkDeclarations: (links) => linkDeclarations(client, links),
    proposeMatches: (matches) => proposeMatches(client, matches),
    keepPersons: (persons) => keepPersons(client, persons),
    addDeadlines: (deadlines) => addDeadlines(client, deadlines),
    takeDue: (now, limit) => takeDue(client, now, limit),
    dropDeadlines: (ids, kind) => dropDeadlines(client, ids, kind),
    takeNumbers: (site, series, count) => takeNumbers(client, site, series, count),
    findParties: (codes) => findParties(client, codes),
    floor: (site) => floor(client, site),
    setClockOffset: (site, device, offset, at) => setClockOffset(client, site, device, offset, at),
  };
}

async function itemsOfShipments(
  client: PoolClient,
  ids: readonly Id[],
): Promise<readonly { itemId: Id; shipmentId: Id }[]> {
  const found = await rows(
    client,
    "items-of-shipments",
    "select item_id, shipment_id from mailport.item where shipment_id = any($1::uuid[]) order by item_id",
    [plainArray(ids)],
  );
  return found.map((row) => ({ itemId: row[0] as Id, shipmentId: row[1] as Id }));
}

async function declarationLinks(
  client: PoolClient,
  by: "shipment_id" | "declaration_id",
  ids: readonly Id[],
): Promise<readonly { declarationId: Id; shipmentId: Id }[]> {
  const found = await rows(
    client,
    `declaration-links-${by}`,
    `select declaration_id, shipment_id from mailport.declaration_shipment where ${by} = any($1::uuid[])`,
    [plainArray(ids)],
  );
  return found.map((row) => ({ declarationId: row[0] as Id, shipmentId: row[1] as Id }));
}

async function findDeclarations(
  client: PoolClient,
  declarantId: Id,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Id>> {
  const found = await rows(
    client,
    "find-declarations",
    `select number, declaration_id from mailport.declaration
     where declarant_id = $1 and number = any($2::text[]) and status <> 'withdrawn'`,
    [declarantId, textArray(numbers)],
  );
  return new Map(found.map((row) => [row[0] as string, row[1] as Id]));
}

/** Containers around each subject, nearest first, to the root. */
async function chains(client: PoolClient, ids: readonly Id[]): Promise<readonly ChainLink[]> {
  if (ids.length === 0) return [];
  const found = await rows(
    client,
    "chains",
    `with recursive up (subject_id, container_id, depth) as (
       select w.subject_id, w.place_ref::uuid, 1 from mailport.whereabouts w
       where w.subject_id = any($1::uuid[]) and w.place_kind in ('container', 'vehicle')
       union all
       select up.subject_id, w.place_ref::uuid, up.depth + 1 from up
       join mailport.whereabouts w on w.subject_id = up.container_id
       where w.place_kind in ('container', 'vehicle') and up.depth < $2)
     select subject_id, container_id from up order by subject_id, depth`,
    [plainArray(ids), NESTING_LIMIT],
  );
  const around = await loadStates(
    client,
    "container",
    [...new Set(found.map((row) => row[1] as Id))],
    "none",
  );
  return found.flatMap((row) => {
    const container = around.get(row[1] as Id) as ContainerState | undefined;
    return container === undefined ? [] : [{ subjectId: row[0] as Id, container }];
  });
}

async function contents(
  client: PoolClient,
  containerId: Id,
): Promise<readonly { subjectId: Id; kind: "item" | "container"; depth: number }[]> {
  const found = await rows(
    client,
    "contents",
    `with recursive down (subject_id, subject_kind, depth) as (
       select w.subject_id, w.subject_kind, 1 from mailport.whereabouts w
       where w.place_ref = $1::text and w.place_kind in ('container', 'vehicle')
       union all
       select w.subject_id, w.subject_kind, down.depth + 1 from down
       join mailport.whereabouts w on w.place_ref = down.subject_id::text
         and w.place_kind in ('container', 'vehicle')
       where down.subject_kind = 'container' and down.depth < $2)
     select subject_id, subject_kind, depth from down order by depth, subject_id`,
    [containerId, NESTING_LIMIT],
  );
  return found.map((row) => ({
    subjectId: row[0] as Id,
    kind: row[1] as "item" | "container",
    depth: Number(row[2]),
  }));
}

async function openHolds(
  client: PoolClient,
  targetIds: readonly Id[],
): Promise<readonly HoldState[]> {
  if (targetIds.length === 0) return [];
  const found = await rows(
    client,
    "open-holds",
    `select ${columnList(tables.hold as never)} from mailport.hold
     where target_id = any($1::uuid[]) and lifted_at is null order by hold_id`,
    [plainArray(targetIds)],
  );
  return found.map((row) => tables.hold.read(row, { kind: "zone", ref: "", sinceAt: 0 }));
}

async function restrictHold(client: PoolClient, holdId: Id, reason: string): Promise<void> {
  await run(
    client,
    "restrict-hold",
    "insert into mailport.hold_restricted (hold_id, reason) values ($1, $2)",
    [holdId, reason],
  );
}

async function countInZone(client: PoolClient, zone: string, limit: number): Promise<number> {
  const [row] = await rows(
    client,
    "count-in-zone",
    `select count(*) from (select 1 from mailport.place p
       join mailport.whereabouts w on w.place_ref = p.code and w.place_kind = 'zone'
       where p.zone = $1 limit $2) counted`,
    [zone, limit],
  );
  return Number(row?.[0] ?? 0);
}

async function linkItems(
  client: PoolClient,
  links: readonly { itemId: Id; shipmentId: Id; from: number; reason: string }[],
): Promise<void> {
  const lines = links.map((link) =>
    copyLine([link.itemId, link.shipmentId, link.from, link.reason]),
  );
  await copyRows(client, "item_shipment", "item_id, shipment_id, valid_from, reason", lines);
}

async function unlinkItems(
  client: PoolClient,
  links: readonly { itemId: Id; shipmentId: Id; to: number }[],
): Promise<void> {
  await run(
    client,
    "unlink-items",
    `update mailport.item_shipment l set valid_to = u.valid_to
     from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as u(item_id, shipment_id, valid_to)
     where l.item_id = u.item_id and l.shipment_id = u.shipment_id and l.valid_to is null`,
    [
      plainArray(links.map((link) => link.itemId)),
      plainArray(links.map((link) => link.shipmentId)),
      plainArray(links.map((link) => link.to)),
    ],
  );
}

async function linkDeclarations(
  client: PoolClient,
  links: readonly { declarationId: Id; shipmentId: Id }[],
): Promise<void> {
  const lines = links.map((link) => copyLine([link.declarationId, link.shipmentId]));
  await copyRows(client, "declaration_shipment", "declaration_id, shipment_id", lines);
}

async function proposeMatches(
  client: PoolClient,
  matches: readonly {
    itemId: Id;
    otherItemId: Id;
    normalised: string;
    reason: string;
    at: number;
  }[],
): Promise<void> {
  await run(
    client,
    "propose-matches",
    `insert into mailport.proposed_match (item_id, other_item_id, normalised, reason, proposed_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[])
     on conflict do nothing`,
    [
      plainArray(matches.map((match) => match.itemId)),
      plainArray(matches.map((match) => match.otherItemId)),
      textArray(matches.map((match) => match.normalised)),
      textArray(matches.map((match) => match.reason)),
      plainArray(matches.map((match) => match.at)),
    ],
  );
}

async function keepPersons(client: PoolClient, persons: readonly VaultRow[]): Promise<void> {
  const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString("hex")}`;
  const lines = persons.map((row) =>
    copyLine([
      row.personRef,
      row.declarationId,
      row.hashes.name,
      row.hashes.phone,
      row.hashes.identity,
      row.hashes.address,
      row.hashes.email,
      row.keyVersion,
      row.normaliserVersion,
      hex(row.sealed.salt),
      hex(row.sealed.body),
    ]),
  );
  await copyRows(
    client,
    "vault",
    "person_ref, declaration_id, name_hash, phone_hash, identity_hash, address_hash, email_hash, key_version, normaliser_version, salt, ciphertext",
    lines,
  );
}

async function addDeadlines(client: PoolClient, deadlines: readonly Deadline[]): Promise<void> {
  const lines = deadlines.map((row) =>
    copyLine([row.dueAt, row.id, row.site, row.kind, row.subjectId, JSON.stringify(row.facts)]),
  );
  await copyRows(client, "deadline", "due_at, deadline_id, site, kind, subject_id, facts", lines);
}

async function takeDue(
  client: PoolClient,
  now: number,
  limit: number,
): Promise<readonly Deadline[]> {
  const found = await rows(
    client,
    "take-due",
    `delete from mailport.deadline d using (
       select due_at, deadline_id from mailport.deadline where due_at <= $1
       order by due_at, deadline_id limit $2 for update skip locked) due
     where d.due_at = due.due_at and d.deadline_id = due.deadline_id
     returning d.due_at, d.deadline_id, d.site, d.kind, d.subject_id, d.facts`,
    [now, limit],
  );
  return found.map((row) => ({
    dueAt: numberOf(row[0] ?? null),
    id: row[1] as Id,
    site: row[2] as string,
    kind: row[3] as string,
    subjectId: row[4] as Id,
    facts: JSON.parse(row[5] as string),
  }));
}

async function dropDeadlines(client: PoolClient, ids: readonly Id[], kind: string): Promise<void> {
  if (ids.length === 0) return;
  await run(
    client,
    "drop-deadlines",
    "delete from mailport.deadline where subject_id = any($1::uuid[]) and kind = $2",
    [plainArray(ids), kind],
  );
}

async function takeNumbers(
  client: PoolClient,
  site: string,
  series: string,
  count: number,
): Promise<number> {
  const [row] = await rows(
    client,
    "take-numbers",
    `insert into mailport.counter (site, series, last) values ($1, $2, $3)
     on conflict (site, series) do update set last = counter.last + $3 returning last`,
    [site, series, count],
  );
  return numberOf(row?.[0] ?? null) - count + 1;
}

async function findParties(
  client: PoolClient,
  codes: readonly string[],
): Promise<ReadonlyMap<string, PartyState>> {
  if (codes.length === 0) return new Map();
  const found = await rows(
    client,
    "find-parties",
    `select ${columnList(tables.party as never)} from mailport.party where code = any($1::text[])`,
    [textArray([...new Set(codes)])],
  );
  const states = found.map((row) => tables.party.read(row, { kind: "zone", ref: "", sinceAt: 0 }));
  return new Map(states.map((party) => [party.code, party]));
}

async function floor(client: PoolClient, site: string): Promise<Floor> {
  const places = await rows(
    client,
    "floor-places",
    "select code, kind, zone, parent, name, capacity from mailport.place where site = $1",
    [site],
  );
  const rules = await rows(
    client,
    "floor-rules",
    `select from_zone, to_zone, array_to_json(streams), array_to_json(directions), held, valid_from, valid_to
     from mailport.move_rule where site = $1`,
    [site],
  );
  const devices = await rows(
    client,
    "floor-devices",
    "select code, place, clock_offset_ms from mailport.device where site = $1",
    [site],
  );
  return {
    places: new Map(places.map((row) => [row[0] as string, placeOf(row)])),
    rules: rules.map((row) => ({
      fromZone: row[0] as string,
      toZone: row[1] as string,
      streams: JSON.parse(row[2] as string),
      directions: JSON.parse(row[3] as string),
      held: row[4] as "any" | "held" | "free",
      validFrom: numberOf(row[5] ?? null),
      validTo: numberOrNull(row[6] ?? null),
    })),
    devices: new Map(devices.map((row) => [row[0] as string, deviceOf(row)])),
  };
}

function placeOf(
  row: readonly (string | null)[],
): Floor["places"] extends ReadonlyMap<string, infer P> ? P : never {
  return {
    code: row[0] as string,
    kind: row[1] as PlaceKind,
    zone: row[2] as string,
    parent: row[3] ?? null,
    name: row[4] as string,
    capacity: numberOrNull(row[5] ?? null),
  };
}

function deviceOf(row: readonly (string | null)[]): Device {
  return { code: row[0] as string, place: row[1] ?? null, clockOffsetMs: numberOf(row[2] ?? null) };
}

async function setClockOffset(
  client: PoolClient,
  site: string,
  device: string,
  offsetMs: number,
  at: number,
): Promise<void> {
  await run(
    client,
    "set-clock-offset",
    "update mailport.device set clock_offset_ms = $3, offset_at = $4 where site = $1 and code = $2",
    [site, device, offsetMs, at],
  );
}
