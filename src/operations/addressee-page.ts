/**
 * What an addressee is shown of the own item: where it is, what was declared, what is to be paid, what
 * stops it and who frees it, and what the addressee did here before. Persons are masked; nothing that
 * only officers read, no place inside the centre, no party.
 */
import { type Static, Type } from "typebox";
import { present, refuse } from "#base/result.ts";
import { judge } from "#domain/centre/verdict.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Event, Id } from "#domain/events/event.ts";
import { type Duty, dueMinor } from "#domain/shipments/duty.ts";
import type { Entered } from "./addressee-item.ts";
import { LineSchema, PersonSchema } from "./declaration-schema.ts";
import type { CallContext } from "./define.ts";
import { maskPerson } from "./mask-person.ts";
import type { Person, Tx } from "./ports.ts";
import { PAYMENT_WAYS, type PaymentWay } from "./ports-addressee.ts";
import { loadReach } from "./reach.ts";
import { BlockerSchema, InstantSchema } from "./schemas.ts";

const MinorSchema = Type.String({ pattern: "^-?[0-9]+$", description: "Minor units." });

/** How it is paid. */
export const WaySchema = Type.Unsafe<PaymentWay["way"]>(
  Type.Union(PAYMENT_WAYS.map((way) => Type.Literal(way))),
);

export const PaymentWaySchema = Type.Object(
  {
    way: WaySchema,
    texts: Type.Object(
      {
        en: Type.Optional(Type.String({ maxLength: 500 })),
        fr: Type.Optional(Type.String({ maxLength: 500 })),
        zh: Type.Optional(Type.String({ maxLength: 500 })),
      },
      { additionalProperties: false, description: "Where and how, as the centre wrote it." },
    ),
  },
  { additionalProperties: false },
);

export const DutyDueSchema = Type.Object(
  {
    currency: Type.String(),
    assessedMinor: MinorSchema,
    paidMinor: MinorSchema,
    dueMinor: MinorSchema,
  },
  { additionalProperties: false },
);

