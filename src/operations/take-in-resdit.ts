/**
 * Takes in RESDIT: a carrier's states of receptacles and load devices, or of all that travels under a
 * consignment where it names none. Of each state at a place the first counts. A state of which the
 * carrier's profile means another is recorded as that one, the code as received beside it.
 */
import type { Resdit11 } from "#standards/messages/resdit/profile.ts";
import { meaningOf } from "#standards/profiles/profile.ts";
import { type MessageSource, messageTarget } from "./message-target.ts";
import { receiptCalls, STATES } from "./receipt-reports.ts";
import { filled } from "./told.ts";

type Status = Resdit11["consignments"][number]["statuses"][number];

export const takeInResdit = messageTarget<Resdit11>({
  message: "resdit",
  calls: ({ carrier, consignments, preparedAt }, source) =>
    receiptCalls(
      consignments.map(({ consignment, statuses }) => ({
        told: filled({ consignment, carrier }),
        statuses: statuses.map((status) => ({ ...status, ...toldOf(status, source), of: status })),
      })),
      preparedAt,
      source,
    ),
});

/** What the state means, and the conveyance and where it goes, of the first leg told. */
function toldOf(
  { status: received, place, containers, transports, carrier }: Status,
  source: MessageSource,
) {
  const [leg] = transports;
  const status = meaningOf(source, STATES, received);
  const as = status === received ? undefined : received;
  return {
    status,
    office: place,
    containers,
    told: filled({
      carrier,
      conveyance: leg?.conveyance,
      from: leg?.from,
      to: leg?.to,
      status: as,
    }),
  };
}
