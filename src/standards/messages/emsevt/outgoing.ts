/**
 * EMSEVT of the centre's own events: which happening of a piece is told by which code. The codes are
 * the UPU's; that our happenings are those events is our reading, marked unverified. Never told: EMX,
 * and EMH, which needs a delivery.
 */
import { groupBy } from "#base/group-by.ts";
import { type CodeRow, holdsOn } from "#standards/codes/code-row.ts";
import {
  type Body,
  chunks,
  type Happening,
  type Line,
  type Outgoing,
  type OutgoingHead,
  type Told,
  type What,
} from "#standards/profiles/outgoing.ts";
import { s10Indicator, s10IndicatorRows } from "#standards/upu/s10-indicators.ts";
import { parseImpc } from "#standards/upu/s34.ts";

/** One reading: what happens to a piece of this direction is told as this event. */
export type Reading = Pick<CodeRow, "verified" | "source" | "validFrom" | "validTo"> & {
  readonly what: What;
  readonly direction: "import" | "export" | "transit";
  /** Why it left; of `left` only. */
  readonly purposes?: readonly string[];
  readonly event: string;
  /** Only where the partner has a reason code for the kind of hold or the purpose. */
  readonly needsReason?: true;
};

const LIST = "UPU list of item events (EMSEVT 3.0)";
const PRIME = "operations questions of the PRIME posts";
const ours = { verified: false, source: LIST } as const;

/**
 * The first that fits is told. A hold of import customs without a retention code is told as presented
 * to customs (EDB): EME without one is no valid event and stops no clock. What ends either is EDC; a
 * release alone tells nothing, since nobody was told that customs had the piece.
 */
export const READINGS: readonly Reading[] = [
  { what: "arrived", direction: "import", event: "EMD", ...ours },
  {
    what: "held",
    direction: "import",
    event: "EME",
    needsReason: true,
    verified: false,
    source: PRIME,
  },
  { what: "held", direction: "import", event: "EDB", verified: false, source: PRIME },
  { what: "freed", direction: "import", event: "EDC", ...ours },
  { what: "left", direction: "import", purposes: ["release", "return"], event: "EMF", ...ours },
  {
    what: "left",
    direction: "import",
    purposes: ["destruction", "authority"],
    event: "EDX",
    needsReason: true,
    ...ours,
  },
  { what: "arrived", direction: "export", event: "EMB", ...ours },
  { what: "held", direction: "export", event: "EXB", ...ours },
  { what: "freed", direction: "export", event: "EXC", ...ours },
  { what: "left", direction: "export", purposes: ["export"], event: "EMC", ...ours },
  { what: "left", direction: "export", purposes: ["return"], event: "EXX", ...ours },
  { what: "arrived", direction: "transit", event: "EMJ", ...ours },
  { what: "left", direction: "transit", purposes: ["transfer"], event: "EMK", ...ours },
];

/** Items of one message: far below 999, so that one that is lost or refused is a small one. */
const ITEMS_PER_MESSAGE = 200;
/** STS of one CNI in IFTSTA D.96A. */
const EVENTS_PER_ITEM = 99;
/** What the table of indicators calls letters without a product. */
const NO_PRODUCT = "none";

function tell(happening: Happening, reasons: Readonly<Record<string, string>>): Told | undefined {
  const { what, direction, purpose, holdKind, destination = "", on } = happening;
  const reason = reasons[holdKind ?? purpose ?? ""];
  const reading = READINGS.find(
    (one) =>
      one.what === what &&
      one.direction === direction &&
      (one.purposes === undefined || one.purposes.includes(purpose ?? "")) &&
      (one.needsReason !== true || reason !== undefined) &&
      holdsOn(one, on),
  );
  if (reading === undefined) return undefined;
  return {
    event: reading.event,
    ...(reading.needsReason === true && reason !== undefined ? { reason } : {}),
    ...(reading.needsReason === true ? {} : placeTold(destination.trim())),
  };
}

/** Where it goes: an office as such, any other name as a remark; which authority has it, never. */
function placeTold(destination: string): Told {
  if (destination === "") return {};
  if (parseImpc(destination) !== undefined) return { nextOffice: destination };
  return { comment: destination };
}

function compose(head: OutgoingHead, lines: readonly Line[]): readonly Body[] {
  const { office, preparedAt, sendingOperator, receivingOperator } = head;
  const items = [...groupBy(lines, ({ code }) => code)].flatMap(([item, group]) =>
    chunks(group, EVENTS_PER_ITEM).map((some) => itemOf(item, some, office)),
  );
  return chunks(items, ITEMS_PER_MESSAGE).map((some) => ({
    function: "9",
    preparedAt,
    ...(sendingOperator === undefined ? {} : { sendingOperator }),
    ...(receivingOperator === undefined ? {} : { receivingOperator }),
    itemTotal: some.length,
    items: some,
  }));
}

function itemOf(item: string, lines: readonly Line[], office: string): Body {
  const nextOffice = lines.findLast(({ told }) => told["nextOffice"] !== undefined)?.told[
    "nextOffice"
  ];
  return {
    item,
    ...(nextOffice === undefined ? {} : { nextOffice }),
    events: lines.map(({ at, told }) => {
      const { nextOffice: _, comment, ...event } = told;
      return { ...event, ...(comment !== undefined && { comment: [comment] }), at, office };
    }),
  };
}

/** Told of pieces with an S10. */
export const outgoing: Outgoing = {
  subject: "item",
  scheme: "s10",
  products: [...new Set(s10IndicatorRows.flatMap(({ facts }) => facts?.["product"] ?? []))]
    .filter((product) => product !== NO_PRODUCT)
    .sort(),
  productOf: (code) => s10Indicator(code.slice(0, 2))?.product ?? "",
  tell,
  compose,
};
