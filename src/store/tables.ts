/**
 * How each state lies in its table: columns, and both ways between row and state.
 * Written by COPY when new, by one update of the columns that differ when changed.
 */
import { present } from "#base/result.ts";
import type { DeclarationContent, DeclarationState } from "#domain/declarations/declaration.ts";
import type { Sensitivity, SubjectKind } from "#domain/events/event.ts";
import type { LastReport } from "#domain/events/reported.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import type { PartyState } from "#domain/parties/party.ts";
import type { ContainerState, CountedContent } from "#domain/places/container.ts";
import type {
  CustomsTold,
  Decision,
  DocumentMatch,
  Screening,
  ShipmentState,
} from "#domain/shipments/shipment.ts";
import type { States } from "#operations/ports.ts";
import { balanceOf, balanceText, dutyOf, dutyText } from "./duty-column.ts";
import { type Field, numberOf, numberOrNull, sharedUuidsOf, uuidsOf } from "./sql.ts";

type Cell = string | null;

export type Column<S> = {
  readonly name: string;
  /** Type of the parameter array it is sent in; arrays and json go as text and are cast. */
  readonly type: "uuid" | "int" | "bigint" | "text" | "boolean" | "jsonb" | "uuid[]";
  readonly get: (state: S) => Field;
  /** What `get` makes a text of: where it is the same list or object, the text is the same. */
  readonly of?: (state: S) => unknown;
};

export type Table<S> = {
  readonly name: string;
  readonly id: string;
  readonly columns: readonly Column<S>[];
  /** Builds a state from its columns in order, then `place_kind, place_ref, since_at` if placed. */
  readonly read: (row: readonly Cell[], at: Whereabouts) => S;
  /** Whether it has a row in whereabouts. */
  readonly placed: boolean;
};

const uuids = (list: readonly string[]): string => `{${list.join(",")}}`;
const text = (value: Cell | undefined): string => present(value, "a column that is not null");
const sensitivityOf = (value: Cell | undefined): Sensitivity => Number(value) as Sensitivity;
const json = <T>(value: Cell | undefined): T => JSON.parse(text(value)) as T;
const nullable = (value: Cell | undefined): string | null => value ?? null;
const time = (value: Cell | undefined): number => numberOf(nullable(value));
const jsonOrNull = (value: object | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);
const timeOrNull = (value: Cell | undefined): number | null => numberOrNull(nullable(value));

/** With these every table begins. */
function firstColumns(id: string): readonly Column<Pick<ItemState, "id" | "version" | "site">>[] {
  return [
    { name: id, type: "uuid", get: (state) => state.id },
    { name: "version", type: "int", get: (state) => state.version },
    { name: "site", type: "text", get: (state) => state.site },
  ];
}

/** Who reads a row. */
const READING: readonly Column<Pick<ItemState, "readers" | "sensitivity">>[] = [
  {
    name: "readers",
    type: "uuid[]",
    get: (state) => uuids(state.readers),
    of: (state) => state.readers,
  },
  { name: "sensitivity", type: "int", get: (state) => state.sensitivity },
];

