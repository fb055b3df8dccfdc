/**
 * Does what an addressee asked for whose code was right: the centre's own call, without the code, so that
 * the trail keeps the act whole. Who may ask is settled before; nobody else calls it.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { DECLARED, declareMore } from "./addressee-declaration.ts";
import { type Entered, enterItem } from "./addressee-item.ts";
import { AddresseePageSchema, addresseePage } from "./addressee-page.ts";
import { announcePayment, PAID } from "./addressee-payment.ts";
import { stateWish } from "./addressee-wish.ts";
import { type CallContext, command } from "./define.ts";
import { FindingSchema, UuidSchema } from "./schemas.ts";

const CLOSED = { additionalProperties: false } as const;
const ACTS = ["see", "declare", "pay", "abandon", "return"] as const;

const Input = Type.Object(
  {
    itemId: UuidSchema,
    act: Type.Unsafe<(typeof ACTS)[number]>(Type.Union(ACTS.map((act) => Type.Literal(act)))),
    declared: Type.Optional(Type.Object(DECLARED, CLOSED)),
    paid: Type.Optional(Type.Object(PAID, CLOSED)),
  },
  CLOSED,
);

export const actForAddressee = command({
  name: "act-for-addressee",
  sentence: "Does what an addressee with the right code asked for, and shows the item after it.",
  roles: ["system"],
  input: Input,
  output: Type.Object({
    page: AddresseePageSchema,
    findings: Type.Optional(Type.Array(FindingSchema)),
  }),
  handler: async (context, input) => {
    const entered = await enterItem(context, input.itemId);
    return entered === undefined
      ? refuse("item/not-found", { found: input.itemId })
      : doAct(context, entered, input);
  },
});

async function doAct(
  context: CallContext,
  entered: Entered,
  { act, declared, paid }: Static<typeof Input>,
): Promise<Result<object>> {
  if (act === "abandon") return stateWish(context, entered, "item-abandoned");
  if (act === "return") return stateWish(context, entered, "return-asked");
  if (declared !== undefined) return declareMore(context, entered, declared);
  if (paid !== undefined) return announcePayment(context, entered, paid);
  return ok(await addresseePage(context, entered));
}
