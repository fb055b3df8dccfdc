/**
 * How an addressee comes in: an item's number and the one-time code on its notice. A wrong code, an
 * unknown item, a code that ended, was locked or replaced all have one answer, so that nobody learns
 * by trying which items are here. Wrong tries are counted in the record, and so are an answer, never
 * a refusal of the call, which would roll the count back.
 */
import { Type } from "typebox";
import { ok, type Result } from "#base/result.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import {
  type AddresseeCode,
  afterWrongTry,
  isUsable,
  TRIES_ALLOWED,
  typedCode,
} from "#domain/items/addressee-code.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import type { Ports } from "./ports.ts";
import { CodeSchema, RefusalSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

/** What every act of an addressee is opened with; `oneTimeCode` is named in `secret`. */
export const ENTRY = {
  code: CodeSchema,
  oneTimeCode: Type.String({
    minLength: 1,
    maxLength: 32,
    description: "As printed on the notice; spaces, hyphens and case do not matter.",
  }),
};

/** Members of every answer to an addressee. */
export const ENTRY_ANSWER = { opened: Type.Boolean(), refusal: Type.Optional(RefusalSchema) };

/** An item that its addressee opened, with its rows locked. */
export type Entered = {
  readonly unit: Unit;
  readonly item: ItemState;
  readonly shipment: ShipmentState;
  readonly code: AddresseeCode;
};

type Answer = { readonly opened: boolean };

/** The one answer to every wrong try. */
const REFUSED = {
  opened: false,
  refusal: { code: "access/addressee-refused", facts: { expected: TRIES_ALLOWED } },
};

/** For the audit row: what opened nothing counts as refused. */
export function addresseeCounts(output: unknown): { done: number; refused: number } {
  const { opened } = output as Answer;
  return opened ? { done: 1, refused: 0 } : { done: 0, refused: 1 };
}

/** The keyed hash under which a code of an item is kept. */
export function hashOf({ vault }: Ports, itemId: Id, oneTimeCode: string): string {
  return vault.fingerprint(`addressee/${itemId}/${typedCode(oneTimeCode)}`);
}

/** Runs an act of an addressee who has the right code; else gives the one answer for all that is wrong. */
export async function asAddressee(
  context: CallContext,
  given: { readonly code: string; readonly oneTimeCode: string },
  act: (entered: Entered) => Promise<Result<object>>,
): Promise<Result<unknown>> {
  const entered = await enter(context, given);
  if (entered === undefined) return ok(REFUSED);
  const done = await act(entered);
  return done.ok ? ok({ opened: true, ...done.value }) : done;
}

async function enter(
  context: CallContext,
  { code, oneTimeCode }: { readonly code: string; readonly oneTimeCode: string },
): Promise<Entered | undefined> {
  const { tx, now, ports } = context;
  const { normalised } = readCode(code);
  const found = (await subjectsOf(tx, [normalised])).get(normalised) ?? [];
  const unit = new Unit(context);
  await unit.lock(
    "shipment",
    found.flatMap(({ shipmentId }) => shipmentId ?? []),
  );
  await unit.lock(
    "item",
    found.flatMap(({ kind, id }) => (kind === "item" ? [id] : [])),
  );
  const codes = (await tx.addresseeCodes(found.map(({ id }) => id))).filter((one) =>
    isUsable(one, now),
  );
  // Unknown items are hashed once too: they take as long as a wrong code.
  const tried = codes.length === 0 ? [NO_ITEM] : codes.map(({ itemId }) => itemId);
  const hashes = new Set(tried.map((itemId) => hashOf(ports, itemId, oneTimeCode)));
  const right = codes.find(({ hash }) => hashes.has(hash));
  if (right === undefined) {
    await countWrongTry(context, unit, codes);
    return undefined;
  }
  const item = unit.need("item", right.itemId);
  const shipment = unit.need("shipment", item.shipmentId);
  await tx.saveAddresseeCode({ ...right, failures: 0, usedAt: now });
  if (right.usedAt === null) unit.state(addresseeFact(context, item.id, "addressee-code-used", {}));
  return { unit, item, shipment, code: right };
}

const NO_ITEM = "00000000-0000-0000-0000-000000000000";

async function countWrongTry(
  context: CallContext,
  unit: Unit,
  codes: readonly AddresseeCode[],
): Promise<void> {
  for (const code of codes) {
    const after = afterWrongTry(code, context.now);
    await context.tx.saveAddresseeCode(after);
    if (after.lockedAt === null) continue;
    unit.state(
      addresseeFact(context, code.itemId, "addressee-code-locked", { failures: after.failures }),
    );
  }
  await unit.save();
}

/** What an addressee did or was given, as a fact on the item. */
export function addresseeFact(
  context: CallContext,
  itemId: Id,
  type: string,
  data: NonNullable<Fact["data"]>,
): Fact {
  return {
    key: context.ports.ids.next(),
    subject: "item",
    subjectId: itemId,
    type,
    schema: 1,
    occurredAt: context.now,
    sensitivity: 2,
    data,
  };
}
