/**
 * Runs any operation: may the caller, is the input well formed, was this key answered before;
 * then one transaction with the handler, the audit row and the stored input, or nothing at all.
 */

import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/schema";
import { type Finding, ok, type Refusal, type Result, refuse } from "#base/result.ts";
import type { Actor, Command, Operation, ViewOperation } from "./define.ts";
import { INPUT_DEPTH_LIMIT, isTooDeep, unkeepableText } from "./input-text.ts";
import type { CallRow, Ports, Reader, SealedBytes, Tx } from "./ports.ts";
import { Restart } from "./ports.ts";
import { shapeFindings } from "./shape-findings.ts";

/** How often a call starts again when rows change under it; then `call/busy`. */
export const RESTART_LIMIT = 8;
/** Longest idempotency key, characters. */
export const KEY_LENGTH_LIMIT = 200;
/** Findings listed in one refusal of an input. */
export const INPUT_FINDINGS_LIMIT = 100;

/** A refusal as a throw inside the transaction, so that everything rolls back. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const checkers = new WeakMap<TSchema, Validator>();

/** Whether a value has a schema's shape and texts that can be kept; compiled once a schema. */
export function fits(schema: TSchema, value: unknown): boolean {
  return checker(schema).Check(value) && unkeepableText(value) === undefined;
}

/** Every fault of a value against a schema, with the field of each. */
export function faults(schema: TSchema, value: unknown): readonly Finding[] {
  const findings = shapeFindings(checker(schema), value).slice(0, INPUT_FINDINGS_LIMIT);
  const at = unkeepableText(value);
  if (at !== undefined) findings.push({ code: "input/text", severity: "error", at: { field: at } });
  return findings;
}

/** The input as it is checked at once: the rows of a batch are checked later, one by one. */
function envelope(operation: Operation, input: unknown): unknown {
  const field = operation.kind === "command" ? operation.batch?.field : undefined;
  if (field === undefined || input === null || typeof input !== "object") return input;
  const rows = (input as Readonly<Record<string, unknown>>)[field];
  return Array.isArray(rows) ? { ...input, [field]: rows.map(() => null) } : input;
}

function checker(schema: TSchema): Validator {
  let made = checkers.get(schema);
  if (made === undefined) {
    made = Compile(schema);
    checkers.set(schema, made);
  }
  return made;
}

/** Whether this caller may run this operation at all. */
export function allowed(operation: Operation, actor: Actor): boolean {
  if (actor.scopes !== null && !actor.scopes.includes(operation.name)) return false;
  return operation.roles.some((role) => role === "public" || actor.roles.includes(role));
}

/** Whose eyes an actor's views read with; enforcement data only for officers. */
export function readerOf(actor: Actor): Reader {
  const officer = actor.roles.includes("officer") || actor.roles.includes("system");
  const declared = actor.roles.some((role) => role !== "floor" && role !== "public");
  return { partyId: actor.partyId, clearance: officer ? 3 : declared ? 2 : 1 };
}

/**
 * Calls an operation. A command with a key is done once: the same key and input give the first
 * answer, the same key with other input refuses `call/key-reused`. A refusal changes nothing.
 */
export async function call(
  ports: Ports,
  operation: Operation,
  actor: Actor,
  input: unknown,
  key: string | null = null,
): Promise<Result<unknown>> {
  const now = ports.clock.now();
  if (isTooDeep(input)) return refuse("input/too-deep", { expected: INPUT_DEPTH_LIMIT });
  if (!allowed(operation, actor)) {
    return refused(ports, operation, actor, now, input, {
      code: "access/not-allowed",
      facts: { operation: operation.name },
    });
  }
  const checked = envelope(operation, input);
  if (!fits(operation.input, checked)) {
    return refuse("input/invalid", { findings: faults(operation.input, checked) });
  }
  if (operation.kind === "view") return look(ports, operation, actor, input);
  if (key !== null && (key.length === 0 || key.length > KEY_LENGTH_LIMIT)) {
    return refuse("call/key-length", { found: key.length, expected: KEY_LENGTH_LIMIT });
  }
  return act(ports, operation, actor, input, key, now);
}

