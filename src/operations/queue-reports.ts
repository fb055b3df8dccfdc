/** Queues the event report for partners that asked for it, in the transaction of the events. */
import type { Event, Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { OutboxRow } from "./ports-messages.ts";

/** Events of these kinds are told to partners; holds and declarations never are. */
const REPORTED = new Set(["item", "shipment", "container"]);

/** One row per event and partner whose party may read the subject; enforcement data never. */
export async function queueReports(
  context: CallContext,
  events: readonly Event[],
  readersOf: (event: Event) => readonly Id[],
): Promise<void> {
  const partners = (await context.tx.partners()).filter((partner) => partner.reports);
  if (partners.length === 0) return;
  const rows: OutboxRow[] = [];
  for (const event of events) {
    if (!REPORTED.has(event.subject) || event.sensitivity > 1) continue;
    const readers = readersOf(event);
    for (const partner of partners) {
      if (readers.includes(partner.partyId)) rows.push(lineOf(context, event, partner.id));
    }
  }
  if (rows.length > 0) await context.tx.queue(rows);
}

function lineOf(context: CallContext, event: Event, partnerId: Id): OutboxRow {
  return {
    id: context.ports.ids.next(),
    partnerId,
    subjectId: event.subjectId,
    kind: "event-report",
    body: {
      eventKey: event.key,
      subject: event.subject,
      subjectId: event.subjectId,
      version: event.version,
      type: event.type,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      site: event.site,
      place: event.place ?? null,
    },
    queuedAt: context.now,
    ordinal: event.version,
    attempts: 0,
  };
}
