/**
 * Loads, locks and saves state rows of any kind. Locks are taken with ids ascending; a save
 * names the version it was decided on, and a row that changed meanwhile starts the call again.
 */
import type { PoolClient } from "pg";
import { present } from "#base/result.ts";
import type { Id, SubjectKind } from "#domain/events/event.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import type { Decision } from "#domain/shipments/shipment.ts";
import { type Change, Restart, type States } from "#operations/ports.ts";
import { saveDuties } from "./duties.ts";
import { savePassages } from "./passages.ts";
import {
  copyLine,
  copyRows,
  type Field,
  numberOf,
  plainArray,
  rows,
  run,
  textArray,
} from "./sql.ts";
import { type Column, type Columned, columnList, type Table, tables } from "./tables.ts";

const NOWHERE: Whereabouts = { kind: "expected", ref: "", sinceAt: 0 };
type Lock = "update" | "share" | "none";

/** States by id; `lock` decides whether and how the rows are locked. */
export async function loadStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  ids: readonly Id[],
  lock: Lock,
): Promise<Map<Id, States[K]>> {
  const table = tables[kind] as Table<States[K]>;
  const states = new Map<Id, States[K]>();
  if (ids.length === 0) return states;
  const suffix =
    lock === "none"
      ? ""
      : `order by ${table.id} for ${lock === "update" ? "no key update" : "share"}`;
  const found = await rows(
    client,
    `load-${kind}-${lock}`,
    `select ${columnList(table)} from mailport.${table.name} where ${table.id} = any($1::uuid[]) ${suffix}`,
    [plainArray(ids)],
  );
  const places = table.placed
    ? await loadPlaces(
        client,
        found.map((row) => row[0] as string),
      )
    : null;
  for (const row of found) {
    const id = row[0] as string;
    states.set(id, table.read(row, places?.get(id) ?? NOWHERE));
  }
  return states;
}

/** Read after the lock, in a statement of its own: a joined row would be the one before the wait. */
async function loadPlaces(client: PoolClient, ids: readonly Id[]): Promise<Map<Id, Whereabouts>> {
  const found = await rows(
    client,
    "load-whereabouts",
    "select subject_id, place_kind, place_ref, since_at from mailport.whereabouts where subject_id = any($1::uuid[])",
    [plainArray(ids)],
  );
  return new Map(
    found.map((row) => [
      row[0] as string,
      {
        kind: row[1] as Whereabouts["kind"],
        ref: row[2] as string,
        sinceAt: numberOf(row[3] ?? null),
      },
    ]),
  );
}

/** Writes new and changed states of one kind, ids ascending. */
export async function saveStates<K extends SubjectKind>(
  client: PoolClient,
  kind: K,
  changes: readonly Change<K>[],
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
  if (changed.length > 0) await updateStates(client, kind, table, changed);
  if (table.placed) await savePlaces(client, kind, changes as never);
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
): Promise<void> {
  const differing = table.columns.filter((column, at) => at > 0 && differs(column, changes));
  const names = differing.map((column) => column.name);
  const statement = `update mailport.${table.name} t set ${differing
    .map((column) => `${column.name} = u.${column.name}${castOf(column.type)}`)
    .join(", ")} from unnest($1::uuid[], $2::int[], ${differing
    .map((column, at) => `$${at + 3}::${arrayType(column.type)}[]`)
    .join(
      ", ",
    )}) as u(id, prior, ${names.join(", ")}) where t.${table.id} = u.id and t.version = u.prior`;
  const values = differing.map((column) =>
    arrayOf(
      column,
      changes.map((change) => column.get(change.after)),
    ),
  );
  const written = await run(client, `save-${kind}-${maskOf(table, names)}`, statement, [
    plainArray(changes.map((change) => change.after.id)),
    plainArray(
      changes.map((change) => present(change.before, "a changed state has a before").version),
    ),
    ...values,
  ]);
  if (written !== changes.length) throw new Restart(`${kind} changed under a decision`);
}

function differs<K extends SubjectKind>(
  column: Column<States[K]>,
  changes: readonly Change<K>[],
): boolean {
  return changes.some(
    (change) =>
      change.before !== undefined && column.get(change.before) !== column.get(change.after),
  );
}

function castOf(type: Column<never>["type"]): string {
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
  await run(
    client,
    "save-whereabouts",
    `update mailport.whereabouts w set place_kind = u.place_kind, place_ref = u.place_ref, since_at = u.since_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) as u(id, place_kind, place_ref, since_at)
     where w.subject_id = u.id`,
    [
      plainArray(moved.map(({ id }) => id)),
      textArray(moved.map(({ at }) => at.kind)),
      textArray(moved.map(({ at }) => at.ref)),
      plainArray(moved.map(({ at }) => at.sinceAt)),
    ],
  );
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
