/**
 * An officer's whole decision on one shipment, or on a container's counted content, in one call: what
 * its authority held of it is lifted or held, and the decision stated, together or not at all. Other
 * authorities' holds and decisions stay as they are; holds on parties, persons and declarations too.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { decideLift, type HoldKind, type HoldState } from "#domain/holds/hold.ts";
import { isRelease, type Purpose } from "#domain/shipments/shipment.ts";
import { mayTouch } from "./batch.ts";
import { HOLD_ENDS } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { lockHolds } from "./lock-holds.ts";
import { Restart } from "./ports.ts";
import { CodeSchema, PurposeSchema, UuidSchema } from "./schemas.ts";
import {
  type DecisionTarget,
  decidedPurpose,
  decisionFact,
  decisionTargets,
  stateDecision,
} from "./state-decision.ts";
import { stateHold, stateHoldEnd, stateLiftAsked } from "./state-hold.ts";
import { Unit } from "./unit.ts";

/** What an officer may decide; `take-back` undoes what the same authority decided last. */
export const OFFICER_DECISIONS = [
  "release",
  "examine",
  "detain",
  "return",
  "transfer",
  "destroy",
  "hand-over",
  "take-back",
] as const;
export type OfficerDecision = (typeof OFFICER_DECISIONS)[number];

const reason = (limit: number) => Type.Optional(Type.String({ minLength: 1, maxLength: limit }));

const Input = Type.Object(
  {
    shipmentId: Type.Optional(UuidSchema),
    containerId: Type.Optional(UuidSchema),
    code: Type.Optional(CodeSchema),
    decision: Type.Union(OFFICER_DECISIONS.map((one) => Type.Literal(one))),
    kind: Type.Optional(
      Type.Union([Type.Literal("open"), Type.Literal("image")], {
        description: "How it is examined; opened unless given.",
      }),
    ),
    destination: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    basis: reason(500),
    publicReason: reason(500),
    restrictedReason: reason(2000),
    level: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3, description: "Level that lifts the hold again." }),
    ),
    fourEyes: Type.Optional(
      Type.Boolean({ description: "Two officers lift the hold that is placed." }),
    ),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Input>;

export const decideShipment = command({
  name: "decide-shipment",
  sentence:
    "Decides one shipment for an authority: release, examine, detain, order a way out, take it back.",
  roles: ["officer", "system"],
  input: Input,
  output: Type.Object(
    {
      decided: Type.Boolean({ description: "False where a second officer must decide the same." }),
      shipmentId: Type.Optional(UuidSchema),
      containerId: Type.Optional(UuidSchema),
      purpose: Type.Optional(PurposeSchema),
      holdId: Type.Optional(UuidSchema),
      lifted: Type.Array(UuidSchema, { description: "Holds of the authority that were lifted." }),
      asked: Type.Array(UuidSchema, { description: "Holds that a second officer must lift." }),
    },
    { additionalProperties: false },
  ),
  handler: async (context, input) => {
    const { authority } = context.actor;
    if (authority === null) return refuse("release/no-authority");
    const target = (await decisionTargets(context.tx, [input])).get(input);
    if (target === undefined) return refuse("shipment/not-found", { found: input.code });
    const unit = new Unit(context);
    const own = await lockTarget(context, unit, target, authority);
    const state = unit.get(target.kind, target.id);
    if (state === undefined || !mayTouch(context.actor, state)) {
      return refuse("shipment/not-found", { found: input.code });
    }
    if (GONE.has(state.status)) return refuse("decide/gone", { found: state.status });
    const deciding = { context, unit, target, authority, own, given: input };
    const done = act(deciding);
    if (!done.ok) return done;
    const { holdId, lifted } = done.value;
    if (holdId === undefined) stateReasoned(deciding);
    await unit.save();
    const { restrictedReason: reason } = input;
    if (holdId !== undefined && reason !== undefined) {
      await context.tx.restrictHolds([{ holdId, reason }]);
    }
    await context.tx.dropDeadlines(lifted, HOLD_ENDS);
    return ok({ ...done.value, [`${target.kind}Id`]: target.id });
  },
});

const GONE = new Set(["left", "destroyed"]);

type Deciding = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly target: DecisionTarget;
  readonly authority: string;
  /** Open holds of this authority on the target, its pieces and what was merged into them, locked. */
  readonly own: readonly HoldState[];
  readonly given: Given;
};

type Done = {
  readonly decided: boolean;
  readonly purpose?: Purpose;
  readonly holdId?: Id;
  readonly lifted: readonly Id[];
  readonly asked: readonly Id[];
};

/**
 * Locks the target with its pieces and its authority's holds on them and on what was merged into them;
 * again where another hold came.
 */
async function lockTarget(
  { tx }: CallContext,
  unit: Unit,
  target: DecisionTarget,
  authority: string,
): Promise<readonly HoldState[]> {
  const pieces = target.kind === "shipment" ? await tx.itemsOfShipments([target.id]) : [];
  const items = pieces.map(({ itemId }) => itemId);
  const find = async (): Promise<readonly Id[]> => {
    const joined = [...(await tx.load("item", items)).values()].flatMap(
      ({ absorbed }) => absorbed ?? [],
    );
    const merged = [...(await tx.load("item", joined)).values()];
    const owners = merged.map(({ shipmentId }) => shipmentId);
    const open = await tx.openHolds([target.id, ...items, ...new Set([...joined, ...owners])]);
    return [...new Set(open.filter((hold) => hold.authority === authority).map(({ id }) => id))];
  };
  const found = await find();
  if (target.kind === "container") await unit.lock("container", [target.id]);
  const shipments = target.kind === "shipment" ? [target.id] : [];
  const holds = await lockHolds(tx, unit, found, { shipments, items });
  if ((await find()).join() !== found.join()) throw new Restart("another hold came meanwhile");
  return holds.filter(({ liftedAt }) => liftedAt === null);
}

