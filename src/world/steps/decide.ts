/**
 * Customs decides: it releases most, picks some to be looked at, and orders back what nobody wants.
 * Releases of e-commerce use up balances, so they go down the ordered lane.
 */
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import {
  type AnsweredRow,
  batchDeeds,
  chanceOn,
  goOn,
  type Scene,
  type Step,
} from "#world/scene.ts";
import { TICKS_A_DAY } from "#world/world-clock.ts";

/** Of what comes up for a decision, picked to be looked at first [design]. */
const PICKED = 0.05;
/** Nobody came for it within a week: it goes back [design]. */
const ABANDONED_AFTER = 7 * TICKS_A_DAY;

export const decide: Step = {
  kind: "decide",
  deeds(scene, entries) {
    const released: ParcelEntry[] = [];
    for (const entry of entries) {
      const chance = chanceOn(scene, entry, "picked");
      if (entry.parcel.troubles.has("abandoned")) {
        goOn(scene, entry, "order-back", ABANDONED_AFTER);
      } else if (!entry.done.has("picked") && chance.happens(PICKED)) {
        entry.done.add("picked");
        goOn(scene, entry, "hold", 1);
      } else released.push(entry);
    }
    const usesBalance = ({ parcel }: ParcelEntry): boolean => parcel.stream === "ecommerce";
    const counted = released.filter(usesBalance);
    const free = released.filter((entry) => !usesBalance(entry));
    return [
      ...decisionDeeds(scene, "decide-counted", counted, undefined),
      ...decisionDeeds(scene, "decide", free, undefined),
    ];
  },
};

/** The order to send a parcel back. */
export const orderBack: Step = {
  kind: "order-back",
  deeds: (scene, entries) => decisionDeeds(scene, "order-back", entries, "return"),
};

function decisionDeeds(
  scene: Scene,
  name: string,
  entries: readonly ParcelEntry[],
  ordered: "return" | undefined,
): readonly Deed[] {
  return batchDeeds(scene, {
    name,
    who: "customs",
    operation: "release-shipments",
    field: "releases",
    rows: entries.map((entry) => ({
      of: entry,
      entry,
      row: {
        shipmentId: entry.shipmentId,
        basis: ordered === undefined ? "Declaration and image agree." : "Not claimed in time.",
        ...(ordered !== undefined && { purpose: ordered }),
      },
    })),
    ordered: name === "decide-counted",
    heard: (entry, answer) => hearDecided(scene, entry, answer),
  });
}

function hearDecided(scene: Scene, entry: ParcelEntry, answer: AnsweredRow): boolean {
  if (answer.refusal !== undefined) return false;
  const purpose = String(answer["purpose"]);
  entry.decisions.set("customs", purpose);
  goOn(scene, entry, purpose === "return" ? "send-back" : "dock", 1);
  return true;
}
