/**
 * Announces an addressee's payment of what is due: the whole amount, the way and the payer's reference.
 * No money moves here and nothing is lifted by it: a clerk who sees the money records the payment.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import {
  addresseeCounts,
  addresseeFact,
  asAddressee,
  ENTRY,
  ENTRY_ANSWER,
} from "./addressee-entry.ts";
import {
  AddresseePageSchema,
  actsOf,
  addresseePage,
  dutyDue,
  shownWays,
  WaySchema,
} from "./addressee-page.ts";
import { command } from "./define.ts";

export const payAsAddressee = command({
  name: "pay-as-addressee",
  sentence: "Announces an addressee’s payment of the duty on an item; a clerk confirms the money.",
  roles: ["public"],
  input: Type.Object(
    {
      ...ENTRY,
      way: WaySchema,
      reference: Type.String({
        minLength: 3,
        maxLength: 64,
        pattern: "^[A-Za-z0-9][A-Za-z0-9 ./-]*$",
        description: "Of the bank’s transfer, or the number of the counter’s receipt.",
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  handler: (context, input) =>
    asAddressee(context, input, async (entered) => {
      const { tx, ports } = context;
      const { unit, item, shipment } = entered;
      const duty = dutyDue(shipment.duty);
      if (duty === null || duty.dueMinor === "0") return refuse("addressee/nothing-due");
      const ways = shownWays(await tx.paymentWays(ports.site.site));
      if (!ways.some(({ way }) => way === input.way)) {
        return refuse("addressee/way-not-offered", { found: input.way });
      }
      const { way, reference } = input;
      const before = (await actsOf(tx, item.id)).some(
        ({ data }) => data?.["way"] === way && data["reference"] === reference,
      );
      if (!before) {
        const { currency, dueMinor: amountMinor } = duty;
        const data = { amountMinor, currency, way, reference };
        unit.state(addresseeFact(context, item.id, "payment-announced", data));
        await unit.save();
      }
      return ok(await addresseePage(context, entered));
    }),
});
