/**
 * The papers of a shift: what came, was released, held, met, returned and taxed from one time to
 * another, by party and stream, of all that the caller may read. A piece counts for each party that
 * reads it, so lines of parties do not add up to the centre's; `totals` does.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { view } from "./define.ts";
import type { KnownParty, ShiftFigure } from "./ports-figures.ts";
import { InstantSchema } from "./schemas.ts";
import { PeriodInput, periodOf } from "./shift-period.ts";

const count = (description: string) => Type.Integer({ minimum: 0, description });
const minor = Type.Union([Type.String(), Type.Null()], {
  description: "Minor units of the currency, as text; null where the caller reads of no duty.",
});

const figures = {
  stream: Type.String(),
  arrived: count("Pieces that came, or came back."),
  released: count("Shipments released by an authority, as their decisions stand."),
  held: count("Holds placed on pieces, shipments and declarations."),
  met: count("Holds lifted or ended: what they asked for was done."),
  returned: count("Pieces sent back."),
  left: count("Pieces that left in any way."),
  currency: Type.Union([Type.String(), Type.Null()]),
  assessedMinor: minor,
  waivedMinor: minor,
  paidMinor: minor,
  refundedMinor: minor,
};
const CLOSED = { additionalProperties: false } as const;
const TotalSchema = Type.Object(figures, CLOSED);
const LineSchema = Type.Object({ party: Type.String(), name: Type.String(), ...figures }, CLOSED);

export const showShift = view({
  name: "show-shift",
  sentence:
    "Shows what came, was released, held, returned and taxed in a shift, by party and stream.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(PeriodInput, CLOSED),
  output: Type.Object(
    {
      site: Type.String(),
      from: InstantSchema,
      to: InstantSchema,
      zone: Type.String({ description: "The centre's legal zone, in which days begin and end." }),
      lines: Type.Array(LineSchema, { description: "By party and stream." }),
      totals: Type.Array(TotalSchema, { description: "By stream, of all that the caller reads." }),
    },
    CLOSED,
  ),
  csv: ["lines", "totals"],
  handler: async (record, input, _actor, { site, clock }) => {
    const period = periodOf(site, clock.now(), input);
    if (!period.ok) return period;
    const { from, to } = period.value;
    const found = await record.shiftFigures(from, to);
    const parties = (await record.parties()).filter(({ kind }) => !CENTRE_KINDS.has(kind));
    return ok({
      site: site.site,
      from,
      to,
      zone: site.legalZone,
      lines: parties.flatMap((party) => linesOf(party, found)),
      totals: sumsOf(found),
    });
  },
});

/** Parties of the centre itself read everything: their line would be the total. */
const CENTRE_KINDS: ReadonlySet<string> = new Set(["operator", "customs", "quarantine"]);

function linesOf({ id, code, name }: KnownParty, found: readonly ShiftFigure[]) {
  const its = found.filter(({ readers }) => readers.includes(id as Id));
  return sumsOf(its).map((sum) => ({ party: code, name, ...sum }));
}

/** Figures of a stream; taxes of a second currency, should there be one, in a line of their own. */
type Sum = {
  readonly stream: string;
  arrived: number;
  released: number;
  held: number;
  met: number;
  returned: number;
  left: number;
  currency: string | null;
  assessedMinor: bigint;
  waivedMinor: bigint;
  paidMinor: bigint;
  refundedMinor: bigint;
};

/** What these figures add up to, by stream. */
export function sumsOf(found: readonly ShiftFigure[]) {
  const sums: Sum[] = [];
  const sumOf = (stream: string, currency: string | null): Sum => {
    const there = sums.find(
      (one) =>
        one.stream === stream &&
        (currency === null || one.currency === null || one.currency === currency),
    );
    const sum = there ?? empty(stream);
    if (there === undefined) sums.push(sum);
    sum.currency ??= currency;
    return sum;
  };
  for (const one of found) add(sumOf(one.stream, one.figure === "duty" ? one.detail : null), one);
  return sums
    .toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0))
    .map(({ assessedMinor, waivedMinor, paidMinor, refundedMinor, ...counts }) => {
      const told = (minor: bigint) => (counts.currency === null ? null : String(minor));
      return {
        ...counts,
        assessedMinor: told(assessedMinor),
        waivedMinor: told(waivedMinor),
        paidMinor: told(paidMinor),
        refundedMinor: told(refundedMinor),
      };
    });
}

function empty(stream: string): Sum {
  const counts = { arrived: 0, released: 0, held: 0, met: 0, returned: 0, left: 0 };
  const taxes = { assessedMinor: 0n, waivedMinor: 0n, paidMinor: 0n, refundedMinor: 0n };
  return { stream, ...counts, currency: null, ...taxes };
}

function add(sum: Sum, one: ShiftFigure): void {
  switch (one.figure) {
    case "passage-in":
      sum.arrived += one.number;
      return;
    case "passage-out":
      sum.left += one.number;
      if (one.detail === "return") sum.returned += one.number;
      return;
    case "released":
      sum.released += one.number;
      return;
    case "held":
      sum.held += one.number;
      return;
    case "met":
      sum.met += one.number;
      return;
    case "duty":
      sum.assessedMinor += one.assessedMinor;
      sum.waivedMinor += one.waivedMinor;
      sum.paidMinor += one.paidMinor;
      sum.refundedMinor += one.refundedMinor;
  }
}
