/**
 * RESDIT: what a carrier reports of consignments and receptacles (UPU M49 by hearsay, M20 before). The
 * UPU's own segment table is not public: this binding is an assumption on UN/EDIFACT IFTSTA D.96A.
 */
import { transportStates } from "#standards/codes/transport-codes.ts";
import {
  bgm,
  consignments,
  containers,
  dtm,
  ftx,
  leg,
  loc,
  marked,
  mea,
  nad,
  preparedAt,
  receptacles,
  rff,
  statuses,
  upuIdentities,
} from "#standards/profiles/positions.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/** Those of UN 9011 that mail is told in; a carrier's profile may state others. */
const STATES = transportStates.map(({ code }) => code);

/**
 * The version that goes with CARDIT 2.1. Codes are those of UN 9011; where a carrier means others,
 * its profile says so in `meanings` under `transport-states`.
 */
export const resdit11 = {
  name: "resdit",
  message: "RESDIT",
  version: "1.1",
  base: { type: "IFTSTA", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source:
    "UN/EDIFACT directory D.96A (IFTSTA); that RESDIT is an IFTSTA with CNI++consignment and STS++status",
  known: [
    "That RESDIT is an IFTSTA, with the consignment in CNI and the status in the second element of STS.",
    "Tags, order and repetitions of IFTSTA in the directory D.96A.",
    "The UN meaning of status codes; 74 and 21 are made from positive scans.",
  ],
  assumed: [
    "That the version that goes with CARDIT 2.1 is 1.1: its number is not known.",
    "What UNH carries: RESDIT:1:1:UP.",
    "Where time, place, transport and receptacles stand, and every qualifier but those of the base.",
  ],
  unh: upuIdentities("RESDIT", "1", "1", "IFTSTA"),
  structure: [
    bgm("RESDIT", "number", "an"),
    preparedAt(),
    nad("CA", "carrier"),
    consignments("consignments", "consignment", "an", [
      statuses({ codes: "transport-states", oneOf: STATES }, [
        rff("ACW", "messageReference"),
        dtm(1, "334", "at"),
        ftx("AAI", "comment"),
        nad("CA", "carrier"),
        loc("14", "place"),
        leg([
          loc("9", "from"),
          loc("11", "to"),
          dtm(0, "186", "departedAt"),
          dtm(0, "178", "arrivedAt"),
        ]),
        containers(),
        receptacles(99, [mea("weight"), marked(1, "s9", "s9")]),
      ]),
    ]),
  ],
} as const satisfies Profile;

/** States of consignments and receptacles at a carrier. */
export type Resdit11 = ValueOf<typeof resdit11>;
