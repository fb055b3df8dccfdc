/**
 * CONTRL: what a receiver says of the syntax of an interchange, of its messages, segments and elements
 * (ISO 9735 service message). Sent by agreement only.
 */
import type { Profile } from "#standards/profiles/profile.ts";
import type { ValueOf } from "#standards/profiles/value-of.ts";

/** 0083: 4 rejected, this level and all below; 7 acknowledged; 8 received. */
const action = { kind: "code", max: 3, oneOf: ["4", "7", "8"] } as const;
/** 0085: syntax error, by its number. */
const error = { kind: "code", max: 3 } as const;
const number = { kind: "integer", max: 3 } as const;

/** The segment and element at which the fault was found (0013, S011). */
const faultPlace = (from: number) =>
  ({
    segmentTag: { element: from, kind: "an", max: 3 },
    element: { ...number, element: from + 1, component: 0 },
    component: { ...number, element: from + 1, component: 1 },
  }) as const;

/** For interchanges of syntax 1 to 3. */
export const contrl2 = {
  name: "contrl",
  message: "CONTRL",
  version: "2.2",
  base: { type: "CONTRL", version: "2", release: "2", agency: "UN" },
  status: "provisional",
  source: "ISO 9735 service message CONTRL, from memory",
  known: ["Segments UCI, UCM, UCS and UCD, one in the other."],
  assumed: [
    "That posts use CONTRL at all: it needs an agreement.",
    "What UNH carries: CONTRL:2:2:UN for syntax 1 to 3.",
  ],
  unh: [
    { type: "CONTRL", version: "2", release: "2", agency: "UN" },
    { type: "CONTRL", version: "D", release: "3", agency: "UN" },
    { type: "CONTRL", version: "3", release: "1", agency: "UN" },
    { type: "CONTRL", version: "4", release: "1", agency: "UN" },
  ],
  structure: [
    {
      tag: "UCI",
      min: 1,
      max: 1,
      fields: {
        interchangeReference: { element: 0, kind: "an", max: 14, required: true },
        interchangeSender: { element: 1, kind: "an", max: 35, required: true },
        senderQualifier: { element: 1, component: 1, kind: "an", max: 4 },
        interchangeRecipient: { element: 2, kind: "an", max: 35, required: true },
        recipientQualifier: { element: 2, component: 1, kind: "an", max: 4 },
        action: { ...action, element: 3, required: true },
        error: { ...error, element: 4 },
        ...faultPlace(5),
      },
    },
    {
      tag: "UCM",
      min: 0,
      max: 9_999,
      fields: {
        messageReference: { element: 0, kind: "an", max: 14, required: true },
        type: { element: 1, kind: "an", max: 6, required: true },
        typeVersion: { element: 1, component: 1, kind: "an", max: 3, required: true },
        release: { element: 1, component: 2, kind: "an", max: 3, required: true },
        agency: { element: 1, component: 3, kind: "an", max: 3, required: true },
        association: { element: 1, component: 4, kind: "an", max: 6 },
        action: { ...action, element: 2, required: true },
        error: { ...error, element: 3 },
        ...faultPlace(4),
      },
      group: {
        name: "messages",
        many: true,
        children: [
          {
            tag: "UCS",
            min: 0,
            max: 999,
            fields: {
              position: { element: 0, kind: "integer", max: 6, required: true },
              error: { ...error, element: 1 },
            },
            group: {
              name: "segments",
              many: true,
              children: [
                {
                  tag: "UCD",
                  min: 0,
                  max: 99,
                  fields: {
                    error: { ...error, element: 0, required: true },
                    element: { ...number, element: 1, required: true },
                    component: { ...number, element: 1, component: 1 },
                  },
                  group: { name: "elements", many: true, children: [] },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as const satisfies Profile;

/** A syntax report. */
export type Contrl2 = ValueOf<typeof contrl2>;
