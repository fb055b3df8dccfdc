/**
 * PRECON: what an origin post announces of a consignment when it is closed (UPU M10, version 1.1). The
 * UPU's own segment table is not public: this binding is an assumption on UN/EDIFACT IFCSUM D.96A.
 */
import {
  bgm,
  cnt,
  cntWeight,
  consignments,
  containers,
  dtm,
  ftx,
  gds,
  han,
  leg,
  loc,
  marked,
  mea,
  nad,
  nadOperator,
  preparedAt,
  receptacles,
  rff,
  upuIdentities,
} from "#standards/profiles/positions.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/** Version 1.1. One CNI for each dispatch of the consignment, one GID for each receptacle. */
export const precon11 = {
  name: "precon",
  message: "PRECON",
  version: "1.1",
  base: { type: "IFCSUM", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source: "UN/EDIFACT directory D.96A (IFCSUM); UPU M10 by name and version only",
  known: [
    "The message and its version: UPU M10 is PRECON 1.1.",
    "Tags, order and repetitions of IFCSUM in the directory D.96A.",
    "That it is sent on closure of the consignment, before the flight arrives.",
  ],
  assumed: [
    "That PRECON keeps to IFCSUM D.96A.",
    "What UNH carries: PRECON:1:1:UP.",
    "Every binding of a value to a segment, and every qualifier.",
  ],
  unh: upuIdentities("PRECON", "1", "1", "IFCSUM"),
  structure: [
    bgm("PRECON", "consignment", "an"),
    preparedAt(),
    dtm(0, "7", "closedAt"),
    ftx("AAI", "comment"),
    cnt("11", "receptacleTotal"),
    cntWeight("weightTotal"),
    leg([
      loc("9", "from"),
      loc("11", "to"),
      dtm(0, "189", "departsAt"),
      dtm(0, "232", "arrivesAt"),
    ]),
    nadOperator("FR", "originOperator"),
    nadOperator("MR", "destinationOperator"),
    nad("CA", "carrier"),
    containers(),
    consignments("dispatches", "dispatch", "s8", [
      receptacles(999, [
        han("handlingClass"),
        ftx("AAI", "comment"),
        gds("contentFormat", "content-formats"),
        mea("weight"),
        rff("SN", "seal"),
        rff("AAQ", "container"),
        marked(1, "s9", "s9"),
      ]),
    ]),
  ],
} as const satisfies Profile;

/** A consignment as announced. */
export type Precon11 = ValueOf<typeof precon11>;
