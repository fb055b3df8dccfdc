import { expect, test } from "vitest";
import { say } from "./codes.ts";
import { shapeWords } from "./shape-words.ts";

/** Sentences of the validator, one for each kind of fault that a schema of ours can have. */
const SAID = [
  "no such field",
  'must be one of "hold", "open"',
  'must be "one"',
  "must be string",
  "must be number",
  "must be integer",
  "must be boolean",
  "must be array",
  "must be object",
  "must be null",
  "must be >= 1",
  "must be < 100",
  "must be multiple of 5",
  "must have required properties code, kind",
  "must not have fewer than 1 characters",
  "must not have more than 64 characters",
  "must not have fewer than 1 items",
  "must not have more than 9 items",
  "must not have duplicate items",
  'must match pattern "^[A-Z]{4}$"',
  'must match format "date"',
  "must match a schema in anyOf",
  "must not have additional properties",
];

test.each(SAID)("%s is said in French and Chinese, and in English as it is", (said) => {
  expect(shapeWords("en", said)).toBe(said);
  for (const language of ["fr", "zh"] as const) {
    expect(shapeWords(language, said)).not.toMatch(/must|such|\$\d/);
    // Names, numbers and values stay.
    for (const [kept] of said.matchAll(/"[^"]+"|\d+/g))
      expect(shapeWords(language, said)).toContain(kept);
  }
});

test("the sentence of a finding carries it, and what is not known stays as it is", () => {
  const facts = { expected: "must have required properties code" };
  expect(say("fr", "input/shape", facts).sentence).toBe(
    "Un champ n’a pas la forme voulue : champs obligatoires : code.",
  );
  expect(say("zh", "input/shape", facts).sentence).toBe("字段格式不对：缺少必填字段：code。");
  expect(shapeWords("fr", "must be a prime")).toBe("must be a prime");
});

test("canary: a value with a dollar sign is not taken for a group", () => {
  expect(shapeWords("fr", 'must match pattern "$2$&"')).toBe('de la forme "$2$&"');
});
