import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import type { Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  await centre.pool.query(
    "update mailport.office set zone = 'Europe/Ljubljana' where code = 'CKG-CP1'",
  );
});
afterAll(() => centre.close());

/** Noon of a day of September on somebody's clock. */
const LOCAL = "2026-09-21T12:00:00";
const utc = (hour: number): number => Date.UTC(2026, 8, 21, hour);

type Places = {
  places: { code: string; kind: string; zone: string }[];
  offices: { code: string; zone: string }[];
};

test("the floor is told its places by code, and the offices with the zone of their times", async () => {
  const { places, offices } = await centre.act<Places>("floor", "list-places", {});
  const codes = places.map(({ code }) => code);
  expect(codes).toEqual([...codes].sort());
  const found = places.find(({ code }) => code === "ARRIVAL-1");
  expect(found).toMatchObject({ kind: expect.any(String), zone: expect.any(String) });
  expect(offices).toMatchObject([
    { code: "CKG-CP1", zone: "Europe/Ljubljana" },
    { code: "CNCKGA", zone: "Asia/Shanghai" },
  ]);
  expect(await centre.run("express", "list-places", {})).toMatchObject({
    refusal: { code: "access/not-allowed" },
  });
});

test.each([
  ["record-arrivals", { arrivals: [{ code: "OFFICE1", at: LOCAL }] }],
  ["record-scans", { scans: [{ code: "OFFICE1", at: LOCAL }] }],
])("%s reads local times in the zone of the office it names", async (name, input) => {
  const latest = async (): Promise<unknown> => {
    const text = `select occurred_at::float8 as at, zone from mailport.event
      where type in ('item-scanned', 'item-arrived') order by recorded_at desc, version desc limit 1`;
    return (await centre.pool.query(text)).rows[0];
  };
  for (const [office, zone, hour] of [
    [undefined, "Asia/Shanghai", 4],
    ["CNCKGA", "Asia/Shanghai", 4],
    ["CKG-CP1", "Europe/Ljubljana", 10],
  ] as const) {
    centre.clock.at = Math.max(centre.clock.at, utc(20)) + 1_000;
    const { refused } = await centre.act<Rows>("floor", name, { ...input, office });
    expect([office, refused]).toEqual([office, 0]);
    expect(await latest()).toEqual({ at: utc(hour), zone });
  }
  const nowhere = await centre.run("floor", name, { ...input, office: "NO-OFFICE" });
  expect(nowhere).toMatchObject({ refusal: { code: "office/unknown" } });
});
