import fc from "fast-check";
import { expect, test } from "vitest";
import { foldItem, type ItemState } from "#domain/items/item.ts";
import type { Event } from "./event.ts";
import { isPublicReport } from "./reported.ts";

const ID = "018f0000-0000-7000-8000-000000000001";

const born = { type: "item-expected", occurredAt: 0, data: { shipmentId: ID, readers: [ID] } };
const step = fc.oneof(
  fc.record({
    type: fc.constant("item-reported"),
    occurredAt: fc.integer({ min: 1, max: 50 }),
    data: fc.record({
      code: fc.constantFrom("EMA", "EMC", "EMI"),
      list: fc.constant("item-events"),
    }),
  }),
  fc.record({
    type: fc.constantFrom("item-arrived", "item-scanned", "item-left"),
    occurredAt: fc.integer({ min: 1, max: 50 }),
    place: fc.constantFrom("A-1", "B-1"),
    data: fc.constant({ purpose: "release", destination: "X" }),
  }),
);
type Step = Pick<Event, "type" | "occurredAt" | "data"> & { readonly place?: string };

function fold(steps: readonly Step[]): ItemState {
  let state: ItemState | undefined;
  for (const [at, one] of [born, ...steps].entries()) {
    state = foldItem(state, {
      ...one,
      key: `018f0000-0000-7000-9000-${String(at).padStart(12, "0")}`,
      subject: "item",
      subjectId: ID,
      schema: 1,
      sensitivity: 1,
      version: at + 1,
      site: "CANHUB",
      recordedAt: at,
      callId: ID,
      actor: ID,
    });
  }
  if (state === undefined) throw new Error("an item is born");
  return state;
}

test("property: the last report is the one that occurred last, whenever it came", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const reports = steps.filter(({ type }) => type === "item-reported");
      const latest = Math.max(...reports.map(({ occurredAt }) => occurredAt));
      const last = reports.filter(({ occurredAt }) => occurredAt === latest).at(-1);
      const expected = last && { at: latest, ...last.data };
      expect(fold(steps).reported).toEqual(expected);
    }),
  );
});

test("property: a report moves nothing, brings nothing in and undoes no exit", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const without = fold(steps.filter(({ type }) => type !== "item-reported"));
      const { at, status, arrivedAt, leftAt, exitPurpose } = fold(steps);
      const { at: place, status: was, ...rest } = without;
      expect({ at, status, arrivedAt, leftAt, exitPurpose }).toEqual({
        at: place,
        status: was,
        arrivedAt: rest.arrivedAt,
        leftAt: rest.leftAt,
        exitPurpose: rest.exitPurpose,
      });
    }),
  );
});

test("the public is told where a piece is, and not what is a post's own affair", () => {
  expect(isPublicReport("item-events", "EMD")).toBe(true);
  expect(isPublicReport("item-events", "EDA")).toBe(false);
  expect(isPublicReport("transport-states", "EMD")).toBe(false);
});
