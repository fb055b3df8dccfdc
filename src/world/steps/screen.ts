/**
 * Customs compares names with the list of denied parties; what is only alike is cleared with a reason,
 * which then holds for the same name: one lane.
 */
import { groupBy } from "#base/group-by.ts";
import { batchDeeds, goOn, type Step } from "#world/scene.ts";

export const screen: Step = {
  kind: "screen",
  deeds(scene, entries) {
    const byTurn = groupBy(entries, ({ done }) => done.has("screened"));
    return [...byTurn].flatMap(([clear, own]) =>
      batchDeeds(scene, {
        name: clear ? "screen-clear" : "screen",
        who: "customs",
        operation: "screen-shipments",
        field: "shipments",
        rows: own.map((entry) => ({
          of: entry,
          entry,
          row: {
            shipmentId: entry.shipmentId,
            ...(clear && { clear, reason: "Another person of the same name." }),
          },
        })),
        ordered: true,
        heard(entry, answer) {
          if (answer.refusal !== undefined) return false;
          entry.done.add("screened");
          goOn(scene, entry, answer["screening"] === "pending" ? "screen" : "dock", 1);
          return true;
        },
      }),
    );
  },
};
