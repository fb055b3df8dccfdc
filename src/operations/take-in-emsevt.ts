/**
 * Takes in EMSEVT: each event of each item is recorded as a report. A name of who signed stays in the
 * message's own bytes, which are kept under the rule for person data.
 */
import { ITEM_EVENTS } from "#domain/events/reported.ts";
import type { Emsevt1, Emsevt3 } from "#standards/messages/emsevt/profile.ts";
import { PART_ROWS } from "./message-rows.ts";
import { cutByWeight, messageTarget } from "./message-target.ts";
import { recordReports } from "./record-reports.ts";
import { filled, writtenTime } from "./told.ts";

type Emsevt = Emsevt1 | Emsevt3;
type Item = Emsevt["items"][number];

export const takeInEmsevt = messageTarget<Emsevt>({
  message: "emsevt",
  calls: (value, { messageId }) => {
    const reports = value.items.flatMap((item) => item.events.map((event) => report(item, event)));
    return cutByWeight(reports, () => 1, PART_ROWS).map((some) => ({
      operation: recordReports,
      input: { reports: some, messageId },
      rows: some.length,
    }));
  },
});

function report({ item, nextOffice, destinationCountry }: Item, event: Item["events"][number]) {
  const { dispatch, receptacle, deliveryLocation } = event;
  const told = filled({ dispatch, receptacle, deliveryLocation, nextOffice, destinationCountry });
  return filled({
    code: item,
    kind: "item",
    list: ITEM_EVENTS,
    event: event.event,
    at: writtenTime(event.at),
    office: event.office,
    reason: event.reason,
    action: event.action,
    told: Object.keys(told).length === 0 ? undefined : told,
  });
}
