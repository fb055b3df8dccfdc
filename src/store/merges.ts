/** Codes that go over from one piece to another and back, former labels, and decided matches. */
import type { PoolClient } from "pg";
import type { Id } from "#domain/events/event.ts";
import type { MatchPair, MergesTx } from "#operations/ports-merges.ts";
import { rows, run, textArray } from "./sql.ts";

/** The part of a transaction that merges and relabels, on one client. */
export function mergesTx(client: PoolClient): MergesTx {
  return {
    moveIdentifiers: (from, to, at, former) => moveIdentifiers(client, from, to, at, former),
    giveIdentifiersBack: (given) => giveIdentifiersBack(client, given),
    markFormer: (itemId, label, at) => markFormer(client, itemId, label, at),
    decideMatch: (pair, outcome, by, at) => decideMatch(client, pair, outcome, by, at),
    reopenMatch: (pair) => reopenMatch(client, pair),
  };
}

/** Frees the rows of one and makes them anew for the other; a row freed before lives again. */
async function moveIdentifiers(
  client: PoolClient,
  from: Id,
  to: Id,
  at: number,
  former: boolean,
): Promise<readonly string[]> {
  const freed = await rows(
    client,
    "free-for-merge",
    `update mailport.identifier set freed_at = $2
     where subject_id = $1 and freed_at is null and not contested
     returning normalised`,
    [from, at],
  );
  const normalised = freed.map(([value]) => value as string).sort();
  await run(
    client,
    "take-over-identifiers",
    `insert into mailport.identifier (subject_id, subject_kind, scheme, issuer, normalised, scanned,
       valid_from, freed_at, contested, former_at)
     select $2::uuid, subject_kind, scheme, issuer, normalised, scanned, $3::bigint, null, false,
       case when $4::boolean then $3::bigint end
     from mailport.identifier where subject_id = $1 and freed_at = $3 and normalised = any($5::text[])
     order by normalised, scheme, issuer
     on conflict (subject_id, normalised, scheme, issuer, valid_from)
       do update set freed_at = null, former_at = excluded.former_at`,
    [from, to, at, former, textArray(normalised)],
  );
  return normalised;
}

async function giveIdentifiersBack(
  client: PoolClient,
  { from, to, normalised, movedAt, at }: Parameters<MergesTx["giveIdentifiersBack"]>[0],
): Promise<void> {
  await run(
    client,
    "free-for-parting",
    `update mailport.identifier set freed_at = $3
     where subject_id = $1 and freed_at is null and normalised = any($2::text[])`,
    [from, textArray(normalised), at],
  );
  await run(
    client,
    "give-identifiers-back",
    `update mailport.identifier set freed_at = null
     where subject_id = $1 and freed_at = $3 and normalised = any($2::text[])`,
    [to, textArray(normalised), movedAt],
  );
}

async function markFormer(
  client: PoolClient,
  itemId: Id,
  label: string,
  at: number,
): Promise<readonly string[]> {
  await run(
    client,
    "mark-current",
    `update mailport.identifier set former_at = null
     where subject_id = $1 and freed_at is null and normalised = $2 and former_at is not null`,
    [itemId, label],
  );
  const former = await rows(
    client,
    "mark-former",
    `update mailport.identifier set former_at = $3
     where subject_id = $1 and freed_at is null and normalised <> $2 and former_at is null
     returning normalised`,
    [itemId, label, at],
  );
  return former.map(([value]) => value as string).sort();
}

const OF_PAIR =
  "(item_id, other_item_id) in (($1::uuid, $2::uuid), ($2::uuid, $1::uuid)) and decided_at";

async function decideMatch(
  client: PoolClient,
  { itemId, otherItemId }: MatchPair,
  outcome: string,
  by: Id,
  at: number,
): Promise<boolean> {
  const decided = await run(
    client,
    "decide-match",
    `update mailport.proposed_match set decided_at = $3, outcome = $4, decided_by = $5
     where ${OF_PAIR} is null`,
    [itemId, otherItemId, at, outcome, by],
  );
  return decided > 0;
}

async function reopenMatch(client: PoolClient, { itemId, otherItemId }: MatchPair): Promise<void> {
  await run(
    client,
    "reopen-match",
    `update mailport.proposed_match set decided_at = null, outcome = null, decided_by = null
     where ${OF_PAIR} is not null`,
    [itemId, otherItemId],
  );
}
