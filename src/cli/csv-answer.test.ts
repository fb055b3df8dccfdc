/** A view's answer as a table: its columns are those that the view describes. */
import { Command } from "commander";
import { expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { showShift } from "#operations/show-shift.ts";
import { csvAnswer } from "./csv-answer.ts";
import { addOperationVerbs } from "./operation-verbs.ts";

test("a shift's papers are lines of parties and then totals, under the names of their fields", () => {
  const counts = { arrived: 3, released: 2, held: 1, met: 1, returned: 0, left: 2 };
  const taxes = { assessedMinor: "6500", waivedMinor: "0", paidMinor: "6500", refundedMinor: "0" };
  const sum = { stream: "express", ...counts, currency: "CNY", ...taxes };
  const answer = { lines: [{ party: "HX", name: "House, Express", ...sum }], totals: [sum] };
  expect(csvAnswer(showShift, answer).split("\r\n")).toEqual([
    "party,name,stream,arrived,released,held,met,returned,left,currency,assessedMinor,waivedMinor,paidMinor,refundedMinor",
    'HX,"House, Express",express,3,2,1,1,0,2,CNY,6500,0,6500,0',
    ",,express,3,2,1,1,0,2,CNY,6500,0,6500,0",
    "",
  ]);
  expect(csvAnswer(showShift, answer, "fr")).toContain("Partie,Nom,Flux,Pièces arrivées,");
  expect(csvAnswer(showShift, { lines: [], totals: [] })).toMatch(/^party,name,stream,/);
});

test("law: each table that a view names is one of its fields, with columns", () => {
  const views = operations.flatMap((one) =>
    one.kind === "view" && one.csv !== undefined ? [one] : [],
  );
  expect(views.map(({ name }) => name)).toContain("show-shift");
  for (const view of views) expect(csvAnswer(view, {}).split(",").length).toBeGreaterThan(1);
});

test("the verbs of such views, and no others, print it on demand", () => {
  const program = new Command();
  addOperationVerbs(program, operations, async () => undefined);
  const named = (name: string) => program.commands.find((verb) => verb.name() === name);
  const hasCsv = (name: string) => named(name)?.options.some(({ long }) => long === "--csv");
  expect(hasCsv("show-shift")).toBe(true);
  expect(hasCsv("show-floor")).toBe(false);
});
