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
    const state = look(event.subject, event.subjectId);
    const readers = readersOf(state);
    for (const partner of told) {
      if (!readers.includes(partner.partyId)) continue;
      lines.push(lineOf(context, event, shipmentOf(event, state), partner.id));
    }
  }
  return lines;
}

function readersOf(state: object | undefined): readonly Id[] {
  return state !== undefined && "readers" in state ? (state.readers as readonly Id[]) : [];
}

/** The shipment that a piece belongs to, so that a shipment's lines can be joined to its pieces'. */
function shipmentOf(event: Event, state: object | undefined): Id | null {
  if (event.subject === "shipment") return event.subjectId;
  return state !== undefined && "shipmentId" in state ? (state.shipmentId as Id) : null;
}

function lineOf(
  context: CallContext,
  event: Event,
  shipmentId: Id | null,
  partnerId: Id,
): OutboxRow {
  return outboxLine(context, {
    partnerId,
    subjectId: event.subjectId,
    kind: "event-report",
    body: {
      eventKey: event.key,
      subject: event.subject,
      subjectId: event.subjectId,
      shipmentId,
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
