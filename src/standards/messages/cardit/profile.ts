/**
 * CARDIT: what an origin post tells a carrier of a consignment before it is tendered (UPU M48, version
 * 2.1). The UPU's own segment table is not public: this binding is an assumption on UN/EDIFACT IFCSUM
 * D.96A.
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
import type { Position, Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/** `FTX+SEC+++status:method:issuer:time:exemption`: how the mail was made secure, and who says so. */
const security = {
  tag: "FTX",
  min: 0,
  max: 9,
  when: [{ element: 0, is: "SEC" }],
  fields: {
    status: { element: 3, kind: "code", max: 70, required: true },
    method: { element: 3, component: 1, kind: "code", max: 70 },
    issuer: { element: 3, component: 2, kind: "an", max: 70 },
    /** Local time at the issuer, CCYYMMDDHHMM. */
    issuedAt: { element: 3, component: 3, kind: "n", max: 12 },
    exemption: { element: 3, component: 4, kind: "code", max: 70 },
  },
  group: { name: "security", many: true, children: [] },
} as const satisfies Position;

/** `DGS+regulations+class+number` (8273, C205, C234): dangerous goods in a receptacle. */
const dangerousGoods = {
  tag: "DGS",
  min: 0,
  max: 9,
  fields: {
    regulations: { element: 0, kind: "code", max: 3, required: true },
    hazard: { element: 1, kind: "an", max: 7 },
    unNumber: { element: 2, kind: "n", max: 4 },
  },
  group: { name: "dangerousGoods", many: true, children: [] },
} as const satisfies Position;

/** Version 2.1. One CNI for each dispatch of the consignment, one GID for each receptacle. */
export const cardit21 = {
  name: "cardit",
  message: "CARDIT",
  version: "2.1",
  base: { type: "IFCSUM", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source: "UN/EDIFACT directory D.96A (IFCSUM); UPU M48 by name and version only",
  known: [
    "The message and its version: UPU M48 is CARDIT 2.1.",
    "Tags, order and repetitions of IFCSUM in the directory D.96A.",
    "That it is the twin of the delivery bills CN 37, CN 38, CN 41 and CN 47, with routing and receptacles.",
    "That it is sent on closure of the consignment, always before tender.",
  ],
  assumed: [
    "That CARDIT keeps to IFCSUM D.96A.",
    "What UNH carries: CARDIT:2:1:UP.",
    "Every binding of a value to a segment, and every qualifier.",
    "That security status is told as text of five parts under the subject SEC.",
  ],
  unh: upuIdentities("CARDIT", "2", "1", "IFCSUM"),
  structure: [
    bgm("CARDIT", "consignment", "an"),
    preparedAt(),
    dtm(0, "7", "closedAt"),
    ftx("AAI", "comment"),
    security,
    cnt("11", "receptacleTotal"),
    cntWeight("weightTotal"),
    rff("CT", "contract"),
    rff("ADE", "account"),
    rff("ACW", "messageReference"),
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
        dangerousGoods,
      ]),
    ]),
  ],
} as const satisfies Profile;

/** A consignment as told to its carrier. */
export type Cardit21 = ValueOf<typeof cardit21>;
