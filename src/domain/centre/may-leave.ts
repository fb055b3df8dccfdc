/**
 * The one gate. Everything that can leave the centre is judged here and nowhere else:
 * gate-out, loading, closing for exit, consigning, and the verdict a scan shows.
 */
import { regimeOf } from "#domain/customs/regimes/index.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldKind } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import { allListed, type ContainerState } from "#domain/places/container.ts";
import { isUnpaid } from "#domain/shipments/duty.ts";
import {
  type Decision,
  type Direction,
  type DocumentName,
  isRelease,
  type Purpose,
  type ShipmentState,
} from "#domain/shipments/shipment.ts";

/** Why and whereto something would leave. */
export type Exit = { readonly purpose: Purpose; readonly destination: string };

/** A hold that reaches the subject, from wherever it was placed. */
export type EffectiveHold = {
  readonly id: Id;
  readonly targetId: Id;
  readonly authority: string;
  readonly level: number;
  readonly kind: HoldKind;
  readonly publicReason: string;
};

export type BlockerCode =
  | "held"
  | "not-here"
  | "not-declared"
  | "not-released"
  | "no-order"
  | "ordered-otherwise"
  | "wrong-direction"
  | "regime-unfit"
  | "documents-missing"
  | "documents-differ"
  | "duty-unpaid"
  | "screening-pending"
  | "nested-too-deep";

/** One thing that stops an exit, and who can lift it. */
export type Blocker = {
  readonly code: BlockerCode;
  /** The authority, or `operator`, `declarant` or `payer`, who can lift it. */
  readonly liftedBy: string;
  readonly holdId?: Id;
  readonly kind?: HoldKind;
  readonly reason?: string;
  /** Which documents are missing or differ. */
  readonly documents?: readonly DocumentName[];
};

/** Of a shipment, what the gate and the rules of movement ask; a scan loads no more of it. */
export type GateShipment = Pick<
  ShipmentState,
  | "id"
  | "stream"
  | "direction"
  | "regime"
  | "holds"
  | "holdRoots"
  | "decisions"
  | "duty"
  | "screening"
  | "unfit"
  | "documents"
>;

/** A piece as the gate sees it: its own state, its shipment, and every hold that reaches it. */
export type GateSubject = {
  readonly item: ItemState;
  readonly shipment: GateShipment;
  readonly holds: readonly EffectiveHold[];
  /** Whether more containers lie around it than are looked through for holds. */
  readonly nestedTooDeep?: boolean;
};

/** A container as the gate sees it; the pieces and containers in it are judged one by one. */
export type GateContainer = {
  readonly container: Pick<ContainerState, "status" | "counted" | "decisions">;
  readonly holds: readonly EffectiveHold[];
  readonly nestedTooDeep: boolean;
};

/**
 * Everything that stops this exit of this piece; an empty list lets it out.
 * Release and export need the release of every authority the regime names; any other purpose
 * needs an authority's order for it instead. An order of any authority for another way stops both.
 */
export function mayLeave(subject: GateSubject, exit: Exit): readonly Blocker[] {
  const blockers = commonBlockers(subject, subject.item.status, exit);
  if (isRelease(exit.purpose)) releaseBlockers(subject, exit, blockers);
  orderBlockers(subject.shipment.decisions, exit, blockers);
  return blockers;
}

/** Who releases content that is counted and not itemised: no regime names anybody else for it. */
export const COUNTED_AUTHORITIES: readonly string[] = ["customs"];

/**
 * Everything that stops this exit of a container itself. What is in it and not on the record piece
 * by piece needs decisions of its own: counted content a release or an order, content that nobody
 * counted an order. Without `exit` it is judged for the way that was decided, else for release.
 */
export function containerMayLeave(
  subject: GateContainer,
  exit: Exit = wayOfContent(subject.container),
): readonly Blocker[] {
  const { counted, decisions = [] } = subject.container;
  const blockers = commonBlockers(subject, subject.container.status, exit);
  if (allListed(subject.container)) return blockers;
  if (isRelease(exit.purpose)) {
    if (counted === null) blockers.push({ code: "not-declared", liftedBy: "declarant" });
    else notReleased(COUNTED_AUTHORITIES, decisions, exit, blockers);
  }
  orderBlockers(decisions, exit, blockers);
  return blockers;
}

