import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answered,
  answersOf,
  BATCH_SCANS,
  begin,
  EMPTY_LINE,
  inputOf,
  join,
  type Line,
  type Scan,
  takeBack,
  unanswered,
  unsent,
} from "./line.model.ts";

const scan = (n: number, login = "anna"): Scan => ({
  key: `key-${n}`,
  code: `RR${n}`,
  at: 1_000 + n,
  place: "SORT-1",
  login,
});
const keys = () => {
  let made = 0;
  return () => `batch-${(made += 1)}`;
};
const filled = (count: number): Line =>
  Array.from({ length: count }, (_, n) => scan(n)).reduce(join, EMPTY_LINE);

describe("the line of scans", () => {
  test("a batch without an answer is sent again with the same key and the same bytes", () => {
    const first = begin(filled(3), "anna", 0, keys());
    const later = join(unanswered(first, 0), scan(9));
    const second = begin(later, "anna", 60_000, keys());
    expect(second.batch?.key).toBe(first.batch?.key);
    if (first.batch === null || second.batch === null) throw new Error("a batch is on its way");
    expect(JSON.stringify(inputOf(second.batch, "B1"))).toBe(
      JSON.stringify(inputOf(first.batch, "B1")),
    );
    expect(unsent(second)).toHaveLength(4);
  });

  test("tries come later and later, fifteen seconds apart at most", () => {
    let line = begin(filled(1), "anna", 0, keys());
    const pauses: number[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      line = unanswered(line, 0);
      pauses.push(line.nextTryAt);
      expect(begin(line, "anna", line.nextTryAt - 1, keys())).toBe(line);
      line = begin(line, "anna", line.nextTryAt, keys());
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  test("scans of another login wait until that login is there", () => {
    const line = join(join(EMPTY_LINE, scan(1, "anna")), scan(2, "ben"));
    expect(begin(line, "ben", 0, keys()).batch?.scans.map(({ login }) => login)).toEqual(["ben"]);
    const annas = unanswered(begin(line, "anna", 0, keys()), 0);
    expect(begin(annas, "ben", 60_000, keys())).toBe(annas);
  });

  test("a scan can be taken back until it is on its way", () => {
    expect(takeBack(filled(2), "key-1")?.waiting.map(({ key }) => key)).toEqual(["key-0"]);
    expect(takeBack(begin(filled(2), "anna", 0, keys()), "key-1")).toBeUndefined();
  });

  test("each scan gets its own row, or the refusal of the whole batch", () => {
    const { batch } = begin(filled(2), "anna", 0, keys());
    if (batch === null) throw new Error("a batch is on its way");
    const rows = [
      { row: 1, verdict: "HOLD" as const },
      { row: 0, verdict: "RELEASE" as const },
    ];
    expect(answersOf(batch, { rows }).map(([, row]) => row.verdict)).toEqual(["RELEASE", "HOLD"]);
    expect(answersOf(batch, { code: "call/busy" }).map(([, row]) => row.refusal?.code)).toEqual([
      "call/busy",
      "call/busy",
    ]);
  });

  test("property: through any course of joins, tries and losses no scan is lost or answered twice", () => {
    const steps = fc.array(fc.constantFrom("join", "begin", "lose", "answer"), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (course) => {
        const newKey = keys();
        const done: string[] = [];
        let joined = 0;
        let now = 0;
        let line = EMPTY_LINE;
        for (const step of course) {
          now += 20_000;
          if (step === "join") line = join(line, scan(joined++));
          else if (step === "begin") line = begin(line, "anna", now, newKey);
          else if (line.sending && step === "lose") line = unanswered(line, now);
          else if (line.sending && line.batch !== null) {
            expect(line.batch.scans.length).toBeLessThanOrEqual(BATCH_SCANS);
            done.push(...line.batch.scans.map(({ key }) => key));
            line = answered(line);
          }
          const all = [...done, ...unsent(line).map(({ key }) => key)];
          expect(all).toEqual(Array.from({ length: joined }, (_, n) => `key-${n}`));
        }
      }),
    );
  });
});
