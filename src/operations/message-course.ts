/**
 * The course of an incoming message: opened in one transaction, its rows done in many, closed in one.
 * Opening the same message again goes on with it where it broke, or finds it closed and changes nothing.
 */
import { type Finding, ok, present, type Result, refuse } from "#base/result.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
import { formatNamed } from "#standards/messages/index.ts";
import { allowed } from "./call.ts";
import { isOperator } from "./centre-parties.ts";
import { settleRow, stateOf } from "./contained-file.ts";
import { runOneContained } from "./contained-run.ts";
import type { Actor, CallContext, StepsContext } from "./define.ts";
import { type MessageAnswer, messageAnswer } from "./message-answer.ts";
import { recogniseKept, UNKNOWN_FORMAT } from "./message-rows.ts";
import { runMessage } from "./message-run.ts";
import type { Tx } from "./ports.ts";
import type { Message, MessageState } from "./ports-messages.ts";
import { KEPT_FINDINGS } from "./row-outcome.ts";
import type { RowTarget } from "./row-target.ts";
import { rowTargets } from "./row-targets.ts";

/** Bytes of one message, 256 MiB: a file of a million scans has about 80 MB. */
export const MESSAGE_BYTES_LIMIT = 268_435_456;
/** Messages of one party that may wait in suspense at a time. */
export const SUSPENSE_MESSAGES_LIMIT = 1_000;
/** Bytes of one party's messages that may wait in suspense at a time, 1 GiB. */
export const SUSPENSE_BYTES_LIMIT = 1_073_741_824;

/** A message waits for a person in these states. */
export const WAITING_STATES: readonly MessageState[] = ["part", "suspense"];

/** A message that is still not closed after this long broke off; `replay-message` goes on with it. */
export const BROKEN_OFF_MS = 600_000;

/** Bytes that arrived and how they are named. */
export type Arrived = {
  readonly id: Id;
  /** Whose message it is: the caller's party, or that of the message it corrects. */
  readonly partyId: Id;
  readonly name: string;
  readonly blobHash: string;
  readonly blobKeyId: Id;
  readonly sizeBytes: number;
  readonly partnerId: Id | null;
  readonly corrects: Id | null;
  readonly firstRow: number;
};

/** What the steps hand to the handler: a message to close, or one that was closed before. */
export type Course = { readonly messageId: Id; readonly closed: boolean };

/**
 * Opens a message that arrived and does its rows. Refuses `message/too-large`, `suspense/quota`, and
 * `access/not-allowed` where the caller may not do what the rows ask for.
 */
export async function takeIn(context: StepsContext, arrived: Arrived): Promise<Result<Course>> {
  if (arrived.sizeBytes > MESSAGE_BYTES_LIMIT) {
    return refuse("message/too-large", {
      found: arrived.sizeBytes,
      limitBytes: MESSAGE_BYTES_LIMIT,
    });
  }
  const read = await recogniseKept(context.ports.blobs, arrived);
  const target = targetOf(read.format?.name, rowTargets);
  const denied = denial(context.actor, target);
  if (denied !== undefined) return denied;
  const opened = await context.ports.store.transaction((tx) =>
    open(context, tx, arrived, read.format?.name ?? UNKNOWN_FORMAT),
  );
  if (!opened.ok) return opened;
  return goOn(context, opened.value, target, read.findings);
}

/**
 * Opens a message that waits and does the rows that were not done. Refuses `message/not-found` and
 * `message/not-in-suspense`; one whose taking in broke off goes on.
 */
export async function replay(context: StepsContext, messageId: Id): Promise<Result<Course>> {
  const found = await context.ports.store.transaction((tx) => waiting(context, tx, messageId));
  if (!found.ok) return found;
  const message = found.value;
  if (message.contained !== undefined) return replayContained(context, message);
  const read = await recogniseKept(context.ports.blobs, message);
  const target = targetOf(read.format?.name, rowTargets);
  const denied = denial(context.actor, target);
  if (denied !== undefined) return denied;
  const started = await context.ports.store.transaction(async (tx) => {
    const now = await waiting(context, tx, messageId);
    if (!now.ok || now.value.state === "received") return now;
    const { attempts } = now.value;
    const format = read.format?.name ?? UNKNOWN_FORMAT;
    const again: Message = { ...now.value, format, state: "received", attempts: attempts + 1 };
    await tx.saveMessage(again);
    return ok(again);
  });
  if (!started.ok) return started;
  return goOn(context, started.value, target, read.findings);
}

/** Does one message of a file again: its bytes are a part of the file's, which says how to read them. */
async function replayContained(context: StepsContext, message: Message): Promise<Result<Course>> {
  const { fileId, row } = present(message.contained, "it came inside a file");
  const file = await context.ports.store.transaction((tx) => tx.lockMessage(fileId));
  const format = formatNamed(message.format);
  if (file === undefined || format === undefined)
    return refuse("message/not-found", { messageId: fileId });
  const done = await runOneContained(context, file, format, row);
  return done.ok ? ok({ messageId: message.id, closed: true }) : done;
}

