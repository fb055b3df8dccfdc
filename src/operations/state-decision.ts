/**
 * What an authority decides on and how its decision is stated: a shipment, or a container's content
 * that is counted and not itemised. Shared by the verbs that decide; places and lifts no hold.
 */
import { ok, type Result, refuse } from "#base/result.ts";
import { COUNTED_AUTHORITIES } from "#domain/centre/may-leave.ts";
import { regimeOf } from "#domain/customs/regimes/index.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import { allListed, type ContainerState } from "#domain/places/container.ts";
import { isRelease, type Purpose, type ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import { onlyShipment, readCode, subjectsAndShipments } from "./find-subjects.ts";
import type { FoundSubject, Tx } from "./ports.ts";
import type { Unit } from "./unit.ts";

/** What is decided on. */
export type DecisionTarget = { readonly kind: "shipment" | "container"; readonly id: Id };

/** How a caller names it: by id, or by a code of it or of a piece of it. */
export type DecisionNamed = {
  readonly shipmentId?: Id;
  readonly containerId?: Id;
  readonly code?: string;
};

/** What each of these names; a code names a container, or a shipment by itself or by its piece. */
export async function decisionTargets<N extends DecisionNamed>(
  tx: Tx,
  named: readonly N[],
): Promise<ReadonlyMap<N, DecisionTarget>> {
  const codes = named.flatMap(({ code }) => code ?? []);
  const subjects = await subjectsAndShipments(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  const targets = new Map<N, DecisionTarget>();
  for (const one of named) {
    const { code } = one;
    const found = code === undefined ? [] : (subjects.get(readCode(code).normalised) ?? []);
    const target = targetOf(one, found);
    if (target !== undefined) targets.set(one, target);
  }
  return targets;
}

function targetOf(
  { shipmentId, containerId }: DecisionNamed,
  found: readonly FoundSubject[],
): DecisionTarget | undefined {
  if (shipmentId !== undefined) return { kind: "shipment", id: shipmentId };
  if (containerId !== undefined) return { kind: "container", id: containerId };
  const [first] = found;
  if (found.length === 1 && first?.kind === "container") return { kind: "container", id: first.id };
  const shipment = onlyShipment(found);
  return shipment === undefined ? undefined : { kind: "shipment", id: shipment };
}

/** A way out and its destination, where one is decided; the usual release or export where not. */
export type Decided = {
  readonly purpose?: Purpose | undefined;
  readonly destination?: string | undefined;
  readonly basis?: string | undefined;
};

/**
 * The purpose that an authority may decide so; the target must be locked. Refuses `release/…`: an
 * authority that the regime does not name orders other ways out and releases nothing.
 */
export function decidedPurpose(
  unit: Unit,
  target: DecisionTarget,
  { purpose }: Decided,
  authority: string,
): Result<Purpose> {
  return target.kind === "container"
    ? contentPurpose(unit.need("container", target.id), purpose, authority)
    : purposeOf(unit.need("shipment", target.id), purpose, authority);
}

/** States a decision on a locked target. */
export function stateDecision(
  context: CallContext,
  unit: Unit,
  target: DecisionTarget,
  key: Id,
  decided: Decided & { readonly purpose: Purpose; readonly authority: string },
): void {
  const { authority, purpose, destination, basis } = decided;
  unit.state({
    ...decisionFact(context, target, key),
    type: `${target.kind}-decided`,
    data: {
      authority,
      purpose,
      ...(destination !== undefined && { destination }),
      ...(basis !== undefined && { basis }),
    },
  });
}

/** What every fact of a decision shares. */
export function decisionFact(
  { now }: CallContext,
  { kind, id }: DecisionTarget,
  key: Id,
): Omit<Fact, "type" | "data"> {
  return { key, subject: kind, subjectId: id, schema: 1, occurredAt: now, sensitivity: 1 };
}

/** What is decided on a shipment; refuses `release/not-declared`, `release/authority-not-named`. */
function purposeOf(
  shipment: ShipmentState,
  asked: Purpose | undefined,
  authority: string,
): Result<Purpose> {
  const purpose = asked ?? (shipment.direction === "export" ? "export" : "release");
  if (!isRelease(purpose)) return ok(purpose);
  const regime = regimeOf(shipment.regime);
  return regime?.mayBeReleased === true
    ? named(purpose, authority, regime.authorities)
    : refuse("release/not-declared", { found: shipment.regime });
}

/**
 * What is decided on a container's content: counted content may be released, what nobody counted
 * leaves only by order. Refuses `release/nothing-counted` where all in it is on the record.
 */
function contentPurpose(
  container: ContainerState,
  asked: Purpose | undefined,
  authority: string,
): Result<Purpose> {
  const purpose = asked ?? "release";
  if (allListed(container)) return refuse("release/nothing-counted");
  if (!isRelease(purpose)) return ok(purpose);
  return container.counted === null
    ? refuse("release/not-counted")
    : named(purpose, authority, COUNTED_AUTHORITIES);
}

function named(
  purpose: Purpose,
  authority: string,
  authorities: readonly string[],
): Result<Purpose> {
  return authorities.includes(authority)
    ? ok(purpose)
    : refuse("release/authority-not-named", { found: authority, expected: authorities });
}