const ActSchema = Type.Object(
  {
    type: Type.String(),
    at: InstantSchema,
    amountMinor: Type.Optional(MinorSchema),
    currency: Type.Optional(Type.String()),
    way: Type.Optional(Type.String()),
    reference: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

export const AddresseePageSchema = Type.Object(
  {
    code: Type.String(),
    status: Type.String(),
    stream: Type.String(),
    pieces: Type.Object({ declared: Type.Integer(), arrived: Type.Integer() }),
    endsAt: InstantSchema,
    declared: Type.Array(
      Type.Object(
        {
          at: InstantSchema,
          currency: Type.Optional(Type.String()),
          lines: Type.Array(LineSchema),
          byAddressee: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
    recipient: Type.Optional(PersonSchema),
    duty: Type.Union([DutyDueSchema, Type.Null()]),
    blockers: Type.Array(BlockerSchema),
    acts: Type.Array(ActSchema, { description: "What the addressee did, newest first." }),
    ways: Type.Array(PaymentWaySchema),
    mayDecide: Type.Boolean({ description: "Whether it may still be abandoned or asked back." }),
  },
  { additionalProperties: false },
);

/** What an addressee is shown. */
export type AddresseePage = Static<typeof AddresseePageSchema>;

/** Facts of the addressee, and of the centre towards the addressee. */
export const ADDRESSEE_ACTS = new Set([
  "addressee-declared",
  "payment-announced",
  "item-abandoned",
  "return-asked",
]);

/** Acts of one item's addressee at most: the page shows them all, and nobody writes without end. */
const ACTS_LIMIT = 50;

/** Whether one more act is too many; none that only repeats another is. */
export function isTooOften(acts: readonly Event[]): boolean {
  return acts.length >= ACTS_LIMIT;
}

/** What is told then. */
export const TOO_OFTEN = refuse("addressee/too-often", { expected: ACTS_LIMIT });

/** The page of an item that its addressee opened, as it is after this call. */
export async function addresseePage(
  context: CallContext,
  { unit, item: before, code }: Entered,
): Promise<{ page: AddresseePage }> {
  const { tx, ports } = context;
  const item = present(unit.get("item", before.id), "the item is locked");
  const shipment = unit.need("shipment", item.shipmentId);
  const shipments = new Map([[shipment.id, shipment]]);
  const reach = await loadReach(tx, unit, { items: [item], shipments });
  const subject = reach.subject(item, shipment);
  const declarations = await declarationsOf(tx, shipment.id);
  const acts = await actsOf(tx, item.id);
  const own = new Set(acts.map(({ data }) => data?.["declarationId"]));
  const recipient = await recipientOf(context, declarations);
  const open = new Set(subject.holds.map(({ id }) => id));
  return {
    page: {
      code: await codeShown(tx, item.id),
      status: item.status,
      stream: shipment.stream,
      pieces: { declared: shipment.pieces.declared, arrived: shipment.pieces.arrived },
      endsAt: code.endsAt,
      declared: declarations.map(({ id, lodgedAt, content }) => ({
        at: lodgedAt,
        ...(content.currency !== undefined && { currency: content.currency }),
        lines: [...content.lines] as Static<typeof LineSchema>[],
        byAddressee: own.has(id),
      })),
      ...(recipient !== undefined && { recipient: recipient as Static<typeof PersonSchema> }),
      duty: dutyDue(shipment.duty),
      blockers: judge(subject).blockers.map(({ code: stops, liftedBy, kind, reason }) => ({
        code: stops,
        liftedBy,
        ...(kind !== undefined && { kind }),
        ...(reason !== undefined && { reason }),
      })),
      acts: acts.map(shownAct),
      ways: shownWays(await tx.paymentWays(ports.site.site)),
      mayDecide: !isGone(item.status) && !acts.some((act) => open.has(holdOf(act))),
    },
  };
}

/** What is owed, as it is shown; null where nothing was assessed. */
export function dutyDue(duty: Duty | null): Static<typeof DutyDueSchema> | null {
  if (duty === null) return null;
  const due = duty.securedBy === null ? dueMinor(duty) : 0n;
  return {
    currency: duty.currency,
    assessedMinor: String(duty.assessedMinor - duty.waivedMinor),
    paidMinor: String(duty.paidMinor - duty.refundedMinor),
    dueMinor: String(due > 0n ? due : 0n),
  };
}

/** Where the centre named no way, its counter is one. */
export function shownWays(ways: readonly PaymentWay[]): Static<typeof PaymentWaySchema>[] {
  return ways.length === 0 ? [{ way: "counter", texts: {} }] : [...ways];
}

/** Whether nothing can be asked for it any more. */
export function isGone(status: string): boolean {
  return status === "left" || status === "destroyed" || status === "merged";
}

/** What the addressee of an item did before, newest first. */
export async function actsOf(tx: Tx, itemId: Id): Promise<readonly Event[]> {
  const events = await tx.eventsOf([itemId]);
  return events.filter(({ type }) => ADDRESSEE_ACTS.has(type)).toReversed();
}

/** The hold that an act placed; empty where it placed none. */
export function holdOf({ data }: Event): Id {
  const id = data?.["holdId"];
  return typeof id === "string" ? id : "";
}

/** The lodged declarations of a shipment, oldest first. */
export async function declarationsOf(tx: Tx, shipmentId: Id): Promise<readonly DeclarationState[]> {
  const links = await tx.declarationsOf([shipmentId]);
  const found = await tx.load("declaration", links.get(shipmentId) ?? []);
  return [...found.values()]
    .filter(({ status }) => status === "lodged")
    .sort((one, other) => one.lodgedAt - other.lodgedAt || (one.id < other.id ? -1 : 1));
}

async function codeShown(tx: Tx, itemId: Id): Promise<string> {
  const [first] = (await tx.identifiersOf([itemId])).filter((one) => one.freedAt === null);
  return first?.normalised ?? "";
}

async function recipientOf(
  { tx, ports }: CallContext,
  declarations: readonly DeclarationState[],
): Promise<Person | undefined> {
  const ref = declarations.find(({ recipientRef }) => recipientRef !== null)?.recipientRef;
  if (ref === undefined || ref === null) return undefined;
  const sealed = await tx.sealedPersons([ref]);
  const person = ports.vault.open(ref, sealed.get(ref) ?? null);
  return person === undefined ? undefined : maskPerson(person);
}

function shownAct({ type, occurredAt, data }: Event): Static<typeof ActSchema> {
  const text = (name: string): object => {
    const value = data?.[name];
    return typeof value === "string" ? { [name]: value } : {};
  };
  return {
    type,
    at: occurredAt,
    ...text("amountMinor"),
    ...text("currency"),
    ...text("way"),
    ...text("reference"),
  };
}
