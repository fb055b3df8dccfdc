/**
 * Words are whole: every text in every language with the same facts, no text that nobody uses, every
 * code that the sources can make with a sentence, and the page of codes as fresh as they are.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { THINGS } from "#domain/centre/one-thing.ts";
import { VERDICTS } from "#domain/centre/verdict.ts";
import { regimes } from "#domain/customs/regimes/index.ts";
import { EVENT_TYPES } from "#domain/events/event-types.ts";
import { HOLD_KINDS } from "#domain/holds/hold.ts";
import { operations } from "#operations/index.ts";
import { ASKED_FIELDS } from "#standards/codes/risk-kinds.ts";
import { formats } from "#standards/messages/index.ts";
import { CODES, isKnownCode, say } from "#words/codes.ts";
import { errorsPage } from "#words/errors-page.ts";
import { placeholders } from "#words/fill.ts";
import { LANGUAGES } from "#words/language.ts";
import { isTextKey, TEXTS, type TextKey, text } from "#words/texts.ts";
import { factsGiven } from "./house/code-facts.ts";
import { codesOf } from "./house/code-literals.ts";
import { isTest, ROOT, readSources, type Source } from "./house/sources.ts";

const LEAST_CODES = 150;
const sources = readSources("src/**/*.{ts,tsx}").filter(
  ({ path }) =>
    !isTest(path) && (!path.startsWith("src/words/") || path.endsWith("/fact-words.ts")),
);
const keys = Object.keys(TEXTS.en) as TextKey[];
const facts = (words: string): readonly string[] => [...new Set(placeholders(words))].sort();

describe("law: texts are whole", () => {
  test.each(LANGUAGES)(
    "law: %s has every text, none empty, with the facts of the English",
    (language) => {
      expect(Object.keys(TEXTS[language]).sort()).toEqual(keys.toSorted());
      for (const key of keys) {
        expect(TEXTS[language][key], key).not.toBe("");
        expect(facts(TEXTS[language][key]), key).toEqual(facts(TEXTS.en[key]));
      }
    },
  );

  test("law: every text is used by a screen or a verb", () => {
    expect(unusedKeys(keys, sources)).toEqual([]);
  });

  test("canary: a text that nobody uses is found", () => {
    const screen = { path: "src/web/a.tsx", text: 't("find.title"); named("stream", x);' };
    const unused = unusedKeys(["find.title", "find.lost", "stream.postal"], [screen]);
    expect(unused).toEqual(["find.lost"]);
  });
});

describe("law: what registries hold has a name", () => {
  const families: Readonly<Record<string, readonly string[]>> = {
    operation: operations.map(({ name }) => name),
    asked: ASKED_FIELDS,
    regime: regimes.map(({ code }) => code),
    format: formats.map(({ name }) => name),
    "hold-kind": HOLD_KINDS,
    verdict: VERDICTS,
    thing: THINGS,
    event: Object.values(EVENT_TYPES).flatMap((types) => [...types]),
  };
  const nameless = (family: string, values: readonly string[]): readonly string[] =>
    values.map((value) => `${family}.${value}`).filter((key) => !isTextKey(key));

  test.each(Object.entries(families))("law: every %s has one", (family, values) => {
    expect(values.length).toBeGreaterThan(2);
    expect(nameless(family, values)).toEqual([]);
  });

  test("canary: an operation without a name is found", () => {
    expect(nameless("operation", ["show-item", "show-nothing"])).toEqual([
      "operation.show-nothing",
    ]);
  });
});

describe("law: every code has words", () => {
  const made = [...new Set(sources.flatMap(codesOf))].sort();

  test("law: every code that the sources make has a sentence and what to do", () => {
    expect(made.filter((code) => !isKnownCode(code))).toEqual([]);
  });

  test("law: every sentence belongs to a code that the sources make", () => {
    expect(Object.keys(CODES.en).filter((code) => !made.includes(code))).toEqual([]);
    expect(made.length).toBeGreaterThanOrEqual(LEAST_CODES);
  });

  test.each(LANGUAGES)(
    "law: %s has every code, none empty, with the facts of the English",
    (language) => {
      expect(Object.keys(CODES[language]).sort()).toEqual(Object.keys(CODES.en).sort());
      for (const [code, words] of Object.entries(CODES[language])) {
        if (!isKnownCode(code)) throw new Error(code);
        expect(words[0], code).not.toBe("");
        expect(words[1], code).not.toBe("");
        expect(facts(words.join(" ")), code).toEqual(facts(CODES.en[code].join(" ")));
      }
    },
  );

  test("canary: a code without words is found; imports, media types and comments are none", () => {
    const source = {
      path: "src/store/a.ts",
      text: [
        'import { x } from "csv-parse/sync";',
        'const m = await import("typebox/compile"); // "old/comment"',
        'reply.type("application/json"); reply.type("text/html");',
        'return refuse("wall/has-moved", { at });',
      ].join("\n"),
    };
    expect(codesOf(source)).toEqual(["wall/has-moved"]);
    expect(isKnownCode("wall/has-moved")).toBe(false);
  });

  test("the page of codes is as fresh as the codes", () => {
    expect(readFileSync(join(ROOT, "docs/errors.md"), "utf8")).toBe(errorsPage());
  });
});

