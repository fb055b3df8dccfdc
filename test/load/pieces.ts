/**
 * The pieces of the ingest benchmark, each a function of its number: code, ids, and what a scan of it
 * must answer. Known to the seeding, the load and its checks alike; stores and sends nothing.
 */
import { HOLD_KINDS, type HoldKind } from "#domain/holds/hold.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import { writeS10 } from "#standards/upu/s10.ts";

/** Numbers of codes that nobody stored: far above any seeded one. */
export const UNKNOWN_FROM = 50_000_000;
/** Of 100 scans, this many bear an unknown code and a malformed row. */
export const UNKNOWN_PERCENT = 1;
export const INVALID_PERCENT = 2;
/** Of 100 stored pieces, this many are held. */
const HELD_EVERY = 20;
const HELD_AT = 7;

export type Verdict = "HOLD" | "QUARANTINE" | "OPEN" | "IMAGE" | "WAIT" | "RELEASE";

export type Piece = {
  readonly code: string;
  readonly itemId: string;
  readonly shipmentId: string;
  readonly holdKind: HoldKind | undefined;
  readonly isDeclared: boolean;
  readonly isReleased: boolean;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly verdict: Verdict;
};

/** An id of its kind; rises with the number as ids handed out in time do. */
export function idOf(kind: number, number: number): string {
  return `019a0000-000${kind}-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

export const ID = { item: 1, shipment: 2, declaration: 3, hold: 4, call: 5, event: 6 } as const;

const REGIMES: readonly (readonly [Stream, string])[] = [
  ["ecommerce", "9610"],
  ["express", "express-b"],
  ["postal", "postal-personal"],
];

export function pieceOf(number: number): Piece {
  const isHeld = number % HELD_EVERY === HELD_AT;
  const isDeclared = number % 100 !== 3;
  const isReleased = isDeclared && number % 10 !== 0 && number % 10 !== 4;
  const [stream, regime] = isDeclared
    ? (REGIMES[number % 3] ?? ["postal", ""])
    : (["undetermined", "undetermined"] as const);
  const holdKind = isHeld ? HOLD_KINDS[Math.floor(number / HELD_EVERY) % 4] : undefined;
  return {
    code: writeS10("RR", number, "CN"),
    itemId: idOf(ID.item, number),
    shipmentId: idOf(ID.shipment, number),
    holdKind,
    isDeclared,
    isReleased,
    stream,
    direction: isDeclared ? (number % 10 === 8 ? "export" : "import") : "undetermined",
    regime,
    verdict: verdictOf(holdKind, isReleased),
  };
}

function verdictOf(holdKind: HoldKind | undefined, isReleased: boolean): Verdict {
  if (holdKind !== undefined) return holdKind.toUpperCase() as Verdict;
  return isReleased ? "RELEASE" : "WAIT";
}
