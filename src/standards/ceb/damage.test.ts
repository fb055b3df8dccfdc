/**
 * Damage to CEB messages, over every message of both editions: to a tag it is never silent and is found at
 * its place, inside a text it changes that element only.
 */
import { describe, expect, test } from "vitest";
import { type Chance, chanceOf } from "#base/chance.ts";
import { all, textOf } from "#test/ceb/cancel-message.ts";
import { type CebReading, readCeb } from "./reader.ts";
import { CEB_EDITIONS, type CebEdition, type CebName, cebNames } from "./tables.ts";

const ALL = CEB_EDITIONS.flatMap((edition) =>
  cebNames(edition).map((name): [CebEdition, CebName] => [edition, name]),
);
const RUNS = 3;

/** An element with text, where it stands. */
type Leaf = { readonly start: number; readonly name: string; readonly text: string };

function leavesOf(text: string): readonly Leaf[] {
  const found = text.matchAll(/<ceb:(\w+)>([^<]*)<\/ceb:\1>/g);
  return Array.from(found, (one) => ({ start: one.index, name: one[1] ?? "", text: one[2] ?? "" }));
}

/** Every text of a reading by its path. */
function texts(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, `${path}/${name}`));
}

function pathsThatDiffer(one: CebReading, two: CebReading): readonly string[] {
  const [before, after] = [one, two].map(({ head, documents }) => {
    const { edition: _, ...rest } = head ?? {};
    return new Map(texts({ rest, values: documents.map((document) => document.value) }));
  });
  const paths = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...paths].filter((path) => before?.get(path) !== after?.get(path));
}

const codes = (reading: CebReading): readonly string[] => all(reading).map(({ code }) => code);
const replaced = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length);

describe("CEB damage", () => {
  test.each(ALL)("property: damage to a tag is found at its place: %s %s", (edition, name) => {
    const chance = chanceOf(Number(name.slice(3)));
    const text = textOf(name, edition);
    for (let run = 0; run < RUNS; run += 1) {
      const leaf = chance.pick(leavesOf(text));
      for (const broken of brokenTags(text, leaf, chance)) {
        const { fault } = readCeb(Buffer.from(broken));
        const place = Buffer.byteLength(text.slice(0, leaf.start));
        const end = place + Buffer.byteLength(`<ceb:${leaf.name}>${leaf.text}</ceb:${leaf.name}>`);
        expect(fault, broken.slice(leaf.start, leaf.start + 80)).toBeDefined();
        expect(fault?.at.offset).toBeGreaterThanOrEqual(place);
        // A mark that is gone is seen at the next one.
        expect(fault?.at.offset).toBeLessThanOrEqual(end + NEXT_MARK);
      }
      const { fault } = readCeb(Buffer.from(withoutEnd(text, leaf)));
      // Seen where its parent ends, and told where it began.
      expect(fault?.expected).toMatch(new RegExp(`^</ceb:${leaf.name}> of line [0-9]+$`));
      const other = renamed(text, leaf);
      const reading = readCeb(Buffer.from(other));
      const paths = all(reading).map(({ at }) => at.path ?? "");
      expect(codes(reading)).toContain("ceb/unknown-element");
      expect(paths.some((path) => path.endsWith(`ceb:${leaf.name}q`))).toBe(true);
    }
  });

  test.each(ALL)(
    "property: damage inside text changes that element only: %s %s",
    (edition, name) => {
      const chance = chanceOf(1 + Number(name.slice(3)));
      const text = textOf(name, edition);
      const whole = readCeb(Buffer.from(text));
      const leaves = leavesOf(text).filter((leaf) => /[A-Za-z0-9]/.test(leaf.text));
      for (let run = 0; run < RUNS; run += 1) {
        const leaf = chance.pick(leaves);
        // Not inside a reference such as &amp;.
        const at = leaf.text
          .replace(/&[^;]*;/g, (one) => " ".repeat(one.length))
          .search(/[A-Za-z0-9]/);
        if (at < 0) continue;
        const start = leaf.start + `<ceb:${leaf.name}>`.length + at;
        const by = text.charAt(start) === "7" ? "8" : "7";
        const reading = readCeb(Buffer.from(replaced(text, start, 1, by)));
        const differ = pathsThatDiffer(whole, reading);
        expect(differ).toHaveLength(1);
        expect(differ[0]).toMatch(new RegExp(`/${leaf.name}$`));
      }
    },
  );

  test("canary: a reader that looked away would be seen", () => {
    const text = textOf("CEB623");
    const whole = readCeb(Buffer.from(text));
    expect(pathsThatDiffer(whole, whole)).toEqual([]);
    expect(codes(whole)).not.toContain("ceb/unknown-element");
  });
});

/** Bytes up to the mark that shows a tag to be broken: the next end tag. */
const NEXT_MARK = 60;

function brokenTags(text: string, { start, name, text: inside }: Leaf, chance: Chance): string[] {
  const end = start + `<ceb:${name}>${inside}`.length;
  const letter = 5 + chance.below(name.length);
  return [
    replaced(text, start + letter, 1, "~"),
    replaced(text, end + 6, 1, "_"),
    replaced(text, start, 1, "&"),
    text.slice(0, end),
  ];
}

/** The end tag has become a beginning. */
function withoutEnd(text: string, { start, name, text: inside }: Leaf): string {
  return replaced(text, start + `<ceb:${name}>${inside}<`.length, 1, "");
}

function renamed(text: string, { start, name, text: inside }: Leaf): string {
  const whole = `<ceb:${name}>${inside}</ceb:${name}>`;
  return replaced(text, start, whole.length, `<ceb:${name}q>${inside}</ceb:${name}q>`);
}
