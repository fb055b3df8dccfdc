import { describe, expect, test } from "vitest";
import type { Event } from "#domain/events/event.ts";
import { decideLift, foldHold, type HoldState } from "./hold.ts";

const [ANN, BEN] = ["018f0000-0000-7000-8000-0000000000a1", "018f0000-0000-7000-8000-0000000000b1"];

const placed: Event = {
  key: "018f0000-0000-7000-9000-000000000001",
  subject: "hold",
  subjectId: "018f0000-0000-7000-8000-000000000009",
  type: "hold-placed",
  schema: 1,
  occurredAt: 100,
  sensitivity: 1,
  data: {
    targetKind: "item",
    targetId: "018f0000-0000-7000-8000-000000000001",
    authority: "customs",
    level: 2,
    kind: "open",
    publicReason: "to be opened",
    staysWithItem: false,
    fourEyes: false,
    endsAt: null,
  },
  version: 1,
  site: "CANHUB",
  recordedAt: 100,
  callId: ANN,
  actor: ANN,
};
const hold: HoldState = foldHold(undefined, placed);

function lift(
  more: Partial<HoldState>,
  authority: string | null,
  level: number,
  userId = ANN,
): string {
  const decided = decideLift({ ...hold, ...more }, { userId, authority, level });
  return decided.ok ? decided.value : decided.refusal.code;
}

describe("who lifts a hold", () => {
  test.each([
    ["its own authority at its level", {}, "customs", 2, "hold-lifted"],
    ["its own authority above its level", {}, "customs", 3, "hold-lifted"],
    ["its own authority below its level", {}, "customs", 1, "hold/level-too-low"],
    ["another authority, however high", {}, "quarantine", 3, "hold/other-authority"],
    ["the operator", {}, "operator", 3, "hold/other-authority"],
    ["somebody of no authority", {}, null, 3, "hold/other-authority"],
    ["the operator its own", { authority: "operator", level: 0 }, "operator", 0, "hold-lifted"],
    ["anybody, when it is lifted", { liftedAt: 5 }, "customs", 3, "hold/lifted-already"],
    ["the first of four eyes", { fourEyes: true }, "customs", 2, "hold-lift-asked"],
    [
      "the same two eyes again",
      { fourEyes: true, liftAskedBy: ANN },
      "customs",
      2,
      "hold/same-eyes",
    ],
    ["the other two eyes", { fourEyes: true, liftAskedBy: BEN }, "customs", 2, "hold-lifted"],
    ["two eyes too low", { fourEyes: true, liftAskedBy: BEN }, "customs", 1, "hold/level-too-low"],
  ] as const)("%s", (_who, more, authority, level, answer) => {
    expect(lift(more, authority, level)).toBe(answer);
  });
});

describe("the fold of a hold", () => {
  const next = (state: HoldState, type: string, actor: string): HoldState =>
    foldHold(state, { ...placed, type, actor, version: state.version + 1, occurredAt: 200 });

  test("asked, then lifted: both pairs of eyes are kept", () => {
    const asked = next(hold, "hold-lift-asked", ANN);
    expect(asked).toMatchObject({ liftAskedBy: ANN, liftedAt: null });
    const lifted = next(asked, "hold-lifted", BEN);
    expect(lifted).toMatchObject({ liftAskedBy: ANN, liftedBy: BEN, liftedAt: 200, version: 3 });
  });

  test("it ends by its clock as it ends by a person, and a gap in its versions is a bug", () => {
    expect(next(hold, "hold-ended", BEN).liftedAt).toBe(200);
    expect(() => foldHold(hold, { ...placed, version: 3 })).toThrow("no gaps");
  });
});
