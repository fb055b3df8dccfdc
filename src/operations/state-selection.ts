/**
 * What becomes of hits: one hold by customs, placed by the centre's clockwork with a public reason that
 * tells nothing, and the rules kept for officers. Notes place no hold and leave no other trace.
 */
import { type Hit, selectionOf } from "#domain/customs/risk/risk-rule.ts";
import type { Id } from "#domain/events/event.ts";
import { say } from "#words/codes.ts";
import { factWords, namesIn } from "#words/fact-words.ts";
import { LANGUAGES } from "#words/language.ts";
import { inAllLanguages } from "#words/texts.ts";
import type { CallContext } from "./define.ts";
import type { RiskHit } from "./ports-risk.ts";
import { PUBLIC_ACTOR } from "./sessions.ts";
import { stateHold } from "./state-hold.ts";
import type { Unit } from "./unit.ts";

/** The same for every rule, the random one too: who reads it learns nothing of the rules. */
const SELECTED_REASON = inAllLanguages("hold.selected");

/** What hit, and what is held for it. */
export type Selection = {
  readonly hits: readonly Hit[];
  readonly shipmentId: Id;
  readonly declarationId: Id | null;
  /** The piece that was weighed, which is held alone; null where the shipment is. */
  readonly itemId: Id | null;
  /** False where it has left: a hold and an exit never both succeed. */
  readonly here: boolean;
};

/** States the holds of selections whose targets are locked, and writes what hit. */
export async function stateSelections(
  context: CallContext,
  unit: Unit,
  selections: readonly Selection[],
): Promise<void> {
  const rows: RiskHit[] = [];
  const reasons: { holdId: Id; reason: string }[] = [];
  for (const selection of selections) {
    const holdId = holdFor(context, unit, selection);
    if (holdId !== null) reasons.push({ holdId, reason: reasonOf(selection.hits) });
    rows.push(...selection.hits.map((hit) => hitRow(context, selection, hit, holdId)));
  }
  if (rows.length === 0) return;
  await context.tx.restrictHolds(reasons);
  await context.tx.addHits(rows);
}

function holdFor(context: CallContext, unit: Unit, selection: Selection): Id | null {
  const { hits, shipmentId, itemId, here } = selection;
  const selected = selectionOf(hits);
  if (selected === undefined || !here) return null;
  const placed = {
    targetKind: itemId === null ? ("shipment" as const) : ("item" as const),
    targetId: itemId ?? shipmentId,
    authority: "customs",
    ...selected,
    publicReason: SELECTED_REASON,
    staysWithItem: false,
    fourEyes: false,
    endsAt: null,
  };
  return stateHold(context, unit, placed, PUBLIC_ACTOR.userId);
}

/** A line a language, each with every rule and what it found. */
function reasonOf(hits: readonly Hit[]): string {
  const lines = LANGUAGES.map((language) =>
    hits
      .map(({ rule: { id, version }, code, facts }) => {
        const said = say(language, code, factWords(code, facts, namesIn(language)));
        return `${id} (${version}): ${said.sentence}`;
      })
      .join(" "),
  );
  return lines.join("\n");
}

function hitRow(
  { ports, now }: CallContext,
  { shipmentId, declarationId, itemId }: Selection,
  { rule, code, facts }: Hit,
  holdId: Id | null,
): RiskHit {
  return {
    id: ports.ids.next(),
    shipmentId,
    declarationId,
    itemId,
    rule: rule.id,
    version: rule.version,
    code,
    action: rule.action,
    holdId: rule.action === "note" ? null : holdId,
    facts,
    reason: rule.reason,
    foundAt: now,
  };
}
