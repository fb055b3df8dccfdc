/** The part of a transaction that keeps the record: states, links, holds, places, deadlines. */
import type { PoolClient } from "pg";
import type { Id } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { PartyState } from "#domain/parties/party.ts";
import { type ChainLink, NESTING_LIMIT, type RecordTx, type Tx } from "#operations/ports.ts";
import { erase } from "./erasures.ts";
import { appendEvents, eventsOf } from "./events.ts";
import { floor, officeZone, setClockOffset } from "./floor.ts";
import { claimIdentifiers, findSubjects, freeIdentifiers, identifiersOf } from "./identity.ts";
import { KnownRows } from "./known-rows.ts";
import {
  addDeadlines,
  dropDeadlines,
  keepPersons,
  linkDeclarations,
  linkItems,
  matchedContainers,
  proposeMatches,
  takeDue,
  takeNumbers,
  unlinkItems,
} from "./links.ts";
import { sealedPersons } from "./sealed-persons.ts";
import { shipmentsAtGate } from "./shipments-at-gate.ts";
import { copyLine, copyRows, plainArray, rows, textArray } from "./sql.ts";
import { loadStates, saveStates } from "./states.ts";
import { columnList, tables } from "./tables.ts";

/** The record on one client inside its transaction. */
export function recordTx(client: PoolClient): RecordTx {
  const known = new KnownRows();
  return {
    findSubjects: (normalised) => findSubjects(client, normalised, known),
    identifiersOf: (ids) => identifiersOf(client, ids),
    claimIdentifiers: (identifiers) => claimIdentifiers(client, identifiers),
    freeIdentifiers: (id, at) => freeIdentifiers(client, id, at),
    lock: (kind, ids) => loadStates(client, kind, ids, "update", known),
    share: (kind, ids) => loadStates(client, kind, ids, "share"),
    lockPersons: (hashes, mode) => lockPersons(client, hashes, mode),
    load: (kind, ids) => loadStates(client, kind, ids, "none"),
    shipmentsAtGate: (ids) => shipmentsAtGate(client, ids),
    save: (kind, changes) => saveStates(client, kind, changes, known),
    append: (events) => appendEvents(client, events),
    eventsOf: (ids) => eventsOf(client, ids),
    itemsOfShipments: (ids) => itemsOfShipments(client, ids),
    findDeclarations: (declarantId, numbers) => findDeclarations(client, declarantId, numbers),
    chains: (ids) => chains(client, ids),
    contents: (ids) => contents(client, ids),
    openHolds: (ids) => openHolds(client, ids),
    restrictHolds: (given) => {
      const lines = given.map(({ holdId, reason }) => copyLine([holdId, reason]));
      return copyRows(client, "hold_restricted", "hold_id, reason", lines);
    },
    countInZone: (zone, limit) => countInZone(client, zone, limit),
    linkItems: (links) => linkItems(client, links),
    unlinkItems: (links) => unlinkItems(client, links),
    linkDeclarations: (links) => linkDeclarations(client, links),
    proposeMatches: (matches) => proposeMatches(client, matches),
    matchedContainers: (normalised, partyId) => matchedContainers(client, normalised, partyId),
    keepPersons: (persons) => keepPersons(client, persons),
    sealedPersons: (refs) => sealedPersons(client, refs),
    erasePersons: (erasures) => erase(client, erasures),
    addDeadlines: (deadlines) => addDeadlines(client, deadlines),
    takeDue: (now, limit) => takeDue(client, now, limit),
    dropDeadlines: (ids, kind) => dropDeadlines(client, ids, kind),
    takeNumbers: (site, series, count) => takeNumbers(client, site, series, count),
    findParties: (codes) => findParties(client, codes),
    floor: (site) => floor(client, site),
    officeZone: (site, code) => officeZone(client, site, code),
    setClockOffset: (site, device, offset, at) => setClockOffset(client, site, device, offset, at),
  };
}

/** First key of the advisory locks on persons, so that no other use of them meets these. */
const PERSON_LOCKS = 1_346_720_339;

/** Persons share 256 locks, by their hash's last byte: a batch never fills the lock table. */
async function lockPersons(
  client: PoolClient,
  hashes: readonly Id[],
  mode: "update" | "share",
): Promise<void> {
  if (hashes.length === 0) return;
  const buckets = new Set(hashes.map((hash) => Number.parseInt(hash.slice(-2), 16)));
  const taken = mode === "share" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await rows(
    client,
    `lock-persons-${mode}`,
    `select ${taken}(${PERSON_LOCKS}, bucket) from unnest($1::int[]) as bucket`,
    [plainArray([...buckets].sort((a, b) => a - b))],
  );
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
    [plainArray(ids), NESTING_LIMIT + 1],
  );
  const around = await loadStates(
    client,
    "container",
    [...new Set(found.map((row) => row[1] as Id))],
    "none",
  );
  return found.flatMap((row) => {
    const container = around.get(row[1] as Id);
    return container === undefined ? [] : [{ subjectId: row[0] as Id, container }];
  });
}

async function contents(client: PoolClient, ids: readonly Id[]): ReturnType<Tx["contents"]> {
  if (ids.length === 0) return [];
  const found = await rows(
    client,
    "contents",
    `with recursive down (root_id, subject_id, subject_kind, depth) as (
       select w.place_ref::uuid, w.subject_id, w.subject_kind, 1 from mailport.whereabouts w
       where w.place_ref = any($1::text[]) and w.place_kind in ('container', 'vehicle')
       union all
       select down.root_id, w.subject_id, w.subject_kind, down.depth + 1 from down
       join mailport.whereabouts w on w.place_ref = down.subject_id::text
         and w.place_kind in ('container', 'vehicle')
       where down.subject_kind = 'container' and down.depth < $2)
     select root_id, subject_id, subject_kind, depth from down order by root_id, depth, subject_id`,
    [textArray([...new Set(ids)]), NESTING_LIMIT + 1],
  );
  return found.map((row) => ({
    rootId: row[0] as Id,
    subjectId: row[1] as Id,
    kind: row[2] as "item" | "container",
    depth: Number(row[3]),
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
    `select ${columnList(tables.hold)} from mailport.hold
     where target_id = any($1::uuid[]) and lifted_at is null order by hold_id`,
    [plainArray(targetIds)],
  );
  return found.map((row) => tables.hold.read(row, { kind: "zone", ref: "", sinceAt: 0 }));
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

async function findParties(
  client: PoolClient,
  codes: readonly string[],
): Promise<ReadonlyMap<string, PartyState>> {
  if (codes.length === 0) return new Map();
  const found = await rows(
    client,
    "find-parties",
    `select ${columnList(tables.party)} from mailport.party where code = any($1::text[])`,
    [textArray([...new Set(codes)])],
  );
  const states = found.map((row) => tables.party.read(row, { kind: "zone", ref: "", sinceAt: 0 }));
  return new Map(states.map((party) => [party.code, party]));
}
