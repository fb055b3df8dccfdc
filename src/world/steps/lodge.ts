/**
 * Declarants lodge, each for its own parcels; what is refused for a field that cannot be read is
 * corrected and lodged again. In one lane: declarations count repeats and reserve balances.
 */
import { groupBy } from "#base/group-by.ts";
import type { Id } from "#domain/events/event.ts";
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { type AnsweredRow, batchDeeds, goOn, type Scene, type Step } from "#world/scene.ts";
import { TICKS_AN_HOUR } from "#world/world-clock.ts";
import { arrivalTick, fileDeeds, fileOf, listDeeds } from "./lodge-files.ts";

/** A corrected declaration comes after two hours [design]. */
const CORRECTED_AFTER = 2 * TICKS_AN_HOUR;

export const lodge: Step = {
  kind: "lodge",
  deeds: (scene, entries) => lodgeDeeds(scene, entries, "lodge"),
};

/** Declares what came before anybody did: the pieces are here and are claimed. */
export const claim: Step = {
  kind: "claim",
  deeds(scene, entries) {
    for (const entry of entries.filter(isAbandoned)) goOn(scene, entry, "order-back", 1);
    return lodgeDeeds(
      scene,
      entries.filter((entry) => !isAbandoned(entry)),
      "claim",
    );
  },
};

function isAbandoned({ parcel }: ParcelEntry): boolean {
  return parcel.troubles.has("abandoned");
}

function lodgeDeeds(scene: Scene, entries: readonly ParcelEntry[], kind: string): readonly Deed[] {
  const byFile = groupBy(entries, (entry) => (kind === "lodge" ? fileOf(entry) : null));
  const direct = byFile.get(null) ?? [];
  return [
    ...directDeeds(scene, direct, kind),
    ...listDeeds(scene, byFile.get("list") ?? []),
    ...fileDeeds(scene, byFile.get("csv") ?? []),
  ];
}

function directDeeds(scene: Scene, entries: readonly ParcelEntry[], kind: string): readonly Deed[] {
  const byLodger = groupBy(entries, ({ parcel }) => parcel.lodgedBy);
  return [...byLodger].flatMap(([who, own]) =>
    batchDeeds(scene, {
      name: `${kind}/${who}`,
      who,
      operation: "lodge-declarations",
      field: "declarations",
      rows: own.map((entry) => ({ of: entry, entry, row: declarationNow(entry) })),
      ordered: true,
      heard: (entry, answer) => hearLodged(scene, entry, answer, kind),
    }),
  );
}

/** The declaration as its declarant now writes it. */
function declarationNow({ parcel, done }: ParcelEntry): ParcelEntry["parcel"]["declaration"] {
  const { declaration } = parcel;
  // A number is used once, also where what it named was withdrawn.
  if (done.has("withdrawn"))
    return { ...declaration, number: `${String(declaration["number"])}-2` };
  if (!done.has("corrected")) return declaration;
  return JSON.parse(JSON.stringify(parcel.declaration).replace(/(\d)O"/, '$1"'));
}

function hearLodged(scene: Scene, entry: ParcelEntry, answer: AnsweredRow, kind: string): boolean {
  const { parcel, pieces, done } = entry;
  if (answer.refusal !== undefined) {
    if (!parcel.troubles.has("malformed") || done.has("corrected")) return false;
    done.add("corrected");
    goOn(scene, entry, kind, CORRECTED_AFTER);
    return true;
  }
  entry.lodged = true;
  entry.shipmentId = answer["shipmentId"] as Id;
  const itemIds = answer["itemIds"] as readonly Id[];
  pieces.forEach((piece, at) => {
    const itemId = itemIds[at] ?? null;
    if (piece.itemId !== null && piece.itemId !== itemId) {
      const found = { code: "audit/other-item", about: piece.code, found: itemId };
      scene.books.find({ ...found, expected: piece.itemId });
    }
    piece.itemId = itemId;
    if (piece.status === "unknown") piece.status = "expected";
  });
  if (parcel.troubles.has("cancelled") && !done.has("withdrawn")) goOn(scene, entry, "withdraw", 2);
  else if (kind === "claim") goOn(scene, entry, "scan", 1);
  else scene.agenda.put(arrivalTick(scene, entry), "arrive", parcel.number);
  return true;
}
