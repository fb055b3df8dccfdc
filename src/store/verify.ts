/**
 * Compares the record with itself: every subject refolded from its events against its state row
 * and place, links and counts against what they count, the audit chain recomputed, every named blob
 * read and hashed. Reads only; folds and blobs are handed in. Memory is bounded by one page of subjects.
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import type { Finding } from "#base/result.ts";
import type { Event, Id, SubjectKind } from "#domain/events/event.ts";
import type { Blobs, States, Vault } from "#operations/ports.ts";
import { BlobDamaged } from "./blobs/frames.ts";
import { countOrphans } from "./blobs/orphans.ts";
import { eventsOf } from "./events.ts";
import { verifyChain } from "./seal.ts";
import { loadStates } from "./states.ts";
import { tables } from "./tables.ts";
import { verifyCounts } from "./verify-counts.ts";
import { verifyInputs } from "./verify-inputs.ts";

/** How each kind of subject is folded. */
export type Folds = {
  readonly [K in SubjectKind]: (state: States[K] | undefined, event: Event) => States[K];
};

export type VerifyOptions = {
  readonly folds: Folds;
  readonly blobs: Pick<Blobs, "get">;
  /** Where blobs lie: files that no row names are then counted, which is no difference. */
  readonly orphans?: { readonly folder: string; readonly now: number };
  /** Opens stored inputs, which are then compared too. */
  readonly unpack?: Vault["unpack"];
  /** Told of what has been checked so far, about once a page. */
  readonly progress?: (part: string, checked: number) => void;
};

/** What was checked, and every difference. */
export type VerifyReport = {
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: readonly Finding[];
  /** All differences; the list above holds the first `DIFFERENCES_LISTED`. */
  readonly differencesTotal: number;
};

export const DIFFERENCES_LISTED = 1_000;
/** Subjects refolded at a time. */
const PAGE = 500;

