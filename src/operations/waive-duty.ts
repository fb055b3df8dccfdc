/** Waives all or a part of what is due: a senior officer's, with a reason; a large one takes two. */
import { type Static, Type } from "typebox";
import { decideWaiver, dueMinor } from "#domain/shipments/duty.ts";
import { answered, answerSchema, BATCH_LIMIT, batchCounts, rowsSchema, sortRows } from "./batch.ts";
import { command } from "./define.ts";
import { reliefMembers, reliefOf } from "./duty-relief.ts";
import { dutyAnswer, statedRow } from "./duty-rows.ts";
import { rowMembers } from "./schemas.ts";
import { lockNamed } from "./shipment-rows.ts";
import { Unit } from "./unit.ts";

const WaiverRow = Type.Object(reliefMembers, { additionalProperties: false });

const batch = { field: "waivers", row: WaiverRow, max: BATCH_LIMIT };

export const waiveDuty = command({
  name: "waive-duty",
  sentence: "Waives duty that is due, with a reason; a large amount takes two officers.",
  roles: ["officer", "system"],
  input: Type.Object(
    { waivers: rowsSchema("Waivers; without an amount, all that is due.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, ...dutyAnswer })),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Static<typeof WaiverRow>>(batch, input.waivers as unknown[]);
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    const told = sorted.rows.map((row) =>
      statedRow(context, unit, row.row, shipmentOf(row), (shipment) =>
        reliefOf(context, shipment, row.value, dueMinor, decideWaiver),
      ),
    );
    await unit.save();
    return answered([...sorted.answers, ...told]);
  },
});
