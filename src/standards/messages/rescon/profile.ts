/**
 * RESCON: what a destination post answers about a consignment when its receptacles are scanned (UPU
 * M12, version 1.1). The UPU's own segment table is not public: this binding is an assumption on
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

/** Version 1.1. Status 74 received, 36 not found (announced and missing), 37 found (in excess). */
export const rescon11 = {
  name: "rescon",
  message: "RESCON",
  version: "1.1",
  base: { type: "IFTSTA", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source: "UN/EDIFACT directory D.96A (IFTSTA); UPU M12 by name and version only",
  known: [
    "The message and its version: UPU M12 is RESCON 1.1.",
    "Tags, order and repetitions of IFTSTA in the directory D.96A.",
    "That it is sent after the receptacles of a consignment are scanned.",
  ],
  assumed: [
    "That RESCON keeps to IFTSTA D.96A.",
    "What UNH carries: RESCON:1:1:UP.",
    "Every binding of a value to a segment, and every qualifier.",
    "Status codes 74, 36 and 37 of the UN list for received, missing and in excess.",
  ],
  unh: upuIdentities("RESCON", "1", "1", "IFTSTA"),
  structure: [
    bgm("RESCON", "number", "an"),
    preparedAt(),
    nadOperator("FR", "sendingOperator"),
    nadOperator("MR", "receivingOperator"),
    consignments("consignments", "consignment", "an", [
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

/** Consignments as received. */
export type Rescon11 = ValueOf<typeof rescon11>;
