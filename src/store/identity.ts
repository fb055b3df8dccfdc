/** Identifiers: found by their normalised value, claimed in key order; a race is lost quietly. */
import type { PoolClient } from "pg";
import type { Id, SubjectKind } from "#domain/events/event.ts";
import type { FoundSubject, Identifier } from "#operations/ports.ts";
import { itemColumn, type KnownRows, SEEN, SEEN_AT, SEEN_WIDTH } from "./known-rows.ts";
import { numberOf, numberOrNull, plainArray, rows, run, textArray } from "./sql.ts";

const COLUMNS =
  "subject_id, subject_kind, scheme, issuer, normalised, scanned, valid_from, freed_at, contested";
type Row = readonly (string | null)[];

function identifierOf(row: Row): Identifier {
  return {
    subjectId: row[0] as Id,
    subjectKind: row[1] as SubjectKind,
    scheme: row[2] as string,
    issuer: row[3] as string,
    normalised: row[4] as string,
    scanned: row[5] as string,
    validFrom: numberOf(row[6] ?? null),
    freedAt: numberOrNull(row[7] ?? null),
    contested: row[8] === "t",
  };
}

const FOUND = `select ${SEEN}, n.normalised, n.scheme, n.issuer, n.subject_kind, n.subject_id
  from mailport.identifier n
  left join mailport.item i on i.item_id = n.subject_id
  left join mailport.whereabouts w on w.subject_id = n.subject_id
  where n.normalised = any($1::text[]) and n.freed_at is null and not n.contested`;

const [STATUS, SHIPMENT] = [itemColumn("status"), itemColumn("shipment_id")];

/**
 * What these codes answer to, with the status and shipment of items for the finding. Items are noted
 * whole as they are seen, so that a lock that follows need not read them again.
 */
export async function findSubjects(
  client: PoolClient,
  normalised: readonly string[],
  known: KnownRows,
): Promise<readonly FoundSubject[]> {
  if (normalised.length === 0) return [];
  const codes = textArray([...new Set(normalised)]);
  const found = await rows(client, "find-subjects", FOUND, [codes]);
  return found.map((row) => {
    const id = (row[0] ?? row[SEEN_WIDTH + 4]) as Id;
    if (row[0] !== null) known.see(id, row);
    return {
      normalised: row[SEEN_WIDTH] as string,
      scheme: row[SEEN_WIDTH + 1] as string,
      issuer: row[SEEN_WIDTH + 2] as string,
      kind: row[SEEN_WIDTH + 3] as SubjectKind,
      id,
      itemStatus: (row[STATUS] ?? null) as FoundSubject["itemStatus"],
      shipmentId: row[SHIPMENT] ?? null,
      contained: row[SEEN_AT] === "container" || row[SEEN_AT] === "vehicle",
    };
  });
}

export async function identifiersOf(
  client: PoolClient,
  subjectIds: readonly Id[],
): Promise<readonly Identifier[]> {
  const found = await rows(
    client,
    "identifiers-of",
    `select ${COLUMNS} from mailport.identifier where subject_id = any($1::uuid[])`,
    [plainArray(subjectIds)],
  );
  return found.map(identifierOf);
}

/** Schemes whose values are a carrier's own: the same value may be live under several issuers. */
const CARRIER_SCHEMES = new Set(["house", "other"]);

/** Key of the lock between codes claimed with and without their carrier. */
const CARRIER_CODES = 1_212_371_795;

/**
 * Inserts in key order, so that two callers never wait for each other crosswise. A carrier's code
 * that came without its carrier loses to any live one, and wins over one that is declared at once.
 */
export async function claimIdentifiers(
  client: PoolClient,
  identifiers: readonly Identifier[],
): Promise<readonly Identifier[]> {
  const carriers = identifiers.filter(
    (one) => one.subjectKind === "item" && CARRIER_SCHEMES.has(one.scheme),
  );
  if (carriers.length === 0) return insertIdentifiers(client, identifiers);
  const nameless = carriers.some((one) => one.issuer === "");
  const lock = nameless ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
  await run(client, `lock-carrier-codes-${nameless}`, `select ${lock}($1)`, [CARRIER_CODES]);
  const lost = await insertIdentifiers(client, identifiers);
  return lost.length > 0 ? lost : rivalled(client, carriers);
}

