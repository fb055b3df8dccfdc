/**
 * Takes in CARDIT: the receptacles tendered to a carrier are announced under their consignment, in the
 * load devices around them. A replacement amends, a cancellation withdraws what has not arrived.
 */
import type { Cardit21 } from "#standards/messages/cardit/profile.ts";
import { consignmentCalls } from "./announced-message.ts";
import { messageTarget } from "./message-target.ts";

export const takeInCardit = messageTarget<Cardit21>({
  message: "cardit",
  calls: consignmentCalls,
});
