import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  characterOf,
  feed,
  GROUP_SEPARATOR,
  IDLE,
  LEAST_CHARACTERS,
  LONGEST_GAP_MS,
  type Stroke,
  type Wedge,
} from "./wedge.model.ts";

/** Strokes of a text with a pause before each, then an end key. */
function strokes(text: string, gaps: readonly number[], end = "Enter", startAt = 1_000): Stroke[] {
  let at = startAt;
  const keys = [...Array.from(text), end];
  return keys.map((key, index) => {
    at += index === 0 ? 0 : (gaps[index - 1] ?? gaps.at(-1) ?? 5);
    return { key, at };
  });
}

function run(all: readonly Stroke[], from: Wedge = IDLE) {
  let wedge = from;
  const reads: string[] = [];
  const swallowed: string[] = [];
  for (const stroke of all) {
    const fed = feed(wedge, stroke);
    wedge = fed.wedge;
    if (fed.read !== undefined) reads.push(fed.read);
    if (fed.swallow) swallowed.push(stroke.key);
  }
  return { reads, swallowed, wedge };
}

const CODE = fc
  .array(fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz0123456789:-/()]")), {
    minLength: LEAST_CHARACTERS,
    maxLength: 60,
  })
  .map((characters) => characters.join(""));
const FAST = fc.array(fc.integer({ min: 0, max: LONGEST_GAP_MS }), {
  minLength: 60,
  maxLength: 60,
});
const END = fc.constantFrom("Enter", "Tab");

describe("the wedge scanner", () => {
  test("property: whatever is typed fast and ended by Enter or Tab is read, and its end is swallowed", () => {
    fc.assert(
      fc.property(CODE, FAST, END, (code, gaps, end) => {
        const { reads, swallowed } = run(strokes(code, gaps, end));
        expect(reads).toEqual([code]);
        expect(swallowed).toEqual([end]);
      }),
    );
  });

  test("property: a hand slower than the gap is never read, and none of its keys is swallowed", () => {
    fc.assert(
      fc.property(
        CODE,
        fc.integer({ min: LONGEST_GAP_MS + 1, max: 2_000 }),
        END,
        (code, gap, end) => {
          expect(run(strokes(code, [gap], end))).toMatchObject({ reads: [], swallowed: [] });
        },
      ),
    );
  });

  test("property: typing by hand before a scan never gets into the read", () => {
    fc.assert(
      fc.property(CODE, CODE, FAST, (typed, code, gaps) => {
        const hand = strokes(typed, [120]).slice(0, -1);
        const startAt = (hand.at(-1)?.at ?? 0) + LONGEST_GAP_MS + 1;
        expect(run([...hand, ...strokes(code, gaps, "Enter", startAt)]).reads).toEqual([code]);
      }),
    );
  });

  test("property: two scans in a row are two reads", () => {
    fc.assert(
      fc.property(CODE, CODE, FAST, (one, other, gaps) => {
        const first = strokes(one, gaps);
        const startAt = (first.at(-1)?.at ?? 0) + 10;
        const { reads } = run([...first, ...strokes(other, gaps, "Tab", startAt)]);
        expect(reads).toEqual([one, other]);
      }),
    );
  });

  test("shift keys between the characters do not break a read", () => {
    const typed = strokes("RR473124829GB", [5]).flatMap((stroke) => [
      { key: "Shift", at: stroke.at },
      stroke,
    ]);
    expect(run(typed).reads).toEqual(["RR473124829GB"]);
  });

  test("an Enter alone, a short burst, a held key and an arrow are no reads", () => {
    expect(run(strokes("", [])).swallowed).toEqual([]);
    expect(run(strokes("AB", [5])).reads).toEqual([]);
    const held = strokes("AAAAAAAA", [30]).map((stroke, at) => ({ ...stroke, repeat: at > 0 }));
    expect(run(held).reads).toEqual([]);
    const [first, second, ...rest] = strokes("ABCDEF", [5]);
    if (first === undefined || second === undefined) throw new Error("the text has characters");
    const arrow = { key: "ArrowLeft", at: second.at };
    expect(run([first, second, arrow, ...rest]).reads).toEqual(["CDEF"]);
  });

  test("FNC1 comes as Ctrl and ], and is kept", () => {
    expect(characterOf({ key: "]", ctrl: true, at: 0 })).toBe(GROUP_SEPARATOR);
    expect(characterOf({ key: "c", ctrl: true, at: 0 })).toBeUndefined();
  });

  test("behind a Chinese input method characters are read by their place on the keyboard", () => {
    const typed = Array.from("CMD:OK").map((character, index) => ({
      key: "Process",
      code: character === ":" ? "Semicolon" : `Key${character}`,
      shift: true,
      at: index * 5,
    }));
    expect(run([...typed, { key: "Enter", at: 30 }]).reads).toEqual(["CMD:OK"]);
    expect(characterOf({ key: "Process", code: "Digit7", at: 0 })).toBe("7");
  });
});