/** Verifies one moment of the record while others go on writing. */
export async function verifyRecord(pool: pg.Pool, options: VerifyOptions): Promise<VerifyReport> {
  const client = await pool.connect();
  const found = new Differences();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    const counts: Record<string, number> = {};
    for (const kind of Object.keys(tables) as SubjectKind[]) {
      Object.assign(counts, await verifyKind(client, kind, options, found));
    }
    await verifyStrays(client, found);
    await verifyCounts(client, (one) => found.take(one));
    counts["calls"] = await verifyChains(client, found);
    if (options.unpack !== undefined) {
      counts["inputs"] = await verifyInputs(client, options.unpack, (one) => found.take(one));
    }
    counts["blobs"] = await verifyBlobs(client, options, found);
    await client.query("commit");
    if (options.orphans !== undefined) {
      const { folder, now } = options.orphans;
      counts["orphanBlobs"] = await countOrphans(pool, folder, now);
    }
    return { counts, differences: found.listed, differencesTotal: found.total };
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

class Differences {
  readonly listed: Finding[] = [];
  total = 0;

  add(code: string, field: string, found?: string, expected?: string): void {
    this.take({
      code,
      severity: "error",
      at: { field },
      ...(found === undefined ? {} : { found }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  take(finding: Finding): void {
    this.total += 1;
    if (this.listed.length < DIFFERENCES_LISTED) this.listed.push(finding);
  }
}

/** Page by page in order of id; each page costs one query of states and one of events. */
async function verifyKind(
  client: pg.PoolClient,
  kind: SubjectKind,
  { folds, progress }: VerifyOptions,
  found: Differences,
): Promise<Record<string, number>> {
  const { id, name } = tables[kind];
  let after: Id = "00000000-0000-0000-0000-000000000000";
  let subjects = 0;
  let events = 0;
  for (;;) {
    const page = await client.query<{ id: Id }>(
      `select ${id} as id from mailport.${name} where ${id} > $1 order by ${id} limit ${PAGE}`,
      [after],
    );
    const ids = page.rows.map((row) => row.id);
    const last = ids.at(-1);
    if (last === undefined) return { [kind]: subjects, [`${kind}Events`]: events };
    after = last;
    events += await verifyPage(client, kind, ids, folds[kind] as Fold, found);
    subjects += ids.length;
    progress?.(kind, subjects);
  }
}

type Fold = (state: unknown, event: Event) => object;

async function verifyPage(
  client: pg.PoolClient,
  kind: SubjectKind,
  ids: readonly Id[],
  fold: Fold,
  found: Differences,
): Promise<number> {
  const states = await loadStates(client, kind, ids, "none");
  const events = await eventsOf(client, ids);
  const bySubject = Map.groupBy(events, (event) => event.subjectId);
  for (const id of ids) {
    compare(`${kind} ${id}`, states.get(id), refold(bySubject.get(id) ?? [], fold), found);
  }
  return events.length;
}

/** The state the events make, or in words why they make none. */
function refold(events: readonly Event[], fold: Fold): object | string {
  let state: object | undefined;
  try {
    for (const event of events) state = fold(state, event);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return state ?? "it has no event";
}

function compare(
  subject: string,
  kept: object | undefined,
  folded: object | string,
  found: Differences,
): void {
  if (typeof folded === "string") return found.add("verify/does-not-fold", subject, folded);
  if (isDeepStrictEqual(kept, folded)) return;
  const [left, right] = [kept ?? {}, folded] as [Record<string, unknown>, Record<string, unknown>];
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (isDeepStrictEqual(left[field], right[field])) continue;
    found.add(
      "verify/state-differs",
      `${subject} ${field}`,
      shown(left[field]),
      shown(right[field]),
    );
  }
}

/** Longest value shown of a difference, characters. */
const SHOWN = 200;

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_name, one: unknown) =>
    typeof one === "bigint" ? one.toString() : one,
  );
  return (text ?? "nothing").slice(0, SHOWN);
}

/** Events without a state row, places of nothing, decisions that differ from their shipment's. */
async function verifyStrays(client: pg.PoolClient, found: Differences): Promise<void> {
  for (const { name, id } of Object.values(tables)) {
    const strays = await client.query<{ id: Id }>(
      `select distinct e.subject_id as id from mailport.event e
        where e.subject_kind = $1
          and not exists (select from mailport.${name} t where t.${id} = e.subject_id)
        limit ${DIFFERENCES_LISTED}`,
      [name],
    );
    for (const row of strays.rows) found.add("verify/state-missing", `${name} ${row.id}`);
  }
  const places = await client.query<{ id: Id; kind: string }>(
    `select subject_id as id, subject_kind as kind from mailport.whereabouts w
      where not exists (select from mailport.item where item_id = w.subject_id)
        and not exists (select from mailport.container where container_id = w.subject_id)
      limit ${DIFFERENCES_LISTED}`,
  );
  for (const row of places.rows) found.add("verify/place-of-nothing", `${row.kind} ${row.id}`);
  const decisions = await client.query<{ id: Id; authority: string }>(DECISIONS_DIFFER);
  for (const row of decisions.rows) {
    found.add("verify/decision-differs", `shipment ${row.id}`, row.authority);
  }
}

/** The decision rows and the shipments' own lists, one against the other in both directions. */
const DECISIONS_DIFFER = `with listed as (
    select s.shipment_id, d ->> 'authority' as authority, d ->> 'purpose' as purpose,
           (d ->> 'decidedAt')::bigint as decided_at, (d ->> 'eventKey')::uuid as event_key
      from mailport.shipment s, jsonb_array_elements(s.decisions) d
  ), kept as (
    select shipment_id, authority, purpose, decided_at, event_key from mailport.decision
  )
  select shipment_id as id, authority from (
    (table listed except table kept) union (table kept except table listed)) differing
  limit ${DIFFERENCES_LISTED}`;

async function verifyChains(client: pg.PoolClient, found: Differences): Promise<number> {
  const sites = await client.query<{ site: string }>(
    "select site from mailport.site order by site",
  );
  let calls = 0;
  for (const { site } of sites.rows) {
    const chain = await verifyChain(client, site);
    calls += chain.calls + chain.waiting;
    for (const finding of chain.findings) found.take(finding);
  }
  return calls;
}

/** Every blob whose key still stands is read whole. */
async function verifyBlobs(
  client: pg.PoolClient,
  { blobs, progress }: VerifyOptions,
  found: Differences,
): Promise<number> {
  let checked = 0;
  let after: readonly [string, Id] = ["", "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const page = await client.query<{ hash: string; key_id: Id; size_bytes: string }>(
      `select b.hash, b.key_id, b.size_bytes from mailport.blob b
         left join mailport.blob_key k using (key_id)
        where (b.hash, b.key_id) > ($1, $2) and k.destroyed_at is null
        order by b.hash, b.key_id limit ${PAGE}`,
      [...after],
    );
    for (const row of page.rows) {
      const fault = await blobFault(blobs, row.key_id, row.hash, Number(row.size_bytes));
      if (fault !== undefined) found.add(fault, `blob ${row.hash}`);
    }
    checked += page.rows.length;
    progress?.("blobs", checked);
    const last = page.rows.at(-1);
    if (last === undefined) return checked;
    after = [last.hash, last.key_id];
  }
}

async function blobFault(
  blobs: Pick<Blobs, "get">,
  keyId: Id,
  hash: string,
  sizeBytes: number,
): Promise<string | undefined> {
  const digest = createHash("sha256");
  let size = 0;
  try {
    for await (const bytes of blobs.get(keyId, hash)) {
      digest.update(bytes);
      size += bytes.length;
    }
  } catch (error) {
    return error instanceof BlobDamaged ? "verify/blob-changed" : "verify/blob-missing";
  }
  return size === sizeBytes && digest.digest("hex") === hash ? undefined : "verify/blob-changed";
}
