/** Tables for spreadsheets: what is written is read back, and no cell becomes a formula. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "./csv.ts";

test("golden: RFC 4180: names first, quotes doubled, empty cells empty", () => {
  const rows = [
    { party: 'A "big" one', n: 3 },
    { party: "B, C", n: null },
  ];
  expect(csvText(["party", "n"], rows)).toBe('party,n\r\n"A ""big"" one",3\r\n"B, C",\r\n');
  expect(csvText(["party"], [])).toBe("party\r\n");
});

test("a cell that would be a formula is text; a negative number is a number", () => {
  expect(csvText(["a"], [{ a: "=1+1" }, { a: "-5" }, { a: "@x" }])).toBe(
    "a\r\n'=1+1\r\n-5\r\n'@x\r\n",
  );
});

test("property: any cells are read back as they were written", () => {
  const cell = fc.string({ unit: "grapheme" }).map((text) => `x${text}`);
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
      const read: unknown = parse(csvText(["a", "b"], rows), { columns: true });
      expect(read).toEqual(rows);
    }),
  );
});
