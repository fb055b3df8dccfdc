/** The gate for a container: every piece inside must pass, and the container itself. */
import { present } from "#base/result.ts";
import { type Blocker, type Exit, exitOf, mayLeave } from "#domain/centre/may-leave.ts";
import type { Judged } from "#domain/centre/verdict.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ContainerState } from "#domain/places/container.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { Tx } from "./ports.ts";
import { loadReach } from "./reach.ts";

/** A blocker of a container, with the piece inside it stands on when it is not the container's own. */
export type ContainerBlocker = Blocker & { readonly subjectId?: Id };

/**
 * Everything that stops a container: holds on it, around it and in it, and every blocker of every
 * piece inside. Without `exit`, each piece is judged for its own direction.
 */
export async function containerBlockers(
  tx: Tx,
  container: ContainerState,
  exit?: Exit,
): Promise<readonly ContainerBlocker[]> {
  const blockers: ContainerBlocker[] = [];
  if (container.status !== "present") blockers.push({ code: "not-here", liftedBy: "operator" });
  const inside = await tx.contents(container.id);
  const nested = inside.filter((one) => one.kind === "container").map((one) => one.subjectId);
  const around = (await tx.chains([container.id])).map((link) => link.container.id);
  for (const hold of await tx.openHolds([container.id, ...around, ...nested])) {
    if (exit?.purpose !== "authority" || exit.destination !== hold.authority)
      blockers.push(heldBy(hold));
  }
  const items = await tx.load(
    "item",
    inside.filter((one) => one.kind === "item").map((one) => one.subjectId),
  );
  const shipments: ReadonlyMap<Id, ShipmentState> = await tx.load("shipment", [
    ...new Set([...items.values()].map((item) => item.shipmentId)),
  ]);
  const reach = await loadReach(tx, items.values(), shipments);
  for (const item of items.values()) {
    const shipment = present(shipments.get(item.shipmentId), "an item's shipment is loaded");
    for (const blocker of mayLeave(reach.subject(item, shipment), exit ?? exitOf(shipment))) {
      blockers.push({ ...blocker, subjectId: item.id });
    }
  }
  return blockers;
}

/** The verdict of a scanned container: RELEASE only where nothing inside or around it blocks. */
export async function judgeContainer(tx: Tx, container: ContainerState): Promise<Judged> {
  const blockers = await containerBlockers(tx, container);
  if (blockers.length === 0) return { verdict: "RELEASE", blockers };
  const held = blockers.find((blocker) => blocker.code === "held");
  const word = held === undefined ? "WAIT" : VERDICT_OF[held.kind ?? "hold"];
  return { verdict: word, blockers };
}

const VERDICT_OF = {
  hold: "HOLD",
  quarantine: "QUARANTINE",
  open: "OPEN",
  image: "IMAGE",
} as const;

function heldBy(hold: HoldState): Blocker {
  return {
    code: "held",
    liftedBy: hold.authority,
    holdId: hold.id,
    kind: hold.kind,
    reason: hold.publicReason,
  };
}
