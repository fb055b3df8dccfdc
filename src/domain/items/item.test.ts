import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Event } from "#domain/events/event.ts";
import { foldItem, type ItemState } from "./item.ts";

const ID = "018f0000-0000-7000-8000-000000000001";
const SHIPMENT = "018f0000-0000-7000-8000-000000000002";

type Step = Pick<Event, "type" | "occurredAt" | "place" | "data">;

/** Events of an item in the order they are recorded, with versions and keys of their own. */
function recorded(steps: readonly Step[]): readonly Event[] {
  return steps.map((step, at) => ({
    ...step,
    key: `018f0000-0000-7000-9000-${String(at).padStart(12, "0")}`,
    subject: "item",
    subjectId: ID,
    schema: 1,
    sensitivity: 1,
    version: at + 1,
    site: "CANHUB",
    recordedAt: 1_000 + at,
    callId: ID,
    actor: ID,
  }));
}

const born: Step = {
  type: "item-expected",
  occurredAt: 0,
  place: undefined,
  data: { shipmentId: SHIPMENT, readers: [ID] },
};

function fold(steps: readonly Step[]): ItemState {
  let state: ItemState | undefined;
  for (const event of recorded([born, ...steps])) state = foldItem(state, event);
  if (state === undefined) throw new Error("an item is born");
  return state;
}

const times = fc.integer({ min: 1, max: 1_000 });
const places = fc.constantFrom("A-1", "B-1", "C-1");
const scan = fc.record({
  type: fc.constantFrom("item-scanned", "item-moved"),
  occurredAt: times,
  place: fc.option(places, { nil: undefined }),
  data: fc.constant(null),
});
const arrival = fc.record({
  type: fc.constant("item-arrived"),
  occurredAt: times,
  place: fc.option(places, { nil: undefined }),
  data: fc.constant(null),
});
const exit = fc.record({
  type: fc.constant("item-left"),
  occurredAt: times,
  place: fc.constant(undefined),
  data: fc.constantFrom(
    { purpose: "release", destination: "HX" },
    { purpose: "destruction", destination: "" },
  ),
});
const other = fc.record({
  type: fc.constantFrom("item-weighed", "hold-placed", "hold-lifted", "some-later-type"),
  occurredAt: times,
  place: fc.constant(undefined),
  data: fc.constantFrom({ weightGrams: 420 }, null),
});
const any = fc.array(fc.oneof(scan, arrival, exit, other), { maxLength: 30 });

describe("the fold of an item", () => {
  test("property: any sequence of events counts versions 1, 2, 3 … and remembers eight keys", () => {
    fc.assert(
      fc.property(any, (steps) => {
        const state = fold(steps);
        expect(state.version).toBe(steps.length + 1);
        expect(state.recentKeys.length).toBe(16 * Math.min(8, steps.length + 1));
        expect(state.lastAt).toBe(Math.max(0, ...steps.map((step) => step.occurredAt)));
      }),
    );
  });

  test("property: a gap in the versions is a bug, wherever it is", () => {
    fc.assert(
      fc.property(any, fc.nat(), (steps, where) => {
        const events = recorded([born, ...steps, born]);
        const without = events.filter((_event, at) => at !== where % (events.length - 1));
        expect(() => {
          let state: ItemState | undefined;
          for (const event of without) state = foldItem(state, event);
        }).toThrow("no gaps");
      }),
    );
  });

  test("property: while it is here, its place is that of its latest occurrence", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(scan, arrival), { maxLength: 30 }), (steps) => {
        const state = fold(steps);
        const placed = steps.filter((step) => step.place !== undefined);
        const latest = Math.max(...placed.map((step) => step.occurredAt));
        const last = placed.filter((step) => step.occurredAt === latest).at(-1);
        const expected = { kind: "expected", ref: "", sinceAt: 0 };
        const at = { kind: "zone", ref: last?.place, sinceAt: latest };
        expect(state.at).toEqual(last === undefined ? expected : at);
      }),
    );
  });

  test("property: after an exit no late event but an arrival changes where it is or that it left", () => {
    fc.assert(
      fc.property(any, exit, fc.array(fc.oneof(scan, other)), (before, out, late) => {
        const left = fold([...before, out]);
        const later = fold([...before, out, ...late]);
        const { at, status, leftAt, exitPurpose } = later;
        expect({ at, status, leftAt, exitPurpose }).toEqual({
          at: left.at,
          status: left.status,
          leftAt: left.leftAt,
          exitPurpose: left.exitPurpose,
        });
      }),
    );
  });

  test("property: an arrival brings back what left, and keeps when it first came", () => {
    fc.assert(
      fc.property(arrival, exit, arrival, (came, out, again) => {
        const state = fold([came, out, again]);
        expect(state).toMatchObject({ status: "present", leftAt: null, exitPurpose: null });
        expect(state.arrivedAt).toBe(came.occurredAt);
      }),
    );
  });

  test("a scale reading of an arrival or a scan is kept, and the declared weight is not here", () => {
    const weighed = { weightGrams: 852 };
    for (const type of ["item-arrived", "item-scanned", "item-weighed"]) {
      expect(fold([{ type, occurredAt: 5, place: "A-1", data: weighed }]).weightGrams).toBe(852);
    }
  });

  test("a type that is not known is kept in the versions and changes nothing else", () => {
    const known = fold([]);
    const later = fold([{ type: "item-blessed", occurredAt: 0, place: "A-1", data: null }]);
    expect(later).toEqual({ ...known, version: 2, recentKeys: later.recentKeys });
  });
});
