/** Readings of scales: all kept, the latest counts, what was declared stays. On a real record. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

const measure = (readings: readonly object[], more: object = {}) =>
  all(centre, "floor", "measure-items", { readings, ...more });
const tried = async (reading: object) =>
  (
    await centre.act<{ rows: readonly Record<string, unknown>[] }>("floor", "measure-items", {
      readings: [reading],
    })
  ).rows[0];

type Shown = {
  readonly item: { readonly weightGrams: number };
  readonly readings: readonly Record<string, unknown>[];
};
const shown = (code: string) => centre.act<Shown>("floor", "show-item", { code });

test("every reading is kept with source and time, and the piece weighs what the latest says", async () => {
  const code = "MSALL0001";
  await readyToLeave(centre, [code]);
  const { at } = centre.clock;
  await measure(
    [
      { code, weightGrams: 900, source: "SCALE-3", at: at - 2_000 },
      { code, weightGrams: 910, lengthMm: 300, widthMm: 200, heightMm: 100, at: at - 1_000 },
    ],
    { device: "DIM-1" },
  );
  await all(centre, "floor", "record-scans", { scans: [{ code, weightGrams: 905 }] });
  const { item, readings } = await shown(code);
  expect(item.weightGrams).toBe(905);
  expect(readings).toMatchObject([
    { weightGrams: 905, lengthMm: null },
    { weightGrams: 910, lengthMm: 300, widthMm: 200, heightMm: 100, source: "DIM-1" },
    { weightGrams: 900, source: "SCALE-3", at: at - 2_000 },
  ]);
});

test("a reading that comes late is kept and weighs nothing anew, also after the exit", async () => {
  const code = "MSLATE001";
  await readyToLeave(centre, [code]);
  const { at } = centre.clock;
  await measure([{ code, weightGrams: 500, at }]);
  const [late] = (await measure([{ code, weightGrams: 700, at: at - 60_000 }])).rows;
  expect(late).toMatchObject({ weightGrams: 500 });
  const exit = { exits: [{ code }], purpose: "release", destination: "CKG-DELIVERY" };
  await all(centre, "floor", "leave-centre", exit);
  await measure([{ code, weightGrams: 800, at: at - 30_000 }]);
  expect((await shown(code)).item.weightGrams).toBe(500);
  expect((await shown(code)).readings).toHaveLength(3);
  centre.clock.at += 10_000;
  const gone = await tried({ code, weightGrams: 1 });
  expect(gone).toMatchObject({ refusal: { code: "measure/not-here" } });
});

test("the declared weight is never overwritten by the scale", async () => {
  const code = "MSDECL001";
  const given = declaration(`D-${code}`, [code]) as { content: object };
  const content = { ...given.content, grossWeightKg: { units: "1250", scale: 3 } };
  await all(centre, "express", "lodge-declarations", { declarations: [{ ...given, content }] });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }] });
  await measure([{ code, weightGrams: 1_900 }]);
  const shipment = JSON.stringify(await centre.run("express", "show-shipment", { code }));
  expect(shipment).toContain('"grossWeightKg":{"scale":3,"units":"1250"}');
  expect((await shown(code)).item.weightGrams).toBe(1_900);
});

test("one row's refusal loses no other, and a reading told twice counts once", async () => {
  const code = "MSROWS001";
  await readyToLeave(centre, [code]);
  const key = "018f0000-0000-7000-8000-00000000beef";
  const readings = [
    { code: "MSNOBODY9", weightGrams: 1 },
    { code, weightGrams: 420, key },
    { code },
    { code, weightGrams: 420, key },
  ];
  const { rows } = await centre.act<{ rows: readonly object[] }>("floor", "measure-items", {
    readings,
  });
  expect(rows).toMatchObject([
    { refusal: { code: "item/not-found" } },
    { weightGrams: 420 },
    { refusal: { code: "measure/nothing-read" } },
    { repeated: true },
  ]);
  expect((await shown(code)).readings).toHaveLength(1);
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code: "MSBAG", kind: "bag" }] });
  expect(await tried({ code: "MSBAG", weightGrams: 1 })).toMatchObject({
    refusal: { code: "measure/not-a-piece" },
  });
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
});