/** Of these codes, those that another piece answers to under another issuer, or under none. */
async function rivalled(
  client: PoolClient,
  carriers: readonly Identifier[],
): Promise<readonly Identifier[]> {
  const ours = new Map(carriers.map((one) => [`${one.normalised}\t${one.scheme}`, one]));
  const nameless = carriers.some((one) => one.issuer === "");
  const live = await rows(
    client,
    `rival-identifiers-${nameless}`,
    `select normalised, scheme, issuer, subject_id from mailport.identifier
     where normalised = any($1::text[]) and freed_at is null and not contested
       and subject_kind = 'item' ${nameless ? "" : "and issuer = ''"}`,
    [textArray(carriers.map((one) => one.normalised))],
  );
  const rivals = live.flatMap(([normalised, scheme, issuer, subjectId]) => {
    const own = ours.get(`${normalised}\t${scheme}`);
    const rival = own !== undefined && own.subjectId !== subjectId;
    return rival && (own.issuer === "" || issuer === "") ? [{ own, subjectId }] : [];
  });
  if (rivals.length === 0) return [];
  const declared = await rows(
    client,
    "declared-rivals",
    `select i.item_id from mailport.item i join mailport.shipment s on s.shipment_id = i.shipment_id
     where i.item_id = any($1::uuid[]) and s.declared_at is not null`,
    [plainArray(rivals.map(({ subjectId }) => subjectId ?? null))],
  );
  const known = new Set(declared.map((row) => row[0]));
  return rivals
    .filter(({ own, subjectId }) => own.issuer === "" || !known.has(subjectId ?? ""))
    .map(({ own }) => own);
}

async function insertIdentifiers(
  client: PoolClient,
  identifiers: readonly Identifier[],
): Promise<readonly Identifier[]> {
  if (identifiers.length === 0) return [];
  const sorted = [...identifiers].sort(byKey);
  const won = await rows(
    client,
    "claim-identifiers",
    `insert into mailport.identifier (${COLUMNS})
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::bigint[], $8::bigint[], $9::boolean[])
     on conflict do nothing returning subject_id, normalised, scheme, issuer`,
    [
      plainArray(sorted.map((one) => one.subjectId)),
      textArray(sorted.map((one) => one.subjectKind)),
      textArray(sorted.map((one) => one.scheme)),
      textArray(sorted.map((one) => one.issuer)),
      textArray(sorted.map((one) => one.normalised)),
      textArray(sorted.map((one) => one.scanned)),
      plainArray(sorted.map((one) => one.validFrom)),
      plainArray(sorted.map((one) => one.freedAt)),
      plainArray(sorted.map((one) => one.contested)),
    ],
  );
  if (won.length === sorted.length) return [];
  const kept = new Set(won.map((row) => row.join("\t")));
  return sorted.filter(
    (one) => !kept.has([one.subjectId, one.normalised, one.scheme, one.issuer].join("\t")),
  );
}

function byKey(a: Identifier, b: Identifier): number {
  return (
    compare(a.normalised, b.normalised) ||
    compare(a.scheme, b.scheme) ||
    compare(a.issuer, b.issuer) ||
    compare(a.subjectId, b.subjectId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Frees items' identifiers, and the waybill of each shipment they had once none of its other pieces is
 * awaited or here; a piece that came back from it is one of them still.
 */
export async function freeIdentifiers(
  client: PoolClient,
  itemIds: readonly Id[],
  at: number,
): Promise<void> {
  if (itemIds.length === 0) return;
  await run(
    client,
    "free-identifiers",
    `update mailport.identifier set freed_at = $2 where freed_at is null and subject_id in (
       select unnest($1::uuid[])
       union
       select l.shipment_id from mailport.item_shipment l where l.item_id = any($1::uuid[])
         and not exists (select from mailport.item o where o.shipment_id = l.shipment_id
           and o.item_id <> l.item_id and o.status in ('present', 'expected'))
         and not exists (select from mailport.item_shipment b
           join mailport.item o on o.item_id = b.item_id where b.returned_from = l.shipment_id
           and o.item_id <> l.item_id and o.status in ('present', 'expected')))`,
    [plainArray(itemIds), at],
  );
}
