/**
 * Does the messages of a file, each for itself: every one becomes a message row of its own that is
 * done, waits in suspense, is corrected and replayed by itself. In parts, so that a broken run goes
 * on where it stopped. A message that was done before is not done again.
 */

import { type Finding, ok, type Result } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { legalDay } from "#base/time.ts";
import type { Id } from "#domain/events/event.ts";
import type { Format, InputValue } from "#standards/messages/index.ts";
import type { MessageEnvelope, Row } from "#standards/messages/reading.ts";
import { carriedCodeKnown } from "#standards/reading/edifact-file.ts";
import { goOnWithDialogue, refuseForm, type TakenIn } from "./ceb-dialogue.ts";
import { type SignatureVerdict, signatureVerdict } from "./ceb-signature.ts";
import { codesOfFile } from "./codes-of-file.ts";
import {
  type Asked,
  type CallRun,
  closed,
  doTogether,
  mayJoin,
  type Outcome,
  placed,
} from "./contained-calls.ts";
import { PART_MESSAGES, settleRow } from "./contained-file.ts";
import type { StepsContext } from "./define.ts";
import { maskFinding } from "./mask-findings.ts";
import { isSameName, sameMessage } from "./message-known.ts";
import { type PartSize, readParts } from "./message-rows.ts";
import { messageOf } from "./message-target.ts";
import { targetNamed } from "./message-targets.ts";
import type { Contained, Message, MessagePart } from "./ports-messages.ts";
import { profilesInForce } from "./profiles-in-force.ts";
import { type Doing, KEPT_FINDINGS, newDoing, noteFinding } from "./row-outcome.ts";

/** Formats whose rows are messages of their own. */
const FORMATS_OF_MESSAGES: ReadonlySet<string> = new Set(["edifact", "ceb"]);

export function holdsMessages(format: string): boolean {
  return FORMATS_OF_MESSAGES.has(format);
}

type Run = CallRun & { readonly file: Message; readonly signature: SignatureVerdict };

/** Does every message of the file that this attempt has not done. Refuses `call/busy`. */
export async function runContained(
  context: StepsContext,
  file: Message,
  format: Format,
  onFinding: (finding: Finding) => void,
): Promise<Result<true>> {
  const run = await runOf(context, file);
  const whole: Finding[] = [];
  const onMasked = (finding: Finding): void => {
    const masked = maskFinding(finding);
    if (whole.length < KEPT_FINDINGS) whole.push(masked);
    onFinding(masked);
  };
  const size = await sizeOf(context, file, format);
  let isEmpty = true;
  for await (const part of readParts(context.ports.blobs, file, format, onMasked, size)) {
    if (part.rows.length > 0) isEmpty = false;
    const done = await doPart(run, part.part, part.rows);
    if (!done.ok) return done;
  }
  if (isEmpty) await context.ports.store.transaction((tx) => refuseForm(context, tx, file, whole));
  return ok(true);
}

/** Does one message of a file again and brings the file up to date. Refuses `call/busy`. */
export async function runOneContained(
  context: StepsContext,
  file: Message,
  format: Format,
  row: number,
): Promise<Result<true>> {
  const { blobs, store } = context.ports;
  const none = (): void => undefined;
  const size = await sizeOf(context, file, format);
  for await (const { rows } of readParts(blobs, file, format, none, size)) {
    const own = rows.filter((one) => one.row === row);
    if (own.length === 0) continue;
    const done = await doRows(await runOf(context, file), own);
    if (!done.ok) return done;
    await store.transaction(async (tx) => {
      for (const { message, doing } of done.value) {
        await tx.saveMessage(message);
        const { findings, found: findingsTotal } = doing;
        const isDone = message.state === "taken-in";
        await settleRow(tx, file.id, row, { isDone, findings, findingsTotal });
      }
      await goOnWithDialogue(context, tx, file, takenIn(own, done.value));
    });
    break;
  }
  return ok(true);
}

async function runOf(context: StepsContext, file: Message): Promise<Run> {
  const { actor } = context;
  const inName = { ...actor, scopes: null, partyId: file.partyId, ownPartyId: actor.partyId };
  const signature = await signatureVerdict(context, file);
  return { context, file, actor: inName, signature };
}

