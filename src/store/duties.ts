/**
 * What is owed as rows of their own, written with the shipment whose fold it is, read by whoever owes
 * it under row-level security.
 */
import type { PoolClient } from "pg";
import type { Duty } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { DutyView, OwedFilter, OwedRow, OwedTotal } from "#operations/ports-duty.ts";
import type { Ask } from "./found-items.ts";
import { copyLine, copyRows, type Field, numberOf, plainArray, run, textArray } from "./sql.ts";

type Change = { readonly before: ShipmentState | undefined; readonly after: ShipmentState };
type Owed = { readonly shipment: ShipmentState; readonly duty: Duty };

const COLUMNS = `shipment_id, site, stream, direction, regime, currency, assessed_minor,
  waived_minor, paid_minor, refunded_minor, secured_by, owed_by, asked, assessed_at, readers,
  sensitivity`;
/** Who declares reads it, the floor does not. */
const SENSITIVITY = 2;

/** Writes what changed of what is owed on these shipments, and what moved. */
export async function saveDuties(client: PoolClient, changes: readonly Change[]): Promise<void> {
  const changed = changes.filter(
    ({ before, after }) => before?.duty !== after.duty || before?.regime !== after.regime,
  );
  const isFirst = ({ before }: Change): boolean => (before?.duty ?? null) === null;
  const lines = owedOf(changed.filter(isFirst)).map((owed) => copyLine(fields(owed)));
  await copyRows(client, "duty", COLUMNS, lines);
  const later = owedOf(changed.filter((change) => !isFirst(change)));
  if (later.length > 0) await updateDuties(client, later.map(fields));
  await copyRows(client, "duty_moved", MOVED_COLUMNS, changed.flatMap(movedLines));
}

const MOVED_COLUMNS = `at, shipment_id, currency, assessed_minor, waived_minor, paid_minor,
  refunded_minor`;
const SUMS = ["assessedMinor", "waivedMinor", "paidMinor", "refundedMinor"] as const;

/** By how much the sums changed, at the time of the shipment's last event; its shift counts it. */
function movedLines({ before, after }: Change): readonly string[] {
  const { duty, id, lastAt } = after;
  if (duty === null) return [];
  const moved = SUMS.map((sum) => duty[sum] - (before?.duty?.[sum] ?? 0n));
  if (moved.every((minor) => minor === 0n)) return [];
  return [copyLine([lastAt, id, duty.currency, ...moved])];
}

function owedOf(changes: readonly Change[]): readonly Owed[] {
  return changes.flatMap(({ after }) =>
    after.duty === null ? [] : [{ shipment: after, duty: after.duty }],
  );
}

const UPDATE = `update mailport.duty d set regime = u.regime, currency = u.currency,
    assessed_minor = u.assessed, waived_minor = u.waived, paid_minor = u.paid,
    refunded_minor = u.refunded, secured_by = u.secured_by, owed_by = u.owed_by, asked = u.asked,
    assessed_at = u.assessed_at, readers = u.readers::uuid[]
  from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
      $7::bigint[], $8::text[], $9::uuid[], $10::text[], $11::bigint[], $12::text[])
    as u(shipment_id, regime, currency, assessed, waived, paid, refunded, secured_by, owed_by,
      asked, assessed_at, readers)
  where d.shipment_id = u.shipment_id`;

async function updateDuties(
  client: PoolClient,
  rows: readonly (readonly Field[])[],
): Promise<void> {
  const column = (at: number): readonly Field[] => rows.map((row) => row[at] ?? null);
  await run(client, "save-duties", UPDATE, [
    plainArray(column(0)),
    textArray(column(4)),
    textArray(column(5)),
    ...[6, 7, 8, 9].map((at) => plainArray(column(at))),
    textArray(column(10)),
    plainArray(column(11)),
    textArray(column(12)),
    plainArray(column(13)),
    textArray(column(14)),
  ]);
}

