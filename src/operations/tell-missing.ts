/** Tells partners which receptacles of a dispatch did not come in the time that was given to them. */
import type { Id } from "#domain/events/event.ts";
import { DISPATCH_MISSING } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import type { Happened } from "./happening.ts";
import type { Deadline, Tx } from "./ports.ts";
import type { Receptacle } from "./ports-outgoing.ts";
import { tellings, toldLines } from "./queue-outgoing.ts";

/**
 * Queues a line for each receptacle that is still expected; once for a partner and dispatch. They are
 * locked: an arrival told at the same time would else be told before what is missing.
 */
export async function tellMissing(context: CallContext, due: readonly Deadline[]): Promise<void> {
  if (due.length === 0) return;
  const { tx } = context;
  const all = await tellings(context, await tx.partners());
  const done = new Set<Id>();
  for (const { subjectId, facts } of due) {
    if (done.has(subjectId)) continue;
    done.add(subjectId);
    const known = await tx.receptaclesOf(String(facts["dispatch"]));
    const missing = await stillExpected(tx, known);
    for (const telling of all) {
      const partners = telling.partners.filter(({ id }) => id === facts["partnerId"]);
      const happened = missing.map((one) => missingNow(context, one));
      const lines = toldLines(context, { ...telling, partners }, happened);
      if (lines.length > 0) await tx.queue(lines);
    }
  }
  await tx.dropDeadlines([...done], DISPATCH_MISSING);
}

async function stillExpected(tx: Tx, known: readonly Receptacle[]): Promise<readonly Receptacle[]> {
  const expected = known.filter(({ status }) => status === "expected");
  if (expected.length === 0) return expected;
  const ids = expected.map(({ id }) => id);
  const now = await tx.share("container", ids);
  return expected.filter(({ id }) => now.get(id)?.status === "expected");
}

function missingNow({ ports, now }: CallContext, one: Receptacle): Happened {
  const { id: subjectId, code, readers, version } = one;
  const eventKey = ports.ids.next();
  const at = { occurredAt: now, ordinal: version, direction: "import" };
  return { subjectId, eventKey, code, readers, what: "missing", ...at };
}
