/**
 * What an addressee wishes for a piece, to give it up or to have it sent back: stated on the item, and
 * held by the operator until a person acted on it, so that it is not delivered meanwhile. Customs alone
 * decides what becomes of it.
 */
import { ok, type Result, refuse } from "#base/result.ts";
import { addresseeFact, type Entered } from "./addressee-item.ts";
import { actsOf, addresseePage, isTooOften, TOO_OFTEN } from "./addressee-page.ts";
import type { CallContext } from "./define.ts";
import { stateHold } from "./state-hold.ts";

/** Why it is held, in every language: a hold's reason is read by all. */
const REASONS = {
  "item-abandoned": "The addressee gives it up · Le destinataire y renonce · 收件人放弃该邮件",
  "return-asked":
    "The addressee asks to send it back · Le destinataire demande le renvoi · 收件人要求退回",
} as const;

/** States the wish once; while its hold stands, no other is taken. */
export async function stateWish(
  context: CallContext,
  entered: Entered,
  type: keyof typeof REASONS,
): Promise<Result<object>> {
  const { unit, item } = entered;
  const { page } = await addresseePage(context, entered);
  if (!page.mayDecide) {
    return page.acts.some((act) => act.type === type)
      ? ok({ page })
      : refuse("addressee/decided-already", { found: item.status });
  }
  if (isTooOften(await actsOf(context.tx, item.id))) return TOO_OFTEN;
  const holdId = stateHold(context, unit, {
    targetKind: "item",
    targetId: item.id,
    authority: "operator",
    level: 0,
    kind: "hold",
    publicReason: REASONS[type],
    staysWithItem: true,
    fourEyes: false,
    endsAt: null,
  });
  unit.state(addresseeFact(context, item.id, type, { holdId }));
  await unit.save();
  return ok(await addresseePage(context, entered));
}
