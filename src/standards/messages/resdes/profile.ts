/**
 * RESDES: what a destination post answers about a dispatch when its receptacles are scanned (UPU M13,
 * version 1.1). The UPU's own segment table is not public: this binding is an assumption on
 * UN/EDIFACT IFTSTA D.96A.
 */
import {
  bgm,
  cnt,
  cntWeight,
  consignments,
  dtm,
  ftx,
  loc,
  marked,
  mea,
  nadOperator,
  preparedAt,
  receptacles,
  statuses,
  upuIdentities,
} from "#standards/profiles/positions.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/**
 * Version 1.1. Status 74 received, 36 not found (announced and missing), 37 found (in excess); damage is
 * told by the reason. The weight is what was observed.
 */
export const resdes11 = {
  name: "resdes",
  message: "RESDES",
  version: "1.1",
  base: { type: "IFTSTA", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source: "UN/EDIFACT directory D.96A (IFTSTA); UPU M13 by name and version only",
  known: [
    "The message and its version: UPU M13 is RESDES 1.1.",
    "Tags, order and repetitions of IFTSTA in the directory D.96A.",
    "What is told: the dispatch and its receptacles as received, missing, in excess or damaged.",
  ],
  assumed: [
    "That RESDES keeps to IFTSTA D.96A.",
    "What UNH carries: RESDES:1:1:UP.",
    "Every binding of a value to a segment, and every qualifier.",
    "Status codes 74, 36 and 37 of the UN list for received, missing and in excess.",
  ],
  unh: upuIdentities("RESDES", "1", "1", "IFTSTA"),
  structure: [
    bgm("RESDES", "number", "an"),
    preparedAt(),
    nadOperator("FR", "sendingOperator"),
    nadOperator("MR", "receivingOperator"),
    consignments("dispatches", "dispatch", "s8", [
      cnt("11", "receptacleTotal"),
      cntWeight("weightTotal"),
      statuses({ oneOf: ["74", "36", "37"] }, [
        dtm(0, "334", "at"),
        ftx("AAI", "comment"),
        loc("14", "office"),
        receptacles(99, [mea("weight"), marked(1, "s9", "s9")]),
      ]),
    ]),
  ],
} as const satisfies Profile;

/** Dispatches as received. */
export type Resdes11 = ValueOf<typeof resdes11>;
