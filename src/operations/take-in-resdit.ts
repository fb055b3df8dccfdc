/**
 * Takes in RESDIT: a carrier's states of receptacles and load devices, or of all that travels under a
 * consignment where it names none. Of each state at a place the first counts.
 */
import type { Resdit11 } from "#standards/messages/resdit/profile.ts";
import { messageTarget } from "./message-target.ts";
import { receiptCalls } from "./receipt-reports.ts";
import { filled } from "./told.ts";

type Status = Resdit11["consignments"][number]["statuses"][number];

export const takeInResdit = messageTarget<Resdit11>({
  message: "resdit",
  calls: ({ carrier, consignments, preparedAt }, source) =>
    receiptCalls(
      consignments.map(({ consignment, statuses }) => ({
        told: filled({ consignment, carrier }),
        statuses: statuses.map((status) => ({ ...status, ...toldOf(status) })),
      })),
      preparedAt,
      source,
    ),
});

/** The conveyance and where it goes, of the first leg told. */
function toldOf({ place, containers, transports, carrier }: Status) {
  const [leg] = transports;
  return {
    office: place,
    containers,
    told: filled({ carrier, conveyance: leg?.conveyance, from: leg?.from, to: leg?.to }),
  };
}
