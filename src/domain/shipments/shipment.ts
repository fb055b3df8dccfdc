/**
 * The shipment: what is declared and released as one, with one or more pieces.
 * Stream, direction, regime, decisions and the counts of its pieces belong here.
 */
import { assert, present } from "#base/result.ts";
import { isApproved } from "#domain/customs/ceb-dialogue/list-state.ts";
import {
  type Event,
  type Id,
  remember,
  type Sensitivity,
  sortedReaders,
  textOf,
} from "#domain/events/event.ts";
import { type Duty, foldDuty } from "./duty.ts";

export type { Duty } from "./duty.ts";

export type Stream = "postal" | "express" | "ecommerce" | "undetermined";
export type Direction = "import" | "export" | "transit" | "undetermined";

/** Why something leaves the centre (house rule 5). */
export type Purpose = "release" | "export" | "return" | "transfer" | "authority" | "destruction";

/** Whether it leaves as it was declared to: any other way out is an authority's order. */
export function isRelease(purpose: string): boolean {
  return purpose === "release" || purpose === "export";
}

/** The last decision of one authority on one shipment. */
export type Decision = {
  readonly authority: string;
  readonly purpose: Purpose;
  readonly destination: string | null;
  readonly decidedAt: number;
  readonly decidedBy: Id;
  readonly eventKey: Id;
};

/** Whether persons were compared with a list of denied parties; `none` where no list is loaded. */
export type Screening = "none" | "pending" | "clear";

/** The last state that the dialogue with customs told, such as CEB `399`, and in which message. */
export type CustomsTold = {
  readonly status: string;
  readonly message: string;
  readonly at: number;
};

/** What an e-commerce list is held against: what the platform, the payment firm and the carrier state. */
export const DOCUMENT_NAMES = ["order", "payment", "waybill"] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

/** How a list stands against its documents, and which of them are missing or differ. */
export type DocumentMatch = {
  readonly state: "missing" | "differs" | "matched";
  readonly documents: readonly DocumentName[];
};

/** What it holds of its buyer's yearly balance, in fen of the family's limit. */
export type ShipmentBalance = {
  readonly family: string;
  readonly year: number;
  readonly reservedMinor: bigint;
  readonly consumedMinor: bigint;
};

export type ShipmentStatus =
  | "declared"
  | "present"
  | "part-left"
  | "left"
  | "expired"
  /** Its declarations were withdrawn; its pieces wait in shipments of their own. */
  | "withdrawn";

export type Pieces = {
  readonly declared: number;
  readonly arrived: number;
  readonly held: number;
  readonly left: number;
};

export type ShipmentState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly status: ShipmentStatus;
  readonly pieces: Pieces;
  /** Open holds placed on this very shipment. */
  readonly holds: number;
  /**
   * Ids whose holds reach it: its declarations, their parties, their persons' hashes; of one that a
   * piece came back to, the shipment it left with and all that reached that.
   */
  readonly holdRoots: readonly Id[];
  readonly decisions: readonly Decision[];
  readonly valueMinor: bigint | null;
  readonly currency: string | null;
  readonly declaredAt: number | null;
  /** Null until it was assessed. */
  readonly duty: Duty | null;
  readonly screening: Screening;
  readonly customs: CustomsTold | null;
  /** Whether its declaration does not fit the regime it names. */
  readonly unfit: boolean;
  /** Null where no documents are asked for. */
  readonly documents: DocumentMatch | null;
  /** Null where it never drew on a balance. */
  readonly balance: ShipmentBalance | null;
  readonly lastAt: number;
  readonly recentKeys: string;
  readonly readers: readonly Id[];
  readonly sensitivity: Sensitivity;
};

/** Data of the event that makes a shipment, and of one that declares it anew. */
export type ShipmentMade = {
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly piecesDeclared: number;
  readonly holdRoots: readonly Id[];
  /** Minor units as text, since JSON has no bigint. */
  readonly valueMinor: string | null;
  readonly currency: string | null;
  readonly declared: boolean;
  /** Absent in records from before regimes judged declarations. */
  readonly unfit?: boolean;
  /** Absent where no documents are asked for. */
  readonly documents?: DocumentMatch;
  /** What the regime said and by which dated rows; kept with the event only. */
  readonly judgement?: Readonly<Record<string, unknown>>;
  readonly readers: readonly Id[];
};

/** Whether an authority released it, or a piece of it left: what was declared of it stands. */
export function isReleased({ decisions, pieces }: ShipmentState): boolean {
  return pieces.left > 0 || decisions.some(({ purpose }) => isRelease(purpose));
}

