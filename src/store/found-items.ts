/**
 * Finds pieces for a view: by the beginning of a code of theirs or the whole waybill of their
 * shipment, by stream, status and place. Read under row-level security; pages by keyset.
 */
import type { Id } from "#domain/events/event.ts";
import type { FindFilter, FoundItem } from "#operations/ports-view.ts";
import { numberOf } from "./sql.ts";

/** A view's question: rows as texts. */
export type Ask = (
  text: string,
  values: readonly unknown[],
) => Promise<readonly (readonly (string | null)[])[]>;

/** Counts stop here and are shown as "10,000+". */
export const COUNT_LIMIT = 10_001;

/** Conditions of a filter on pieces by their own codes; a prefix is a range in C collation. */
function conditions(filter: FindFilter, values: unknown[]): string {
  const parts = ["n.subject_kind = 'item'", "n.freed_at is null", "not n.contested"];
  const { prefix = "" } = filter;
  // A piece is listed once: by our own code only where it carries no other, or where that is asked for.
  if (!prefix.startsWith("MP")) {
    parts.push(`(n.scheme <> 'internal' or not exists (select from mailport.identifier o
      where o.subject_id = n.subject_id and o.scheme <> 'internal' and o.freed_at is null
        and o.former_at is null))`);
  }
  if (prefix === "") parts.push("n.former_at is null");
  else {
    parts.push(placed("n.normalised >= ? and n.normalised < ?", values, prefix, beyond(prefix)));
  }
  if (filter.after !== undefined) {
    const [identifier, itemId] = filter.after;
    if (byPlace(filter)) {
      parts.push(placed("w.subject_id >= ?::uuid", values, itemId));
      const after = "(w.subject_id, n.normalised) > (?::uuid, ?)";
      parts.push(placed(after, values, itemId, identifier));
    } else {
      const after = "(n.normalised, n.subject_id) > (?, ?::uuid)";
      parts.push(placed(after, values, identifier, itemId));
    }
  }
  return [...parts, ...furtherConditions(filter, values)].join(" and ");
}

/** The same on pieces by the whole waybill of their shipment, where no code of theirs is found. */
function waybillConditions(filter: FindFilter, prefix: string, values: unknown[]): string {
  const parts = ["n.subject_kind = 'shipment'", "n.freed_at is null", "not n.contested"];
  parts.push(placed("n.normalised = ?", values, prefix));
  const own = `not exists (select from mailport.identifier o where o.subject_id = i.item_id
    and o.freed_at is null and not o.contested and o.normalised >= ? and o.normalised < ?)`;
  parts.push(placed(own, values, prefix, beyond(prefix)));
  if (filter.after !== undefined) {
    parts.push(placed("(n.normalised, i.item_id) > (?, ?::uuid)", values, ...filter.after));
  }
  return [...parts, ...furtherConditions(filter, values)].join(" and ");
}

function furtherConditions(filter: FindFilter, values: unknown[]): readonly string[] {
  const { stream, status, place } = filter;
  return [
    ...(stream === undefined ? [] : [placed("s.stream = ?", values, stream)]),
    ...(status === undefined ? [] : [placed("i.status = ?", values, status)]),
    ...(place === undefined ? [] : [placed("w.place_ref = ?", values, place)]),
  ];
}

/** A condition with its values put behind those there are. */
function placed(text: string, values: unknown[], ...given: unknown[]): string {
  return text.replace(/\?/g, () => `$${values.push(given.shift())}`);
}

/** The first text after all that begin with a prefix. */
function beyond(prefix: string): string {
  return `${prefix}\uffff`;
}

/** Without a code, a place's pieces come in the order its index holds them. */
function byPlace(filter: FindFilter): boolean {
  return filter.place !== undefined && (filter.prefix ?? "") === "";
}

const FOUND_REST = `join mailport.shipment s on s.shipment_id = i.shipment_id
  join mailport.whereabouts w on w.subject_id = i.item_id`;
const FOUND_FROM = `from mailport.identifier n
  join mailport.item i on i.item_id = n.subject_id ${FOUND_REST}`;
/** What came back has a shipment of its own, and goes on being found by what it left with. */
const FOUND_BY_WAYBILL = `from mailport.identifier n
  cross join lateral (
    select p.item_id from mailport.item p where p.shipment_id = n.subject_id
    union select b.item_id from mailport.item_shipment b where b.returned_from = n.subject_id) o
  join mailport.item i on i.item_id = o.item_id ${FOUND_REST}`;
const FOUND_COLUMNS = `i.item_id, i.shipment_id, n.normalised, n.scheme, s.stream, s.direction,
  s.regime, i.status, w.place_kind, w.place_ref, i.last_at`;

/** The statement of a find, for the test that explains it as a reader. */
export function findItemsStatement(filter: FindFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const limit = placed("limit ?", values, filter.limit);
  const order = byPlace(filter) ? "w.subject_id, n.normalised" : "n.normalised, n.subject_id";
  const found = `select ${FOUND_COLUMNS} ${FOUND_FROM} where ${conditions(filter, values)}
    order by ${order} ${limit}`;
  const { prefix = "" } = filter;
  if (prefix === "") return { text: found, values };
  const byWaybill = `select ${FOUND_COLUMNS} ${FOUND_BY_WAYBILL}
    where ${waybillConditions(filter, prefix, values)} order by n.normalised, i.item_id ${limit}`;
  const text = `(${found}) union all (${byWaybill}) order by normalised, item_id ${limit}`;
  return { text, values };
}

/** The pieces a filter finds, in the order of their codes, or of their ids at a place. */
export async function findItems(ask: Ask, filter: FindFilter): Promise<readonly FoundItem[]> {
  const { text, values } = findItemsStatement(filter);
  const found = await ask(text, values);
  return found.map((row) => ({
    itemId: row[0] as Id,
    shipmentId: row[1] as Id,
    identifier: row[2] as string,
    scheme: row[3] as string,
    stream: row[4] as string,
    direction: row[5] as string,
    regime: row[6] as string,
    status: row[7] as string,
    placeKind: row[8] as string,
    placeRef: row[9] as string,
    lastAt: numberOf(row[10] ?? null),
  }));
}

/** The statement of a count, for the same test. */
export function countItemsStatement(filter: FindFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const all = { ...filter, after: undefined };
  const { prefix = "" } = filter;
  const found = `select 1 ${FOUND_FROM} where ${conditions(all, values)} limit ${COUNT_LIMIT}`;
  if (prefix === "") return { text: `select count(*) from (${found}) counted`, values };
  const byWaybill = `select 1 ${FOUND_BY_WAYBILL}
    where ${waybillConditions(all, prefix, values)} limit ${COUNT_LIMIT}`;
  const text = `select count(*) from ((${found}) union all (${byWaybill})) counted`;
  return { text, values };
}

/** How many it finds, counted to `COUNT_LIMIT`. */
export async function countItems(ask: Ask, filter: FindFilter): Promise<number> {
  const { text, values } = countItemsStatement(filter);
  const [row] = await ask(text, values);
  return Number(row?.[0] ?? 0);
}
