import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCodes } from "#operations/code-difference.ts";
import { RISK_KIND_NAMES, readRiskParameters } from "#standards/codes/risk-kinds.ts";
import { riskRulesFile, vagueWordsFile } from "./risk-files.ts";

const HEADER =
  "rule,kind,streams,directions,action,level,parameters,owner,reason_en,reason_fr,reason_zh,valid_from,valid_to";
const GOOD: Readonly<Record<string, string>> = {
  rule: "near-1000",
  kind: "near-threshold",
  streams: "postal+express",
  directions: "*",
  action: "image",
  level: "2",
  parameters: "threshold=1000; percent=5",
  owner: "risk desk",
  reason_en: "why",
  reason_fr: "pourquoi",
  reason_zh: "原因",
  valid_from: "2026-01-01",
  valid_to: "2026-12-31",
};

function read(...rows: readonly Readonly<Record<string, string>>[]) {
  const lines = rows.map((row) =>
    HEADER.split(",")
      .map((column) => row[column] ?? "")
      .join(","),
  );
  return readCodes(riskRulesFile, Buffer.from([HEADER, ...lines, ""].join("\n")));
}

describe("a file of risk rules", () => {
  test("keeps each rule with all its parameters in one order", () => {
    const { codes, findings } = read(GOOD);
    expect(findings).toEqual([]);
    expect(codes.get("near-1000")).toMatchObject({
      names: { en: "why", fr: "pourquoi", zh: "原因" },
      facts: {
        directions: "import+export+transit",
        level: "2",
        parameters: "currency=CNY; from=; not-from=; percent=5; regimes=; threshold=1000",
      },
    });
  });

  test.each([
    ["kind", "guess", "field/not-one-of", "kind"],
    ["kind", "", "field/missing", "kind"],
    ["action", "destroy", "field/not-one-of", "action"],
    ["streams", "postal+rail", "field/not-one-of", "streams"],
    ["level", "9", "field/not-a-number", "level"],
    ["owner", "", "field/missing", "owner"],
    ["reason_zh", "", "field/missing", "reason_zh"],
    ["valid_to", "", "field/missing", "valid_to"],
    ["valid_to", "2025-12-31", "field/shape", "valid_to"],
    ["valid_from", "2026-13-01", "field/shape", "valid_from"],
    ["rule", "Näher", "field/shape", "rule"],
    ["parameters", "", "field/missing", "parameters.threshold"],
    ["parameters", "threshold=a lot", "field/not-a-number", "parameters.threshold"],
    ["parameters", "threshold=1000; percent=101", "field/not-a-number", "parameters.percent"],
    ["parameters", "threshold=1000; colour=red", "field/not-one-of", "parameters.colour"],
    ["parameters", "threshold=1000; threshold=2", "field/not-one-of", "parameters.threshold"],
    ["parameters", "threshold=1000; from=Hong Kong", "field/shape", "parameters.from"],
  ])(
    "refuses a row whose %s is %j, at its place, and takes the one beside it",
    (key, value, code, field) => {
      const bad = { ...GOOD, rule: "bad-one", [key]: value };
      const { codes, refused, findings } = read(bad, GOOD);
      expect(findings.filter(({ severity }) => severity === "error")).toMatchObject([
        { code, at: { row: 1, field } },
      ]);
      expect(refused).toBe(1);
      expect([...codes.keys()]).toEqual(["near-1000"]);
    },
  );
});

test("property: parameters of any text are read without a throw, and what is read reads again", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RISK_KIND_NAMES),
      fc.oneof(fc.string(), fc.stringMatching(/^(more|rate|fields|percent)=[0-9.a-z+]{0,9};?$/)),
      (kind, text) => {
        const { parameters, faults } = readRiskParameters(kind, text);
        if (faults.length > 0) return;
        const written = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
        expect(readRiskParameters(kind, written.join("; "))).toEqual({ parameters, faults: [] });
      },
    ),
  );
});

test("a file of words keeps each under its language, whatever its case", () => {
  const bytes = Buffer.from("word,language\nGift,en\ngift,en\n礼品,zh\nx,xx\n,en\n");
  const { codes, refused } = readCodes(vagueWordsFile, bytes);
  expect([...codes.keys()]).toEqual(["en/gift", "zh/礼品"]);
  expect(refused).toBe(3);
});
