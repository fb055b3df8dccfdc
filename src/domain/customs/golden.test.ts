import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { goodsFacts, goodsLine, SAMPLE_BOOKS } from "#test/goods-samples.ts";
import { scaled } from "./amounts.ts";
import { assessShipment, judgeShipment } from "./choose-regime.ts";
import { cny } from "./fit.ts";
import type { Claim, GoodsFacts, GoodsLine, TradeKind } from "./goods-facts.ts";
import type { Assessment } from "./regime.ts";
import { regimes } from "./regimes/index.ts";

/** A row of a decision table; every column is text, empty where nothing is said or expected. */
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const COLUMNS = [
  "case",
  "regime",
  "stream",
  "direction",
  "day",
  "from",
  "to",
  "lines",
  "currency",
  "freight",
  "insurance",
  "says",
  "licence",
  "balance",
  "fits",
  "moveTo",
  "procedure",
  "findings",
  "taxes",
  "due",
  "hand",
  "source",
] as const;

const FOLDER = new URL("./golden/", import.meta.url);
const LEAST_ROWS = 110;
const tables = readdirSync(FOLDER).filter((name) => name.endsWith(".csv"));
const rowsIn = (name: string): Row[] =>
  parse(readFileSync(new URL(name, FOLDER), "utf8"), { columns: true, trim: true });

/** What the rule books say of a row, in the words of the table. */
function answerOf(
  row: Row,
): Pick<Row, "fits" | "moveTo" | "procedure" | "findings" | "taxes" | "due"> {
  const facts = factsOf(row);
  const judged = judgeShipment(facts, SAMPLE_BOOKS);
  const assessed = assessShipment(facts, SAMPLE_BOOKS);
  const taxes = assessed.ok ? taxesOf(assessed.value) : { taxes: assessed.refusal.code, due: "" };
  return {
    fits: judged.fits ? "yes" : "no",
    moveTo: judged.moveTo ?? "",
    procedure: judged.procedure ?? "",
    findings: judged.findings.map(({ code }) => code.replace("regime/", "")).join(" "),
    ...taxes,
  };
}

function taxesOf(assessment: Assessment | null): Pick<Row, "taxes" | "due"> {
  if (assessment === null) return { taxes: "", due: "" };
  const all = assessment.lines.flatMap(({ line, taxes }) =>
    taxes
      .filter(({ amountMinor }) => amountMinor > 0n)
      .map(({ kind, amountMinor }) => `${line} ${kind} ${cny(amountMinor)}`),
  );
  return { taxes: all.join("; "), due: cny(assessment.dueMinor) };
}

function factsOf(row: Row): GoodsFacts {
  const amount = (text: string) => (text === "" ? null : scaled(text));
  return goodsFacts({
    regime: row.regime,
    stream: row.stream as GoodsFacts["stream"],
    direction: row.direction as GoodsFacts["direction"],
    declaredOn: row.day,
    senderCountry: row.from || null,
    recipientCountry: row.to || null,
    lines: row.lines === "" ? [] : row.lines.split(" + ").map(lineOf),
    currency: row.currency || null,
    freight: amount(row.freight),
    insurance: amount(row.insurance),
    licence: row.licence || null,
    balanceLeftMinor: row.balance === "" ? null : BigInt(row.balance.replace(".", "")),
    ...said(row.says),
  });
}

/** `documents`, `indivisible`, `own=yes`, `trade=b2b`, `claims=tax-refund/export-duty`. */
function said(
  says: string,
): Pick<GoodsFacts, "indivisible" | "documentsOnly" | "ownUse" | "tradeKind" | "claims"> {
  const words = says.split(" ");
  const named = (name: string): string | undefined =>
    words.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const ownUse = named("own");
  return {
    indivisible: words.includes("indivisible"),
    documentsOnly: words.includes("documents"),
    ownUse: ownUse === undefined ? null : ownUse === "yes",
    tradeKind: (named("trade") ?? null) as TradeKind | null,
    claims: (named("claims")?.split("/") ?? []) as Claim[],
  };
}

/** `HS value xQUANTITY WEIGHTkg #class ~words`; `-` where a line does not say. */
function lineOf(text: string, at: number): GoodsLine {
  const [hsCode, value, ...rest] = text.trim().split(" ");
  const part = (shape: RegExp): string | undefined =>
    rest.flatMap((one) => shape.exec(one)?.[1] ?? [])[0];
  const amount = (found: string | undefined) => (found === undefined ? null : scaled(found));
  return goodsLine({
    line: at + 1,
    hsCode: hsCode === "-" ? null : (hsCode ?? null),
    value: value === "-" ? null : scaled(value ?? ""),
    quantity: amount(part(/^x(.+)$/)),
    netWeightKg: amount(part(/^([\d.]+)kg$/)),
    taxClass: part(/^#(.+)$/) ?? null,
    description: part(/^~(.+)$/)?.replaceAll("_", " ") ?? "goods",
  });
}

describe("golden: decision tables of the rule books", () => {
  test.each(tables)("golden: every row of %s is answered as worked by hand", (name) => {
    const rows = rowsIn(name);
    expect(Object.keys(rows[0] ?? {})).toEqual(COLUMNS);
    for (const row of rows) {
      expect(row.hand, row.case).toMatch(/\w/);
      expect(row.source, row.case).toMatch(/\w/);
      const { fits, moveTo, procedure, findings, taxes, due } = row;
      const expected = { fits, moveTo, procedure, findings, taxes, due };
      expect(answerOf(row), `${name}: ${row.case}`).toEqual(expected);
    }
  });

  test("law: every regime has a table named after it, and the tables have rows enough", () => {
    const named = regimes.map(({ code }) => `${code}.csv`);
    expect(named.filter((name) => !tables.includes(name))).toEqual([]);
    expect(tables.flatMap(rowsIn).length).toBeGreaterThanOrEqual(LEAST_ROWS);
  });

  test("canary: one fen more than a row at a limit is answered otherwise", () => {
    const atLimit = tables.flatMap(rowsIn).filter((row) => row.case.startsWith("at the limit"));
    expect(atLimit.length).toBeGreaterThanOrEqual(12);
    for (const row of atLimit) {
      const lines = row.lines.replace(/ (\d+)\.(\d\d) /, (_, whole, part) => {
        const fen = String(BigInt(`${whole}${part}`) + 1n).padStart(3, "0");
        return ` ${fen.slice(0, -2)}.${fen.slice(-2)} `;
      });
      expect(answerOf({ ...row, lines }), row.case).not.toEqual(answerOf(row));
    }
  });

  test.each(tables)(
    "canary: the first row of %s under another stream is answered otherwise",
    (name) => {
      const [row] = rowsIn(name);
      if (row === undefined) throw new Error(name);
      const wrong = { ...row, regime: "9610", stream: "express", direction: "transit" };
      expect(answerOf(wrong)).not.toEqual(answerOf(row));
    },
  );

  test("canary: rates of another day are seen in the taxes", () => {
    const row = rowsIn("parcel-tax.csv").find((one) => one.case === "20 %, 52 CNY of tax");
    if (row === undefined) throw new Error("no such row");
    expect(answerOf({ ...row, day: "2018-12-01" }).taxes).toBe("1 parcel-tax 65.00");
  });
});
