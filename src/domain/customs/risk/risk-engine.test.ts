import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCodes } from "#operations/code-difference.ts";
import { riskRulesFile } from "#standards/codes/files/risk-files.ts";
import { RISK_KIND_NAMES } from "#standards/codes/risk-kinds.ts";
import { FIRST_RULES } from "./first-rules.ts";
import { riskEngine } from "./risk-engine.ts";
import type { RiskFacts } from "./risk-facts.ts";
import { type RiskRule, ruleOf, selectionOf } from "./risk-rule.ts";

const DAY = "2026-11-22";
const NO_WORDS = { vague: null, battery: null };

/** A rule of a kind in every channel. */
function rule(kind: string, parameters: string, more: Record<string, string> = {}): RiskRule {
  const channels = { streams: "postal+express+ecommerce", directions: "import+export+transit" };
  const dates = { valid_from: "2026-01-01", valid_to: "2026-12-31" };
  const facts = {
    kind,
    parameters,
    action: "image",
    level: "1",
    owner: "x",
    ...channels,
    ...dates,
  };
  const made = ruleOf({
    code: kind,
    version: 3,
    names: { en: "why" },
    facts: { ...facts, ...more },
  });
  if (made === undefined) throw new Error(`${kind} ${parameters} is no rule`);
  return made;
}

const FACTS: RiskFacts = {
  stream: "postal",
  direction: "import",
  regime: "postal-personal",
  lines: [{ description: "cotton shirt", totalValue: { units: "100", scale: 0 } }],
  grossWeightKg: { units: "500", scale: 3 },
  sender: { name: "Ana", countryCode: "SI" },
  recipient: { name: "Li", addressLines: ["Road 1"] },
  senderCountry: "SI",
  valueIn: () => undefined,
  furtherFields: [],
  parcelsBy: () => 1,
  draw: 0.5,
};

const hit = (one: RiskRule, facts: Partial<RiskFacts>): unknown =>
  riskEngine([one], NO_WORDS, DAY).lodged({ ...FACTS, ...facts })[0]?.facts;

const described = (description: string, hsCode?: string): Partial<RiskFacts> => ({
  lines: [{ description, ...(hsCode !== undefined && { hsCode }) }],
});

describe("golden: a value near a threshold of 1,000.00, 5 % under it", () => {
  const near = rule("near-threshold", "threshold=1000");
  // 1,000.00 less 5 % is 950.00: from there to the threshold itself.
  test.each([
    [94_999n, false],
    [95_000n, true],
    [99_999n, true],
    [100_000n, true],
    [100_001n, false],
    [0n, false],
  ])("%s fen: %s", (minor, expected) => {
    expect(hit(near, { valueIn: () => minor }) !== undefined).toBe(expected);
  });

  test("it asks for the currency it names, the regimes and the countries", () => {
    const asked: string[] = [];
    const valueIn = (currency: string): bigint => {
      asked.push(currency);
      return 79_000n;
    };
    const given = "threshold=800; currency=HKD; regimes=express-b; from=HK+MO; not-from=MO";
    const one = rule("near-threshold", given);
    const facts = { valueIn, regime: "express-b", senderCountry: "HK" };
    expect(hit(one, facts)).toEqual({ found: "790", expected: "800", currency: "HKD" });
    expect(asked).toEqual(["HKD"]);
    expect(hit(one, { ...facts, regime: "express-c" })).toBeUndefined();
    expect(hit(one, { ...facts, senderCountry: "JP" })).toBeUndefined();
    expect(hit(one, { ...facts, senderCountry: "MO" })).toBeUndefined();
  });

  test("a value that cannot be told hits nothing", () => {
    expect(hit(near, {})).toBeUndefined();
  });
});

describe("golden: a measured weight off by more than the larger of 20 % and 100 g", () => {
  const { weighed } = riskEngine([rule("weight-difference", "")], NO_WORDS, DAY);
  test.each([
    // 400 g: 100 g is the larger, and 500 g is just in.
    ["400", 3, 500, false],
    ["400", 3, 501, true],
    ["400", 3, 300, false],
    ["400", 3, 299, true],
    // 500 g: both are 100 g.
    ["500", 3, 600, false],
    ["500", 3, 601, true],
    // 2 kg: 20 % is 400 g.
    ["2", 0, 2_400, false],
    ["2", 0, 2_401, true],
    ["2", 0, 1_600, false],
    ["2", 0, 1_599, true],
    // 0.5005 kg: 20 % is 100.1 g; 600 g is 99.5 off, 601 g 100.5.
    ["5005", 4, 600, false],
    ["5005", 4, 601, true],
    ["0", 0, 100, false],
    ["0", 0, 101, true],
  ])("declared %s at scale %s, measured %s g: %s", (units, scale, measuredGrams, expected) => {
    const facts = { stream: "express", direction: "export" } as const;
    const hits = weighed({ ...facts, declaredKg: { units, scale }, measuredGrams });
    expect(hits.length === 1).toBe(expected);
  });
});

