/** Lifts a hold: only for its own authority, at its level, by four eyes where marked. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { decideLift, type HoldState } from "#domain/holds/hold.ts";
import { mayTouch } from "./batch.ts";
import { HOLD_ENDS } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { lockHolds } from "./lock-holds.ts";
import { authorityOf } from "./place-hold.ts";
import { ReasonSchema, UuidSchema } from "./schemas.ts";
import { stateHoldEnd, stateLiftAsked } from "./state-hold.ts";
import { Unit } from "./unit.ts";

export const liftHold = command({
  name: "lift-hold",
  sentence: "Lifts a hold of the caller's own authority; with four eyes, two officers lift it.",
  roles: ["officer", "floor", "system"],
  input: Type.Object({ holdId: UuidSchema, reason: ReasonSchema }, { additionalProperties: false }),
  output: Type.Object({ lifted: Type.Boolean() }),
  handler: async (context, { holdId, reason }) => {
    const unit = new Unit(context);
    const hold = await lockHold(context, unit, holdId);
    if (hold === undefined) return refuse("hold/not-found");
    const by = {
      userId: context.actor.userId,
      authority: authorityOf(context),
      level: context.actor.level,
    };
    const decided = decideLift(hold, by);
    if (!decided.ok) return decided;
    if (decided.value === "hold-lifted") {
      stateHoldEnd(context, unit, hold, "hold-lifted", reason);
      await context.tx.dropDeadlines([hold.id], HOLD_ENDS);
    } else {
      stateLiftAsked(context, unit, hold.id, reason);
    }
    await unit.save();
    return ok({ lifted: decided.value === "hold-lifted" });
  },
});

/** The hold with its target locked before it; undefined where it is not there for this caller. */
async function lockHold(
  context: CallContext,
  unit: Unit,
  holdId: string,
): Promise<HoldState | undefined> {
  const [hold] = await lockHolds(context.tx, unit, [holdId]);
  if (hold === undefined || hold.targetKind === "person") return hold;
  const target = unit.get(hold.targetKind, hold.targetId);
  return target !== undefined && mayTouch(context.actor, target) ? hold : undefined;
}
