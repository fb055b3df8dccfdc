/** How the auditor holds what the centre shows of a list's documents against what was sent. */
import type { ParcelEntry } from "./books.ts";
import { DOCUMENTS, hasDocuments } from "./documents.ts";

/** Rule books under which lists are held against documents. */
const MATCHED: ReadonlySet<string> = new Set(["9610", "1210", "1239"]);

/** What a shipment shows of them. */
export type ShownDocuments = {
  readonly regime: string;
  readonly documents: { readonly state: string } | null;
};

/** How a list must stand by what was sent for it. */
function standingOf({ documents }: ParcelEntry): string {
  if (DOCUMENTS.some((name) => !documents.has(name))) return "missing";
  return DOCUMENTS.every((name) => documents.get(name) === "right") ? "matched" : "differs";
}

/** How a list is shown to stand against its documents, and how it must; null where none are asked for. */
export function standings(
  entry: ParcelEntry,
  { regime, documents }: ShownDocuments,
): readonly [found: string | null, expected: string | null] {
  const isAsked = entry.lodged && hasDocuments(entry.parcel) && MATCHED.has(regime);
  return [documents?.state ?? null, isAsked ? standingOf(entry) : null];
}