describe("law: every fact of a sentence is one that its maker gives", () => {
  const asked = (words: readonly string[]): readonly string[] => facts(words.join(" "));
  const withoutParts = (words: string): string => words.replace(/\[[^[\]]*\]/g, "");
  const missing = (code: string, names: readonly string[], files: readonly Source[]) => {
    const given = factsGiven(files).get(code) ?? new Set();
    return names.filter((name) => !given.has(name)).map((name) => `${code} {${name}}`);
  };

  test("law: a sentence is whole without its facts: each stands in a part that may be left out", () => {
    for (const language of LANGUAGES) {
      for (const [code, words] of Object.entries(CODES[language])) {
        expect(facts(withoutParts(words.join(" "))), `${language} ${code}`).toEqual([]);
      }
    }
  });

  test("law: no code has its words in two places", () => {
    const lines = readSources("src/words/codes/*-en.ts").flatMap(({ text: words }) =>
      Array.from(words.matchAll(/^ {2}"([a-z0-9-]+\/[a-z0-9-]+)":/gm), (match) => match[1]),
    );
    expect(lines.filter((code, at) => lines.indexOf(code) !== at)).toEqual([]);
    expect(lines).toHaveLength(Object.keys(CODES.en).length);
  });

  test("law: no fact is asked for that nobody gives", () => {
    const given = factsGiven(sources);
    const lost = Object.entries(CODES.en).flatMap(([code, words]) =>
      asked(words).flatMap((name) => (given.get(code)?.has(name) ? [] : [`${code} {${name}}`])),
    );
    expect(lost).toEqual([]);
  });

  test("canary: a fact that nobody gives is found, one that is given is not", () => {
    const file = { path: "src/a.ts", text: 'refuse("wall/has-moved", { found: wall.name });' };
    expect(missing("wall/has-moved", ["found", "from"], [file])).toEqual(["wall/has-moved {from}"]);
  });
});

describe("saying", () => {
  test("the code that was scanned is told, not the code of the refusal", () => {
    const { sentence } = say("en", "item/not-found", { found: "LX1234" });
    expect(sentence).toBe("No item of yours answers to this code: LX1234.");
    expect(say("en", "move/not-allowed", { found: "HALL > EXIT" }).sentence).toContain(
      "HALL > EXIT",
    );
  });

  test("facts are filled in, a part whose fact is missing is left out", () => {
    const full = say("en", "s10/check-digit", { found: "8", expected: "9" });
    expect(full.sentence).toBe("The check digit of this S10 identifier fails: 8 instead of 9.");
    expect(say("en", "s10/check-digit").sentence).toBe(
      "The check digit of this S10 identifier fails.",
    );
  });

  test("a code without words is named in every language", () => {
    for (const language of LANGUAGES) {
      expect(say(language, "wall/has-moved").sentence).toContain("wall/has-moved");
    }
  });

  test("a fact that carries a placeholder is not filled in again", () => {
    expect(text("en", "find.count", { count: "{count} [x]" })).toBe("{count} [x] items");
  });
});

/** Keys that stand nowhere as text, and whose family is nowhere asked for by data. */
function unusedKeys(all: readonly string[], files: readonly Source[]): readonly string[] {
  const code = files.map((file) => file.text).join("\n");
  const asked = new Map<string, boolean>();
  const isAsked = (family: string): boolean => {
    const known = asked.get(family);
    if (known !== undefined) return known;
    const found = new RegExp(`\\bnamed\\(\\s*"${family}"|[\`]${family}\\.\\$\\{`).test(code);
    asked.set(family, found);
    return found;
  };
  return all.filter(
    (key) => !code.includes(`"${key}"`) && !isAsked(key.slice(0, key.indexOf("."))),
  );
}
