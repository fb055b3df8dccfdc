/**
 * The UN/EDIFACT D.96A structures that postal messages ride on, as facts: tags, order, repetitions.
 * Source: UN/EDIFACT directory D.96A (UN/CEFACT), TRMD. `isPart` marks groups of which only the
 * beginning is stated here: a profile may bind nothing inside them.
 */

/** A segment of a structure, or with `inside` a group; the segment itself begins it. */
export type BasePosition = {
  readonly tag: string;
  readonly min: 0 | 1;
  readonly max: number;
  readonly inside?: readonly BasePosition[];
  readonly isPart?: true;
};

/** One message of a directory. */
export type BaseStructure = {
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly source: string;
  /** Between UNH and UNT. */
  readonly positions: readonly BasePosition[];
};

const must = (tag: string, inside?: readonly BasePosition[]): BasePosition =>
  inside === undefined ? { tag, min: 1, max: 1 } : { tag, min: 1, max: 1, inside };
const may = (tag: string, max: number, inside?: readonly BasePosition[]): BasePosition =>
  inside === undefined ? { tag, min: 0, max } : { tag, min: 0, max, inside };
const part = (tag: string, max: number): BasePosition => ({
  tag,
  min: 0,
  max,
  inside: [],
  isPart: true,
});

const SOURCE = "UN/EDIFACT directory D.96A (UN/CEFACT), TRMD";

const iftsta: BaseStructure = {
  type: "IFTSTA",
  version: "D",
  release: "96A",
  agency: "UN",
  source: SOURCE,
  positions: [
    must("BGM"),
    may("DTM", 9),
    may("TSR", 1),
    may("NAD", 9, [may("CTA", 9, [may("COM", 9)])]),
    may("RFF", 9, [may("DTM", 1)]),
    may("LOC", 9),
    may("FTX", 9),
    may("CNT", 9),
    may("CNI", 999, [
      may("LOC", 9),
      may("CNT", 9),
      {
        tag: "STS",
        min: 1,
        max: 99,
        inside: [
          may("RFF", 9),
          may("DTM", 9),
          may("DOC", 1),
          may("FTX", 9),
          may("NAD", 9),
          may("LOC", 1),
          may("PCI", 99),
          may("TDT", 99, [may("RFF", 9), may("LOC", 9), may("DTM", 9)]),
          may("EQD", 99, [
            may("MEA", 9),
            may("DIM", 9),
            may("SEL", 9),
            may("EQA", 99, [may("SEL", 9)]),
          ]),
          may("GID", 99, [
            may("HAN", 9),
            may("MEA", 99, [may("EQN", 1)]),
            may("DIM", 99, [may("EQN", 1)]),
            may("PCI", 99, [may("GIN", 9)]),
          ]),
        ],
      },
    ]),
  ],
};

/** SG37 of IFCSUM; positions of which the reference states no number are open (9). */
const goods: readonly BasePosition[] = [
  may("HAN", 9),
  may("TMP", 1),
  may("RNG", 1),
  may("TMD", 1),
  may("LOC", 9),
  may("MOA", 9),
  may("PIA", 9),
  may("FTX", 9),
  part("NAD", 99),
  may("GDS", 9),
  part("MEA", 99),
  part("DIM", 99),
  part("RFF", 9),
  may("PCI", 9, [may("RFF", 1), may("DTM", 1), may("GIN", 9)]),
  part("DOC", 9),
  part("GOR", 9),
  part("TPL", 9),
  part("SGP", 999),
  part("TCC", 99),
  part("DGS", 99),
];

const consignment: readonly BasePosition[] = [
  part("SGP", 9),
  part("TPL", 9),
  may("CTA", 1),
  may("COM", 9),
  may("DTM", 9),
  may("CNT", 9),
  may("TSR", 9),
  may("CUX", 9),
  may("MOA", 99),
  may("FTX", 99),
  may("LOC", 99, [may("DTM", 9)]),
  may("TOD", 2, [may("LOC", 9)]),
  may("RFF", 99, [may("DTM", 9)]),
  part("GOR", 9),
  part("CPI", 9),
  part("TCC", 99),
  may("TDT", 99, [
    may("DTM", 9),
    may("TSR", 9),
    may("LOC", 99, [may("DTM", 1)]),
    may("RFF", 9, [may("DTM", 1)]),
  ]),
  { ...may("NAD", 99, [may("LOC", 9), may("MOA", 9)]), isPart: true },
  part("TSR", 99),
  may("GID", 999, goods),
  {
    ...may("EQD", 999, [
      may("EQN", 1),
      may("TMD", 1),
      may("MEA", 9),
      may("DIM", 9),
      may("SEL", 99),
      may("TPL", 9),
      may("HAN", 1),
      may("TMP", 1),
      may("FTX", 9),
    ]),
    isPart: true,
  },
];

const ifcsum: BaseStructure = {
  type: "IFCSUM",
  version: "D",
  release: "96A",
  agency: "UN",
  source: SOURCE,
  positions: [
    must("BGM"),
    may("DTM", 9),
    may("MOA", 99),
    may("FTX", 99),
    may("CNT", 9),
    may("RFF", 9, [may("DTM", 9)]),
    {
      ...may("GOR", 9, [may("DTM", 9), may("LOC", 9), may("SEL", 9), may("FTX", 9)]),
      isPart: true,
    },
    part("TCC", 9),
    {
      ...may("TDT", 9, [
        may("TSR", 9),
        may("LOC", 9),
        may("DTM", 9),
        may("SEL", 9),
        may("FTX", 9),
        part("MEA", 9),
        part("DIM", 9),
        part("CTA", 9),
      ]),
    },
    may("NAD", 9, [may("LOC", 9), part("CTA", 9), part("DOC", 9), part("TCC", 9)]),
    {
      ...may("EQD", 999, [
        may("EQN", 1),
        may("TPL", 1),
        may("TMD", 1),
        may("MEA", 9),
        may("DIM", 9),
        may("SEL", 9),
        may("NAD", 9),
        may("LOC", 9),
        may("HAN", 1),
        may("TMP", 1),
        may("FTX", 9),
        part("EQA", 99),
      ]),
    },
    may("CNI", 9_999, consignment),
  ],
};

/** The structures that several messages ride on; a message may bring its own. */
export const baseStructures: readonly BaseStructure[] = [iftsta, ifcsum];