/** Small parts; profiles of the file's partner come before the shipped ones. */
async function sizeOf(context: StepsContext, file: Message, format: Format): Promise<PartSize> {
  const { store, site } = context.ports;
  const on = legalDay(file.receivedAt, site.legalZone);
  const profiles = await store.transaction(async (tx) => {
    const partner = (await tx.partners()).find(({ id }) => id === file.partnerId);
    return profilesInForce(tx, partner?.code ?? null, on);
  });
  const codeKnown =
    format.name === "edifact"
      ? await codesOfFile(context, file, format, profiles)
      : carriedCodeKnown;
  return { rows: PART_MESSAGES, options: { profiles, codeKnown } };
}

async function doPart(
  run: Run,
  part: number,
  rows: readonly Row<InputValue>[],
): Promise<Result<true>> {
  const { context, file } = run;
  const { store } = context.ports;
  const before = await store.transaction((tx) => tx.messagePart(file.id, part));
  if (before?.attempt === file.attempts) return ok(true);
  const open = before === undefined ? undefined : new Set(before.undone);
  const todo = rows.filter(({ row }) => open === undefined || open.has(row));
  const done = await doRows(run, todo);
  if (!done.ok) return done;
  const whole = newDoing();
  for (const { message, doing } of done.value) {
    for (const finding of doing.findings) noteFinding(whole, finding);
    whole.found += doing.found - doing.findings.length;
    if (message.state !== "taken-in") whole.undone.add(message.contained?.row ?? 0);
  }
  const saved: MessagePart = {
    messageId: file.id,
    part,
    attempt: file.attempts,
    rowsRead: rows.length,
    undone: [...whole.undone].sort((a, b) => a - b),
    findings: whole.findings,
    findingsTotal: whole.found,
  };
  await store.transaction(async (tx) => {
    for (const { message } of done.value) await tx.saveMessage(message);
    await tx.saveMessagePart(saved);
    await goOnWithDialogue(context, tx, file, takenIn(todo, done.value));
  });
  return ok(true);
}

/** Messages with the rows they were read from. */
function takenIn(
  rows: readonly Row<InputValue>[],
  outcomes: readonly Outcome[],
): readonly TakenIn[] {
  return outcomes.flatMap(({ message, doing: { findings } }) => {
    const row = rows.find((one) => one.row === message.contained?.row);
    return row === undefined ? [] : [{ row, message, findings }];
  });
}

async function doRows(
  run: Run,
  rows: readonly Row<InputValue>[],
): Promise<Result<readonly Outcome[]>> {
  const { context, file } = run;
  const { store } = context.ports;
  const envelopes = rows.flatMap(({ envelope }) => envelope ?? []);
  const found = await store.transaction((tx) => tx.messagesReferenced(file.partyId, envelopes));
  const known = [...found];
  const outcomes = new Map<number, Outcome>();
  const waiting: Asked[] = [];
  const flush = async (): Promise<Result<true>> => {
    const asked = waiting.splice(0);
    const done = await doTogether(run, asked);
    if (!done.ok) return done;
    for (const outcome of done.value) {
      known.push(outcome.message);
      outcomes.set(outcome.message.contained?.row ?? 0, outcome);
    }
    return ok(true);
  };
  for (const row of rows) {
    const id = context.ports.ids.derived("contained", file.id, row.row);
    const before = known.find((one) => one.id === id);
    const message = rowMessage(run, row, id, before);
    if (waiting.some((one) => isSameName(one.message, message))) {
      const done = await flush();
      if (!done.ok) return done;
    }
    const one = askedOf(run, row, message, known);
    const goesAlong = "calls" in one && one.calls.every(mayJoin);
    // What a later message changes must be done before: only the same verb goes on in one call.
    if (!goesAlong || !isSameVerb(waiting.at(-1), one)) {
      const done = await flush();
      if (!done.ok) return done;
    }
    if ("calls" in one) waiting.push(one);
    else {
      known.push(one.message);
      outcomes.set(row.row, one);
    }
    if (goesAlong) continue;
    const done = await flush();
    if (!done.ok) return done;
  }
  const done = await flush();
  return done.ok ? ok([...outcomes.values()]) : done;
}

const NO_ENVELOPE: MessageEnvelope = {
  type: "",
  version: "",
  reference: "",
  sender: "",
  recipient: "",
  interchange: "",
};

