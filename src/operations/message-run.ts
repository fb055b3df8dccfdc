/**
 * Does the rows of a message, part by part: each part is one call or a few of the operation the rows
 * are for, under keys made of message, attempt and part, so that a broken run goes on where it
 * stopped, and a replay does only the rows that were not done.
 */
import { type Finding, ok, type Refusal, type Result } from "#base/result.ts";
import { type Format, formatNamed, type InputValue } from "#standards/messages/index.ts";
import type { Row } from "#standards/messages/reading.ts";
import type { BatchAnswer } from "./batch.ts";
import { call } from "./call.ts";
import { holdsMessages, runContained } from "./contained-run.ts";
import type { Actor, StepsContext } from "./define.ts";
import { PART_ROWS, type PartOfRows, readParts } from "./message-rows.ts";
import { cutByWeight } from "./message-target.ts";
import type { Message, MessagePart } from "./ports-messages.ts";
import { WHOLE_FILE } from "./ports-messages.ts";
import { type Doing, newDoing, noteFinding, noteRefusal, type RowOutcome } from "./row-outcome.ts";
import type { RowTarget } from "./row-target.ts";

type Run = {
  readonly context: StepsContext;
  readonly message: Message;
  readonly target: RowTarget;
  /**
   * The caller in the name of the message's party. A token's scopes were asked for the message, not
   * for what its rows are.
   */
  readonly actor: Actor;
};

/**
 * Does every row of the message that this attempt has not done. Refuses `call/busy` when a part could
 * not be done now: the same command sent again goes on there. Rows of no target are kept undone.
 */
export async function runMessage(
  context: StepsContext,
  message: Message,
  target: RowTarget | undefined,
  before: readonly Finding[],
): Promise<Result<true>> {
  const format = formatNamed(message.format);
  const whole = newDoing();
  const onFinding = (finding: Finding): void => note(whole, finding, message);
  before.forEach(onFinding);
  if (format !== undefined) {
    const done = holdsMessages(format.name)
      ? await runContained(context, message, format, onFinding)
      : await runParts(context, message, target, format, onFinding);
    if (!done.ok) return done;
  }
  await savePart(context, partOf(message, WHOLE_FILE, 0, whole));
  return ok(true);
}

async function runParts(
  context: StepsContext,
  message: Message,
  target: RowTarget | undefined,
  format: Format,
  onFinding: (finding: Finding) => void,
): Promise<Result<true>> {
  const actor = { ...context.actor, scopes: null, partyId: message.partyId };
  for await (const rows of readParts(context.ports.blobs, message, format, onFinding)) {
    const done =
      target === undefined
        ? await keepUndone(context, message, rows)
        : await doPart({ context, message, target, actor }, rows);
    if (!done.ok) return done;
  }
  return ok(true);
}

/** Rows that nobody here takes in wait until somebody does. */
async function keepUndone(
  context: StepsContext,
  message: Message,
  { part, rows }: PartOfRows,
): Promise<Result<true>> {
  const doing = newDoing(rows.map((row) => row.row));
  for (const row of rows) for (const finding of row.findings) note(doing, finding, message);
  await savePart(context, partOf(message, part, rows.length, doing));
  return ok(true);
}

async function doPart(run: Run, { part, rows }: PartOfRows): Promise<Result<true>> {
  const { context, message } = run;
  const { store } = context.ports;
  const before = await store.transaction((tx) => tx.messagePart(message.id, part));
  if (before?.attempt === message.attempts) return ok(true);
  const open = before === undefined ? undefined : new Set(before.undone);
  const doing = newDoing();
  const todo: Row<InputValue>[] = [];
  for (const row of rows) {
    for (const finding of row.findings) note(doing, finding, message);
    if (open !== undefined && !open.has(row.row)) continue;
    if (row.value === undefined) doing.undone.add(row.row);
    else todo.push(row);
  }
  for (const [group, together] of callsOf(run.target, todo).entries()) {
    const key = `${message.id}:${message.attempts}:${part}:${group}`;
    const done = await doRows(run, together, key, doing);
    if (!done.ok) return done;
  }
  await savePart(context, partOf(message, part, rows.length, doing));
  return ok(true);
}

