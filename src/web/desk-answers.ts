/**
 * What the views of the desks answer, as the screens read it: what is stuck, picked, due, on the floor,
 * in a shift. Sums of money come as text of minor units, times as epoch ms.
 */
import type { Blocker } from "#domain/centre/may-leave.ts";
import type { Thing } from "#domain/centre/one-thing.ts";
import type { HoldKind } from "#domain/holds/hold.ts";
import type { Paper } from "#operations/ports-papers.ts";
import type { ShownShipment } from "./answers.ts";

/** A shipment that is here and cannot leave. */
export type StuckRow = {
  readonly shipment: ShownShipment;
  readonly pieces: readonly { readonly itemId: string; readonly identifiers: readonly string[] }[];
  readonly thing: Thing;
  readonly by: string;
  /** The first one first; of a hold which one it is, is not told. */
  readonly blockers: readonly Blocker[];
};

export type ShownPaper = Pick<
  Paper,
  "id" | "holdId" | "kind" | "mediaType" | "sizeBytes" | "handedAt"
>;

/** One rule that hit, with its owner's reason by language. */
export type PickedReason = {
  readonly rule: string;
  readonly version: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly reason: Readonly<Record<string, string>>;
  readonly foundAt: number;
};

/** A name that may be that of a denied party. */
export type PickedName = {
  readonly code: string;
  readonly facts: { readonly entry: string; readonly how: string; readonly role: string };
  readonly foundAt: number;
  readonly clearedAt: number | null;
  readonly clearedReason: string | null;
};

/** A shipment that rules, chance or names picked. */
export type SelectedRow = {
  readonly since: number;
  readonly ageMinutes: number;
  readonly shipment: ShownShipment;
  readonly reasons: readonly PickedReason[];
  readonly screening: readonly PickedName[];
  readonly holds: readonly { readonly id: string; readonly kind: HoldKind }[];
  readonly declarations: readonly {
    readonly number: string;
    readonly lines: readonly { readonly description: string }[];
  }[];
  readonly items: readonly { readonly id: string; readonly codes: readonly string[] }[];
};

/** A shipment on which something is due, owed or overpaid. */
export type OwedRow = {
  readonly shipmentId: string;
  readonly codes: readonly string[];
  readonly currency: string;
  readonly dueMinor: string;
  readonly securedBy: string | null;
  readonly owedBy: string | null;
  readonly assessedAt: number;
  readonly ageDays: number;
};

/** The sum of one party, in one currency. */
export type OwedTotal = {
  readonly owedBy: string | null;
  readonly securedBy: string | null;
  readonly currency: string;
  readonly shipments: number;
  readonly dueMinor: string;
  readonly oldestAt: number;
};

/** Pieces counted; `oldestAt` is when the oldest that may not leave yet came. */
export type FloorCounts = {
  readonly pieces: number;
  readonly streams: Readonly<Record<string, number>>;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly oldestAt: number | null;
};

export type FloorZone = FloorCounts & {
  readonly zone: string;
  readonly name: string;
  readonly capacity: number | null;
  readonly places: readonly string[];
};

export type FloorPage = {
  readonly at: number;
  readonly day: string;
  readonly zones: readonly FloorZone[];
  readonly all: FloorCounts;
  readonly today: Readonly<
    Record<"arrived" | "released" | "held" | "met" | "returned" | "left", number>
  >;
};

/** What happened of one stream in a shift; taxes in minor units of the currency, null where none is read of. */
export type ShiftSum = {
  readonly stream: string;
  readonly arrived: number;
  readonly released: number;
  readonly held: number;
  readonly met: number;
  readonly returned: number;
  readonly left: number;
  readonly currency: string | null;
  readonly assessedMinor: string | null;
  readonly waivedMinor: string | null;
  readonly paidMinor: string | null;
  readonly refundedMinor: string | null;
};

export type ShiftLine = ShiftSum & { readonly party: string; readonly name: string };

export type ShiftPage = {
  readonly site: string;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly lines: readonly ShiftLine[];
  readonly totals: readonly ShiftSum[];
};
