/**
 * One container and what it holds, as a list states it: receptacle, bag, pallet, cart, ULD or rail
 * container, with items named one by one, counted content, or both. Codes as received.
 */
import type { Decimal } from "#base/decimal.ts";
import type { Finding } from "#base/result.ts";
import { CellReader, columnTable, type WrittenIdentifier } from "./cells.ts";
import type { TableRow } from "./csv-table.ts";
import { keepsOut } from "./finding-codes.ts";
import { MAX_ITEMS_IN_CONTAINER } from "./limits.ts";

/** Content that is counted and not itemised. */
export type CountedContent = {
  readonly mailClass?: string | undefined;
  readonly format?: string | undefined;
  readonly pieces?: number | undefined;
  readonly weightKg?: Decimal | undefined;
};

/** One container of a manifest, with what it holds. */
export type ContainerRow = {
  readonly kind: "container";
  readonly identifier: WrittenIdentifier;
  /** One of the kinds below, or what was received. */
  readonly containerKind: string;
  readonly parent?: WrittenIdentifier | undefined;
  readonly items: readonly WrittenIdentifier[];
  readonly counted: readonly CountedContent[];
  readonly grossWeightKg?: Decimal | undefined;
  readonly seals: readonly string[];
  readonly originOffice?: string | undefined;
  readonly destinationOffice?: string | undefined;
  readonly vehicle?: string | undefined;
  readonly note?: string | undefined;
  readonly extra: readonly Readonly<Record<string, string>>[];
};

const KINDS = ["receptacle", "bag", "pallet", "cart", "uld", "rail-container", "tray", "box"];

const NAMES = {
  container: ["container_id", "receptacle", "receptacle_id", "container_identifier"],
  containerKind: ["kind", "container_type"],
  parent: ["parent_container", "inside"],
  item: ["item_id", "items", "item_identifier"],
  mailClass: ["class", "content_class"],
  format: ["content_format"],
  pieces: ["piece_count", "count"],
  contentWeightKg: ["content_weight"],
  grossWeightKg: ["gross_weight", "weight_kg"],
  seal: ["seals", "seal_number"],
  originOffice: ["origin", "origin_impc"],
  destinationOffice: ["destination", "destination_impc"],
  vehicle: ["vehicle_id", "flight", "truck"],
  note: ["remark", "remarks"],
} as const;

export type ContainerKey = keyof typeof NAMES;
type Reading = CellReader<ContainerKey>;
type Rows = readonly [TableRow<ContainerKey>, ...TableRow<ContainerKey>[]];

export const containerColumns = columnTable<ContainerKey>(NAMES, [
  ["container"],
  ["containerKind"],
]);

/** What later rows of the same container may leave empty or repeat. */
const HEAD_KEYS = [
  "containerKind",
  "parent",
  "grossWeightKg",
  "originOffice",
  "destinationOffice",
  "vehicle",
] as const satisfies readonly ContainerKey[];
const COUNT_KEYS = ["mailClass", "format", "pieces", "contentWeightKg"] as const;

/** Builds one container of its rows; `value` is there when no finding is an error. */
export function buildContainer(rows: Rows): {
  readonly value: ContainerRow | undefined;
  readonly findings: readonly Finding[];
} {
  const reading: Reading = new CellReader();
  for (const row of rows) reading.addAll(row.findings);
  // The cells of a damaged row are in doubt: faults found in them would only mislead.
  if (keepsOut(reading.findings)) return { value: undefined, findings: reading.findings };
  const { cells, row, line } = rows[0];
  const at = { row, line };
  checkHeads(rows, reading);
  reading.required(cells, "container", at);
  const value: ContainerRow = {
    kind: "container",
    identifier: reading.identifier(cells.container ?? "", "container", at),
    containerKind: readKind(rows[0], reading),
    parent: cells.parent === undefined ? undefined : reading.identifier(cells.parent, "parent", at),
    items: readItems(rows, reading),
    counted: readCounted(rows, reading),
    grossWeightKg: reading.decimal(cells, "grossWeightKg", at),
    seals: rows.flatMap((one) => listOf(one.cells.seal)),
    originOffice: cells.originOffice?.toUpperCase(),
    destinationOffice: cells.destinationOffice?.toUpperCase(),
    vehicle: cells.vehicle,
    note: cells.note,
    extra: rows.flatMap((one) => (one.extra === undefined ? [] : [one.extra])),
  };
  return { value: keepsOut(reading.findings) ? undefined : value, findings: reading.findings };
}

function readKind({ cells, row, line }: TableRow<ContainerKey>, reading: Reading): string {
  const at = { row, line, field: "containerKind" };
  const kind = reading.required(cells, "containerKind", at).toLowerCase();
  if (kind !== "" && !KINDS.includes(kind))
    reading.add("code/unknown-container-kind", at, kind, KINDS.join(" | "));
  return kind;
}

function readItems(rows: Rows, reading: Reading): WrittenIdentifier[] {
  const items = new Map<string, WrittenIdentifier>();
  let named = 0;
  for (const { cells, row, line } of rows)
    for (const text of listOf(cells.item)) {
      named += 1;
      if (named > MAX_ITEMS_IN_CONTAINER) continue;
      const item = reading.identifier(text, "item", { row, line });
      if (items.has(item.normalised))
        reading.add("container/item-twice", { row, line, field: "item" }, text);
      items.set(item.normalised, item);
    }
  if (named > MAX_ITEMS_IN_CONTAINER) {
    const { row, line } = rows[0];
    const limit = String(MAX_ITEMS_IN_CONTAINER);
    reading.add("container/too-many-items", { row, line }, String(named), limit);
  }
  return [...items.values()];
}

function readCounted(rows: Rows, reading: Reading): CountedContent[] {
  const stating = rows.filter(({ cells }) => COUNT_KEYS.some((key) => cells[key] !== undefined));
  return stating.map(({ cells, row, line }) => ({
    mailClass: cells.mailClass,
    format: cells.format,
    pieces: reading.whole(cells, "pieces", { row, line }, 1_000_000),
    weightKg: reading.decimal(cells, "contentWeightKg", { row, line }),
  }));
}

function checkHeads([first, ...others]: Rows, reading: Reading): void {
  for (const { cells, row, line } of others) {
    const key = HEAD_KEYS.find(
      (one) => cells[one] !== undefined && cells[one] !== first.cells[one],
    );
    if (key === undefined) continue;
    const expected = first.cells[key] ?? "empty";
    reading.add("container/head-differs", { row, line, field: key }, cells[key], expected);
  }
}

function listOf(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
