/** The one identifier of a scheme that a subject is told of by: the newest that is live and not in dispute. */
import type { Id } from "#domain/events/event.ts";
import type { Tx } from "./ports.ts";

/** By subject; a subject without one is left out. */
export async function codesOf(
  tx: Tx,
  ids: readonly Id[],
  scheme: "s10" | "s9",
): Promise<ReadonlyMap<Id, string>> {
  const live = (await tx.identifiersOf(ids))
    .filter((one) => one.scheme === scheme && one.freedAt === null && !one.contested)
    .sort((one, other) => one.validFrom - other.validFrom);
  return new Map(live.map((one) => [one.subjectId, one.normalised]));
}
