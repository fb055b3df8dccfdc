import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, bagged, declaration } from "#test/pieces.ts";
import { faults } from "./call.ts";
import { showItem } from "./show-item.ts";
import { showShipment } from "./show-shipment.ts";

const SCALED = { units: "1250", scale: 3 };
let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  const line = {
    description: "wool scarf",
    quantity: { units: "2", scale: 0 },
    unit: "pcs",
    unitValue: { units: "525", scale: 2 },
    totalValue: { units: "1050", scale: 2 },
    netWeightKg: SCALED,
    originCountry: "SI",
    hsCode: "621420",
  };
  const content = {
    currency: "EUR",
    grossWeightKg: SCALED,
    waybillNumber: "HXWB70009",
    orderNumber: "O-1",
    comments: "call Ana first",
    lines: [line],
  };
  const declarations = [
    declaration("D-SHOWN", ["SHOWN1", "SHOWN2"], { carrier: "HX", content, seller: "PLAT-41" }),
  ];
  await all(centre, "express", "lodge-declarations", { declarations });
  const arrivals = [{ code: "SHOWN1", weightGrams: 1_240 }];
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  await bagged(centre, ["SHOWNBAG"], ["SHOWN1"]);
  const pallet = { code: "SHOWNPAL", kind: "pallet", seal: "S-9", counted: { pieces: 3 } };
  await all(centre, "post", "announce-containers", { containers: [pallet] });
  await all(centre, "floor", "record-scans", { scans: [{ code: "SHOWNPAL" }], place: "ARRIVAL-1" });
  await all(centre, "floor", "move-items", { moves: [{ code: "SHOWNBAG", to: "SHOWNPAL" }] });
  await all(centre, "officer", "release-shipments", {
    releases: [{ code: "SHOWN1" }, { code: "SHOWNPAL", purpose: "return" }],
  });
  const hold = { kind: "open", publicReason: "look", restrictedReason: "profile 9" };
  const holds = [
    { ...hold, target: { kind: "item", code: "SHOWN1" }, endsAt: 1_900_000_000_000 },
    { ...hold, target: { kind: "container", code: "SHOWNPAL" } },
  ];
  await all(centre, "officer", "place-hold", { holds });
});
afterAll(() => centre.close());

const WATCHED = ["floor", "express", "officer", "manager"];

/** What a view answers, as it goes over the wire. */
async function wired(who: string, name: string): Promise<Record<string, unknown>> {
  const answer = await centre.act(who, name, { code: "SHOWN1" });
  return JSON.parse(JSON.stringify(answer)) as Record<string, unknown>;
}

test.each([showItem, showShipment])(
  "all that $name answers is described, and no more",
  async (view) => {
    for (const who of WATCHED) {
      expect([who, faults(view.output, await wired(who, view.name))]).toEqual([who, []]);
    }
  },
);

test("canary: every member of a shown state that is not described is found", async () => {
  const shown = await wired("officer", "show-item");
  expect(shown["containers"]).toHaveLength(2);
  for (const [name, value] of Object.entries(shown)) {
    const one = Array.isArray(value) ? value[0] : value;
    if (typeof one !== "object" || one === null) continue;
    const more = { ...one, readers: [] };
    const told = { ...shown, [name]: Array.isArray(value) ? [more] : more };
    expect([name, faults(showItem.output, told).length]).not.toEqual([name, 0]);
  }
});

test("the page of the interface leaves no view's answer open", () => {
  for (const { name, output } of [showItem, showShipment]) {
    expect([name, JSON.stringify(output).includes('"additionalProperties":true')]).toEqual([
      name,
      false,
    ]);
    expect(Object.keys((output as unknown as { properties: object }).properties)).not.toEqual([]);
  }
});
