/**
 * EMSEVT: what happened to items, from either post to the other (UPU M40, version 3.0; M17, version 1,
 * is read only). The UPU's own segment table is not public: this binding is an assumption on
 * UN/EDIFACT IFTSTA D.96A.
 */
import {
  cnt,
  dtm,
  ftx,
  ftxCode,
  loc,
  locCode,
  nadName,
  nadOperator,
  preparedAt,
  rff,
  upuIdentities,
} from "#standards/profiles/positions.ts";
import type { Position, Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

const SOURCE = "UN/EDIFACT directory D.96A (IFTSTA); UPU M40 and M17 by name and version only";
const base = { type: "IFTSTA", version: "D", release: "96A", agency: "UN" } as const;

const head = [
  {
    tag: "BGM",
    min: 1,
    max: 1,
    fixed: [{ element: 0, component: 3, text: "EMSEVT" }],
    fields: {
      number: { element: 1, kind: "an", max: 35 },
      function: { element: 2, kind: "code", max: 3, oneOf: ["9", "5", "1"] },
    },
    note: "Function: 9 original, 5 replacement, 1 cancellation.",
  },
  preparedAt(),
  nadOperator("FR", "sendingOperator"),
  nadOperator("MR", "receivingOperator"),
  cnt("10", "itemTotal"),
] as const satisfies readonly Position[];

/** An event: `STS++event+reason+action`, its local time, office and what else is told of it. */
const eventSegments = [
  rff("DQ", "dispatch", "s8"),
  rff("PK", "receptacle", "s9"),
  rff("CU", "otherIdentifier"),
  dtm(1, "334", "at"),
  ftx("AAI", "comment"),
  ftxCode("DEL", "deliveryLocation"),
  nadName("CN", "signatory"),
  loc("14", "office"),
] as const satisfies readonly Position[];

const itemFields = {
  sequence: { element: 0, kind: "sequence", max: 4 },
  item: { element: 1, kind: "s10", max: 35, required: true },
} as const;

const itemPlaces = [
  loc("8", "nextOffice"),
  locCode("28", "destinationCountry", "countries"),
] as const;

/** Version 3.0: all events of export, transit and import. */
export const emsevt3 = {
  name: "emsevt",
  message: "EMSEVT",
  version: "3.0",
  base,
  status: "provisional",
  source: SOURCE,
  known: [
    "The message and its version: UPU M40 is EMSEVT 3.0.",
    "Tags, order and repetitions of IFTSTA in the directory D.96A.",
    "The events EMA to EMK and EXA to EXX, EDA to EDX; EMH needs a reason and an action.",
    "The time is local time of the office; real messages carry no zone.",
  ],
  assumed: [
    "That EMSEVT keeps to IFTSTA D.96A.",
    "What UNH carries: EMSEVT:3:0:UP.",
    "Every binding of a value to a segment, and every qualifier.",
    "The reason is the first C556 of STS and the action the second.",
    "One CNI for each item; next office and destination are those of the item's events.",
  ],
  unh: upuIdentities("EMSEVT", "3", "0", "IFTSTA"),
  structure: [
    ...head,
    {
      tag: "CNI",
      min: 1,
      max: 999,
      fields: itemFields,
      group: {
        name: "items",
        many: true,
        children: [
          ...itemPlaces,
          {
            tag: "STS",
            min: 1,
            max: 99,
            fields: {
              event: { element: 1, kind: "code", max: 3, required: true, codes: "item-events" },
              reason: { element: 2, kind: "code", max: 3 },
              action: { element: 3, kind: "code", max: 3 },
            },
            group: { name: "events", many: true, children: eventSegments },
          },
        ],
      },
    },
  ],
} as const satisfies Profile;

/** Version 1: the events EMA to EMK; others still send it, we do not. */
export const emsevt1 = {
  name: "emsevt",
  message: "EMSEVT",
  version: "1",
  base,
  status: "provisional",
  source: SOURCE,
  known: ["The message and its version: UPU M17 is EMSEVT 1.", ...emsevt3.known.slice(1, 2)],
  assumed: [
    "Everything that is assumed of version 3.0.",
    "What UNH carries: EMSEVT:1:0:UP.",
    "That version 1 has the events EMA to EMK alone.",
  ],
  unh: [
    { type: "EMSEVT", version: "1", release: "0", agency: "UP" },
    { type: "EMSEVT", version: "1", release: "1", agency: "UP" },
    { type: "EMSEVT", version: "1", release: "0", agency: "UPU" },
  ],
  readOnly: true,
  structure: [
    ...head,
    {
      tag: "CNI",
      min: 1,
      max: 999,
      fields: itemFields,
      group: {
        name: "items",
        many: true,
        children: [
          ...itemPlaces,
          {
            tag: "STS",
            min: 1,
            max: 99,
            fields: {
              event: {
                element: 1,
                kind: "code",
                max: 3,
                required: true,
                oneOf: [
                  "EMA",
                  "EMB",
                  "EMC",
                  "EMD",
                  "EME",
                  "EMF",
                  "EMG",
                  "EMH",
                  "EMI",
                  "EMJ",
                  "EMK",
                ],
              },
              reason: { element: 2, kind: "code", max: 3 },
              action: { element: 3, kind: "code", max: 3 },
            },
            group: { name: "events", many: true, children: eventSegments },
          },
        ],
      },
    },
  ],
} as const satisfies Profile;

/** Events of items, version 3.0. */
export type Emsevt3 = ValueOf<typeof emsevt3>;
/** Events of items, version 1: the same fields. */
export type Emsevt1 = ValueOf<typeof emsevt1>;
