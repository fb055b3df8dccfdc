/**
 * The calls that messages of a file ask for, and what became of each message by their answers. Rows of
 * one operation that several messages ask for, one document each, go in one call; each message keeps
 * its own answer. Which messages are asked for is not decided here.
 */
import { type Finding, ok, type Result } from "#base/result.ts";
import type { InputValue } from "#standards/messages/index.ts";
import type { Row } from "#standards/messages/reading.ts";
import type { BatchAnswer } from "./batch.ts";
import { call } from "./call.ts";
import type { Actor, Command, StepsContext } from "./define.ts";
import { standingOf, within } from "./message-places.ts";
import type { JoinedCall, MessageCall } from "./message-target.ts";
import type { Message, MessageState } from "./ports-messages.ts";
import { type Doing, noteFinding, noteRefusal, type RowOutcome } from "./row-outcome.ts";
import { keepReceipts } from "./sent-receipts.ts";

/** In whose name messages are done. */
export type CallRun = {
  readonly context: StepsContext;
  /** The caller in the name of the file's party. */
  readonly actor: Actor;
};

/** A message with the calls that it asks for, in order, and what was found of it so far. */
export type Asked = {
  readonly row: Row<InputValue>;
  readonly message: Message;
  readonly doing: Doing;
  readonly calls: readonly MessageCall[];
};

/** A message done or left waiting, with all that was found of it. */
export type Outcome = { readonly message: Message; readonly doing: Doing };

/** What is counted of a message while its calls are answered. */
type Tally = { total: number; undone: number; answered: Message["answerTo"] };

/** Whether other messages' rows of the same operation may go in one call with it. */
export function mayJoin(one: MessageCall): boolean {
  return "row" in one || "refusal" in one;
}

/**
 * Does the calls of messages: the first of each, then the second. Messages of which one call may not
 * join others' are given alone. Refuses `call/busy`.
 */
export async function doTogether(
  run: CallRun,
  asked: readonly Asked[],
): Promise<Result<readonly Outcome[]>> {
  const tallies = asked.map(
    ({ message }): Tally => ({ total: 0, undone: 0, answered: message.answerTo }),
  );
  const steps = Math.max(0, ...asked.map(({ calls }) => calls.length));
  for (let step = 0; step < steps; step += 1) {
    const answers = await answersOf(run, asked, step);
    if (!answers.ok) return answers;
    for (const [at, one] of asked.entries()) {
      const [its, answer, tally] = [one.calls[step], answers.value[at], tallies[at]];
      if (its === undefined || answer === undefined || tally === undefined) continue;
      note(one, its, answer, tally);
    }
  }
  return ok(
    asked.map(({ message, doing }, at) => {
      const { total = 0, undone = 0, answered = null } = tallies[at] ?? {};
      return closed({ ...message, answerTo: answered }, doing, total, undone);
    }),
  );
}

/** What became of a call's rows, or of all of them together. */
type Answered = Result<readonly RowOutcome[]>;

/** The answer to the same step of each message; undefined where it has no such step. */
async function answersOf(
  run: CallRun,
  asked: readonly Asked[],
  step: number,
): Promise<Result<readonly (Answered | undefined)[]>> {
  const answers: (Answered | undefined)[] = asked.map(() => undefined);
  const joined = new Map<Command, Joined[]>();
  for (const [at, { calls, message }] of asked.entries()) {
    const one = calls[step];
    if (one === undefined) continue;
    if ("row" in one) {
      const others = joined.get(one.operation) ?? [];
      joined.set(one.operation, [...others, { at, one, message }]);
      continue;
    }
    answers[at] = await answerTo(run, one, `${message.id}:${message.attempts}:${step}`);
  }
  for (const [operation, rows] of joined) {
    const answer = await answerJoined(run, operation, rows, step);
    for (const [index, { at }] of rows.entries()) answers[at] = answerOf(answer, index);
  }
  const busy = answers.find((one) => one?.ok === false && one.refusal.code === "call/busy");
  return busy?.ok === false ? busy : ok(answers);
}