/** Rows by what their target splits them by, then cut where they speak of too many pieces. */
function callsOf(
  target: RowTarget,
  rows: readonly Row<InputValue>[],
): readonly (readonly Row<InputValue>[])[] {
  const groups = Map.groupBy(rows, ({ value }) => (value && target.split?.(value)) ?? "");
  return [...groups.values()].flatMap((group) =>
    cutByWeight(
      arranged(target, group),
      ({ value }) => (value && target.weight?.(value)) ?? 1,
      PART_ROWS,
    ),
  );
}

function arranged(target: RowTarget, rows: readonly Row<InputValue>[]): readonly Row<InputValue>[] {
  if (target.depths === undefined) return rows;
  const depths = target.depths(valuesOf(rows));
  const order = rows.map((row, index) => ({ row, depth: depths[index] ?? 0 }));
  return order.sort((one, other) => one.depth - other.depth).map(({ row }) => row);
}

function valuesOf(rows: readonly Row<InputValue>[]): readonly InputValue[] {
  return rows.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** One call for rows that go together; its answer tells of each row what became of it. */
async function doRows(
  run: Run,
  rows: readonly Row<InputValue>[],
  key: string,
  doing: Doing,
): Promise<Result<true>> {
  const { context, message, target, actor } = run;
  const { ports } = context;
  const values = valuesOf(rows);
  const source = { messageId: message.id, partyId: message.partyId, ids: ports.ids };
  const answer = await call(ports, target.operation, actor, target.input(values, source), key);
  if (!answer.ok) {
    if (answer.refusal.code === "call/busy") return answer;
    for (const row of rows) refuseRow(doing, row, answer.refusal, message);
    return ok(true);
  }
  const { rows: answers } = answer.value as BatchAnswer & { rows: readonly RowOutcome[] };
  for (const one of answers) {
    const row = rows[one.row];
    if (row === undefined) continue;
    for (const finding of one.findings ?? []) note(doing, placed(finding, row), message);
    if (one.refusal === undefined) continue;
    if (message.corrects !== null && target.doneBefore?.includes(one.refusal.code)) {
      note(doing, placed({ code: one.refusal.code, severity: "warning", at: {} }, row), message);
    } else refuseRow(doing, row, one.refusal, message);
  }
  return ok(true);
}

/** A refused row waits in suspense, with every fault the refusal names. */
function refuseRow(doing: Doing, row: Row<InputValue>, refusal: Refusal, message: Message): void {
  doing.undone.add(row.row);
  noteRefusal(doing, refusal, (fault) => inWholeFile(placed(fault, row), message.firstRow));
}

function placed(finding: Finding, { row, line }: Row<InputValue>): Finding {
  return { ...finding, at: { ...finding.at, row, line } };
}

/** Its rows are those of the file that was sent. */
function note(doing: Doing, finding: Finding, message: Message): void {
  noteFinding(doing, inWholeFile(finding, message.firstRow));
}

/** Rows of a part that its sender cut count on from there; lines and bytes are those that were sent. */
function inWholeFile(finding: Finding, firstRow: number): Finding {
  const { row } = finding.at;
  if (firstRow === 1 || row === undefined) return finding;
  return { ...finding, at: { ...finding.at, row: row + firstRow - 1 } };
}

function partOf(message: Message, part: number, rowsRead: number, doing: Doing): MessagePart {
  return {
    messageId: message.id,
    part,
    attempt: message.attempts,
    rowsRead,
    undone: [...doing.undone].sort((a, b) => a - b),
    findings: doing.findings,
    findingsTotal: doing.found,
  };
}

async function savePart(context: StepsContext, part: MessagePart): Promise<void> {
  await context.ports.store.transaction((tx) => tx.saveMessagePart(part));
}
