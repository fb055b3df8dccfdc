/** The notes of one reader, and the fast walk that has them while a message is read, if there is one. */
import type { Cursor } from "#standards/edifact/cursor.ts";
import { type FastWalk, fastWalkOf, notesOf, type WalkNotes, walkTableOf } from "./fast-walk.ts";
import type { HeldSegments } from "./held-segments.ts";
import type { LazyPlan } from "./lazy-values.ts";
import type { Plan } from "./plan.ts";

export class WalkUse {
  readonly #plan: Plan;
  readonly #lazy: LazyPlan | undefined;
  readonly #own: WalkNotes;
  #walk: FastWalk | undefined;
  /** It was asked for in this message. */
  #isAsked = false;
  /** In use: its own, or those of a walk. */
  notes: WalkNotes;

  /** `fields` is the number of fields of the profile. */
  constructor(plan: Plan, lazy: LazyPlan | undefined, fields: number) {
    this.#plan = plan;
    this.#lazy = lazy;
    this.#own = notesOf(plan.nodes, fields);
    this.notes = this.#own;
  }

  /** Begins a message. */
  begin(): void {
    this.#walk = undefined;
    this.#isAsked = false;
    this.notes = this.#own;
    this.notes.counts.fill(0);
  }

  /** What walks over the cursor's window, if it can be had; from now on it has the notes. */
  walkIn({ window: { memory }, marks }: Cursor, held: HeldSegments): FastWalk | undefined {
    if (this.#isAsked) return this.#walk;
    this.#isAsked = true;
    if (this.#lazy === undefined || memory === undefined || marks === undefined) return undefined;
    const table = walkTableOf(this.#plan.nodes, this.#lazy.slots, marks);
    const walk = table === undefined ? undefined : fastWalkOf(memory);
    if (table === undefined || walk === undefined) return undefined;
    walk.take(table, this.notes);
    held.useSlots(walk.slots);
    this.notes = walk.notes;
    this.#walk = walk;
    return walk;
  }

  /** Ends the message: another may have the walk before the next one of this reader. */
  end(): void {
    this.#walk?.giveBack(this.#own);
  }
}