/** In the order of `COLUMNS`. */
function fields({ shipment, duty }: Owed): readonly Field[] {
  return [
    shipment.id,
    shipment.site,
    shipment.stream,
    shipment.direction,
    shipment.regime,
    duty.currency,
    duty.assessedMinor,
    duty.waivedMinor,
    duty.paidMinor,
    duty.refundedMinor,
    duty.securedBy,
    duty.owedBy,
    duty.asked?.what ?? null,
    duty.assessedAt,
    `{${duty.readers.join(",")}}`,
    SENSITIVITY,
  ];
}

/** The part of a view that reads what is owed. */
export function dutyView(ask: Ask): DutyView {
  return { owed: (filter) => owed(ask, filter), owedTotals: (filter) => owedTotals(ask, filter) };
}

const STATES = {
  due: "d.due_minor > 0 and d.secured_by is null",
  owed: "d.due_minor > 0 and d.secured_by is not null",
  refund: "d.due_minor < 0",
} as const;

/** Asked of the function only where the party is not the reader's to read. */
const DEBTOR = "coalesce(p.code, mailport.owed_by_code(d.shipment_id))";

/** Which rows a filter takes in, and the values of `$1`. */
function where({ state, party }: Pick<OwedFilter, "state" | "party">): string {
  const open = state === undefined ? "d.due_minor <> 0" : `d.due_minor <> 0 and ${STATES[state]}`;
  return party === undefined ? `${open} and $1::text is null` : `${open} and ${DEBTOR} = $1`;
}

async function owed(ask: Ask, filter: OwedFilter): Promise<readonly OwedRow[]> {
  const found = await ask(
    `select d.shipment_id, d.stream, d.direction, d.regime, d.currency, d.assessed_minor,
       d.waived_minor, d.paid_minor, d.refunded_minor, d.due_minor, d.secured_by, ${DEBTOR}, d.asked,
       d.assessed_at, array_to_string(mailport.owed_on_codes(d.shipment_id), chr(10))
     from mailport.duty d left join mailport.party p on p.party_id = d.owed_by
     where ${where(filter)} and (d.assessed_at, d.shipment_id) > ($2, $3::uuid)
     order by d.assessed_at, d.shipment_id limit $4`,
    [filter.party ?? null, ...(filter.after ?? [-1, NIL]), filter.limit],
  );
  return found.map(owedRow);
}

const NIL = "00000000-0000-0000-0000-000000000000";

function owedRow(row: readonly (string | null)[]): OwedRow {
  const minor = (at: number): bigint => BigInt(row[at] as string);
  return {
    shipmentId: row[0] as string,
    codes: (row[14] ?? "").split("\n").filter((code) => code !== ""),
    stream: row[1] as string,
    direction: row[2] as string,
    regime: row[3] as string,
    currency: row[4] as string,
    assessedMinor: minor(5),
    waivedMinor: minor(6),
    paidMinor: minor(7),
    refundedMinor: minor(8),
    dueMinor: minor(9),
    securedBy: row[10] ?? null,
    owedBy: row[11] ?? null,
    asked: row[12] ?? null,
    assessedAt: numberOf(row[13] ?? null),
  };
}

async function owedTotals(
  ask: Ask,
  filter: Pick<OwedFilter, "state" | "party">,
): Promise<readonly OwedTotal[]> {
  const found = await ask(
    `select ${DEBTOR}, d.secured_by, d.currency, count(*), sum(d.due_minor), min(d.assessed_at)
     from mailport.duty d left join mailport.party p on p.party_id = d.owed_by
     where ${where(filter)} group by 1, 2, 3 order by 1, 2, 3 limit 1000`,
    [filter.party ?? null],
  );
  return found.map((row) => ({
    owedBy: row[0] ?? null,
    securedBy: row[1] ?? null,
    currency: row[2] as string,
    shipments: Number(row[3]),
    dueMinor: BigInt(row[4] as string),
    oldestAt: numberOf(row[5] ?? null),
  }));
}