function look(
  ports: Ports,
  operation: ViewOperation,
  actor: Actor,
  input: unknown,
): Promise<Result<unknown>> {
  const work = (view: Parameters<ViewOperation["handler"]>[0]): Promise<Result<unknown>> =>
    operation.handler(view, input as never, actor, ports);
  return operation.roles.includes("public")
    ? ports.store.readPublic(work)
    : ports.store.read(readerOf(actor), work);
}

async function act(
  ports: Ports,
  operation: Command,
  actor: Actor,
  input: unknown,
  key: string | null,
  now: number,
): Promise<Result<unknown>> {
  const text = JSON.stringify(without(input, operation.secret));
  const inputHash = ports.digest(text);
  const secret = operation.secret !== undefined;
  const claimHash = secret ? ports.vault.fingerprint(JSON.stringify(input)) : inputHash;
  const asked = { ports, operation, actor, input, key, now, inputHash, claimHash };
  const before = await beforehand(asked);
  if (!before.ok) return refused(ports, operation, actor, now, input, before.refusal);
  if ("answer" in before.value) return ok(before.value.answer);
  const { prepared } = before.value;
  const packed = ports.vault.pack(text);
  for (let attempt = 0; attempt < RESTART_LIMIT; attempt += 1) {
    try {
      return await ports.store.transaction((tx) => once({ ...asked, tx, packed, prepared }));
    } catch (thrown) {
      if (thrown instanceof Refused) {
        return refused(ports, operation, actor, now, input, thrown.refusal);
      }
      if (!(thrown instanceof Restart)) throw thrown;
    }
  }
  return refused(ports, operation, actor, now, input, {
    code: "call/busy",
    facts: { attempts: RESTART_LIMIT },
  });
}

type Try = {
  readonly ports: Ports;
  readonly operation: Command;
  readonly actor: Actor;
  readonly input: unknown;
  readonly key: string | null;
  readonly now: number;
  readonly tx: Tx;
  readonly inputHash: string;
  /** What a repeat of the key is compared by: keyed where secrets are in the input. */
  readonly claimHash: string;
  readonly packed: Promise<SealedBytes>;
  readonly prepared: unknown;
};

type Asked = Omit<Try, "tx" | "packed" | "prepared">;

/** A first call of its key: the claim made to find that out is rolled back. */
class Fresh extends Error {}

/** Runs the steps of a long command, unless its key was answered before. */
async function beforehand(
  asked: Asked,
): Promise<Result<{ readonly prepared: unknown } | { readonly answer: unknown }>> {
  const { ports, operation, actor, input, key, now } = asked;
  if (operation.steps === undefined) return ok({ prepared: undefined });
  const first = key === null ? undefined : await answeredBefore(asked, key);
  if (first !== undefined) return first.ok ? ok({ answer: first.value }) : first;
  const steps = await operation.steps({ ports, actor, now, key }, input as never);
  return steps.ok ? ok({ prepared: steps.value }) : steps;
}

async function answeredBefore(asked: Asked, key: string): Promise<Result<unknown> | undefined> {
  const { ports, operation, actor, now, claimHash: inputHash } = asked;
  try {
    return await ports.store.transaction(async (tx) => {
      const claim = { partyId: actor.partyId, operation: operation.name, key };
      const claimed = await tx.claimKey({ ...claim, inputHash, callId: ports.ids.next(), at: now });
      if (claimed.fresh) throw new Fresh();
      return firstAnswer(ports, claimed, inputHash);
    });
  } catch (thrown) {
    if (thrown instanceof Fresh || thrown instanceof Restart) return undefined;
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal };
    throw thrown;
  }
}