function wayOfContent({ decisions = [] }: GateContainer["container"]): Exit {
  const purposes = decisions.map(({ purpose }) => purpose);
  const decided = purposes.findLast((one) => one === "export" || one === "transfer");
  return { purpose: decided ?? "release", destination: ANYWHERE };
}

/** What stops pieces and containers alike: holds, not being here, lying in too many containers. */
function commonBlockers(
  { holds, nestedTooDeep }: Pick<GateSubject, "holds" | "nestedTooDeep">,
  status: string,
  exit: Exit,
): Blocker[] {
  const blockers: Blocker[] = [];
  for (const hold of holds) {
    if (!passesHold(hold, exit)) blockers.push(heldBy(hold));
  }
  if (status !== "present") blockers.push({ code: "not-here", liftedBy: "operator" });
  if (nestedTooDeep === true) blockers.push({ code: "nested-too-deep", liftedBy: "operator" });
  return blockers;
}

/** The exit a scan is judged for, wherever it may lead: the way its direction goes. */
export function exitOf(shipment: Pick<ShipmentState, "direction">): Exit {
  return { purpose: WAY_OUT[shipment.direction], destination: ANYWHERE };
}

/** Transit goes on under customs control, by order; what nobody declared is judged for release. */
const WAY_OUT = {
  import: "release",
  export: "export",
  transit: "transfer",
  undetermined: "release",
} as const satisfies Record<Direction, Purpose>;

/** The destination of a judgement that names none; a real exit always names one. */
const ANYWHERE = "";

/** Handing over to the authority that holds it is the one exit its own hold does not stop. */
function passesHold(hold: EffectiveHold, exit: Exit): boolean {
  return exit.purpose === "authority" && exit.destination === hold.authority;
}

function heldBy(hold: EffectiveHold): Blocker {
  return {
    code: "held",
    liftedBy: hold.authority,
    holdId: hold.id,
    kind: hold.kind,
    reason: hold.publicReason,
  };
}

function releaseBlockers({ shipment }: GateSubject, exit: Exit, blockers: Blocker[]): void {
  const regime = regimeOf(shipment.regime);
  if (regime === undefined || !regime.mayBeReleased) {
    blockers.push({ code: "not-declared", liftedBy: "declarant" });
    return;
  }
  if (WAY_OUT[shipment.direction] !== exit.purpose) {
    blockers.push({ code: "wrong-direction", liftedBy: "operator" });
  }
  if (shipment.unfit) blockers.push({ code: "regime-unfit", liftedBy: "declarant" });
  unmatched(shipment, blockers);
  if (isUnpaid(shipment.duty)) blockers.push({ code: "duty-unpaid", liftedBy: "payer" });
  if (shipment.screening === "pending") {
    blockers.push({ code: "screening-pending", liftedBy: "customs" });
  }
  notReleased(regime.authorities, shipment.decisions, exit, blockers);
}

/** Order, payment and waybill that are asked for must be here and agree with the list. */
function unmatched({ documents: match }: GateShipment, blockers: Blocker[]): void {
  if (match === null || match.state === "matched") return;
  const code = match.state === "missing" ? "documents-missing" : "documents-differ";
  blockers.push({ code, liftedBy: "declarant", documents: match.documents });
}

function notReleased(
  authorities: readonly string[],
  decisions: readonly Decision[],
  exit: Exit,
  blockers: Blocker[],
): void {
  for (const authority of authorities) {
    const decided = decisions.some(
      (decision) => decision.authority === authority && decidesFor(decision, exit),
    );
    if (!decided) blockers.push({ code: "not-released", liftedBy: authority });
  }
}

/** Any exit but release and export needs its order; an order for another way stops every exit. */
function orderBlockers(decisions: readonly Decision[], exit: Exit, blockers: Blocker[]): void {
  const ordered = decisions.some((decision) => decidesFor(decision, exit));
  if (!isRelease(exit.purpose) && !ordered) {
    blockers.push({ code: "no-order", liftedBy: "customs" });
  }
  for (const { authority, purpose } of decisions) {
    const other = !isRelease(purpose) && purpose !== exit.purpose;
    if (other) blockers.push({ code: "ordered-otherwise", liftedBy: authority });
  }
}

/** A decision is for an exit of its purpose, and of its destination where it names one. */
function decidesFor(decision: Decision, exit: Exit): boolean {
  return (
    decision.purpose === exit.purpose &&
    (decision.destination === null ||
      exit.destination === ANYWHERE ||
      decision.destination === exit.destination)
  );
}
