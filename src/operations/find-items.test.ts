import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  const content = {
    currency: "EUR",
    lines: [{ description: "wool scarf", totalValue: { units: "1050", scale: 2 } }],
  };
  const waybill = (waybillNumber: string, pieces: string[], more: object = {}): object =>
    declaration(`D-${pieces[0]}`, pieces, {
      carrier: "HX",
      content: { ...content, waybillNumber },
      ...more,
    });
  const declarations = [
    waybill("HXWB 7000-1", ["FWPIECE1", "FWPIECE2", "FWPIECE3"]),
    waybill("999-12345675", ["FWAIR1", "FWAIR2"]),
    waybill("HXWB70002", ["HXWB700021", "HXWB700022"]),
  ];
  await all(centre, "express", "lodge-declarations", { declarations });
});
afterAll(() => centre.close());

type Page = {
  items: { identifier: string; scheme: string; itemId: string }[];
  count: number;
  next?: { identifier: string; itemId: string };
};
const find = (who: string, text: string, more: object = {}): Promise<Page> =>
  centre.act<Page>(who, "find-items", { text, ...more });

test("a waybill finds every piece of its shipment, as it is written on it", async () => {
  for (const [text, count] of [
    ["HXWB7000-1", 3],
    ["999-12345675", 2],
    ["99912345675", 2],
  ] as const) {
    const page = await find("express", text);
    expect([text, page.count, page.items.length]).toEqual([text, count, count]);
    expect(new Set(page.items.map((item) => item.scheme))).toEqual(new Set(["waybill"]));
    expect(new Set(page.items.map((item) => item.itemId)).size).toBe(count);
  }
});

test("a page of a waybill goes on where the one before it ended, and filters hold", async () => {
  const first = await find("floor", "HXWB70001", { limit: 2 });
  const second = await find("floor", "HXWB70001", { limit: 2, after: first.next });
  const ids = [...first.items, ...second.items].map((item) => item.itemId);
  expect([first.count, new Set(ids).size]).toEqual([3, 3]);
  expect(await find("floor", "HXWB70001", { status: "present" })).toMatchObject({ count: 0 });
});

test("a piece whose own code is found is listed once", async () => {
  const page = await find("express", "HXWB70002");
  expect(page.count).toBe(2);
  expect(page.items.map((item) => item.identifier)).toEqual(["HXWB700021", "HXWB700022"]);
});

test("another party finds nothing by a waybill", async () => {
  expect(await find("post", "HXWB70001")).toEqual(await find("post", "HXWB79999"));
});
