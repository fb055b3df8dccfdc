/**
 * The verdict of pieces of which the gate asks the same, for figures: one of them is judged by the one
 * gate as a scan of it would be. Times, ids and reasons play no part in a verdict and are left out.
 */
import type { HoldKind } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { Duty } from "#domain/shipments/duty.ts";
import type { Direction, Purpose, Screening, Stream } from "#domain/shipments/shipment.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What the gate asks of each of them. */
export type JudgedGroup = {
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  readonly decisions: readonly { readonly authority: string; readonly purpose: string }[];
  readonly unpaid: boolean;
  readonly screening: string;
  readonly unfit: boolean;
  /** Whether its documents are asked for and do not match. */
  readonly unmatched: boolean;
  /** Kinds of the holds that reach them. */
  readonly kinds: readonly string[];
};

/** What a scan of any of these pieces, which are here, would show. */
export function verdictOfGroup(group: JudgedGroup): Verdict {
  const { stream, direction, regime, unpaid, screening, unfit, unmatched } = group;
  const decisions = group.decisions.map(({ authority, purpose }) => ({
    authority,
    purpose: purpose as Purpose,
    destination: null,
    decidedAt: 0,
    decidedBy: NOBODY,
    eventKey: NOBODY,
  }));
  const holds = group.kinds.map((kind) => ({
    id: NOBODY,
    targetId: NOBODY,
    authority: "",
    level: 1,
    kind: kind as HoldKind,
    publicReason: "",
  }));
  const shipment = {
    id: NOBODY,
    stream: stream as Stream,
    direction: direction as Direction,
    regime,
    holds: 0,
    holdRoots: [],
    decisions,
    duty: unpaid ? OWED : null,
    screening: screening as Screening,
    unfit,
    documents: unmatched ? UNMATCHED : null,
  };
  return judge({ item: HERE, shipment, holds }).verdict;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A piece that is here; the gate asks no more of it. */
const HERE: ItemState = {
  id: NOBODY,
  version: 1,
  site: "",
  shipmentId: NOBODY,
  status: "present",
  at: { kind: "zone", ref: "", sinceAt: 0 },
  arrivedAt: 0,
  leftAt: null,
  exitPurpose: null,
  lastAt: 0,
  weightGrams: null,
  holds: 0,
  recentKeys: "",
  readers: [],
  sensitivity: 1,
};

/** Which of them is missing plays no part. */
const UNMATCHED = { state: "missing", documents: [] } as const;

/** Something is due and nobody secured it; how much plays no part. */
const OWED: Duty = {
  currency: "",
  assessedMinor: 1n,
  waivedMinor: 0n,
  paidMinor: 0n,
  refundedMinor: 0n,
  securedBy: null,
  owedBy: null,
  readers: [],
  references: [],
  asked: null,
  assessedAt: 0,
  eventKey: NOBODY,
};
