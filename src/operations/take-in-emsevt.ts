/**
 * Takes in EMSEVT: each event of each item is recorded as a report. A name of who signed stays in the
 * message's own bytes, which are kept under the rule for person data.
 */
import { ITEM_EVENTS } from "#domain/events/reported.ts";
import type { Emsevt1, Emsevt3 } from "#standards/messages/emsevt/profile.ts";
import { meaningOf } from "#standards/profiles/profile.ts";
import { type MessageSource, messageTarget } from "./message-target.ts";
import { reportCalls } from "./receipt-reports.ts";
import { filled, writtenTime } from "./told.ts";

type Emsevt = Emsevt1 | Emsevt3;
type Item = Emsevt["items"][number];

export const takeInEmsevt = messageTarget<Emsevt>({
  message: "emsevt",
  calls: (value, source) => {
    const reports = value.items.flatMap((item) =>
      item.events.map((event) => ({
        report: report(item, event, source),
        place: { of: item, key: "item" },
      })),
    );
    return reportCalls(reports, source.messageId);
  },
});

function report(
  { item, nextOffice, destinationCountry }: Item,
  event: Item["events"][number],
  source: MessageSource,
) {
  const { dispatch, receptacle, deliveryLocation } = event;
  const meant = meaningOf(source, ITEM_EVENTS, event.event);
  const told = filled({
    dispatch,
    receptacle,
    deliveryLocation,
    nextOffice,
    destinationCountry,
    event: meant === event.event ? undefined : event.event,
  });
  return filled({
    code: item,
    kind: "item",
    list: ITEM_EVENTS,
    event: meant,
    at: writtenTime(event.at),
    office: event.office,
    reason: event.reason,
    action: event.action,
    told: Object.keys(told).length === 0 ? undefined : told,
  });
}
