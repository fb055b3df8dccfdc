/**
 * The platform, the payment firm and the carrier send the documents of an order before its list is
 * lodged; what is late or was wrong comes once the list was found waiting for it.
 */
import { groupBy } from "#base/group-by.ts";
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { DOCUMENTS, type DocumentName, documentOf, faultsOf, SENDERS } from "#world/documents.ts";
import { batchDeeds, goOn, type Scene, type Step } from "#world/scene.ts";

type Sent = { readonly entry: ParcelEntry; readonly kind: DocumentName; readonly isWrong: boolean };

export const documents: Step = {
  kind: "documents",
  deeds(scene, entries) {
    const sent = entries.flatMap((entry) => sentNow(scene, entry));
    const bySender = groupBy(sent, ({ kind }) => SENDERS[kind].login);
    return [...bySender].flatMap(([who, own]) => sendDeeds(scene, who, own));
  },
};

/** What is not here yet as it should be; the first time but for what is late, and wrong where it is. */
function sentNow(scene: Scene, entry: ParcelEntry): readonly Sent[] {
  const { parcel, lodged, done } = entry;
  const isFirst = !lodged && !done.has("documents");
  const { late, wrong } = faultsOf(scene.seed, parcel);
  const sent = DOCUMENTS.filter((kind) => entry.documents.get(kind) !== "right")
    .filter((kind) => !isFirst || kind !== late)
    .map((kind) => ({ entry, kind, isWrong: isFirst && kind === wrong }));
  done.add("documents");
  if (sent.length > 0) goOn(scene, entry, lodged ? "scan" : "lodge", 1);
  // All are here, and yet its list waits.
  else scene.books.find({ code: "audit/documents-differ", about: parcel.codes[0] ?? "" });
  return sent;
}

function sendDeeds(scene: Scene, who: string, sent: readonly Sent[]): readonly Deed[] {
  const statedAt = scene.clock.timeText;
  return batchDeeds(scene, {
    name: `documents/${who}`,
    who,
    operation: "keep-documents",
    field: "documents",
    rows: sent.map((of) => ({
      of,
      entry: of.entry,
      row: documentOf(of.entry.parcel, of.kind, { isWrong: of.isWrong, statedAt }),
    })),
    // A platform's first order decides whether its lists are asked for theirs.
    ordered: true,
    heard({ entry, kind, isWrong }, answer) {
      if (answer.refusal !== undefined) return false;
      entry.documents.set(kind, isWrong ? "wrong" : "right");
      return true;
    },
  });
}
