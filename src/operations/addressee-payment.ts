/**
 * An addressee's announcement that what is due is paid: the whole amount, the way and a reference. No
 * money moves here and nothing is lifted by it: a clerk who sees the money records the payment.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { addresseeFact, type Entered } from "./addressee-item.ts";
import {
  actsOf,
  addresseePage,
  dutyDue,
  isTooOften,
  shownWays,
  TOO_OFTEN,
  WaySchema,
} from "./addressee-page.ts";
import type { CallContext } from "./define.ts";

export const PAID = {
  way: WaySchema,
  reference: Type.String({
    minLength: 3,
    maxLength: 64,
    pattern: "^[A-Za-z0-9][A-Za-z0-9 ./-]*$",
    description: "Of the bank’s transfer, or the number of the counter’s receipt.",
  }),
};
const PaidSchema = Type.Object(PAID, { additionalProperties: false });

/** States it once for each reference. */
export async function announcePayment(
  context: CallContext,
  entered: Entered,
  { way, reference }: Static<typeof PaidSchema>,
): Promise<Result<object>> {
  const { tx, ports } = context;
  const { unit, item, shipment } = entered;
  const duty = dutyDue(shipment.duty);
  if (duty === null || duty.dueMinor === "0") return refuse("addressee/nothing-due");
  const ways = shownWays(await tx.paymentWays(ports.site.site));
  if (!ways.some((one) => one.way === way)) {
    return refuse("addressee/way-not-offered", { found: way });
  }
  const acts = await actsOf(tx, item.id);
  const before = acts.some(({ data }) => data?.["way"] === way && data["reference"] === reference);
  if (!before && isTooOften(acts)) return TOO_OFTEN;
  if (!before) {
    const { currency, dueMinor: amountMinor } = duty;
    const data = { amountMinor, currency, way, reference };
    unit.state(addresseeFact(context, item.id, "payment-announced", data));
    await unit.save();
  }
  return ok(await addresseePage(context, entered));
}
