/**
 * Loads, locks and saves state rows of any kind. Locks are taken with ids ascending; a save
 * names the version it was decided on, and a row that changed meanwhile starts the call again.
 */
import type { PoolClient } from "pg";
import { assert, present } from "#base/result.ts";
import type { Id, SubjectKind } from "#domain/events/event.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import type { Decision } from "#domain/shipments/shipment.ts";
import { type Change, Restart, type States } from "#operations/ports.ts";
import { saveDuties } from "./duties.ts";
import { type KnownRows, type Spots, whereaboutsOf } from "./known-rows.ts";
import { savePassages } from "./passages.ts";
import { copyLine, copyRows, type Field, plainArray, rows, run, textArray } from "./sql.ts";
import { type Column, type Columned, columnList, type Table, tables } from "./tables.ts";

const NOWHERE: Whereabouts = { kind: "expected", ref: "", sinceAt: 0 };
type Lock = "update" | "share" | "none";

/** States by id; `lock` decides whether and how the rows are locked. */
export async function loadStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  ids: readonly Id[],
  lock: Lock,
  known?: KnownRows,
): Promise<Map<Id, States[K]>> {
  if (ids.length === 0) return new Map();
  return lock === "update" && kind === "item" && known?.hasSeen(ids) === true
    ? ((await lockSeen(client, ids, known)) as Map<Id, States[K]>)
    : readStates(client, kind, ids, lock, known);
}

/**
 * Goes where an item was seen, and by its index only where it lies elsewhere since; one after the other
 * in the order given. A row that is not as it was seen while we wait for it is locked all the same.
 */
const LOCK_SEEN = `select coalesce(a.item_id, b.item_id), coalesce(a.version, b.version)
  from unnest($1::uuid[], $2::tid[]) as u(id, spot)
  left join lateral (select t.item_id, t.version from mailport.item t
    where t.ctid = u.spot and t.item_id = u.id for no key update) a on true
  left join lateral (select t.item_id, t.version from mailport.item t
    where t.item_id = u.id and a.item_id is null for no key update) b on true`;

/** Locks items of which some were seen before; only what is not as it was seen is read again. */
async function lockSeen(
  client: PoolClient,
  ids: readonly Id[],
  known: KnownRows,
): Promise<Map<Id, ItemState>> {
  const ascending = [...ids].sort();
  const locked = await rows(client, "lock-item", LOCK_SEEN, [
    plainArray(ascending),
    textArray(ascending.map((id) => known.seenAt(id))),
  ]);
  const states = new Map<Id, ItemState>();
  const changed: Id[] = [];
  for (const [id, version] of locked) {
    if (id === null || id === undefined) continue;
    const state = known.lockedAs(id, version);
    if (state === undefined) changed.push(id);
    else states.set(state.id, state);
  }
  if (changed.length === 0) return states;
  for (const [id, state] of await readStates(client, "item", changed, "update", known)) {
    states.set(id, state);
  }
  return states;
}

async function readStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  ids: readonly Id[],
  lock: Lock,
  known: KnownRows | undefined,
): Promise<Map<Id, States[K]>> {
  const table = tables[kind] as Table<States[K]>;
  const suffix =
    lock === "none"
      ? ""
      : `order by ${table.id} for ${lock === "update" ? "no key update" : "share"}`;
  const found = await rows(
    client,
    `load-${kind}-${lock}`,
    `select ${columnList(table)}, ctid from mailport.${table.name} where ${table.id} = any($1::uuid[]) ${suffix}`,
    [plainArray(ids)],
  );
  const places = table.placed
    ? await loadPlaces(
        client,
        found.map((row) => row[0] as string),
      )
    : undefined;
  const states = new Map<Id, States[K]>();
  for (const row of found) {
    const id = row[0] as string;
    const place = places?.get(id);
    states.set(id, table.read(row, place?.at ?? NOWHERE));
    if (lock === "update") {
      known?.hold(id, row[table.columns.length], place?.spot);
    }
  }
  return states;
}

type Place = { readonly at: Whereabouts; readonly spot: string | null | undefined };

