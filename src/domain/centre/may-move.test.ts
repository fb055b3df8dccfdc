import { expect, test } from "vitest";
import { type Move, type MoveRule, mayMove } from "./may-move.ts";

const rule: MoveRule = {
  fromZone: "SORT",
  toZone: "DEPARTURE",
  streams: ["postal"],
  directions: ["import", "transit"],
  held: "free",
  validFrom: 100,
  validTo: 200,
};
const move: Move = {
  fromZone: "SORT",
  toZone: "DEPARTURE",
  stream: "postal",
  direction: "import",
  held: false,
  at: 150,
};

test.each<[string, Partial<MoveRule>, Partial<Move>, boolean]>([
  ["as the rule says", {}, {}, true],
  ["from another zone", {}, { fromZone: "ARRIVAL" }, false],
  ["to another zone", {}, { toZone: "CUSTOMS" }, false],
  ["inside one zone, whatever the rules", {}, { toZone: "SORT", held: true }, true],
  ["from any zone", { fromZone: "*" }, { fromZone: "ARRIVAL" }, true],
  ["to any zone", { toZone: "*" }, { toZone: "CUSTOMS" }, true],
  ["of another stream", {}, { stream: "express" }, false],
  ["of any stream", { streams: [] }, { stream: "express" }, true],
  ["in another direction", {}, { direction: "export" }, false],
  ["in any direction", { directions: [] }, { direction: "export" }, true],
  ["held, where free ones go", {}, { held: true }, false],
  ["held, where held ones go", { held: "held" }, { held: true }, true],
  ["free, where held ones go", { held: "held" }, {}, false],
  ["held, where all go", { held: "any" }, { held: true }, true],
  ["before the rule", {}, { at: 99 }, false],
  ["on the rule's first instant", {}, { at: 100 }, true],
  ["on the rule's last instant", {}, { at: 199 }, true],
  ["when the rule has ended", {}, { at: 200 }, false],
  ["long after, where the rule has no end", { validTo: null }, { at: 9_999 }, true],
])("a move %s", (_how, ruled, moved, allowed) => {
  const answer = mayMove([{ ...rule, ...ruled }], { ...move, ...moved });
  expect(answer.ok).toBe(allowed);
  if (!answer.ok) expect(answer.refusal).toMatchObject({ code: "move/not-allowed" });
});

test("without any rule nothing changes its zone; one rule of several is enough", () => {
  expect(mayMove([], move).ok).toBe(false);
  expect(mayMove([{ ...rule, toZone: "CAGE" }, rule], move).ok).toBe(true);
});
