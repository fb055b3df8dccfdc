/**
 * Fills a database with many declared pieces straight by SQL, of several parties, for measuring
 * plans. Nothing of it folds from events; no operation is run on it.
 */
import type pg from "pg";

export type ManyItems = {
  /** A party that is named with half of them, one with every hundredth, one with none. */
  readonly half: string;
  readonly few: string;
  readonly none: string;
};

const PARTIES: ManyItems = {
  half: "018f0000-0000-7000-8000-00000000a001",
  few: "018f0000-0000-7000-8000-00000000a002",
  none: "018f0000-0000-7000-8000-00000000a003",
};
/** Is named with all of them. */
export const OPERATOR = "018f0000-0000-7000-8000-00000000a000";
export const SITE = "CNCKGA";

const uuid = (kind: string): string => `(lpad(to_hex(n), 12, '0') || '${kind}')::uuid`;
const READERS = `array_remove(array['${OPERATOR}', case when n % 2 = 0 then '${PARTIES.half}' end,
  case when n % 100 = 0 then '${PARTIES.few}' end]::uuid[], null)`;
const ITEM = uuid("70008000000000000001");
const SHIPMENT = uuid("70008000000000000002");

const FILL: readonly string[] = [
  `insert into mailport.item select ${ITEM}, 2, '${SITE}', ${SHIPMENT}, 'present', 1, null, null, 1,
     null, 0, '', ${READERS}, 1 from generate_series(1, $1::int) n`,
  `insert into mailport.shipment select ${SHIPMENT}, 2, '${SITE}',
     (array['postal', 'express', 'ecommerce'])[1 + n % 3], 'import', 'postal-personal', 'present',
     1, 1, 0, 0, 0, '{}', '[]', null, null, 1, 1, '', ${READERS}, 1
     from generate_series(1, $1::int) n`,
  `insert into mailport.whereabouts select ${ITEM}, 'item', 'zone', 'LANE-' || n % 20, 1
     from generate_series(1, $1::int) n`,
  `insert into mailport.identifier select ${ITEM}, 'item', 'house', '', 'HX' || lpad(n::text, 9, '0'),
     'HX' || n, 1, null, false from generate_series(1, $1::int) n`,
  `insert into mailport.identifier select ${SHIPMENT}, 'shipment', 'waybill', 'HX',
     'WB' || lpad(n::text, 9, '0'), 'WB' || n, 1, null, false from generate_series(1, $1::int) n`,
];

/** Writes `count` items with shipment, place and identifier, and gathers statistics of them. */
export async function fillItems(pool: pg.Pool, count: number): Promise<ManyItems> {
  for (const statement of FILL) await pool.query(statement, [count]);
  await pool.query("analyze");
  return PARTIES;
}
