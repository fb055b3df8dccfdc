/** What a declaration says of charges and statements, in columns and in JSON keys. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { present } from "#base/result.ts";
import { declarationsCsv } from "./declarations-csv/format.ts";
import { declarationsJson } from "./declarations-json/format.ts";
import { readBytes } from "./reading.ts";

/** The first declaration of the example with more columns. */
function csv(more: Readonly<Record<string, string>>) {
  const [head, first] = readFileSync("examples/ecommerce-import.csv", "utf8").split("\n");
  const rows = [[head, ...Object.keys(more)].join(), [first, ...Object.values(more)].join(), ""];
  const [row] = readBytes(declarationsCsv.open(), Buffer.from(rows.join("\n"))).rows;
  return present(row, "one declaration");
}

const CHARGES = { freight: "12.50", insurance: "0.90", paid: "38.4" };

test("freight, insurance, what was paid and statements are read from columns", () => {
  const said = { own_use: "yes", indivisible: "0", "documents only": "N", tax_class: "01010700" };
  const { value, findings } = csv({ ...CHARGES, ...said });
  expect(findings).toEqual([]);
  expect(value).toMatchObject({
    freight: { units: 1250, scale: 2 },
    insurance: { units: 90, scale: 2 },
    paid: { units: 384, scale: 1 },
    isOwnUse: true,
    isIndivisible: false,
    isDocumentsOnly: false,
    lines: [{ taxClass: "01010700" }],
  });
});

test("and from JSON keys, where yes and no are booleans", () => {
  const { declarations } = JSON.parse(readFileSync("examples/declarations.json", "utf8"));
  const one = { ...declarations[0], ...CHARGES, ownUse: true, indivisible: false };
  const [row] = readBytes(declarationsJson.open(), Buffer.from(JSON.stringify([one]))).rows;
  expect(row?.value).toMatchObject({
    freight: { units: 1250, scale: 2 },
    isOwnUse: true,
    isIndivisible: false,
  });
});

test("a statement that is neither yes nor no keeps the declaration out", () => {
  const { value, findings } = csv({ own_use: "perhaps" });
  expect(value).toBeUndefined();
  expect(findings).toMatchObject([{ code: "field/not-one-of", at: { field: "ownUse" } }]);
});