/** Folds one event on a shipment; versions must come without gaps. */
export function foldShipment(state: ShipmentState | undefined, event: Event): ShipmentState {
  assert(event.version === (state?.version ?? 0) + 1, "a shipment's versions have no gaps");
  if (state === undefined) return made(event);
  const kept: ShipmentState = {
    ...state,
    version: event.version,
    lastAt: Math.max(state.lastAt, event.occurredAt),
    recentKeys: remember(state.recentKeys, event.key),
  };
  return withStatus(CHANGES[event.type]?.(kept, event) ?? kept);
}

function made(event: Event): ShipmentState {
  const data = event.data as unknown as ShipmentMade;
  return {
    id: event.subjectId,
    version: 1,
    site: event.site,
    stream: data.stream,
    direction: data.direction,
    regime: data.regime,
    status: "declared",
    pieces: { declared: data.piecesDeclared, arrived: 0, held: 0, left: 0 },
    holds: 0,
    holdRoots: data.holdRoots,
    decisions: [],
    valueMinor: minorOf(data.valueMinor),
    currency: data.currency,
    declaredAt: data.declared ? event.occurredAt : null,
    duty: null,
    screening: "none",
    customs: null,
    unfit: data.unfit ?? false,
    documents: data.documents ?? null,
    balance: null,
    lastAt: event.occurredAt,
    recentKeys: remember("", event.key),
    readers: data.readers,
    sensitivity: event.sensitivity,
  };
}

