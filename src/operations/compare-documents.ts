/**
 * Lists held against their documents once more: when a document came, when a list or its rule book was
 * changed. What stands otherwise than before is stated of the shipment, and the dialogue with customs and
 * declarants goes on with it.
 */
import { isApproved } from "#domain/customs/ceb-dialogue/list-state.ts";
import type { Id } from "#domain/events/event.ts";
import type { DocumentMatch, ShipmentState } from "#domain/shipments/shipment.ts";
import { tellCompared } from "./ceb-matching.ts";
import type { CallContext } from "./define.ts";
import {
  type Compared,
  comparedOf,
  heldAgainst,
  matchesDocuments,
  namesIn,
  openLists,
} from "./match-lists.ts";
import type { States, Tx } from "./ports.ts";
import type { Unit } from "./unit.ts";

type Named = Pick<ShipmentState, "id" | "regime" | "direction">;
/** A declaration as the call holds it, where it does. */
type Held = (id: Id) => States["declaration"] | undefined;

/**
 * How the lists of these shipments stand now, by shipment; those that match no documents are not in it.
 * A shipment is compared by the first of its declarations that stand. Locks nothing.
 */
export async function comparisonsOf(
  tx: Tx,
  shipments: readonly Named[],
  held: Held = () => undefined,
): Promise<ReadonlyMap<Id, Compared>> {
  const matched = shipments.filter(({ regime, direction }) => matchesDocuments(regime, direction));
  if (matched.length === 0) return new Map();
  const links = await tx.declarationsOf(matched.map(({ id }) => id));
  const loaded = await tx.load("declaration", [...new Set([...links.values()].flat())]);
  const lists = matched.flatMap(({ id }) => {
    const standing = (links.get(id) ?? []).flatMap((one) => held(one) ?? loaded.get(one) ?? []);
    const declaration = standing.find(({ status }) => status === "lodged");
    const names = declaration === undefined ? undefined : namesIn(declaration.content);
    return declaration === undefined || names === undefined ? [] : [{ id, names, declaration }];
  });
  const book = await openLists(
    tx,
    lists.map(({ names }) => names),
  );
  const refs = lists.flatMap(({ declaration }) => declaration.recipientRef ?? []);
  const hashes = await tx.hashesOf(refs);
  return new Map(
    lists.flatMap(({ id, declaration: { content, declarantId, recipientRef } }) => {
      const buyer = hashes.get(recipientRef ?? "") ?? null;
      const beside = heldAgainst(book, { content, buyer, declarantId });
      return beside === undefined ? [] : [[id, comparedOf(beside)] as const];
    }),
  );
}

/** States how the lists of these shipments stand by now; they must be locked, their persons kept. */
export async function compareDocuments(
  context: CallContext,
  unit: Unit,
  shipmentIds: readonly Id[],
): Promise<void> {
  const shipments = shipmentIds
    .flatMap((id) => unit.get("shipment", id) ?? [])
    // What customs let pass it has matched itself.
    .filter(({ customs }) => !isApproved(customs?.status ?? ""));
  const compared = await comparisonsOf(context.tx, shipments, (id) => unit.get("declaration", id));
  for (const { id, documents, version } of shipments) {
    const now = compared.get(id);
    const standing = now?.isAsked === true ? now.standing : null;
    if (isSame(standing, documents)) continue;
    unit.state({
      key: context.ports.ids.derived(id, "compared", version),
      subject: "shipment",
      subjectId: id,
      type: "documents-compared",
      schema: 1,
      occurredAt: context.now,
      sensitivity: 1,
      data: { documents: standing, ...(standing !== null && { findings: now?.findings ?? [] }) },
    });
  }
  await tellCompared(context, compared);
}

function isSame(one: DocumentMatch | null, other: DocumentMatch | null): boolean {
  if (one === null || other === null) return one === other;
  return one.state === other.state && one.documents.join() === other.documents.join();
}