/** Whether the first calls of both are of one operation, or nothing waits. */
function isSameVerb(before: Asked | undefined, one: Asked): boolean {
  const [first, next] = [before?.calls[0], one.calls[0]];
  if (first === undefined || next === undefined) return true;
  const verbs = [first, next].map((call) => ("operation" in call ? call.operation : undefined));
  return verbs.includes(undefined) || verbs[0] === verbs[1];
}

/** The message of a row before anything is done for it. */
function rowMessage(run: Run, row: Row<InputValue>, id: Id, before: Message | undefined): Message {
  const { file, context } = run;
  const { profile, ...stated } = row.envelope ?? NO_ENVELOPE;
  const read = row.value === undefined ? undefined : messageOf(row.value);
  const contentHash =
    read === undefined ? null : context.ports.digest(JSON.stringify(read.content));
  const { offset, length } = row;
  const contained: Contained = {
    ...keptEnvelope(stated),
    fileId: file.id,
    row: row.row,
    offset,
    length,
    contentHash,
  };
  return {
    ...file,
    id,
    sizeBytes: length,
    contained,
    ...(profile === undefined ? {} : { profile }),
    rowsTotal: 1,
    rowsDone: 0,
    rowsRefused: 1,
    findings: [],
    findingsTotal: 0,
    state: "suspense",
    attempts: (before?.attempts ?? 0) + 1,
    receivedAt: before?.receivedAt ?? file.receivedAt,
  };
}

type Outside = Omit<MessageEnvelope, "profile">;

/** What the envelope states, as a record can keep it: damaged bytes may stand in any of it. */
function keptEnvelope(stated: Outside): Outside {
  const { type, version, reference, sender, recipient, interchange } = stated;
  const kept = (text: string): string => shownText(text, MOST_OF_ENVELOPE);
  return {
    type: kept(type),
    version: kept(version),
    reference: kept(reference),
    sender: kept(sender),
    recipient: kept(recipient),
    interchange: kept(interchange),
  };
}

/** Characters kept of each text of an envelope. */
const MOST_OF_ENVELOPE = 500;

/** What is to be asked for a message, or what became of one for which nothing is. */
function askedOf(
  run: Run,
  row: Row<InputValue>,
  message: Message,
  known: readonly Message[],
): Asked | Outcome {
  const doing = newDoing();
  for (const finding of row.findings) noteFinding(doing, maskFinding(finding));
  const read = row.value === undefined ? undefined : messageOf(row.value);
  const target = read === undefined ? undefined : targetNamed(read.name);
  if (read === undefined || target === undefined) {
    const why = whyNot(row, message, read?.name);
    if (why !== undefined) noteFinding(doing, placed(why, row));
    return closed(message, doing, 1, 1);
  }
  if (isRefusedUnsigned(run, row, read.name, doing)) return closed(message, doing, 1, 1);
  const same = sameMessage(message, known);
  if (same !== undefined) {
    noteFinding(doing, placed(same.finding, row));
    return closed(message, doing, 1, same.isDone ? 0 : 1);
  }
  const source = { ...sourceOf(run, message), ...read.meant };
  return { row, message, doing, calls: target.calls(read.content, source) };
}

/** Notes what is to be said of a message's signature; true where it waits for that. */
function isRefusedUnsigned(
  { signature }: Run,
  row: Row<InputValue>,
  name: string,
  doing: Doing,
): boolean {
  const { value } = row;
  const found = signature(name, value?.kind === "ceb" && value.signature !== undefined);
  if (found !== undefined) noteFinding(doing, placed(found, row));
  return found?.severity === "error";
}

/** Why a message that could be read waits; its own errors or its unknown type say so by themselves. */
function whyNot(
  { value, envelope }: Row<InputValue>,
  { contained }: Message,
  name: string | undefined,
): Finding | undefined {
  if (name !== undefined) {
    const found = contained?.type ?? name;
    return { code: "message/no-effect", severity: "info", at: {}, found };
  }
  if (value === undefined || envelope?.profile === undefined) return undefined;
  const found = envelope.profile;
  return { code: "message/does-not-fit", severity: "error", at: {}, found };
}

function sourceOf({ context, file }: Run, message: Message) {
  const { type = "", sender = "", reference = "" } = message.contained ?? {};
  const { ids } = context.ports;
  return { messageId: message.id, partyId: file.partyId, ids, type, sender, reference };
}
