/** What the figures of the floor and of a shift ask of the record; readable rows only. */
import type { Id } from "#domain/events/event.ts";

/** Pieces here of which the gate asks the same: one of them judged is all of them judged. */
export type FloorGroup = {
  /** Code of the zone; empty where nobody said where they lie. */
  readonly zone: string;
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  /** What was decided, by authority. */
  readonly decisions: readonly { readonly authority: string; readonly purpose: string }[];
  readonly unpaid: boolean;
  readonly screening: string;
  readonly unfit: boolean;
  /** Its documents are asked for and do not match. */
  readonly unmatched: boolean;
  /** Kinds of the holds that reach them. */
  readonly kinds: readonly string[];
  readonly pieces: number;
  /** When the first of them arrived, epoch ms. */
  readonly oldestAt: number | null;
};

/** Something counted in a period, by stream and by the parties that may read it. */
export type ShiftFigure = {
  readonly figure: "passage-in" | "passage-out" | "released" | "held" | "met" | "duty";
  /** The purpose of an exit, the currency of a tax. */
  readonly detail: string | null;
  readonly stream: string;
  readonly readers: readonly Id[];
  readonly number: number;
  readonly assessedMinor: bigint;
  readonly waivedMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
};

/** A party that the caller may read. */
export type KnownParty = {
  readonly id: Id;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
};

export type FiguresView = {
  /** Every piece here, grouped; a zone is counted to `most`. */
  floorGroups(site: string, most: number): Promise<readonly FloorGroup[]>;
  /** What happened in [from, to), epoch ms. */
  shiftFigures(from: number, to: number): Promise<readonly ShiftFigure[]>;
  parties(): Promise<readonly KnownParty[]>;
};
