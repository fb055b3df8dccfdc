/**
 * The pieces that an announcement lists: expected in their container, made where nobody knew them. What
 * is here already stays where it is.
 */
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { Listed } from "./announced-schema.ts";
import { mayTouch } from "./batch.ts";
import { expiry } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import { type ReadCode, readCode } from "./find-subjects.ts";
import type { ForeignCodes } from "./foreign-codes.ts";
import type { FoundSubject, Identifier, Tx } from "./ports.ts";
import type { Reach } from "./reach.ts";
import {
  type Act,
  bearItem,
  identifierOf,
  makeShipment,
  undeterminedShipment,
} from "./state-item.ts";
import type { Unit } from "./unit.ts";

/** What a batch of announcements gathers before it is saved. */
export type Plan = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly readers: readonly Id[];
  readonly messageId: Id | undefined;
  readonly identifiers: Identifier[];
  readonly itemLinks: Parameters<Tx["linkItems"]>[0][number][];
  /** Containers made in this call, by code. */
  readonly made: Map<string, Id>;
  readonly subjects: ReadonlyMap<string, readonly FoundSubject[]>;
  /** Codes of others, of which the caller learns nothing. */
  readonly foreign: ForeignCodes;
  /** What lies around the parents and the listed pieces, and holds on that. */
  readonly reach: Reach;
  /** Consignments that containers are named under, as `normalised/container`. */
  readonly consignments: Set<string>;
};

/** The code of a listed piece. */
export function codeOf(listed: Listed): string {
  return typeof listed === "string" ? listed : listed.code;
}

/** A listed piece is expected in its container; one that is here already stays where it is. */
export function announceItem(
  plan: Plan,
  act: Act,
  containerId: Id,
  listed: Listed,
  at: number,
): { readonly inside: boolean; readonly findings: readonly Finding[] } {
  const typed = codeOf(listed);
  const code = readCode(typed);
  if (code.error !== undefined)
    return { inside: false, findings: [{ ...code.error, at: { field: `items.${at}` } }] };
  const { ids } = plan.context.ports;
  if (plan.foreign.has(code.normalised) && !plan.made.has(code.normalised)) {
    // Another's piece is not taken in here, and whoever lists it is told nothing of it.
    plan.made.set(code.normalised, ids.next());
    return { inside: false, findings: code.findings };
  }
  const key = ids.derived(act.key, "item", at);
  const item = itemToExpect(plan, { ...act, key }, code, listed);
  if (!item.ok) return { inside: false, findings: [itemFinding(item.refusal.code, at, typed)] };
  const lies = item.value.at;
  if (lies.kind === "container" && lies.ref === containerId) {
    return { inside: true, findings: code.findings };
  }
  plan.unit.state({
    ...act,
    key: ids.derived(key, "inside"),
    subject: "item",
    subjectId: item.value.id,
    type: "item-moved",
    schema: 1,
    sensitivity: 1,
    data: { to: { kind: "container", ref: containerId } },
  });
  return { inside: true, findings: code.findings };
}

/** The piece a list names, made where nobody knew it; refused where it is not expected in there. */
function itemToExpect(plan: Plan, act: Act, code: ReadCode, listed: Listed): Result<ItemState> {
  const { context, unit, subjects, reach, made } = plan;
  const typed = codeOf(listed);
  if (made.has(code.normalised)) return refuse("container/item-listed-twice", { found: typed });
  const found = subjects.get(code.normalised) ?? [];
  if (found.length === 0) return ok(unit.need("item", expectItem(plan, act, code, listed)));
  const own = found.flatMap(({ kind, id }) => (kind === "item" ? [unit.need("item", id)] : []));
  const item = own.find((one) => mayTouch(context.actor, one));
  if (item === undefined) return refuse("container/item-is-a-container", { found: typed });
  if (item.status === "expired") return ok(expectAgain(plan, act, item));
  if (item.status === "present") return refuse("container/item-here-already");
  if (item.status !== "expected") return refuse("container/item-gone");
  return reach.keepsInside(item.at) ? refuse("container/item-kept") : ok(item);
}

/** Announced again after its announcement came to its end. */
function expectAgain({ context, unit, readers }: Plan, act: Act, item: ItemState): ItemState {
  const key = context.ports.ids.derived(act.key, "again");
  bearItem(unit, item.id, { ...act, key }, { shipmentId: item.shipmentId, readers });
  unit.remind(expiry(context, item.shipmentId));
  return unit.need("item", item.id);
}

function itemFinding(code: string, at: number, found: string): Finding {
  return { code, severity: "warning", at: { field: `items.${at}` }, found };
}

/** A piece nobody declared yet: expected under a shipment of its own. */
function expectItem(plan: Plan, act: Act, code: ReadCode, listed: Listed): Id {
  const { context, unit } = plan;
  const itemId = context.ports.ids.next();
  const shipmentId = context.ports.ids.next();
  makeShipment(unit, shipmentId, act, undeterminedShipment(plan.readers));
  const told = typeof listed === "string" ? undefined : listed.told;
  const born = { shipmentId, readers: plan.readers, ...(told !== undefined && { told }) };
  bearItem(unit, itemId, act, born);
  const { scheme, normalised } = code;
  plan.identifiers.push(
    identifierOf(itemId, "item", scheme, normalised, codeOf(listed), context.now),
  );
  plan.itemLinks.push({ itemId, shipmentId, from: context.now, reason: "announced" });
  plan.unit.remind(expiry(context, shipmentId));
  plan.made.set(normalised, itemId);
  return itemId;
}