/** One try of a command inside its transaction. */
async function once(given: Try): Promise<Result<unknown>> {
  const { ports, operation, actor, input, key, now, tx, packed, prepared } = given;
  const { inputHash, claimHash } = given;
  const callId = ports.ids.next();
  const claim = { partyId: actor.partyId, operation: operation.name, key: key ?? "" };
  const seed = key === null ? callId : ports.ids.derived(actor.partyId, operation.name, key);
  if (key !== null) {
    const claimed = await tx.claimKey({ ...claim, inputHash: claimHash, callId, at: now });
    if (!claimed.fresh) return firstAnswer(ports, claimed, claimHash);
  }
  const answer = await operation.handler(
    { tx, ports, actor, callId, now, key, seed, prepared },
    input as never,
  );
  if (!answer.ok) throw new Refused(answer.refusal);
  if (key === null && operation.foundNothing?.(answer.value) === true) return answer;
  const counts = operation.counts?.(answer.value) ?? { done: 1, refused: 0 };
  await tx.writeCall(
    {
      ...auditRow(ports, operation, actor, now),
      callId,
      inputHash,
      rowsGiven: counts.done + counts.refused,
      rowsDone: counts.done,
      rowsRefused: counts.refused,
      refusal: null,
      idempotencyKey: key,
    },
    await packed,
  );
  if (key !== null) await keepAnswer(given, claim, answer.value);
  return answer;
}

/** Keeps an answer under its key, so that the same call again gets the same. */
async function keepAnswer(
  { ports, operation, tx }: Try,
  claim: Omit<Parameters<Tx["answerKey"]>[0], "answer">,
  value: unknown,
): Promise<void> {
  const text = JSON.stringify(without(value, operation.secretOutput));
  await tx.answerKey({ ...claim, answer: joined(await ports.vault.pack(text)) });
  if (operation.secretOutput === undefined) keepText(value, text);
}

const texts = new WeakMap<object, string>();

function keepText(value: unknown, text: string): void {
  if (value !== null && typeof value === "object") texts.set(value, text);
}

/** An answer's JSON, where it was made to be kept under the call's key; a large one takes its time. */
export function keptText(value: unknown): string | undefined {
  return value !== null && typeof value === "object" ? texts.get(value) : undefined;
}

async function firstAnswer(
  ports: Ports,
  claimed: { readonly inputHash: string; readonly answer: Uint8Array | null },
  inputHash: string,
): Promise<Result<unknown>> {
  if (claimed.inputHash !== inputHash) throw new Refused({ code: "call/key-reused" });
  if (claimed.answer === null) throw new Refused({ code: "call/answer-gone" });
  return ok(JSON.parse(await ports.vault.unpack(split(claimed.answer))));
}

/** Length of the salt in front of a kept answer, bytes. */
const SALT_BYTES = 16;

function joined(sealed: SealedBytes): Uint8Array {
  const bytes = new Uint8Array(SALT_BYTES + sealed.body.length);
  bytes.set(sealed.salt.subarray(0, SALT_BYTES));
  bytes.set(sealed.body, SALT_BYTES);
  return bytes;
}

function split(bytes: Uint8Array): SealedBytes {
  return { salt: bytes.subarray(0, SALT_BYTES), body: bytes.subarray(SALT_BYTES) };
}

/** A copy without the named top-level fields. */
function without(value: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined || value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !fields.includes(name)));
}

/** Who called what, where and when. */
function auditRow(
  { site }: Ports,
  { name }: Operation,
  { userId, partyId, device }: Actor,
  calledAt: number,
): Pick<CallRow, "site" | "operation" | "actor" | "partyId" | "device" | "calledAt"> {
  return { site: site.site, operation: name, actor: userId, partyId, device, calledAt };
}

/**
 * Leaves the audit row of a command refused by its handler or of any operation that is not the
 * caller's. None is left by what a view refuses, nor by what cannot be an act of anybody: an input
 * that is malformed or too deep, a key of a wrong length.
 */
async function refused(
  ports: Ports,
  operation: Operation,
  actor: Actor,
  now: number,
  input: unknown,
  refusal: Refusal,
): Promise<Result<never>> {
  const secret = operation.kind === "command" ? operation.secret : undefined;
  const text = JSON.stringify(without(input, secret)) ?? "null";
  const packed = await ports.vault.pack(text);
  await ports.store.transaction((tx) =>
    tx.writeCall(
      {
        ...auditRow(ports, operation, actor, now),
        callId: ports.ids.next(),
        inputHash: ports.digest(text),
        rowsGiven: 0,
        rowsDone: 0,
        rowsRefused: 0,
        refusal: refusal.code,
        idempotencyKey: null,
      },
      packed,
    ),
  );
  return { ok: false, refusal };
}