/** Closes a message whose rows are done: sums, state, the message it corrects, the counter. */
export async function close(context: CallContext): Promise<Result<MessageAnswer>> {
  const { tx, prepared } = context;
  const { messageId, closed } = prepared as Course;
  const message = await tx.lockMessage(messageId);
  if (message === undefined) return refuse("message/not-found", { messageId });
  if (closed || message.state !== "received") return ok(messageAnswer(message));
  const sums = await tx.sumMessageParts(messageId, KEPT_FINDINGS);
  const done: Message = {
    ...message,
    state: stateOf(sums),
    rowsTotal: sums.rowsRead,
    rowsDone: sums.rowsRead - sums.rowsUndone,
    rowsRefused: sums.rowsUndone,
    findings: sums.findings,
    findingsTotal: sums.findingsTotal,
  };
  await tx.saveMessage(done);
  if (message.attempts > 1) return ok(messageAnswer(done));
  if (message.corrects !== null) await replace(tx, message.corrects);
  if (message.partnerId !== null) await tx.countMessage(message.partnerId, "in");
  return ok(messageAnswer(done));
}

/** Whether the caller may act on a message: its own party's, or any for the operator. */
function mayHandle(context: StepsContext, message: Message): boolean {
  return context.actor.partyId === message.partyId || isOperator(context);
}

function targetOf(
  format: string | undefined,
  targets: readonly RowTarget[],
): RowTarget | undefined {
  return targets.find((target) => target.format === format);
}

/** A token that may send messages may send any; what its user may not do, no message does. */
function denial(actor: Actor, target: RowTarget | undefined): Result<never> | undefined {
  if (target === undefined || allowed(target.operation, { ...actor, scopes: null }))
    return undefined;
  return refuse("access/not-allowed", { operation: target.operation.name });
}

async function goOn(
  context: StepsContext,
  message: Message,
  target: RowTarget | undefined,
  findings: readonly Finding[],
): Promise<Result<Course>> {
  if (message.state !== "received") return ok({ messageId: message.id, closed: true });
  const done = await runMessage(context, message, target, findings);
  return done.ok ? ok({ messageId: message.id, closed: false }) : done;
}

/** The message as it stands, or a new one; a party whose suspense is full sends nothing new. */
async function open(
  context: StepsContext,
  tx: Tx,
  arrived: Arrived,
  format: string,
): Promise<Result<Message>> {
  const before = await tx.lockMessage(arrived.id);
  if (before !== undefined) return ok(before);
  const full = arrived.corrects === null ? await fullSuspense(tx, arrived) : undefined;
  if (full !== undefined) return full;
  const { blobHash: hash, blobKeyId: keyId, sizeBytes } = arrived;
  const mediaType = "application/octet-stream";
  const blob = {
    hash,
    keyId,
    sizeBytes,
    mediaType,
    retentionClass: "message",
    storedAt: context.now,
  };
  await tx.keepBlob(blob);
  const message = received(context, arrived, format);
  await tx.saveMessage(message);
  return ok(message);
}

async function fullSuspense(tx: Tx, arrived: Arrived): Promise<Result<never> | undefined> {
  const { messages, sizeBytes } = await tx.suspenseOf(arrived.partyId);
  const isFull =
    messages >= SUSPENSE_MESSAGES_LIMIT || sizeBytes + arrived.sizeBytes > SUSPENSE_BYTES_LIMIT;
  if (!isFull) return undefined;
  const limits = { limitMessages: SUSPENSE_MESSAGES_LIMIT, limitBytes: SUSPENSE_BYTES_LIMIT };
  return refuse("suspense/quota", { messages, sizeBytes, ...limits });
}

function received(context: StepsContext, arrived: Arrived, format: string): Message {
  const { ports, now } = context;
  return {
    ...arrived,
    site: ports.site.site,
    direction: "in",
    format,
    state: "received",
    rowsTotal: 0,
    rowsDone: 0,
    rowsRefused: 0,
    findings: [],
    findingsTotal: 0,
    attempts: 1,
    answerTo: null,
    receivedAt: now,
    readers: sortedReaders([arrived.partyId, ports.site.operatorId]),
  };
}

/**
 * The message that waits for a person, locked; one that broke off counts. Refuses `message/not-found`,
 * also where it is not the caller's to handle, and `message/not-in-suspense`.
 */
export async function waiting(
  context: StepsContext,
  tx: Tx,
  messageId: Id,
): Promise<Result<Message>> {
  const message = await tx.lockMessage(messageId);
  if (message?.direction !== "in" || !mayHandle(context, message)) {
    return refuse("message/not-found", { messageId });
  }
  if (message.state === "received" || WAITING_STATES.includes(message.state)) return ok(message);
  return refuse("message/not-in-suspense", { messageId, state: message.state });
}

/** The old one is done with; where it came inside a file, nothing of that waits on it any more. */
async function replace(tx: Tx, messageId: Id): Promise<void> {
  const old = await tx.lockMessage(messageId);
  if (old === undefined) return;
  await tx.saveMessage({ ...old, state: "replaced" });
  if (old.contained === undefined) return;
  const { fileId, row } = old.contained;
  await settleRow(tx, fileId, row, { isDone: true, findings: [], findingsTotal: 0 });
}
