/**
 * Keeps a file's counts, findings and state in step with its messages, when one of them is corrected or
 * done again by itself.
 */
import type { Finding } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { Tx } from "./ports.ts";
import type { MessageState, PartSums } from "./ports-messages.ts";
import { KEPT_FINDINGS } from "./row-outcome.ts";

/** Messages of a file in one part: their values lie in memory together. */
export const PART_MESSAGES = 50;

/** What became of one row of a file. */
export type Settled = {
  readonly isDone: boolean;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
};

/** All done, a part of it, or nothing: then a person looks at it. */
export function stateOf(sums: PartSums): MessageState {
  const done = sums.rowsRead - sums.rowsUndone;
  if (sums.rowsUndone === 0 && !sums.fileDamaged) return done > 0 ? "taken-in" : "suspense";
  return done > 0 ? "part" : "suspense";
}

/** Writes the new outcome of a row into its part, and the file's sums unless it is still being done. */
export async function settleRow(tx: Tx, fileId: Id, row: number, now: Settled): Promise<void> {
  const file = await tx.lockMessage(fileId);
  const before = await tx.messagePart(fileId, partOf(row));
  if (file === undefined || before === undefined) return;
  const others = before.findings.filter(({ at }) => at.row !== row);
  const undone = before.undone.filter((one) => one !== row);
  const findings = [...others, ...now.findings].slice(0, KEPT_FINDINGS);
  await tx.saveMessagePart({
    ...before,
    undone: now.isDone ? undone : [...undone, row].sort((a, b) => a - b),
    findings,
    findingsTotal:
      before.findingsTotal - (before.findings.length - others.length) + now.findingsTotal,
  });
  if (file.state === "received" || file.state === "replaced") return;
  const sums = await tx.sumMessageParts(fileId, KEPT_FINDINGS);
  await tx.saveMessage({
    ...file,
    state: stateOf(sums),
    rowsDone: sums.rowsRead - sums.rowsUndone,
    rowsRefused: sums.rowsUndone,
    findings: sums.findings,
    findingsTotal: sums.findingsTotal,
  });
}

/** The part of a file that one of its messages lies in. */
export function partOf(row: number): number {
  return Math.floor((row - 1) / PART_MESSAGES);
}
