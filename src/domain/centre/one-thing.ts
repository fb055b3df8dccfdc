/**
 * Of all that stops an exit, the one thing to do first, and who can do it: what a clerk's desk shows
 * beside a stuck shipment. Things that the declarant's side can do come before waiting for others.
 */
import type { Blocker, BlockerCode } from "./may-leave.ts";

export const THINGS = ["declare", "correct", "send", "pay", "answer", "act", "wait"] as const;
/** `send` is having documents sent; `answer` is answering what a hold asks; `act` is the floor's; `wait` is another's decision. */
export type Thing = (typeof THINGS)[number];

export type OneThing = {
  readonly thing: Thing;
  /** Who does it: an authority, `operator`, `declarant` or `payer`. */
  readonly by: string;
  readonly blocker: Blocker;
};

const THING_OF: Readonly<Record<BlockerCode, Thing>> = {
  "not-declared": "declare",
  "regime-unfit": "correct",
  "documents-missing": "send",
  "documents-differ": "correct",
  "duty-unpaid": "pay",
  held: "answer",
  "not-here": "act",
  "wrong-direction": "act",
  "nested-too-deep": "act",
  "ordered-otherwise": "act",
  "screening-pending": "wait",
  "not-released": "wait",
  "no-order": "wait",
};

/** The first thing that frees it; undefined where nothing stops it. */
export function oneThing(blockers: readonly Blocker[]): OneThing | undefined {
  const things = blockers.map((blocker): OneThing => {
    const own = blocker.code === "held" && blocker.liftedBy === "operator";
    return { thing: own ? "act" : THING_OF[blocker.code], by: blocker.liftedBy, blocker };
  });
  return things.toSorted((a, b) => THINGS.indexOf(a.thing) - THINGS.indexOf(b.thing))[0];
}