type Joined = { readonly at: number; readonly one: JoinedCall; readonly message: Message };

/** One call for the rows of several messages; the same messages again have the same key. */
function answerJoined(
  { context: { ports }, actor }: CallRun,
  operation: Command,
  joined: readonly Joined[],
  step: number,
): Promise<Answered> {
  const [first] = joined;
  const input = {
    [first?.one.field ?? ""]: joined.map(({ one, message }) => ({
      ...one.row,
      messageId: message.id,
    })),
  };
  const named = joined.flatMap(({ message }) => [message.id, String(message.attempts)]);
  const key = ports.ids.derived("together", operation.name, String(step), ...named);
  return rowsAnswered(call(ports, operation, actor, input, key));
}

/** What a call for many says of one of them. */
function answerOf(answer: Answered, index: number): Answered {
  if (!answer.ok) return answer;
  return ok(answer.value.flatMap((one) => (one.row === index ? [{ ...one, row: 0 }] : [])));
}

/** What became of the rows of one call. */
async function answerTo(
  { context, actor }: CallRun,
  one: Exclude<MessageCall, JoinedCall>,
  key: string,
): Promise<Answered> {
  const { ports } = context;
  if ("refusal" in one) return { ok: false, refusal: one.refusal };
  if ("receipts" in one) {
    const { receipts } = one;
    return ok(await ports.store.transaction((tx) => keepReceipts(tx, actor, ports.site, receipts)));
  }
  return rowsAnswered(call(ports, one.operation, actor, one.input, key));
}

async function rowsAnswered(answer: ReturnType<typeof call>): Promise<Answered> {
  const given = await answer;
  if (!given.ok) return given;
  return ok((given.value as BatchAnswer & { readonly rows: readonly RowOutcome[] }).rows);
}

/** Adds what became of a call to its message. */
function note({ row, doing }: Asked, one: MessageCall, answer: Answered, tally: Tally): void {
  const first = tally.total;
  tally.total += one.rows;
  const standing = standingOf(row, one);
  if (!answer.ok) {
    tally.undone += one.rows;
    // A message of one row has nothing else that it could be about.
    const place = one.rows === 1 ? standing(0, undefined) : {};
    noteRefusal(doing, answer.refusal, (finding) => placed(within(finding, place), row));
    return;
  }
  for (const { row: at, findings = [], refusal, answerTo: sentId } of answer.value) {
    const place = (finding: Finding): Finding => {
      const stands = within(finding, standing(at, finding.at.field));
      return inMessage(placed(stands, row), first + at);
    };
    for (const finding of findings) noteFinding(doing, place(finding));
    tally.answered = sentId ?? tally.answered;
    if (refusal === undefined) continue;
    tally.undone += 1;
    noteRefusal(doing, refusal, place);
  }
}

/** A message with its counts and the state that follows: all done, some of it, or nothing. */
export function closed(message: Message, doing: Doing, total: number, undone: number): Outcome {
  const state: MessageState = undone === 0 ? "taken-in" : undone < total ? "part" : "suspense";
  const counts = { rowsTotal: total, rowsDone: total - undone, rowsRefused: undone };
  const { findings, found: findingsTotal } = doing;
  return { message: { ...message, ...counts, state, findings, findingsTotal }, doing };
}

/** A finding with the place of its message in the file. */
export function placed(finding: Finding, { row, line, envelope }: Row<InputValue>): Finding {
  const reference = envelope === undefined ? {} : { messageRef: envelope.reference };
  return { ...finding, at: { row, line, ...reference, ...finding.at } };
}

/** Which of the message's rows it is about, counted from 1. */
function inMessage(finding: Finding, row: number): Finding {
  const { field } = finding.at;
  return { ...finding, at: { ...finding.at, field: `${row + 1}${field ? `.${field}` : ""}` } };
}