function act(deciding: Deciding): Result<Done> {
  const decision = deciding.given.decision as OfficerDecision;
  switch (decision) {
    case "examine":
    case "detain":
      return holdIt(deciding, decision);
    case "take-back":
      return takeBack(deciding);
    case "release":
    case "return":
    case "transfer":
    case "destroy":
    case "hand-over":
      return decideWay(deciding, decision);
  }
}

/** A hold that stops it; a release that this authority gave before stands no more. */
function holdIt(deciding: Deciding, decision: "examine" | "detain"): Result<Done> {
  const { context, unit, target, authority, given } = deciding;
  if (given.publicReason === undefined) return refuse("decide/reason-missing");
  const kind: HoldKind =
    decision === "examine"
      ? (given.kind ?? "open")
      : authority === "quarantine"
        ? "quarantine"
        : "hold";
  const before = decisionOf(deciding);
  if (before !== undefined && isRelease(before)) stateTakenBack(deciding, before);
  const holdId = stateHold(context, unit, {
    targetKind: target.kind,
    targetId: target.id,
    authority,
    level: given.level ?? 1,
    kind,
    publicReason: given.publicReason,
    staysWithItem: false,
    fourEyes: given.fourEyes ?? false,
    endsAt: null,
  });
  return ok({ decided: true, holdId, lifted: [], asked: [] });
}

/** What this authority decided last of it. */
function decisionOf({ unit, target, authority }: Deciding): Purpose | undefined {
  const { decisions = [] } = unit.need(target.kind, target.id);
  return decisions.find((one) => one.authority === authority)?.purpose;
}

function takeBack(deciding: Deciding): Result<Done> {
  const { given } = deciding;
  const before = decisionOf(deciding);
  if (before === undefined) return refuse("decide/nothing-to-take-back");
  if ((given.basis ?? given.publicReason) === undefined) return refuse("decide/reason-missing");
  stateTakenBack(deciding, before);
  return ok({ decided: true, purpose: before, lifted: [], asked: [] });
}

function stateTakenBack(
  { context, unit, target, authority, given }: Deciding,
  purpose: Purpose,
): void {
  const reasons = given.basis ?? given.publicReason;
  unit.state({
    ...decisionFact(context, target, context.ports.ids.derived(context.seed, "taken-back")),
    type: "decision-taken-back",
    data: { authority, purpose, ...(reasons !== undefined && { reason: reasons }) },
  });
}

const PURPOSE = {
  return: "return",
  transfer: "transfer",
  destroy: "destruction",
  "hand-over": "authority",
} as const satisfies Partial<Record<OfficerDecision, Purpose>>;

/**
 * A way out: the authority's own holds are lifted, by two officers where one asks for four eyes, and
 * the way is stated once all of them are. What is handed over to the authority itself stays held.
 */
function decideWay(deciding: Deciding, decision: "release" | keyof typeof PURPOSE): Result<Done> {
  const { context, unit, target, authority, own, given } = deciding;
  const handed = decision === "hand-over";
  const destination = given.destination ?? (handed ? authority : undefined);
  const asked = decision === "release" ? undefined : PURPOSE[decision];
  const purpose = decidedPurpose(unit, target, { purpose: asked }, authority);
  if (!purpose.ok) return purpose;
  const lifting = liftAll(deciding, handed && destination === authority ? [] : own);
  if (!lifting.ok) return lifting;
  const { lifted, asked: waiting } = lifting.value;
  if (waiting.length > 0) return ok({ decided: false, lifted, asked: waiting });
  stateDecision(context, unit, target, context.ports.ids.derived(context.seed, "decided"), {
    authority,
    purpose: purpose.value,
    destination,
    basis: given.basis ?? given.publicReason,
  });
  return ok({ decided: true, purpose: purpose.value, lifted, asked: [] });
}

/** Lifts these holds, all or none: where one waits for a second officer, it is only asked for. */
function liftAll(
  { context, unit, given }: Deciding,
  holds: readonly HoldState[],
): Result<{ readonly lifted: readonly Id[]; readonly asked: readonly Id[] }> {
  const { userId, authority, level } = context.actor;
  const waiting: HoldState[] = [];
  for (const hold of holds) {
    const lift = decideLift(hold, { userId, authority, level });
    if (!lift.ok) return lift;
    if (lift.value === "hold-lift-asked") waiting.push(hold);
  }
  const why = given.basis ?? given.publicReason;
  if (waiting.length === 0) {
    for (const hold of holds) stateHoldEnd(context, unit, hold, "hold-lifted", why);
    return ok({ lifted: holds.map(({ id }) => id), asked: [] });
  }
  for (const { id } of waiting) stateLiftAsked(context, unit, id, why);
  return ok({ lifted: [], asked: waiting.map(({ id }) => id) });
}

/** A restricted reason goes with a hold; where none is placed it is a fact for officers only. */
function stateReasoned({ context, unit, target, authority, given }: Deciding): void {
  const { restrictedReason } = given;
  if (restrictedReason === undefined) return;
  unit.state({
    ...decisionFact(context, target, context.ports.ids.derived(context.seed, "reasoned")),
    type: "decision-reasoned",
    sensitivity: 3,
    data: { authority, restrictedReason },
  });
}
