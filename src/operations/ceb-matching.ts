/**
 * What the dialogue does with lists whose documents were compared: what matches goes on to customs, what
 * differs is told to who declared it.
 */
import type { Id } from "#domain/events/event.ts";
import { infoOf } from "./ceb-answer.ts";
import { LIST } from "./ceb-find.ts";
import { type Answering, keepAndAnswer, sendOn } from "./ceb-work.ts";
import type { CallContext } from "./define.ts";
import type { Compared } from "./match-lists.ts";
import type { Dialogue } from "./ports-dialogue.ts";

/** By shipment; of lists that the dialogue knows nothing about nothing follows. */
export async function tellCompared(
  context: Pick<CallContext, "ports" | "now" | "tx">,
  compared: ReadonlyMap<Id, Compared>,
): Promise<void> {
  if (compared.size === 0) return;
  const { tx } = context;
  const all = await tx.dialoguesOf([...compared.keys()]);
  const work: Answering = { context, saved: new Map(), lines: [] };
  goOnMatched(work, all, compared);
  await tx.saveDialogues([...work.saved.values()]);
  if (work.lines.length > 0) await tx.queue(work.lines);
}

/** What matches goes on; what differs is told to who declared it. All rows of the lists are given. */
export function goOnMatched(
  work: Answering,
  all: readonly Dialogue[],
  compared: ReadonlyMap<Id, Compared>,
): void {
  const lists = all.filter(({ message }) => message === LIST);
  for (const one of lists.filter(({ state }) => state === "matching")) {
    const match = compared.get(one.shipmentId ?? "");
    if (match === undefined) continue;
    const { state: verdict } = match.standing;
    const isMatched = verdict === "matched";
    const facts = { ...one.facts, match: verdict };
    if (one.side === "theirs") {
      const state = isMatched ? ("answered" as const) : one.state;
      tellMatch(work, { ...one, facts, state }, match, ENTERED);
      continue;
    }
    const next: Dialogue = {
      ...one,
      version: one.version + 1,
      facts,
      info: infoOf(match.findings),
      state: isMatched ? "waiting" : "matching",
    };
    work.saved.set(next.id, next);
    if (isMatched) sendOn(work, next);
    const theirs = lists.find(
      ({ side, shipmentId }) => side === "theirs" && shipmentId === one.shipmentId,
    );
    if (theirs !== undefined) tellMatch(work, work.saved.get(theirs.id) ?? theirs, match);
  }
}

/** States (annex): being lodged with customs elsewhere, entered with customs here, returned. */
const LODGING = "2";
const ENTERED = "120";
const RETURNED = "100";

function tellMatch(
  work: Answering,
  theirs: Dialogue,
  { standing: { state }, findings }: Compared,
  onMatch: string = LODGING,
): void {
  if (state === "missing") return;
  const status = state === "matched" ? onMatch : RETURNED;
  if (theirs.status === status) return;
  const info = state === "matched" ? "" : infoOf(findings);
  keepAndAnswer(work, { ...theirs, status, info, statusAt: work.context.now });
}
