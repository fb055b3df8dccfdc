/**
 * PREDES: what an origin post announces of a dispatch when it is closed (UPU M41, version 2.1). The
 * UPU's own segment table is not public: this binding is an assumption on UN/EDIFACT IFCSUM D.96A.
 */
import {
  cnt,
  cntWeight,
  dtm,
  ftx,
  ftxCode,
  gds,
  han,
  leg,
  loc,
  locCode,
  marked,
  mea,
  moa,
  nadOperator,
  preparedAt,
  rff,
  seals,
  upuIdentities,
} from "#standards/profiles/positions.ts";
import type { Position, Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/** `GID+1+1:type`: the receptacle itself. */
const receptacle = {
  tag: "GID",
  min: 1,
  max: 1,
  when: [{ element: 1, is: "1" }],
  fields: {
    number: { element: 0, kind: "sequence", max: 5 },
    type: {
      element: 1,
      component: 1,
      kind: "code",
      max: 17,
      codes: "receptacle-types",
      required: true,
    },
  },
  group: {
    children: [
      han("handlingClass"),
      ftx("AAI", "comment"),
      ftxCode("DOC", "documents"),
      gds("contentFormat", "content-formats"),
      mea("weight"),
      rff("SN", "seal"),
      rff("AAQ", "container"),
      marked(1, "s9", "s9"),
    ],
  },
} as const satisfies Position;

/** `GID+n++1`: an item in the receptacle. */
const item = {
  tag: "GID",
  min: 0,
  max: 998,
  when: [{ element: 2, is: "1" }],
  fields: { number: { element: 0, kind: "sequence", max: 5 } },
  group: {
    name: "items",
    many: true,
    children: [
      han("handlingClass"),
      locCode("27", "originCountry", "countries"),
      locCode("28", "destinationCountry", "countries"),
      moa("44", "declaredValue"),
      moa("74", "insuredValue"),
      ftx("AAA", "contents"),
      gds("contentType", "content-types"),
      mea("weight"),
      marked(1, "s10", "s10"),
    ],
  },
} as const satisfies Position;

/**
 * Version 2.1. One CNI for each receptacle: IFCSUM admits 999 GID in a CNI, and the receptacle and each
 * of its items is one: `GID+1+1:BG` is the receptacle, `GID+n++1` an item in it.
 */
export const predes21 = {
  name: "predes",
  message: "PREDES",
  version: "2.1",
  base: { type: "IFCSUM", version: "D", release: "96A", agency: "UN" },
  status: "provisional",
  source: "UN/EDIFACT directory D.96A (IFCSUM); UPU M41 by name and version only",
  known: [
    "The message and its version: UPU M41 is PREDES 2.1.",
    "Tags, order and repetitions of IFCSUM in the directory D.96A.",
    "What is told: dispatch, receptacles with S9, and the items for goods since 1 March 2020.",
    "Receptacle attributes: items, weight, registered and insured, format, seal, documents.",
  ],
  assumed: [
    "That PREDES keeps to IFCSUM D.96A.",
    "What UNH carries: PREDES:2:1:UP.",
    "Every binding of a value to a segment, and every qualifier.",
    "One CNI for each receptacle; items as further GID with an inner package.",
    "Qualifiers ZZR and ZZI for registered and insured items: no UN code is known for them.",
  ],
  unh: upuIdentities("PREDES", "2", "1", "IFCSUM"),
  structure: [
    {
      tag: "BGM",
      min: 1,
      max: 1,
      fixed: [{ element: 0, component: 3, text: "PREDES" }],
      fields: {
        dispatch: { element: 1, kind: "s8", max: 35, required: true, codes: "impc" },
        function: { element: 2, kind: "code", max: 3, oneOf: ["9", "5", "1"] },
      },
      note: "Function: 9 original, 5 replacement, 1 cancellation.",
    },
    preparedAt(),
    dtm(0, "7", "closedAt"),
    ftx("AAI", "comment"),
    ftxCode("DOC", "documents"),
    {
      tag: "FTX",
      min: 0,
      max: 20,
      when: [{ element: 0, is: "ACB" }],
      fields: {
        format: { element: 3, kind: "code", max: 3, codes: "content-formats", required: true },
        weight: { element: 3, component: 1, kind: "measure", unit: 2, max: 15 },
        items: { element: 3, component: 3, kind: "integer", max: 8 },
      },
      group: { name: "accounting", many: true, children: [] },
      note: "Weight and items by format, for accounting.",
    },
    cnt("11", "receptacleTotal"),
    cnt("8", "itemTotal"),
    cntWeight("weightTotal"),
    leg([
      loc("9", "from"),
      loc("11", "to"),
      dtm(0, "189", "departsAt"),
      dtm(0, "232", "arrivesAt"),
    ]),
    nadOperator("FR", "originOperator"),
    nadOperator("MR", "destinationOperator"),
    {
      tag: "EQD",
      min: 0,
      max: 999,
      fields: {
        kind: { element: 0, kind: "code", max: 3, required: true },
        id: { element: 1, kind: "an", max: 17, required: true },
      },
      group: { name: "containers", many: true, children: [seals(9)] },
    },
    {
      tag: "CNI",
      min: 0,
      max: 9_999,
      fields: {
        number: { element: 0, kind: "sequence", max: 4 },
        dispatch: { element: 1, kind: "s8", max: 35, required: true, codes: "impc" },
      },
      group: {
        name: "receptacles",
        many: true,
        children: [
          cnt("8", "itemCount"),
          cnt("ZZR", "registeredCount"),
          cnt("ZZI", "insuredCount"),
          receptacle,
          item,
        ],
      },
    },
  ],
} as const satisfies Profile;

/** A dispatch as announced: its receptacles, each with the items told of. */
export type Predes21 = ValueOf<typeof predes21>;
