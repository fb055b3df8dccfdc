/** The lines of the event report for partners that asked for it. */
import type { Event, Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { Look } from "./happening.ts";
import { outboxLine } from "./outbox-line.ts";
import type { OutboxRow, Partner } from "./ports-messages.ts";

/** Events of these kinds are told to partners; holds and declarations never are. */
const REPORTED = new Set(["item", "shipment", "container"]);

/** One line per event and partner whose party may read the subject; enforcement data never. */
export function reportLines(
  context: CallContext,
  events: readonly Event[],
  partners: readonly Partner[],
  look: Look,
): OutboxRow[] {
  const told = partners.filter((partner) => partner.reports);
  const lines: OutboxRow[] = [];
  if (told.length === 0) return lines;
  for (const event of events) {
    if (!REPORTED.has(event.subject) || event.sensitivity > 1) continue;
    const readers = readersOf(look(event.subject, event.subjectId));
    for (const partner of told) {
      if (readers.includes(partner.partyId)) lines.push(lineOf(context, event, partner.id));
    }
  }
  return lines;
}

function readersOf(state: object | undefined): readonly Id[] {
  return state !== undefined && "readers" in state ? (state.readers as readonly Id[]) : [];
}

function lineOf(context: CallContext, event: Event, partnerId: Id): OutboxRow {
  return outboxLine(context, {
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
    ordinal: event.version,
  });
}
