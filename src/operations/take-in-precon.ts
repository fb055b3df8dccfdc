/**
 * Takes in PRECON: the containers of a consignment between posts are announced by S9 and travel under
 * its number. What is in them is the affair of the dispatch's own announcement.
 */
import type { Precon11 } from "#standards/messages/precon/profile.ts";
import { consignmentCalls } from "./announced-message.ts";
import { messageTarget } from "./message-target.ts";

export const takeInPrecon = messageTarget<Precon11>({
  message: "precon",
  calls: consignmentCalls,
});
