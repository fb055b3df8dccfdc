import { Type } from "typebox";
import { Compile } from "typebox/schema";
import { expect, test } from "vitest";
import { shapeWords } from "#words/shape-words.ts";
import { shapeFindings } from "./shape-findings.ts";

const many = Array.from({ length: 90 }, (_, at) => Type.Literal(`value-${at}`));
const schema = Type.Object(
  {
    kind: Type.Union([Type.Literal("hold"), Type.Literal("open")]),
    level: Type.Optional(Type.Integer({ minimum: 1 })),
    only: Type.Optional(Type.Literal("one")),
    many: Type.Optional(Type.Union(many)),
    target: Type.Optional(Type.Union([Type.Object({ code: Type.String() }), Type.Null()])),
  },
  { additionalProperties: false },
);
const told = (value: unknown): readonly string[] =>
  shapeFindings(Compile(schema), value).map(
    (finding) => `${finding.at["field"]}: ${finding.expected}`,
  );

test("a value outside a choice is one finding that names the choice", () => {
  expect(told({ kind: "customs" })).toEqual(['kind: must be one of "hold", "open"']);
  expect(told({ kind: "hold", only: "two" })).toEqual(['only: must be "one"']);
});

test("a field nobody knows is one finding by its name", () => {
  expect(told({ kind: "hold", colour: 1 })).toEqual(["colour: no such field"]);
});

test("faults beside each other are all told, and a missing field by its name", () => {
  expect(told({ kind: "x", level: 0 })).toEqual([
    'kind: must be one of "hold", "open"',
    "level: must be >= 1",
  ]);
  expect(told({})).toEqual([": must have required properties kind"]);
});

test("a choice of shapes is told by what each branch lacks", () => {
  expect(told({ kind: "hold", target: {} })).toEqual([
    "target: must have required properties code",
    "target: must be null",
  ]);
});

test("a long choice is told as far as it fits", () => {
  const [line] = told({ kind: "hold", many: "x" });
  expect(line?.length).toBeLessThan(450);
  expect(line?.endsWith('", …')).toBe(true);
});

test("all faults of a value are told, not only the first eight", () => {
  const colours = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`colour${at}`, at]));
  expect(told({ kind: "hold", ...colours }).length).toBe(30);
});

test("whatever the validator says of our kinds of fields is said in French and Chinese too", () => {
  const all = Type.Object(
    {
      text: Type.String({ minLength: 2, pattern: "^[A-Z]+$" }),
      short: Type.String({ maxLength: 1 }),
      whole: Type.Integer({ maximum: 3 }),
      above: Type.Number({ exclusiveMinimum: 9 }),
      flag: Type.Boolean(),
      list: Type.Array(Type.Null(), { minItems: 3, uniqueItems: true }),
      few: Type.Array(Type.Number(), { maxItems: 1 }),
      inner: Type.Object({ code: Type.String() }),
      kind: Type.Union([Type.Literal("hold"), Type.Literal("open")]),
    },
    { additionalProperties: false },
  );
  const validator = Compile(all);
  const wrong = { text: "a", short: "ab", whole: 4, above: 9, flag: 1, list: [1, 1], few: [1, 2] };
  const faults = [
    ...shapeFindings(validator, { ...wrong, inner: {}, kind: "x", colour: 1 }),
    ...shapeFindings(validator, { text: 1, whole: 1.5, above: "a", list: {}, inner: 1 }),
  ];
  const said = new Set(faults.map(({ expected = "" }) => expected));
  expect(said.size).toBeGreaterThan(15);
  for (const one of said) {
    for (const language of ["fr", "zh"] as const) expect(shapeWords(language, one)).not.toBe(one);
  }
});
