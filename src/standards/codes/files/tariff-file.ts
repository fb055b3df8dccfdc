/**
 * The Harmonized System as a table: chapters, headings and six-digit codes, each under its parent.
 */
import type { FindingPlace } from "#base/result.ts";
import { type CellReader, type Cells, columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const COLUMNS = {
  section: [],
  hscode: ["hs code", "code"],
  description: ["name"],
  parent: [],
  level: [],
};
type Column = keyof typeof COLUMNS;

/** The row that stands for all trade together. */
const TOTAL = "TOTAL";

/** Two, four or six digits; the level is their number, the parent the digits before the last two. */
export const hs6File: CodeFile = {
  list: "hs6",
  title: {
    en: "Harmonized System to six digits",
    fr: "Système harmonisé à six chiffres",
    zh: "协调制度六位编码",
  },
  source: "Harmonized System, imported",
  sensitivity: 1,
  open: () =>
    tableReader<Column>(
      columnTable(COLUMNS, [["hscode"], ["description"]]),
      (cells, reader, at) => {
        if (cells.hscode === TOTAL) return undefined;
        const digits = /^\d{2}(\d{2}){0,2}$/;
        const code = shaped(cells, reader, "hscode", digits, "2, 4 or 6 digits", at);
        const en = reader.required(cells, "description", at);
        if (code !== "") checkPlaceInTree(code, cells, reader, at);
        return { code, names: { en }, facts: factsOf(cells, ["section", "level"]) };
      },
    ),
};

function checkPlaceInTree(
  code: string,
  cells: Cells<Column>,
  reader: CellReader<Column>,
  at: FindingPlace,
): void {
  const { level, parent } = cells;
  const expected = String(code.length);
  if (level !== undefined && level !== expected) {
    reader.add("field/shape", { ...at, field: "level" }, level, expected);
  }
  const above = code.slice(0, -2);
  if (above !== "" && parent !== undefined && parent !== above) {
    reader.add("field/shape", { ...at, field: "parent" }, parent, above);
  }
}
