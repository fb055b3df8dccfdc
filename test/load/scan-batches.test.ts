/** The model by which the ingest benchmark checks answers finds out every kind of wrong answer. */
import { expect, test } from "vitest";
import { pieceOf } from "./pieces.ts";
import { type ScanAnswer, scanBatch, scanFaults } from "./scan-batches.ts";

/** Piece 1 is released, 7 is held, 10 is not released. */
const NUMBERS = [1, 7, 10];

function batchAndAnswer(): readonly [ReturnType<typeof scanBatch>, ScanAnswer] {
  let next = 0;
  const pick = (): number => {
    next += 1;
    return NUMBERS[next % NUMBERS.length] ?? 1;
  };
  const batch = scanBatch(100, 0, pick);
  const rows = batch.expected.map((one, row): ScanAnswer["rows"][number] => {
    if (one === "invalid") return { row, refusal: { code: "input/invalid" } };
    if (one === "unknown") return { row, verdict: "UNKNOWN" };
    const { itemId, shipmentId, verdict, holdKind, isReleased } = pieceOf(one);
    const blockers = [
      ...(holdKind === undefined ? [] : [{ code: "held", kind: holdKind }]),
      ...(isReleased ? [] : [{ code: "not-released" }]),
    ];
    return { row, verdict, itemId, shipmentId, blockers };
  });
  return [batch, { rows, done: 98, refused: 2 }];
}

test("right answers have no fault", () => {
  const [batch, answer] = batchAndAnswer();
  expect(scanFaults(batch, answer)).toEqual([]);
});

test("a wrong verdict, item, blocker, refusal or count is one fault each", () => {
  const [batch, answer] = batchAndAnswer();
  const wrong: readonly Partial<ScanAnswer["rows"][number]>[] = [
    { verdict: "OPEN" },
    { itemId: pieceOf(99).itemId },
    { blockers: [{ code: "no-order" }] },
    { refusal: { code: "input/invalid" } },
    { repeated: true },
  ];
  for (const change of wrong) {
    const rows = answer.rows.map((one) => (one.row === 50 ? { ...one, ...change } : one));
    expect(scanFaults(batch, { ...answer, rows })).toHaveLength(1);
  }
  expect(scanFaults(batch, { ...answer, refused: 3 })).toHaveLength(2);
});
