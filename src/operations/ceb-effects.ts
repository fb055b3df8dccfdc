/**
 * What follows on the record from a state that customs told of a list: the telling itself, holds in the
 * name of customs and their end, the return order, the release, the recall. Its shipment is locked.
 */
import type { Finding } from "#base/result.ts";
import type { Effect } from "#domain/customs/ceb-dialogue/list-state.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldKind } from "#domain/holds/hold.ts";
import { isRelease, type Purpose, type ShipmentState } from "#domain/shipments/shipment.ts";
import { sayCebStatus } from "#standards/ceb/status-codes.ts";
import type { CallContext } from "./define.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import { decidedPurpose, stateDecision } from "./state-decision.ts";
import { stateHold, stateHoldEnd } from "./state-hold.ts";
import type { Unit } from "./unit.ts";

/** In whose name holds are placed and decisions stated. */
const CUSTOMS = "customs";
/** Levels of officers that lift what was placed: an inspection's officer, a detention's senior. */
const LEVELS = { inspection: 1, detained: 2 } as const;

export type Acting = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly partner: CebPartner;
};

export type Told = {
  readonly dialogue: Dialogue;
  readonly told: {
    readonly status: string;
    readonly info: string;
    readonly message: string;
    /** Epoch ms, by the clock of customs. */
    readonly at: number;
  };
  readonly effects: readonly Effect[];
  readonly shipment: ShipmentState;
};

/** The facts that the dialogue keeps from now on, and what a person must know. */
export type Applied = {
  readonly facts: Dialogue["facts"];
  readonly findings: readonly Finding[];
};

/** States all of it; a release that cannot be stated is a finding, and the rest is stated. */
export function applyEffects(acting: Acting, given: Told): Applied {
  const { dialogue, told, effects, shipment } = given;
  const findings: Finding[] = [];
  let holds = (dialogue.facts["holds"] as readonly Id[] | undefined) ?? [];
  tell(acting, given);
  for (const effect of effects) {
    switch (effect) {
      case "hold-for-inspection":
        holds = [...holds, ...holdIt(acting, given, "open", LEVELS.inspection)];
        break;
      case "hold-detained":
        holds = [...holds, ...holdIt(acting, given, "hold", LEVELS.detained)];
        break;
      case "order-return":
      case "release":
        endHolds(acting, holds, told.status);
        holds = [];
        findings.push(...decide(acting, given, effect === "release" ? "release" : "return"));
        break;
      case "recall":
        findings.push(noted("ceb/recall", "error", `${told.status} ${shipment.status}`));
        break;
      case "correct":
        findings.push(
          noted("ceb/customs-refused", "warning", `${told.status} ${told.info}`.trim()),
        );
        break;
      case "send-again":
        findings.push(noted("ceb/sending-failed", "warning", told.info));
        break;
    }
  }
  const recall = effects.includes("recall") ? { recalledAt: acting.context.now } : {};
  return { facts: { ...dialogue.facts, holds, ...recall }, findings };
}

function noted(code: string, severity: Finding["severity"], found: string): Finding {
  return { code, severity, at: { field: "status" }, ...(found !== "" && { found }) };
}

function tell({ context, unit }: Acting, { dialogue, told, effects, shipment }: Told): void {
  const { ids } = context.ports;
  unit.state({
    key: ids.derived("customs-told", dialogue.id, told.status, told.at, dialogue.version),
    subject: "shipment",
    subjectId: shipment.id,
    type: "customs-told",
    schema: 1,
    occurredAt: told.at,
    sensitivity: 2,
    data: {
      status: told.status,
      message: told.message,
      at: told.at,
      ...(told.info !== "" && { note: told.info }),
      ...(dialogue.preNo !== null && { preNo: dialogue.preNo }),
      ...(dialogue.invtNo !== null && { invtNo: dialogue.invtNo }),
      ...(effects.includes("recall") && { recall: true }),
    },
    ...(dialogue.sourceMessage !== null && { sourceMessage: dialogue.sourceMessage }),
  });
}

/** What is gone cannot be held any more: then the recall alone stands. */
function holdIt(
  { context, unit }: Acting,
  { told, shipment }: Told,
  kind: HoldKind,
  level: number,
): readonly Id[] {
  const { status } = unit.need("shipment", shipment.id);
  if (status === "left") return [];
  const placed = {
    targetKind: "shipment",
    targetId: shipment.id,
    authority: CUSTOMS,
    level,
    kind,
    publicReason: `${sayCebStatus("en", told.status)} (${told.status})`,
    staysWithItem: false,
    fourEyes: false,
    endsAt: null,
  } as const;
  return [stateHold(context, unit, placed)];
}

/** Only those that the dialogue itself placed; what an officer holds, an officer lifts. */
function endHolds({ context, unit }: Acting, holds: readonly Id[], status: string): void {
  for (const id of holds) {
    const hold = unit.get("hold", id);
    if (hold?.liftedAt === null) stateHoldEnd(context, unit, hold, "hold-lifted", `(${status})`);
  }
}

/** Another order of customs than the dialogue's stands until a person decides. */
function decide(
  { context, unit }: Acting,
  { dialogue, told, shipment }: Told,
  purpose: Purpose,
): readonly Finding[] {
  const target = { kind: "shipment", id: shipment.id } as const;
  const { decisions, status } = unit.need("shipment", shipment.id);
  const before = decisions.find(({ authority }) => authority === CUSTOMS);
  const ordered = before === undefined || isRelease(before.purpose);
  if (!ordered && before.purpose !== purpose)
    return [noted("ceb/decided-otherwise", "warning", before.purpose)];
  if (status === "left") return [];
  const decided = decidedPurpose(unit, target, { purpose }, CUSTOMS);
  if (!decided.ok) return [noted(decided.refusal.code, "warning", shipment.regime)];
  const key = context.ports.ids.derived(
    "told-decision",
    dialogue.id,
    told.status,
    dialogue.version,
  );
  const basis = [told.message, told.status, dialogue.preNo ?? ""].join(" ").trim();
  stateDecision(context, unit, target, key, { authority: CUSTOMS, purpose, basis });
  return [];
}
