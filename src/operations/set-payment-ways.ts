/** Sets how addressees may pay duty at this centre: at its counter, by bank, and where to in words. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { PaymentWaySchema } from "./addressee-page.ts";
import { command } from "./define.ts";
import { PAYMENT_WAYS } from "./ports-addressee.ts";

export const setPaymentWays = command({
  name: "set-payment-ways",
  sentence:
    "Sets how addressees may pay duty, in place of the ways before; none means the counter.",
  roles: ["administrator"],
  input: Type.Object(
    { ways: Type.Array(PaymentWaySchema, { maxItems: PAYMENT_WAYS.length }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ ways: Type.Integer() }),
  handler: async ({ tx, ports }, { ways }) => {
    const twice = ways.find(({ way }, at) => ways.findIndex((one) => one.way === way) !== at);
    if (twice !== undefined) return refuse("addressee/way-twice", { found: twice.way });
    await tx.savePaymentWays(ports.site.site, ways);
    return ok({ ways: ways.length });
  },
});