/** Read after the lock, in a statement of its own: a joined row would be the one before the wait. */
async function loadPlaces(client: PoolClient, ids: readonly Id[]): Promise<Map<Id, Place>> {
  const found = await rows(
    client,
    "load-whereabouts",
    "select subject_id, place_kind, place_ref, since_at, ctid from mailport.whereabouts where subject_id = any($1::uuid[])",
    [plainArray(ids)],
  );
  return new Map(
    found.map((row) => [row[0] as string, { at: whereaboutsOf(row, 1), spot: row[4] }]),
  );
}

/** Writes new and changed states of one kind, ids ascending. */
export async function saveStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  changes: readonly Change<K>[],
  known?: KnownRows,
): Promise<void> {
  const table = tables[kind] as Table<States[K]>;
  const made = changes.filter((change) => change.before === undefined);
  const changed = changes.filter((change) => change.before !== undefined);
  if (made.length > 0)
    await insertStates(
      client,
      table,
      made.map((change) => change.after),
    );
  const spots = known?.spotsOf(changed.map((change) => change.after.id));
  if (changed.length > 0) await updateStates(client, kind, table, changed, spots);
  if (table.placed) await savePlaces(client, kind, changes as never, known);
  known?.forget(changed.map((change) => change.after.id));
  if (kind === "item") await savePassages(client, changes as never);
  if (kind === "shipment") {
    await saveDecisions(client, changes as never);
    await saveDuties(client, changes as never);
  }
}

async function insertStates<S>(
  client: PoolClient,
  table: Table<S>,
  states: readonly S[],
): Promise<void> {
  const lines = states.map((state) => copyLine(table.columns.map((column) => column.get(state))));
  await copyRows(client, table.name, columnList(table), lines);
}

/** Updates only the columns that differ somewhere in the batch, so that most updates stay HOT. */
async function updateStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  table: Table<States[K]>,
  changes: readonly Change<K>[],
  spots: readonly Spots[] | undefined,
): Promise<void> {
  const differing = table.columns.filter((column, at) => at > 0 && differs(column, changes));
  const names = differing.map((column) => column.name);
  const values = differing.map((column) =>
    arrayOf(
      column,
      changes.map((change) => column.get(change.after)),
    ),
  );
  const sets = names.map((name, at) => `${name} = u.${name}${castOf(differing[at]?.type)}`);
  const types = differing.map((column, at) => `$${at + 3}::${arrayType(column.type)}[]`);
  const lying = spotClause(spots, differing.length + 3, "row");
  const written = await run(
    client,
    `save-${kind}-${maskOf(table, names)}${lying.suffix}`,
    `update mailport.${table.name} t set ${sets.join(", ")}
     from unnest($1::uuid[], $2::int[], ${[...types, ...lying.types].join(", ")})
       as u(${["id", "prior", ...names, ...lying.names].join(", ")})
     where t.${table.id} = u.id and t.version = u.prior${lying.where}`,
    [
      plainArray(changes.map((change) => change.after.id)),
      plainArray(
        changes.map((change) => present(change.before, "a changed state has a before").version),
      ),
      ...values,
      ...lying.values,
    ],
  );
  if (written !== changes.length) throw new Restart(`${kind} changed under a decision`);
}

type SpotClause = {
  readonly suffix: string;
  readonly types: readonly string[];
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly where: string;
};

const NO_SPOTS: SpotClause = { suffix: "", types: [], names: [], values: [], where: "" };

/** What an update adds where it is known where the rows lie: it goes there without an index. */
function spotClause(
  spots: readonly Spots[] | undefined,
  parameter: number,
  of: "row" | "place",
): SpotClause {
  if (spots === undefined) return NO_SPOTS;
  return {
    suffix: "-spot",
    types: [`$${parameter}::tid[]`],
    names: ["spot"],
    values: [textArray(spots.map((one) => one[of]))],
    where: " and t.ctid = u.spot",
  };
}

function differs<K extends SubjectKind>(
  column: Column<States[K]>,
  changes: readonly Change<K>[],
): boolean {
  const { of, get } = column;
  return changes.some(({ before, after }) => {
    if (before === undefined || (of !== undefined && of(before) === of(after))) return false;
    return get(before) !== get(after);
  });
}

function castOf(type: Column<never>["type"] | undefined): string {
  return type === "jsonb" ? "::jsonb" : type === "uuid[]" ? "::uuid[]" : "";
}

function arrayType(type: Column<never>["type"]): string {
  return type === "jsonb" || type === "uuid[]" ? "text" : type;
}

