/**
 * Matches the lists that wait for their documents: what matches goes on to customs, what differs is told
 * to who declared it.
 */
import type { Finding } from "#base/result.ts";
import { infoOf } from "./ceb-answer.ts";
import { LIST } from "./ceb-find.ts";
import { type KeptList, listIn, matchLists } from "./ceb-match.ts";
import { type DialogueWork, keepAndAnswer, sendOn } from "./ceb-work.ts";
import type { Dialogue } from "./ports-dialogue.ts";

/** Lists that wait for the documents of these orders, those of this turn among them. */
export async function matchWaiting(work: DialogueWork, orders: readonly string[]): Promise<void> {
  const stored = await work.tx.dialoguesMatching([...new Set(orders)]);
  const now = new Map(stored.map((one) => [one.id, one]));
  for (const one of work.saved.values()) if (one.state === "matching") now.set(one.id, one);
  const waiting = [...now.values()].flatMap((one) => {
    const list = listIn(one);
    return list === undefined ? [] : [{ one: work.saved.get(one.id) ?? one, list }];
  });
  await matchThese(work, waiting);
}

type Waiting = { readonly one: Dialogue; readonly list: KeptList };

/** What matches goes on; what differs is told to who declared it. */
async function matchThese(work: DialogueWork, waiting: readonly Waiting[]): Promise<void> {
  if (waiting.length === 0) return;
  const matches = await matchLists(
    work.tx,
    waiting.map(({ list }) => list),
  );
  const told = await theirsOf(work, waiting);
  for (const [at, { one }] of waiting.entries()) {
    const match = matches[at];
    if (match === undefined) continue;
    const facts = { ...one.facts, match: match.verdict };
    const matched = match.verdict === "matched";
    if (one.side === "theirs") {
      const state = matched ? ("answered" as const) : one.state;
      tellMatch(work, { ...one, facts, state }, match.verdict, match.findings, ENTERED);
      continue;
    }
    const next: Dialogue = {
      ...one,
      version: one.version + 1,
      facts,
      info: infoOf(match.findings),
      state: matched ? "waiting" : "matching",
    };
    work.saved.set(next.id, next);
    if (matched) sendOn(work, next);
    const theirs = told.find(({ shipmentId }) => shipmentId === one.shipmentId);
    if (theirs !== undefined && one.shipmentId !== null)
      tellMatch(work, theirs, match.verdict, match.findings);
  }
}

/** The declarants' own rows of these lists. */
async function theirsOf(
  work: DialogueWork,
  waiting: readonly Waiting[],
): Promise<readonly Dialogue[]> {
  const shipments = waiting.flatMap(({ one }) => one.shipmentId ?? []);
  const stored = await work.tx.dialoguesOf(shipments);
  const fresh = [...work.saved.values()].filter(({ id }) => !stored.some((one) => one.id === id));
  return [...stored.map((one) => work.saved.get(one.id) ?? one), ...fresh].filter(
    ({ side, message }) => side === "theirs" && message === LIST,
  );
}

/** States (annex): being lodged with customs elsewhere, entered with customs here, returned. */
const LODGING = "2";
const ENTERED = "120";
const RETURNED = "100";

function tellMatch(
  work: DialogueWork,
  theirs: Dialogue,
  verdict: "missing" | "differs" | "matched",
  findings: readonly Finding[],
  onMatch: string = LODGING,
): void {
  if (verdict === "missing") return;
  const status = verdict === "matched" ? onMatch : RETURNED;
  if (theirs.status === status) return;
  const info = verdict === "matched" ? "" : infoOf(findings);
  keepAndAnswer(work, { ...theirs, status, info, statusAt: work.context.now });
}
