/** The state machine of an import list: every state is reached, and none is left backward. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIST_STATES, type Receipt, receive, type Standing } from "./list-state.ts";

const HERE: Standing = { isGone: false, isReleased: false };
const at = (status: string, time: number): Receipt => ({ status, at: time });

/** The state after a walk, and the effects on the way. */
function walk(statuses: readonly string[], standing = HERE) {
  let state: Receipt | null = null;
  const effects: string[] = [];
  const still: string[] = [];
  for (const [time, status] of statuses.entries()) {
    const step = receive(state, at(status, time + 1), standing);
    if (step.moves) {
      state = at(status, time + 1);
      effects.push(...step.effects);
    } else still.push(`${status}: ${step.why}`);
  }
  return { state: state?.status, effects, still };
}

test("golden: CEB622 states: the usual way of a list ends released and closed", () => {
  expect(walk(["1", "2", "3", "120", "300", "399", "500", "800", "899"])).toEqual({
    state: "899",
    effects: ["hold-for-inspection", "release"],
    still: [],
  });
});

test("golden: CEB622 states: detained, and returned", () => {
  for (const status of ["501", "502", "503", "599"]) {
    expect(walk(["2", "3", "120", "399", "500", status, "700"])).toEqual({
      state: "700",
      effects: ["hold-for-inspection", "hold-detained", "order-return"],
      still: [],
    });
  }
});

test("golden: CEB622 states: what failed is corrected or sent again, and begins anew", () => {
  expect(walk(["2", "4", "2", "3", "100", "1", "2", "-621005", "2", "120"])).toEqual({
    state: "120",
    effects: ["send-again", "correct", "correct"],
    still: [],
  });
});

test("law: every state of the list's answer stands on one of the ways above, and begins one", () => {
  const ways = ["1 2 3 120 300 399 500 800 899", "501 502 503 599 700", "4 100"]
    .join(" ")
    .split(" ");
  expect(new Set(ways)).toEqual(new Set(LIST_STATES));
  expect(LIST_STATES.map((status) => walk([status]).state)).toEqual(LIST_STATES);
});

describe("a later receipt never moves a list backward", () => {
  const RANK = ["1", "2", "3", "120", "300", "399"];
  test("property: but for control after approval and what begins anew after a failure", () => {
    const status = fc.constantFrom(...LIST_STATES, "-621001", "77");
    fc.assert(
      fc.property(fc.array(fc.tuple(status, fc.nat(50)), { maxLength: 12 }), (told) => {
        let state: Receipt | null = null;
        for (const [next, time] of told) {
          const step = receive(state, at(next, time), HERE);
          if (!step.moves) continue;
          const before: string = state?.status ?? "";
          const approved = ["399", "500", "501", "502", "503", "599", "700", "800", "899"];
          if (approved.includes(before)) {
            expect(RANK.slice(0, 5)).not.toContain(next);
            expect(["4", "100", "-621001"]).not.toContain(next);
          } else if (RANK.includes(before) && RANK.includes(next))
            expect(RANK.indexOf(next)).toBeGreaterThan(RANK.indexOf(before));
          state = at(next, time);
        }
      }),
    );
  });

  test("canary: an approval that comes after control is no news", () => {
    expect(walk(["399", "500", "399", "120"])).toMatchObject({
      state: "500",
      still: ["399: backward", "120: backward"],
    });
  });

  test("control that was told before the release it comes after changes nothing", () => {
    expect(receive(at("800", 9), at("500", 8), HERE)).toEqual({ moves: false, why: "late" });
    expect(receive(at("800", 9), at("500", 9), HERE)).toMatchObject({ moves: true });
  });

  test("a release told before the control that followed upon it frees nothing when it comes again", () => {
    expect(receive(at("500", 9), at("800", 8), HERE)).toEqual({ moves: false, why: "late" });
    expect(receive(at("599", 9), at("899", 8), HERE)).toEqual({ moves: false, why: "late" });
    expect(receive(at("500", 9), at("800", 10), HERE)).toEqual({
      moves: true,
      effects: ["release"],
    });
  });

  test("the same told twice changes nothing, an unknown state neither", () => {
    expect(receive(at("500", 2), at("500", 3), HERE)).toEqual({ moves: false, why: "told-before" });
    expect(receive(null, at("77", 3), HERE)).toEqual({ moves: false, why: "unknown" });
  });
});

test("control after a release calls the piece back, wherever it is", () => {
  expect(walk(["800", "500"], { isGone: false, isReleased: true }).effects).toEqual([
    "release",
    "hold-for-inspection",
    "recall",
  ]);
  expect(walk(["800", "700"], { isGone: true, isReleased: true }).effects).toEqual([
    "release",
    "order-return",
    "recall",
  ]);
  expect(walk(["700", "800"]).still).toEqual(["800: backward"]);
});
