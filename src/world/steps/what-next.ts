/**
 * What comes next for a parcel after the floor scanned it: the answer names what stops it and who
 * can lift that, and the world sends whoever can. A blocker no one here answers for is a finding.
 */
import type { ParcelEntry } from "#world/books.ts";
import { type AnsweredRow, chanceOn, goOn, type Scene } from "#world/scene.ts";
import { TICKS_A_DAY } from "#world/world-clock.ts";

/** What stops a piece, as a scan or the gate answers it. */
export type AnsweredBlocker = {
  readonly code: string;
  readonly liftedBy: string;
  readonly holdId?: string;
};

/** Blockers in the order in which they are dealt with, and the errand each is dealt with by. */
const ERRANDS: readonly (readonly [code: string, liftedBy: string | null, errand: string])[] = [
  ["ordered-otherwise", null, "send-back"],
  ["not-declared", null, "claim"],
  ["documents-missing", null, "documents"],
  ["documents-differ", null, "documents"],
  ["regime-unfit", null, "mend-declaration"],
  ["screening-pending", null, "screen"],
  ["held", "quarantine", "lift"],
  ["held", "customs", "examine"],
  ["held", "operator", "lift"],
  ["not-released", "customs", "decide"],
  ["duty-unpaid", null, "pay"],
];

/** The blockers of an answered row. */
export function blockersOf(row: AnsweredRow): readonly AnsweredBlocker[] {
  return (row["blockers"] as readonly AnsweredBlocker[] | undefined) ?? [];
}

/** Sends for whoever lifts the first blocker; without any the parcel goes on to `free`. */
export function whatNext(
  scene: Scene,
  entry: ParcelEntry,
  blockers: readonly AnsweredBlocker[],
  free: string,
): void {
  if (blockers.length === 0) {
    goOn(scene, entry, free, 1 + chanceOn(scene, entry, free).below(3));
    return;
  }
  const errand = ERRANDS.find(([code, liftedBy]) =>
    blockers.some((one) => one.code === code && (liftedBy ?? one.liftedBy) === one.liftedBy),
  )?.[2];
  if (errand === undefined) {
    const about = entry.parcel.codes[0] ?? "";
    scene.books.find({ code: "audit/nobody-lifts", about, found: blockers });
    return;
  }
  const spread = errand === "documents" ? TICKS_A_DAY : 6;
  goOn(scene, entry, errand, 1 + chanceOn(scene, entry, `${errand}-after`).below(spread));
}

/** Holds that the centre placed by itself are known from the first answer that names them. */
export function noteHolds(
  entry: ParcelEntry,
  code: string,
  blockers: readonly AnsweredBlocker[],
): void {
  for (const { holdId: id, liftedBy } of blockers) {
    if (id === undefined) continue;
    const known = entry.holds.get(id);
    const reaches = known?.reaches ?? new Set<string>();
    reaches.add(code);
    if (known !== undefined) continue;
    entry.holds.set(id, { id, authority: liftedBy, reaches, endsTick: null, lifted: false });
  }
}
