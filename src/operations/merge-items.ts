/**
 * Says that two records are one piece, that a proposed match is none, or that a merge was a mistake.
 * Both ids stay; codes and holds of both reach the piece that goes on. How records are merged and
 * parted is `state-merge.ts`.
 */
import { Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { mayTouch } from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { onlySubject, readCode, type Subjects, subjectsOf } from "./find-subjects.ts";
import { chainIds, lockContainers } from "./lock-containers.ts";
import { owningShipments } from "./owning-shipments.ts";
import { CodeSchema, ReasonSchema, UuidSchema } from "./schemas.ts";
import { type Merging, mergePieces } from "./state-merge.ts";
import { partPieces } from "./state-parting.ts";
import { Unit } from "./unit.ts";

export const mergeItems = command({
  name: "merge-items",
  sentence: "Merges two records that are one piece, dismisses a proposed match, or undoes a merge.",
  roles: ["floor", "officer", "system"],
  input: Type.Object(
    {
      itemId: Type.Optional(UuidSchema),
      code: Type.Optional(CodeSchema),
      otherId: Type.Optional(UuidSchema),
      otherCode: Type.Optional(CodeSchema),
      act: Type.Optional(
        Type.Union(
          ["merge", "dismiss", "undo"].map((one) => Type.Literal(one)),
          { description: "Merged unless given." },
        ),
      ),
      shipmentId: Type.Optional({
        ...UuidSchema,
        description:
          "Which of the two shipments the piece belongs to; the declared one unless given.",
      }),
      reason: ReasonSchema,
    },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      act: Type.String(),
      itemId: Type.Optional({ ...UuidSchema, description: "The piece that goes on." }),
      mergedId: Type.Optional({ ...UuidSchema, description: "The record that is one with it." }),
      shipmentId: Type.Optional(UuidSchema),
    },
    { additionalProperties: false },
  ),
  handler: async (context, input) => {
    const { tx } = context;
    const codes = [input.code, input.otherCode].flatMap((code) => code ?? []);
    const subjects = await subjectsOf(
      tx,
      codes.map((code) => readCode(code).normalised),
    );
    const one = sideOf(subjects, input.itemId, input.code);
    const other = sideOf(subjects, input.otherId, input.otherCode);
    if (!one.ok) return one;
    if (!other.ok) return other;
    if (one.value === other.value) return refuse("merge/itself");
    const { reason, shipmentId } = input;
    if (input.act === "dismiss") return dismiss(context, one.value, other.value);
    const locked = await lockPair(context, one.value, other.value);
    if (!locked.ok) return locked;
    const merging: Merging = { context, ...locked.value, reason };
    const done =
      input.act === "undo" ? await partPieces(merging) : await mergePieces(merging, shipmentId);
    return done.ok ? ok({ act: input.act ?? "merge", ...done.value }) : done;
  },
});

/** Which record a side of the pair is; a code that names a container is none of these. */
function sideOf(subjects: Subjects, id: Id | undefined, code: string | undefined): Result<Id> {
  if (id !== undefined) return ok(id);
  const found = code === undefined ? refuse("item/not-found") : onlySubject(subjects, code);
  if (!found.ok) return found;
  return found.value.kind === "item"
    ? ok(found.value.id)
    : refuse("item/not-found", { found: code });
}

/** A proposed match that is none: both stay as they are, pieces and containers alike. */
async function dismiss(context: CallContext, one: Id, other: Id): Promise<Result<object>> {
  const { tx, actor, now } = context;
  const ids = [one, other];
  const items = await tx.load("item", ids);
  const containers = await tx.load("container", ids);
  const readable = ids.every((id) => {
    const state = items.get(id) ?? containers.get(id);
    return state !== undefined && mayTouch(actor, state);
  });
  const pair = { itemId: one, otherItemId: other };
  const decided = readable && (await tx.decideMatch(pair, "dismissed", actor.userId, now));
  return decided ? ok({ act: "dismiss" }) : refuse("merge/no-match");
}

/**
 * Both pieces with their shipments, locked in the house's order; the containers around them are
 * shared, since holds on them are asked. Refuses `item/not-found` where the caller reads only one.
 */
async function lockPair(
  context: CallContext,
  one: Id,
  other: Id,
): Promise<Result<Omit<Merging, "context" | "reason">>> {
  const { tx, actor } = context;
  const unit = new Unit(context);
  const ids = [one, other];
  const found = [...(await tx.load("item", ids)).values()];
  const locked = await lockContainers(tx, unit, [], await chainIds(tx, ids));
  const left = found.flatMap(({ absorbed }) => absorbed ?? []);
  await unit.lock("shipment", [...found.map(({ shipmentId }) => shipmentId), ...left]);
  await unit.lock("item", ids);
  owningShipments(unit, ids);
  const [first, second] = ids.map((id) => unit.get("item", id));
  if (
    first === undefined ||
    second === undefined ||
    ![first, second].every((item) => mayTouch(actor, item))
  )
    return refuse("item/not-found");
  return ok({ unit, one: first, other: second, locked });
}
