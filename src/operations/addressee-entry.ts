/**
 * How an addressee comes in: an item's number and the one-time code on its notice. A wrong code, an
 * unknown item, a code that ended, was locked or replaced all have one answer, so that nobody learns
 * by trying which items are here. Wrong tries are counted in the record, and so are an answer, never
 * a refusal of the call. The act itself is a call of its own without the code, so that it is kept whole.
 */
import { Type } from "typebox";
import { ok, type Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { afterWrongTry, isUsable, TRIES_ALLOWED, typedCode } from "#domain/items/addressee-code.ts";
import { call } from "./call.ts";
import type { Operation, StepsContext } from "./define.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import type { Ports, Tx } from "./ports.ts";
import { CodeSchema, RefusalSchema } from "./schemas.ts";
import { systemActor } from "./sessions.ts";

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

type Entry = { readonly code: string; readonly oneTimeCode: string };

/** The one answer to every wrong try. */
const REFUSED = {
  opened: false,
  refusal: { code: "access/addressee-refused", facts: { expected: TRIES_ALLOWED } },
};

/** For the audit row: what opened nothing counts as refused. */
export function addresseeCounts(output: unknown): { done: number; refused: number } {
  const { opened } = output as { readonly opened: boolean };
  return opened ? { done: 1, refused: 0 } : { done: 0, refused: 1 };
}

/** The keyed hash under which a code of an item is kept. */
export function hashOf({ vault }: Ports, itemId: Id, oneTimeCode: string): string {
  return vault.fingerprint(`addressee/${itemId}/${typedCode(oneTimeCode)}`);
}

/**
 * Has an operation done for an addressee who has the right code, with the item's id beside what is
 * `given`; else gives the one answer for all that is wrong.
 */
export async function asAddressee(
  { ports, now, key }: StepsContext,
  entry: Entry,
  operation: Operation,
  given: object,
): Promise<Result<unknown>> {
  const itemId = await ports.store.transaction((tx) => enter(tx, ports, now, entry));
  if (itemId === undefined) return ok(REFUSED);
  const actor = systemActor(ports.site.operatorId);
  const own = key === null ? null : `${key}/addressee`;
  const done = await call(ports, operation, actor, { itemId, ...given }, own);
  return done.ok ? ok({ opened: true, ...(done.value as object) }) : done;
}

/** The item that this code opens; a wrong try is counted on every item of that number. */
async function enter(
  tx: Tx,
  ports: Ports,
  now: number,
  { code, oneTimeCode }: Entry,
): Promise<Id | undefined> {
  const { normalised } = readCode(code);
  const found = (await subjectsOf(tx, [normalised])).get(normalised) ?? [];
  const kept = await tx.addresseeCodes(found.map(({ id }) => id));
  const codes = kept.filter((one) => isUsable(one, now));
  // Unknown items are hashed once too: they take as long as a wrong code.
  const tried = codes.length === 0 ? [NO_ITEM] : codes.map(({ itemId }) => itemId);
  const hashes = new Set(tried.map((itemId) => hashOf(ports, itemId, oneTimeCode)));
  const right = codes.find(({ hash }) => hashes.has(hash));
  if (right === undefined) {
    for (const one of codes) await tx.saveAddresseeCode(afterWrongTry(one, now));
    return undefined;
  }
  await tx.saveAddresseeCode({ ...right, failures: 0, usedAt: now });
  return right.itemId;
}

const NO_ITEM = "00000000-0000-0000-0000-000000000000";