const items: Table<ItemState> = {
  name: "item",
  id: "item_id",
  placed: true,
  columns: [
    ...firstColumns("item_id"),
    { name: "shipment_id", type: "uuid", get: (state) => state.shipmentId },
    { name: "status", type: "text", get: (state) => state.status },
    { name: "arrived_at", type: "bigint", get: (state) => state.arrivedAt },
    { name: "left_at", type: "bigint", get: (state) => state.leftAt },
    { name: "exit_purpose", type: "text", get: (state) => state.exitPurpose },
    { name: "last_at", type: "bigint", get: (state) => state.lastAt },
    { name: "weight_grams", type: "int", get: (state) => state.weightGrams },
    { name: "holds", type: "int", get: (state) => state.holds },
    { name: "recent_keys", type: "text", get: (state) => state.recentKeys },
    ...READING,
    { name: "reported", type: "jsonb", get: ({ reported }) => jsonOrNull(reported) },
    {
      name: "absorbed",
      type: "uuid[]",
      get: ({ absorbed }) => (absorbed ? uuids(absorbed) : null),
    },
    { name: "merged_into", type: "uuid", get: ({ mergedInto }) => mergedInto ?? null },
  ],
  read: (row, at) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    shipmentId: text(row[3]),
    status: text(row[4]) as ItemState["status"],
    arrivedAt: timeOrNull(row[5]),
    leftAt: timeOrNull(row[6]),
    exitPurpose: nullable(row[7]),
    lastAt: time(row[8]),
    weightGrams: timeOrNull(row[9]),
    holds: Number(row[10]),
    recentKeys: text(row[11]),
    readers: sharedUuidsOf(nullable(row[12])),
    sensitivity: sensitivityOf(row[13]),
    ...((row[14] ?? null) !== null && { reported: json<LastReport>(row[14]) }),
    ...((row[15] ?? null) !== null && { absorbed: uuidsOf(nullable(row[15])) }),
    ...((row[16] ?? null) !== null && { mergedInto: text(row[16]) }),
    at,
  }),
};

const shipments: Table<ShipmentState> = {
  name: "shipment",
  id: "shipment_id",
  placed: false,
  columns: [
    ...firstColumns("shipment_id"),
    { name: "stream", type: "text", get: (state) => state.stream },
    { name: "direction", type: "text", get: (state) => state.direction },
    { name: "regime", type: "text", get: (state) => state.regime },
    { name: "status", type: "text", get: (state) => state.status },
    { name: "pieces_declared", type: "int", get: (state) => state.pieces.declared },
    { name: "pieces_arrived", type: "int", get: (state) => state.pieces.arrived },
    { name: "pieces_held", type: "int", get: (state) => state.pieces.held },
    { name: "pieces_left", type: "int", get: (state) => state.pieces.left },
    { name: "holds", type: "int", get: (state) => state.holds },
    {
      name: "hold_roots",
      type: "uuid[]",
      get: (state) => uuids(state.holdRoots),
      of: (state) => state.holdRoots,
    },
    {
      name: "decisions",
      type: "jsonb",
      get: (state) => JSON.stringify(state.decisions),
      of: (state) => state.decisions,
    },
    { name: "value_minor", type: "bigint", get: (state) => state.valueMinor },
    { name: "currency", type: "text", get: (state) => state.currency },
    { name: "declared_at", type: "bigint", get: (state) => state.declaredAt },
    { name: "last_at", type: "bigint", get: (state) => state.lastAt },
    { name: "recent_keys", type: "text", get: (state) => state.recentKeys },
    ...READING,
    {
      name: "duty",
      type: "jsonb",
      get: (state) => dutyText(state.duty),
      of: (state) => state.duty,
    },
    { name: "screening", type: "text", get: (state) => state.screening },
    { name: "customs", type: "jsonb", get: ({ customs }) => jsonOrNull(customs ?? undefined) },
    { name: "unfit", type: "boolean", get: (state) => state.unfit },
    { name: "balance", type: "jsonb", get: (state) => balanceText(state.balance) },
    {
      name: "documents",
      type: "jsonb",
      get: ({ documents }) => jsonOrNull(documents ?? undefined),
    },
  ],
  read: (row) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    stream: text(row[3]) as ShipmentState["stream"],
    direction: text(row[4]) as ShipmentState["direction"],
    regime: text(row[5]),
    status: text(row[6]) as ShipmentState["status"],
    pieces: {
      declared: Number(row[7]),
      arrived: Number(row[8]),
      held: Number(row[9]),
      left: Number(row[10]),
    },
    holds: Number(row[11]),
    holdRoots: uuidsOf(nullable(row[12])),
    decisions: row[13] === "[]" ? [] : json<readonly Decision[]>(row[13]),
    valueMinor: row[14] === null || row[14] === undefined ? null : BigInt(row[14]),
    currency: nullable(row[15]),
    declaredAt: timeOrNull(row[16]),
    lastAt: time(row[17]),
    recentKeys: text(row[18]),
    readers: sharedUuidsOf(nullable(row[19])),
    sensitivity: sensitivityOf(row[20]),
    duty: dutyOf(nullable(row[21])),
    screening: text(row[22]) as Screening,
    customs: (row[23] ?? null) === null ? null : json<CustomsTold>(row[23]),
    unfit: row[24] === "t" || row[24] === "true",
    balance: balanceOf(nullable(row[25])),
    documents: (row[26] ?? null) === null ? null : json<DocumentMatch>(row[26]),
  }),
};

