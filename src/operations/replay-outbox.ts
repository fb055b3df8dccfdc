/**
 * Sets the dead letters of a partner waiting again, after what kept them from being sent was mended.
 * Lines of the same subject behind them follow in their order.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { command } from "./define.ts";

export const replayOutbox = command({
  name: "replay-outbox",
  sentence: "Sends the dead letters of a partner again.",
  roles: ["administrator", "system"],
  input: Type.Object(
    { partner: Type.String({ maxLength: 64, description: "Code of the partner." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ revived: Type.Integer() }),
  counts: (answer) => ({ done: (answer as { revived: number }).revived, refused: 0 }),
  handler: async ({ tx, now }, input) => {
    const partner = (await tx.partners()).find((one) => one.code === input.partner);
    if (partner === undefined) return refuse("partner/not-found", { found: input.partner });
    return ok({ revived: await tx.reviveOutbox(partner.id, now) });
  },
});
