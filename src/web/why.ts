/** Blockers, findings and refusals of one piece as sentences: why it stays, and who can change it. */
import type { Blocker } from "#domain/centre/may-leave.ts";
import type { ScanRow } from "./answers.ts";
import type { Speaking } from "./speaking.tsx";

/** The one act that frees from a blocker, and who does it. */
export function freesLine({ named }: Pick<Speaking, "named">, { code, liftedBy }: Blocker): string {
  return named("frees", code, { actor: named("actor", liftedBy) });
}

/** A blocker as words: what stops, and the one act that frees it. */
export function blockerLine({ named }: Speaking, blocker: Blocker): string {
  const documents = blocker.documents?.map((one) => named("document", one)).join(", ");
  const what = named("blocker", blocker.code, { reason: blocker.reason, documents });
  return `${what} – ${freesLine({ named }, blocker)}`;
}

/** Everything worth telling about one scanned piece, without repeats. */
export function whyLines(speaking: Speaking, row: ScanRow): readonly string[] {
  const lines = (row.blockers ?? []).map((blocker) => blockerLine(speaking, blocker));
  if (row.refusal !== undefined) {
    const said = speaking.say(row.refusal);
    lines.push(said.sentence, said.todo);
  }
  for (const { code, found, expected } of row.findings ?? []) {
    const said = speaking.say({ code, facts: { found, expected } });
    lines.push(speaking.colon(speaking.t("scan.finding"), said.sentence));
  }
  return [...new Set(lines)].filter((line) => line !== "");
}
