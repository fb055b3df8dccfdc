/** Figures of the floor and of a shift as a view reads them; the database's functions do the counting. */
import type { Id } from "#domain/events/event.ts";
import type { FiguresView, FloorGroup, ShiftFigure } from "#operations/ports-figures.ts";
import type { Ask } from "./found-items.ts";
import { numberOf, numberOrNull, uuidsOf } from "./sql.ts";

/** Readable pieces up to which the floor is looked at from them; beyond, from its zones. */
const FEW = 20_000;

/** The statements, for the law that counts what they read. */
export const FLOOR_FIGURES = `select zone, stream, direction, regime, decided, unpaid, screening,
  unfit, unmatched, kinds, pieces, oldest from mailport.floor_figures($1, $2, $3)`;
export const SHIFT_FIGURES = `select figure, detail, stream, readers, number, assessed, waived, paid,
  refunded from mailport.shift_figures($1, $2)`;

export function figuresView(ask: Ask): FiguresView {
  return {
    floorGroups: async (site, most) => (await ask(FLOOR_FIGURES, [site, most, FEW])).map(groupOf),
    shiftFigures: async (from, to) => (await ask(SHIFT_FIGURES, [from, to])).map(figureOf),
    parties: async () => {
      const found = await ask(
        "select party_id, code, kind, name from mailport.party order by code",
        [],
      );
      return found.map((row) => {
        const [id = "", code = "", kind = "", name = ""] = row.map((cell) => cell ?? "");
        return { id: id as Id, code, kind, name };
      });
    },
  };
}

function groupOf(row: readonly (string | null)[]): FloorGroup {
  const text = (at: number): string => row[at] ?? "";
  const list = (at: number): readonly string[] => (text(at) === "" ? [] : text(at).split(","));
  return {
    zone: text(0),
    stream: text(1),
    direction: text(2),
    regime: text(3),
    decisions: list(4).map((one) => {
      const at = one.lastIndexOf(":");
      return { authority: one.slice(0, at), purpose: one.slice(at + 1) };
    }),
    unpaid: row[5] === "t",
    screening: text(6),
    unfit: row[7] === "t",
    unmatched: row[8] === "t",
    kinds: list(9),
    pieces: numberOf(row[10] ?? null),
    oldestAt: numberOrNull(row[11] ?? null),
  };
}

function figureOf(row: readonly (string | null)[]): ShiftFigure {
  const minor = (at: number): bigint => BigInt(row[at] ?? 0);
  return {
    figure: row[0] as ShiftFigure["figure"],
    detail: row[1] ?? null,
    stream: row[2] ?? "",
    readers: uuidsOf(row[3] ?? null),
    number: numberOf(row[4] ?? null),
    assessedMinor: minor(5),
    waivedMinor: minor(6),
    paidMinor: minor(7),
    refundedMinor: minor(8),
  };
}