/** Minor units as events carry them: as text. */
function minorOf(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

type Change = (state: ShipmentState, event: Event) => ShipmentState;

const CHANGES: Readonly<Record<string, Change>> = {
  "piece-arrived": (state) => counted(state, "arrived", 1),
  "piece-held": (state) => counted(state, "held", 1),
  "piece-freed": (state) => counted(state, "held", -1),
  "piece-left": (state) => counted(state, "left", 1),
  "piece-returned": pieceReturned,
  "piece-added": (state, event) =>
    parted(pieceCounted(counted(state, "declared", 1), event, 1), event),
  /** A piece that the declaration counted already came over from another shipment. */
  "piece-claimed": (state, event) => pieceCounted(state, event, 1),
  "piece-removed": (state, event) =>
    mergedAway(pieceCounted(counted(state, "declared", -1), event, -1), event),
  "declaration-linked": (state, event) => ({
    ...state,
    holdRoots: event.data?.["holdRoots"] as readonly Id[],
    readers: event.data?.["readers"] as readonly Id[],
    declaredAt: state.declaredAt ?? event.occurredAt,
  }),
  "declaration-amended": (state, event) => ({
    ...state,
    valueMinor: minorOf(event.data?.["valueMinor"] as string | null),
    currency: event.data?.["currency"] as string | null,
    holdRoots: event.data?.["holdRoots"] as readonly Id[],
    readers: event.data?.["readers"] as readonly Id[],
    unfit: event.data?.["unfit"] === true,
  }),
  "shipment-decided": (state, event) => ({
    ...state,
    decisions: decided(state.decisions, event),
  }),
  "regime-changed": (state, event) => ({
    ...state,
    regime: String(event.data?.["to"]),
    unfit: event.data?.["unfit"] === true,
  }),
  "duty-assessed": onDuty,
  "duty-paid": onDuty,
  "duty-waived": onDuty,
  "duty-refunded": onDuty,
  "duty-secured": onDuty,
  "duty-waiver-asked": onDuty,
  "duty-refund-asked": onDuty,
  "shipment-judged": (state, event) => ({ ...state, unfit: event.data?.["unfit"] === true }),
  "balance-reserved": (state, event) => ({ ...state, balance: balanceAfter(state, event) }),
  "balance-consumed": (state, event) => ({ ...state, balance: balanceAfter(state, event) }),
  "balance-given-back": (state, event) => ({ ...state, balance: balanceAfter(state, event) }),
  "shipment-screened": (state, event) => ({
    ...state,
    screening: event.data?.["screening"] as Screening,
  }),
  "documents-compared": (state, event) => ({
    ...state,
    documents: (event.data?.["documents"] ?? null) as DocumentMatch | null,
  }),
  "customs-told": onCustomsTold,
  "decision-taken-back": (state, event) => ({
    ...state,
    decisions: takenBack(state.decisions, event),
  }),
  "readers-added": (state, event) => ({
    ...state,
    readers: sortedReaders(state.readers.concat(event.data?.["readers"] as readonly Id[])),
  }),
  "shipment-withdrawn": (state) => ({ ...state, status: "withdrawn" }),
  "shipment-expired": (state) => ({ ...state, status: "expired" }),
  "hold-placed": (state) => ({ ...state, holds: state.holds + 1 }),
  "hold-lifted": (state) => ({ ...state, holds: state.holds - 1 }),
};

/**
 * What left and came back has another shipment since: from here it has left, and is not held any
 * more. It once came back into the same one; then it was decided on anew, but for the oldest.
 */
function pieceReturned(state: ShipmentState, event: Event): ShipmentState {
  const { to, held, decidedAnew } = event.data ?? {};
  if (to !== null) return held === true ? counted(state, "held", -1) : state;
  return { ...counted(state, "left", -1), ...(decidedAnew === true && { decisions: [] }) };
}

/** A shipment whose last piece is one with another's is awaited and here no more. */
function mergedAway(state: ShipmentState, event: Event): ShipmentState {
  const { declared, arrived, left } = state.pieces;
  const empty = event.data?.["merged"] === true && declared + arrived + left === 0;
  return empty ? { ...state, status: "expired" } : state;
}

/** Its piece is one of its own again. */
function parted(state: ShipmentState, event: Event): ShipmentState {
  const again = event.data?.["parted"] === true && state.status === "expired";
  return again ? { ...state, status: "declared" } : state;
}

/** Counts a piece that comes or goes as it is: arrived or not, held or not. */
function pieceCounted(state: ShipmentState, event: Event, by: number): ShipmentState {
  const arrived = event.data?.["arrived"] === true ? by : 0;
  const held = event.data?.["held"] === true ? by : 0;
  return counted(counted(state, "arrived", arrived), "held", held);
}

/** The decisions after one more: the last of each authority stands. */
export function decided(decisions: readonly Decision[], event: Event): readonly Decision[] {
  return [...takenBack(decisions, event), decisionOf(event)];
}

/** The decisions without the one that its authority took back. */
export function takenBack(decisions: readonly Decision[], event: Event): readonly Decision[] {
  return decisions.filter((one) => one.authority !== event.data?.["authority"]);
}

function decisionOf(event: Event): Decision {
  return {
    authority: String(event.data?.["authority"]),
    purpose: event.data?.["purpose"] as Purpose,
    destination: (event.data?.["destination"] as string | undefined) ?? null,
    decidedAt: event.occurredAt,
    decidedBy: event.actor,
    eventKey: event.key,
  };
}

function onDuty(state: ShipmentState, event: Event): ShipmentState {
  return { ...state, duty: foldDuty(state.duty, event) };
}

/** Reserved when it is declared, consumed when released; what is reserved is given back first. */
function balanceAfter({ balance }: ShipmentState, event: Event): ShipmentBalance {
  const amount = BigInt(String(event.data?.["amountMinor"]));
  if (event.type === "balance-reserved") return reserved(balance, event, amount);
  const { reservedMinor, consumedMinor, ...held } = present(balance, "it is reserved before");
  const taken = amount < reservedMinor ? amount : reservedMinor;
  return {
    ...held,
    reservedMinor: reservedMinor - taken,
    consumedMinor: consumedMinor + (event.type === "balance-consumed" ? taken : taken - amount),
  };
}

/** Another year or family begins anew: what was held of the last is given back before. */
function reserved(before: ShipmentBalance | null, event: Event, amount: bigint): ShipmentBalance {
  const family = textOf(event, "family");
  const year = Number(event.data?.["year"]);
  const same = before?.family === family && before.year === year;
  const held = same ? before : { family, year, reservedMinor: 0n, consumedMinor: 0n };
  return { ...held, reservedMinor: held.reservedMinor + amount };
}

/** What customs let pass it has matched itself. */
function onCustomsTold(state: ShipmentState, event: Event): ShipmentState {
  const customs = told(event);
  if (state.documents === null || !isApproved(customs.status)) return { ...state, customs };
  return { ...state, customs, documents: MATCHED };
}

const MATCHED: DocumentMatch = { state: "matched", documents: [] };

function told(event: Event): CustomsTold {
  const { status, message } = event.data ?? {};
  return { status: String(status), message: String(message), at: event.occurredAt };
}

function counted(state: ShipmentState, count: keyof Pieces, by: number): ShipmentState {
  return { ...state, pieces: { ...state.pieces, [count]: state.pieces[count] + by } };
}

/** The status follows the counts; an expiry stands until a piece comes after all. */
function withStatus(state: ShipmentState): ShipmentState {
  const { declared, arrived, left } = state.pieces;
  const status: ShipmentStatus =
    left > 0
      ? left >= Math.max(arrived, declared)
        ? "left"
        : "part-left"
      : arrived > 0
        ? "present"
        : state.status;
  return status === state.status ? state : { ...state, status };
}
