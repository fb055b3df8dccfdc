/**
 * After an examination customs decides on the whole shipment in one call, its own holds included:
 * most are released, some are ordered back, destroyed or handed over. Four eyes take a second officer.
 */
import type { Id } from "#domain/events/event.ts";
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { chanceOn, goOn, type Scene, type Step, singleDeed } from "#world/scene.ts";

/** Outcomes of an examination in a hundred [design]. */
const OUTCOMES = [
  ...Array.from({ length: 90 }, () => "release"),
  ...Array.from({ length: 6 }, () => "return"),
  "destroy",
  "destroy",
  "hand-over",
  "hand-over",
] as const;

export const judge: Step = {
  kind: "judge",
  deeds: (scene, entries) => entries.flatMap((entry) => judgeDeeds(scene, entry)),
};

type Decided = {
  readonly decided: boolean;
  readonly purpose?: string;
  readonly lifted: readonly Id[];
};

/** What nobody declared cannot be released, what was judged once has holds of another kind. */
function judgeDeeds(scene: Scene, entry: ParcelEntry): readonly Deed[] {
  const { parcel, shipmentId, done } = entry;
  if (!entry.lodged || done.has("judged")) {
    goOn(scene, entry, "lift", 1);
    return [];
  }
  const isSecond = done.has("judge-asked");
  const decision = chanceOn(scene, entry, "judged").pick(OUTCOMES);
  const call = {
    name: `judge/${parcel.number}`,
    who: isSecond ? "customs-head" : "customs",
    operation: "decide-shipment",
    input: { shipmentId, decision, basis: "Examined.", publicReason: "Decided after examination." },
    // A release uses up a buyer's balance.
    ordered: parcel.stream === "ecommerce",
  };
  return [
    singleDeed(scene, entry, call, (answer) => {
      const { decided, purpose, lifted } = answer as Decided;
      for (const id of lifted) markLifted(entry, id);
      done.add(decided ? "judged" : "judge-asked");
      if (decided && purpose !== undefined) entry.decisions.set("customs", purpose);
      const isFree = purpose === "release" || purpose === "export";
      goOn(scene, entry, !decided ? "judge" : isFree ? "dock" : "send-back", 1);
    }),
  ];
}

/** A hold that the centre placed by itself may be known first by its being lifted. */
function markLifted(entry: ParcelEntry, id: Id): void {
  const known = entry.holds.get(id) ?? {
    id,
    authority: "customs",
    reaches: new Set<string>(),
    endsTick: null,
    lifted: true,
  };
  known.lifted = true;
  entry.holds.set(id, known);
}