const declarations: Table<DeclarationState> = {
  name: "declaration",
  id: "declaration_id",
  placed: false,
  columns: [
    ...firstColumns("declaration_id"),
    { name: "number", type: "text", get: (state) => state.number },
    { name: "declarant_id", type: "uuid", get: (state) => state.declarantId },
    { name: "stream", type: "text", get: (state) => state.stream },
    { name: "direction", type: "text", get: (state) => state.direction },
    { name: "regime", type: "text", get: (state) => state.regime },
    { name: "status", type: "text", get: (state) => state.status },
    {
      name: "content",
      type: "jsonb",
      get: (state) => JSON.stringify(state.content),
      of: (state) => state.content,
    },
    { name: "sender_ref", type: "uuid", get: (state) => state.senderRef },
    { name: "recipient_ref", type: "uuid", get: (state) => state.recipientRef },
    { name: "holds", type: "int", get: (state) => state.holds },
    { name: "source_message", type: "uuid", get: (state) => state.sourceMessage },
    { name: "lodged_at", type: "bigint", get: (state) => state.lodgedAt },
    ...READING,
  ],
  read: (row) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    number: text(row[3]),
    declarantId: text(row[4]),
    stream: text(row[5]) as DeclarationState["stream"],
    direction: text(row[6]) as DeclarationState["direction"],
    regime: text(row[7]),
    status: text(row[8]) as DeclarationState["status"],
    content: json<DeclarationContent>(row[9]),
    senderRef: nullable(row[10]),
    recipientRef: nullable(row[11]),
    holds: Number(row[12]),
    sourceMessage: nullable(row[13]),
    lodgedAt: time(row[14]),
    readers: sharedUuidsOf(nullable(row[15])),
    sensitivity: sensitivityOf(row[16]),
  }),
};

const containers: Table<ContainerState> = {
  name: "container",
  id: "container_id",
  placed: true,
  columns: [
    ...firstColumns("container_id"),
    { name: "kind", type: "text", get: (state) => state.kind },
    { name: "status", type: "text", get: (state) => state.status },
    { name: "seal", type: "text", get: (state) => state.seal },
    {
      name: "counted",
      type: "jsonb",
      get: (state) => (state.counted === null ? null : JSON.stringify(state.counted)),
    },
    { name: "holds", type: "int", get: (state) => state.holds },
    { name: "arrived_at", type: "bigint", get: (state) => state.arrivedAt },
    { name: "left_at", type: "bigint", get: (state) => state.leftAt },
    { name: "last_at", type: "bigint", get: (state) => state.lastAt },
    { name: "recent_keys", type: "text", get: (state) => state.recentKeys },
    ...READING,
    {
      name: "decisions",
      type: "jsonb",
      get: ({ decisions }) => jsonOrNull(decisions),
    },
    { name: "reported", type: "jsonb", get: ({ reported }) => jsonOrNull(reported) },
  ],
  read: (row, at) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    kind: text(row[3]) as ContainerState["kind"],
    status: text(row[4]) as ContainerState["status"],
    seal: nullable(row[5]),
    counted: row[6] === null ? null : json<CountedContent>(row[6]),
    holds: Number(row[7]),
    arrivedAt: timeOrNull(row[8]),
    leftAt: timeOrNull(row[9]),
    lastAt: time(row[10]),
    recentKeys: text(row[11]),
    readers: sharedUuidsOf(nullable(row[12])),
    sensitivity: sensitivityOf(row[13]),
    ...((row[14] ?? null) !== null && { decisions: json<readonly Decision[]>(row[14]) }),
    ...((row[15] ?? null) !== null && { reported: json<LastReport>(row[15]) }),
    at,
  }),
};

