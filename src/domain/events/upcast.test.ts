import { expect, test } from "vitest";
import type { Event } from "./event.ts";
import { schemaOf, upcast } from "./upcast.ts";

const arrived: Event = {
  key: "018f0000-0000-7000-9000-000000000001",
  subject: "item",
  subjectId: "018f0000-0000-7000-8000-000000000001",
  type: "item-arrived",
  schema: 1,
  occurredAt: 1,
  sensitivity: 1,
  data: { weightGrams: 852, vehicle: "B-1234" },
  version: 2,
  site: "CANHUB",
  recordedAt: 1,
  callId: "018f0000-0000-7000-8000-000000000002",
  actor: "018f0000-0000-7000-8000-000000000003",
};

test("an older shape is brought to that of today, and all else of the event stays", () => {
  const read = upcast(arrived);
  expect(read).toEqual({
    ...arrived,
    schema: schemaOf("item-arrived"),
    data: { notedGrams: 852, vehicle: "B-1234" },
  });
  expect(upcast(read)).toBe(read);
});

test("a piece that came back as pieces once did went into the shipment it had left with", () => {
  const data = { itemId: arrived.subjectId, decidedAnew: true };
  const returned = { ...arrived, type: "piece-returned", data };
  expect(upcast(returned).data).toEqual({ ...data, to: null });
  expect(upcast({ ...returned, data: null }).data).toEqual({ to: null });
});

test("the shape of today, a later one and an unknown type are given back as they are", () => {
  const today = { ...arrived, schema: schemaOf("item-arrived") };
  const later = { ...arrived, schema: 99 };
  const unknown = { ...arrived, type: "item-blessed" };
  for (const event of [today, later, unknown]) expect(upcast(event)).toBe(event);
});
