/** One shipment whole: its pieces, declarations with persons masked, decisions and holds. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import { view } from "./define.ts";
import { maskPerson, maskRemarks } from "./mask-person.ts";
import type { Person, Ports } from "./ports.ts";
import type { View } from "./ports-view.ts";
import { CodeSchema, UuidSchema } from "./schemas.ts";
import { EVENTS_LIMIT, shown, subjectOf } from "./show-item.ts";
import {
  DeclarationSchema,
  EventSchema,
  HoldSchema,
  PieceSchema,
  ReturnedPieceSchema,
  ShipmentSchema,
} from "./shown-schemas.ts";

export const showShipment = view({
  name: "show-shipment",
  sentence: "Shows a shipment with its pieces, declarations, decisions and holds.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    { id: Type.Optional(UuidSchema), code: Type.Optional(CodeSchema) },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      shipment: ShipmentSchema,
      items: Type.Array(PieceSchema),
      returned: Type.Array(ReturnedPieceSchema, {
        description:
          "Pieces that left with it and came back, with the shipment they have for that.",
      }),
      declarations: Type.Array(DeclarationSchema),
      holds: Type.Array(HoldSchema, { description: "Open ones that the caller may read." }),
      events: Type.Array(EventSchema, { description: "Newest first." }),
    },
    { additionalProperties: false },
  ),
  handler: async (record, input, _actor, ports) => {
    const itemId = await subjectOf(record, input.code, "item");
    const id =
      input.id ??
      (itemId === undefined
        ? await subjectOf(record, input.code, "shipment")
        : (await record.item(itemId))?.shipmentId);
    const shipment = id === undefined ? undefined : await record.shipment(id);
    if (shipment === undefined) {
      return refuse("shipment/not-found", { found: input.code ?? input.id });
    }
    const items = await record.itemsOf([shipment.id]);
    const declarations = await record.declarationsOf(shipment.id);
    const holds = await record.openHolds([
      shipment.id,
      ...shipment.holdRoots,
      ...items.map((item) => item.id),
    ]);
    const reasons = await record.restrictedReasons(holds.map((hold) => hold.id));
    const identifiers = await record.identifiersOf(items.map((item) => item.id));
    return ok({
      shipment: shown(shipment),
      items: items.map((item) => ({ ...shown(item), identifiers: identifiers.get(item.id) ?? [] })),
      returned: await record.returnedFrom(shipment.id),
      declarations: await withPersons(record, ports, declarations),
      holds: holds.map((hold) => ({ ...hold, restrictedReason: reasons.get(hold.id) })),
      events: await record.eventsOf(shipment.id, EVENTS_LIMIT),
    });
  },
});

async function withPersons(
  record: View,
  ports: Ports,
  declarations: readonly DeclarationState[],
): Promise<readonly Record<string, unknown>[]> {
  const refs = declarations.flatMap(({ senderRef, recipientRef, content }) =>
    [senderRef, recipientRef, content.remarksRef ?? null].filter((ref) => ref !== null),
  );
  const sealed = await record.persons(refs);
  const open = (ref: Id | null | undefined): Person | undefined =>
    ref === null || ref === undefined ? undefined : ports.vault.open(ref, sealed.get(ref) ?? null);
  return declarations.map((declaration) => {
    const sender = open(declaration.senderRef);
    const recipient = open(declaration.recipientRef);
    const remarks = open(declaration.content.remarksRef)?.remarks;
    return {
      ...shown(declaration),
      sender: sender && maskPerson(sender),
      recipient: recipient && maskPerson(recipient),
      ...(remarks !== undefined && { remarks: maskRemarks(remarks) }),
    };
  });
}