const holds: Table<HoldState> = {
  name: "hold",
  id: "hold_id",
  placed: false,
  columns: [
    ...firstColumns("hold_id"),
    { name: "target_kind", type: "text", get: (state) => state.targetKind },
    { name: "target_id", type: "uuid", get: (state) => state.targetId },
    { name: "authority", type: "text", get: (state) => state.authority },
    { name: "level", type: "int", get: (state) => state.level },
    { name: "kind", type: "text", get: (state) => state.kind },
    { name: "public_reason", type: "text", get: (state) => state.publicReason },
    { name: "stays_with_item", type: "boolean", get: (state) => state.staysWithItem },
    { name: "four_eyes", type: "boolean", get: (state) => state.fourEyes },
    { name: "ends_at", type: "bigint", get: (state) => state.endsAt },
    { name: "placed_by", type: "uuid", get: (state) => state.placedBy },
    { name: "placed_at", type: "bigint", get: (state) => state.placedAt },
    { name: "lift_asked_by", type: "uuid", get: (state) => state.liftAskedBy },
    { name: "lifted_by", type: "uuid", get: (state) => state.liftedBy },
    { name: "lifted_at", type: "bigint", get: (state) => state.liftedAt },
    { name: "sensitivity", type: "int", get: (state) => state.sensitivity },
  ],
  read: (row) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    targetKind: text(row[3]) as HoldState["targetKind"],
    targetId: text(row[4]),
    authority: text(row[5]),
    level: Number(row[6]),
    kind: text(row[7]) as HoldState["kind"],
    publicReason: text(row[8]),
    staysWithItem: row[9] === "t",
    fourEyes: row[10] === "t",
    endsAt: timeOrNull(row[11]),
    placedBy: text(row[12]),
    placedAt: time(row[13]),
    liftAskedBy: nullable(row[14]),
    liftedBy: nullable(row[15]),
    liftedAt: timeOrNull(row[16]),
    sensitivity: sensitivityOf(row[17]),
  }),
};

const parties: Table<PartyState> = {
  name: "party",
  id: "party_id",
  placed: false,
  columns: [
    ...firstColumns("party_id"),
    { name: "code", type: "text", get: (state) => state.code },
    { name: "kind", type: "text", get: (state) => state.kind },
    { name: "name", type: "text", get: (state) => state.name },
    { name: "holds", type: "int", get: (state) => state.holds },
    ...READING,
  ],
  read: (row) => ({
    id: text(row[0]),
    version: Number(row[1]),
    site: text(row[2]),
    code: text(row[3]),
    kind: text(row[4]) as PartyState["kind"],
    name: text(row[5]),
    holds: Number(row[6]),
    readers: sharedUuidsOf(nullable(row[7])),
    sensitivity: sensitivityOf(row[8]),
  }),
};

export const tables: { readonly [K in SubjectKind]: Table<States[K]> } = {
  item: items,
  shipment: shipments,
  declaration: declarations,
  container: containers,
  hold: holds,
  party: parties,
};

/** Anything with columns, whatever its states. */
export type Columned = { readonly columns: readonly { readonly name: string }[] };

/** The columns of a table, comma separated, with a prefix. */
export function columnList(table: Columned, prefix = ""): string {
  return table.columns.map((column) => `${prefix}${column.name}`).join(", ");
}
