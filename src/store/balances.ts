/**
 * Buyers' yearly balances: locked in order of their keys, saved as decided. What may be reserved is
 * decided by the domain, never here.
 */
import type { PoolClient } from "pg";
import type { Id } from "#domain/events/event.ts";
import type { BalanceKey, BalanceRow, BalancesTx } from "#operations/ports-duty.ts";
import { type Field, plainArray, rows, run, textArray } from "./sql.ts";

type Row = readonly (string | null)[];

/** The part of a transaction that keeps them. */
export function balancesTx(client: PoolClient): BalancesTx {
  return {
    lockBalances: (keys) => lockBalances(client, keys),
    lockBalancesOf: (ids) => lockBalancesOf(client, ids),
    saveBalances: (balances) => saveBalances(client, balances),
    drawOn: (uses) => drawOn(client, uses),
    buyersOf: (ids) => buyersOf(client, ids),
    declarationsOf: (ids) => declarationsOf(client, ids),
    shipmentsOf: (ids) => shipmentsOf(client, ids),
  };
}

/** A row that is there is locked by writing its limit, the newest of the rule book. */
const LOCK = `insert into mailport.annual_balance as b
    (person_hash, year, family, limit_minor, reserved_minor, consumed_minor)
  select u.*, 0, 0 from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[])
    as u(person_hash, year, family, limit_minor) order by 1, 2, 3
  on conflict (person_hash, year, family) do update set limit_minor = excluded.limit_minor
  returning person_hash, year, family, limit_minor, reserved_minor, consumed_minor`;

async function lockBalances(
  client: PoolClient,
  keys: readonly (BalanceKey & { readonly limitMinor: bigint })[],
): Promise<readonly BalanceRow[]> {
  if (keys.length === 0) return [];
  const values = [...keyArrays(keys), plainArray(keys.map(({ limitMinor }) => limitMinor))];
  return (await rows(client, "lock-balances", LOCK, values)).map(rowOf);
}

const LOCK_OF = `select b.person_hash, b.year, b.family, b.limit_minor, b.reserved_minor,
    b.consumed_minor
  from mailport.annual_balance b
  where (b.person_hash, b.year, b.family) in (select u.person_hash, u.year, u.family
    from mailport.balance_use u where u.shipment_id = any($1::uuid[]))
  order by 1, 2, 3 for no key update`;

async function lockBalancesOf(
  client: PoolClient,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, BalanceRow>> {
  if (ids.length === 0) return new Map();
  const list = plainArray(ids);
  const locked = (await rows(client, "lock-balances-of", LOCK_OF, [list])).map(rowOf);
  const byKey = new Map(locked.map((row) => [keyOf(row), row]));
  const uses = await rows(
    client,
    "balance-uses",
    `select shipment_id, person_hash, year, family from mailport.balance_use
     where shipment_id = any($1::uuid[])`,
    [list],
  );
  return new Map(
    uses.flatMap(([shipmentId, personHash, year, family]) => {
      const key = { personHash: personHash as Id, year: Number(year), family: family as string };
      const row = byKey.get(keyOf(key));
      return row === undefined ? [] : [[shipmentId as Id, row] as const];
    }),
  );
}

async function saveBalances(client: PoolClient, balances: readonly BalanceRow[]): Promise<void> {
  if (balances.length === 0) return;
  await run(
    client,
    "save-balances",
    `update mailport.annual_balance b set reserved_minor = u.reserved, consumed_minor = u.consumed
     from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::bigint[])
       as u(person_hash, year, family, reserved, consumed)
     where (b.person_hash, b.year, b.family) = (u.person_hash, u.year, u.family)`,
    [
      ...keyArrays(balances),
      plainArray(balances.map(({ reservedMinor }) => reservedMinor)),
      plainArray(balances.map(({ consumedMinor }) => consumedMinor)),
    ],
  );
}

async function drawOn(
  client: PoolClient,
  uses: readonly (BalanceKey & { readonly shipmentId: Id })[],
): Promise<void> {
  if (uses.length === 0) return;
  await run(
    client,
    "draw-on-balances",
    `insert into mailport.balance_use (person_hash, year, family, shipment_id)
     select * from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[])
     on conflict (shipment_id) do update set person_hash = excluded.person_hash,
       year = excluded.year, family = excluded.family`,
    [...keyArrays(uses), plainArray(uses.map(({ shipmentId }) => shipmentId))],
  );
}

async function buyersOf(client: PoolClient, ids: readonly Id[]): Promise<ReadonlyMap<Id, Id>> {
  const found = await rows(
    client,
    "buyers-of",
    `select d.declaration_id, v.identity_hash from mailport.declaration d
     join mailport.vault v on v.person_ref = d.recipient_ref
     where d.declaration_id = any($1::uuid[]) and v.identity_hash is not null`,
    [plainArray(ids)],
  );
  return new Map(found.map((row) => [row[0] as Id, row[1] as Id]));
}

async function declarationsOf(
  client: PoolClient,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  const found = await rows(
    client,
    "declarations-of",
    `select l.shipment_id, l.declaration_id from mailport.declaration_shipment l
     join mailport.declaration d using (declaration_id)
     where l.shipment_id = any($1::uuid[]) and d.status = 'lodged'
     order by l.shipment_id, d.lodged_at, l.declaration_id`,
    [plainArray(ids)],
  );
  return grouped(found);
}

async function shipmentsOf(
  client: PoolClient,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  const found = await rows(
    client,
    "shipments-of",
    `select declaration_id, shipment_id from mailport.declaration_shipment
     where declaration_id = any($1::uuid[]) order by 1, 2`,
    [plainArray(ids)],
  );
  return grouped(found);
}

function grouped(found: readonly Row[]): ReadonlyMap<Id, readonly Id[]> {
  const groups = new Map<Id, Id[]>();
  for (const [key, id] of found as readonly (readonly [Id, Id])[]) {
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [id]);
    else there.push(id);
  }
  return groups;
}

function keyArrays(keys: readonly BalanceKey[]): readonly string[] {
  const plain = (get: (key: BalanceKey) => Field): string => plainArray(keys.map(get));
  return [
    plain((key) => key.personHash),
    plain((key) => key.year),
    textArray(keys.map(({ family }) => family)),
  ];
}

function keyOf({ personHash, year, family }: BalanceKey): string {
  return `${personHash} ${year} ${family}`;
}

function rowOf([personHash, year, family, limit, reserved, consumed]: Row): BalanceRow {
  return {
    personHash: personHash as Id,
    year: Number(year),
    family: family as string,
    limitMinor: BigInt(limit as string),
    reservedMinor: BigInt(reserved as string),
    consumedMinor: BigInt(consumed as string),
  };
}