test("the other kinds hit what they name and nothing else", () => {
  const words = rule("vague-words", "");
  expect(hit(words, described("Gift"))).toEqual({ line: 1, found: "Gift" });
  expect(hit(words, described("gift set of cups"))).toBeUndefined();
  expect(hit(rule("vague-words", "match=anywhere"), described("gift set of cups"))).toBeDefined();
  const battery = rule("battery-words", "");
  expect(hit(battery, described("power bank"))).toEqual({ line: 1, found: "power bank" });
  expect(hit(battery, described("power bank", "850760"))).toBeUndefined();
  expect(hit(battery, described("power bank, UN3481 PI966"))).toBeUndefined();
  const told = { ...described("power bank"), furtherFields: ["batteryType"] };
  expect(hit(battery, told)).toBeUndefined();
  const repeat = rule("repeat-recipient", "");
  const count = (phone: number, address: number): Partial<RiskFacts> => ({
    parcelsBy: (mark, days) => (days === 7 ? (mark === "phone" ? phone : address) : 99),
  });
  expect(hit(repeat, count(3, 3))).toBeUndefined();
  expect(hit(repeat, count(4, 0))).toEqual({ by: "phone", found: 4, expected: 3, days: 7 });
  expect(hit(repeat, count(0, 4))).toMatchObject({ by: "address" });
  expect(hit(rule("repeat-recipient", "by=phone"), count(0, 4))).toBeUndefined();
  const missing = rule("missing-field", "fields=hs-code+recipient-address+gross-weight");
  expect(hit(missing, {})).toEqual({ missing: "hs-code" });
  expect(hit(missing, { recipient: null, grossWeightKg: null, lines: [] })).toEqual({
    missing: "hs-code, recipient-address, gross-weight",
  });
  expect(hit(missing, described("x", "610910"))).toBeUndefined();
  expect(hit(rule("random", "rate=0.5"), { draw: 0.499 })).toEqual({});
  expect(hit(rule("random", "rate=0.5"), { draw: 0.5 })).toBeUndefined();
  expect(hit(rule("random", "rate=0"), { draw: 0 })).toBeUndefined();
  expect(hit(rule("random", "rate=1"), { draw: 0.999 })).toBeDefined();
});

test("a rule looks at its own channels, on its own days, in the order of ids", () => {
  const own = { streams: "express", directions: "export" };
  const one = rule("vague-words", "", own);
  expect(hit(one, described("gift"))).toBeUndefined();
  const channel = { stream: "express", direction: "export" } as const;
  expect(hit(one, { ...described("gift"), ...channel })).toBeDefined();
  const day = (on: string): number => riskEngine([one], NO_WORDS, on).rules.length;
  expect([day("2025-12-31"), day("2026-01-01"), day("2026-12-31"), day("2027-01-01")]).toEqual([
    0, 1, 1, 0,
  ]);
  const several = ["vague-words", "missing-field", "battery-words"].map((kind) =>
    rule(kind, kind === "missing-field" ? "fields=hs-code" : ""),
  );
  const both = { ...FACTS, lines: [{ description: "gift" }, { description: "li-ion" }] };
  const hits = riskEngine(several, NO_WORDS, DAY).lodged(both);
  expect(hits.map(({ rule: { id } }) => id)).toEqual([
    "battery-words",
    "missing-field",
    "vague-words",
  ]);
});

test("a district's own words take the place of those shipped", () => {
  const words = { vague: ["bric a brac", "杂项"], battery: ["dynamite"] };
  const engine = riskEngine([rule("vague-words", ""), rule("battery-words", "")], words, DAY);
  const ids = (description: string): string[] =>
    engine.lodged({ ...FACTS, lines: [{ description }] }).map(({ rule: { id } }) => id);
  expect(ids("Bric-a-brac")).toEqual(["vague-words"]);
  expect(ids("杂项")).toEqual(["vague-words"]);
  expect(ids("gift")).toEqual([]);
  expect(ids("dynamite power bank")).toEqual(["battery-words"]);
});

test("of several hits the strongest action and the highest level hold, and notes hold nothing", () => {
  const of = (action: string, level: string) => ({
    code: "risk/vague-words",
    rule: rule("vague-words", "", { action, level }),
    facts: {},
  });
  expect(selectionOf([of("image", "1"), of("examine", "1")])).toEqual({ kind: "open", level: 1 });
  expect(selectionOf([of("hold", "1"), of("image", "3"), of("note", "3")])).toEqual({
    kind: "hold",
    level: 3,
  });
  expect(selectionOf([of("image", "1"), of("note", "3")])).toEqual({ kind: "image", level: 1 });
  expect(selectionOf([of("note", "3")])).toBeUndefined();
});

describe("the first set of rules", () => {
  const read = readCodes(riskRulesFile, Buffer.from(FIRST_RULES));
  const rules = [...read.codes].flatMap(
    ([code, row]) => ruleOf({ code, version: 1, ...row }) ?? [],
  );

  test("reads without a finding, has every kind, and each rule an owner, a reason and an end", () => {
    expect(read.findings).toEqual([]);
    expect(rules).toHaveLength(read.rows);
    expect(new Set(rules.map(({ kind }) => kind))).toEqual(new Set(RISK_KIND_NAMES));
    for (const { id, owner, reason, validTo } of rules) {
      expect([owner, reason.en, reason.fr, reason.zh, validTo].every(Boolean), id).toBe(true);
    }
  });

  test("is the file in examples", () => {
    expect(readFileSync("examples/risk-rules.csv", "utf8")).toBe(FIRST_RULES);
  });

  test("asks a declaration in less than a tenth of a millisecond", () => {
    const engine = riskEngine(rules, NO_WORDS, DAY);
    const facts = Array.from({ length: 20_000 }, (_, at) => ({
      ...FACTS,
      lines: [{ description: `cotton shirt model ${at}` }, { description: "gift 礼品" }],
    }));
    const startedAt = performance.now();
    let hits = 0;
    for (const one of facts) hits += engine.lodged(one).length;
    expect(hits).toBeGreaterThan(20_000);
    expect((performance.now() - startedAt) / facts.length).toBeLessThan(0.1);
  });
});
