/**
 * Issues the one-time code of an item for its addressee, and what its notice is printed from. The code
 * is told once and kept as a keyed hash; a new one voids the one before.
 */
import { type Static, Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { CODE_LIVES_MS, codeFrom } from "#domain/items/addressee-code.ts";
import { code128Widths } from "#standards/labels/code128.ts";
import { hashOf } from "./addressee-entry.ts";
import { addresseeFact } from "./addressee-item.ts";
import { DutyDueSchema, dutyDue, isGone, PaymentWaySchema, shownWays } from "./addressee-page.ts";
import { mayTouch } from "./batch.ts";
import { command } from "./define.ts";
import { onlySubject, readCode, subjectsOf } from "./find-subjects.ts";
import { Restart } from "./ports.ts";
import { CodeSchema, InstantSchema, UuidSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

const Output = Type.Object(
  {
    itemId: UuidSchema,
    code: Type.String({ description: "The item’s number, as the addressee types it." }),
    oneTimeCode: Type.Optional(Type.String({ description: "Told once, never kept." })),
    endsAt: InstantSchema,
    bars: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), {
      description: "Code 128 of the number: widths of bars and spaces in turn, in modules.",
    }),
    duty: Type.Union([DutyDueSchema, Type.Null()]),
    ways: Type.Array(PaymentWaySchema),
  },
  { additionalProperties: false },
);

/** What a notice is printed from. */
export type IssuedCode = Static<typeof Output>;

export const issueAddresseeCode = command({
  name: "issue-addressee-code",
  sentence: "Issues an addressee’s one-time code of an item, to be printed on the notice.",
  roles: ["clerk", "floor", "system"],
  input: Type.Object({ code: CodeSchema }, { additionalProperties: false }),
  output: Output,
  secretOutput: ["oneTimeCode"],
  handler: async (context, input) => {
    const { tx, ports, actor, now } = context;
    const found = onlySubject(await subjectsOf(tx, [readCode(input.code).normalised]), input.code);
    if (!found.ok) return found;
    const unit = new Unit(context);
    await unit.lock("shipment", [found.value.shipmentId ?? found.value.id]);
    await unit.lock("item", [found.value.id]);
    const item = unit.get("item", found.value.id);
    if (item === undefined || !mayTouch(actor, item)) {
      return refuse("item/not-found", { found: input.code });
    }
    const shipment = unit.get("shipment", item.shipmentId);
    if (shipment === undefined) throw new Restart("the item changed its shipment");
    if (shipment.direction !== "import" || isGone(item.status)) {
      return refuse("addressee/not-for-import", { found: item.status });
    }
    await tx.addresseeCodes([item.id]);
    const oneTimeCode = codeFrom(ports.digest(ports.secret()));
    const endsAt = now + CODE_LIVES_MS;
    const hash = hashOf(ports, item.id, oneTimeCode);
    const unused = { failures: 0, lockedAt: null, usedAt: null };
    const { partyId } = actor;
    await tx.saveAddresseeCode({
      itemId: item.id,
      hash,
      partyId,
      issuedAt: now,
      endsAt,
      ...unused,
    });
    unit.state(addresseeFact(context, item.id, "addressee-code-issued", { endsAt }));
    await unit.save();
    const { normalised } = found.value;
    return ok({
      itemId: item.id,
      code: normalised,
      oneTimeCode,
      endsAt,
      bars: code128Widths(normalised) ?? [],
      duty: dutyDue(shipment.duty),
      ways: shownWays(await tx.paymentWays(ports.site.site)),
    });
  },
});