function arrayOf(column: Column<never>, values: readonly Field[]): string {
  const plain =
    column.type === "int" ||
    column.type === "bigint" ||
    column.type === "uuid" ||
    column.type === "boolean";
  return plain ? plainArray(values) : textArray(values);
}

/** A short name for a set of columns, so that each set is prepared once. */
function maskOf(table: Columned, names: readonly string[]): string {
  let mask = 0;
  table.columns.forEach((column, at) => {
    if (names.includes(column.name)) mask |= 1 << at;
  });
  return mask.toString(36);
}

type Placed = { readonly id: Id; readonly at: Whereabouts };

async function savePlaces(
  client: PoolClient,
  kind: string,
  changes: readonly { readonly before: Placed | undefined; readonly after: Placed }[],
  known: KnownRows | undefined,
): Promise<void> {
  const made = changes
    .filter((change) => change.before === undefined)
    .map((change) => change.after);
  await copyRows(
    client,
    "whereabouts",
    "subject_id, subject_kind, place_kind, place_ref, since_at",
    made.map(({ id, at }) => copyLine([id, kind, at.kind, at.ref, at.sinceAt])),
  );
  const moved = changes
    .filter((change) => change.before !== undefined && change.before.at !== change.after.at)
    .map((change) => change.after);
  if (moved.length === 0) return;
  const lying = spotClause(known?.spotsOf(moved.map(({ id }) => id)), 5, "place");
  const written = await run(
    client,
    `save-whereabouts${lying.suffix}`,
    `update mailport.whereabouts t
     set place_kind = u.place_kind, place_ref = u.place_ref, since_at = u.since_at
     from unnest(${["$1::uuid[], $2::text[], $3::text[], $4::bigint[]", ...lying.types].join(", ")})
       as u(${["id, place_kind, place_ref, since_at", ...lying.names].join(", ")})
     where t.subject_id = u.id${lying.where}`,
    [
      plainArray(moved.map(({ id }) => id)),
      textArray(moved.map(({ at }) => at.kind)),
      textArray(moved.map(({ at }) => at.ref)),
      plainArray(moved.map(({ at }) => at.sinceAt)),
      ...lying.values,
    ],
  );
  assert(written === moved.length, "what is placed has a place");
}

/** Decisions that a piece's return made void. */
async function dropDecisions(
  client: PoolClient,
  changes: readonly { readonly before: Decided | undefined; readonly after: Decided }[],
): Promise<void> {
  const voided = changes.filter(
    ({ before, after }) => (before?.decisions.length ?? 0) > after.decisions.length,
  );
  if (voided.length === 0) return;
  await run(
    client,
    "drop-decisions",
    "delete from mailport.decision where shipment_id = any($1::uuid[])",
    [plainArray(voided.map(({ after }) => after.id))],
  );
}

type Decided = { readonly id: Id; readonly decisions: readonly Decision[] };

/** The decisions of changed shipments, one row per authority. */
async function saveDecisions(
  client: PoolClient,
  changes: readonly { readonly before: Decided | undefined; readonly after: Decided }[],
): Promise<void> {
  const decided = changes
    .filter((change) => change.before?.decisions !== change.after.decisions)
    .flatMap(({ after }) => after.decisions.map((decision) => ({ id: after.id, decision })));
  await dropDecisions(client, changes);
  if (decided.length === 0) return;
  await run(
    client,
    "save-decisions",
    `insert into mailport.decision
       (shipment_id, authority, purpose, destination, decided_at, decided_by, event_key)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[])
     on conflict (shipment_id, authority) do update set purpose = excluded.purpose,
       destination = excluded.destination, decided_at = excluded.decided_at,
       decided_by = excluded.decided_by, event_key = excluded.event_key`,
    [
      plainArray(decided.map(({ id }) => id)),
      textArray(decided.map(({ decision }) => decision.authority)),
      textArray(decided.map(({ decision }) => decision.purpose)),
      textArray(decided.map(({ decision }) => decision.destination)),
      plainArray(decided.map(({ decision }) => decision.decidedAt)),
      plainArray(decided.map(({ decision }) => decision.decidedBy)),
      plainArray(decided.map(({ decision }) => decision.eventKey)),
    ],
  );
}
