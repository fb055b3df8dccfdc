/** Whom a caller acts for: the centre as a whole, with its authorities, or its operator alone. */
import type { CallContext } from "./define.ts";
import { centreReaders } from "./state-item.ts";

/** Whether the caller acts for the centre: its operator, an authority, or its clockwork. */
export function isOfCentre(context: CallContext): boolean {
  const { actor } = context;
  return actor.roles.includes("system") || centreReaders(context).includes(actor.partyId);
}

/** Whether the caller acts for the operator of the centre, or is its clockwork. */
export function isOperator({ actor, ports }: Pick<CallContext, "actor" | "ports">): boolean {
  return actor.roles.includes("system") || actor.partyId === ports.site.operatorId;
}
