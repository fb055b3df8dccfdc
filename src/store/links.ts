/** What hangs on the record: links between subjects, proposed matches, persons, deadlines, numbers. */
import type { PoolClient } from "pg";
import type { Id } from "#domain/events/event.ts";
import type { Deadline, Tx, VaultRow } from "#operations/ports.ts";
import { copyLine, copyRows, numberOf, plainArray, rows, run, textArray } from "./sql.ts";

export async function linkItems(
  client: PoolClient,
  links: Parameters<Tx["linkItems"]>[0],
): Promise<void> {
  const lines = links.map(({ itemId, shipmentId, from, reason, returnedFrom = null }) =>
    copyLine([itemId, shipmentId, from, reason, returnedFrom]),
  );
  const columns = "item_id, shipment_id, valid_from, reason, returned_from";
  await copyRows(client, "item_shipment", columns, lines);
}

export async function unlinkItems(
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

export async function linkDeclarations(
  client: PoolClient,
  links: readonly { declarationId: Id; shipmentId: Id }[],
): Promise<void> {
  const lines = links.map((link) => copyLine([link.declarationId, link.shipmentId]));
  await copyRows(client, "declaration_shipment", "declaration_id, shipment_id", lines);
}

export async function proposeMatches(
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

/** Codes under which a party's container stands beside another's, which holds the code. */
export async function matchedContainers(
  client: PoolClient,
  normalised: readonly string[],
  partyId: Id,
): Promise<ReadonlySet<string>> {
  if (normalised.length === 0) return new Set();
  const found = await rows(
    client,
    "matched-containers",
    `select m.normalised from mailport.proposed_match m
     join mailport.container c on c.container_id = m.other_item_id
     where m.normalised = any($1::text[]) and c.readers @> array[$2::uuid]
       and c.status in ('expected', 'present')`,
    [textArray(normalised), partyId],
  );
  return new Set(found.map((row) => row[0] as string));
}

export async function keepPersons(client: PoolClient, persons: readonly VaultRow[]): Promise<void> {
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

export async function addDeadlines(
  client: PoolClient,
  deadlines: readonly Deadline[],
): Promise<void> {
  const lines = deadlines.map((row) =>
    copyLine([row.dueAt, row.id, row.site, row.kind, row.subjectId, JSON.stringify(row.facts)]),
  );
  await copyRows(client, "deadline", "due_at, deadline_id, site, kind, subject_id, facts", lines);
}

export async function takeDue(
  client: PoolClient,
  now: number,
  limit: number,
): Promise<readonly Deadline[]> {
  const found = await rows(
    client,
    "take-due",
    `with taken as (
       delete from mailport.deadline d using (
         select due_at, deadline_id from mailport.deadline where due_at <= $1
         order by due_at, deadline_id limit $2 for update skip locked) due
       where d.due_at = due.due_at and d.deadline_id = due.deadline_id
       returning d.due_at, d.deadline_id, d.site, d.kind, d.subject_id, d.facts)
     select * from taken order by due_at, deadline_id`,
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

export async function dropDeadlines(
  client: PoolClient,
  ids: readonly Id[],
  kind: string,
): Promise<void> {
  if (ids.length === 0) return;
  await run(
    client,
    "drop-deadlines",
    "delete from mailport.deadline where subject_id = any($1::uuid[]) and kind = $2",
    [plainArray(ids), kind],
  );
}

export async function takeNumbers(
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
