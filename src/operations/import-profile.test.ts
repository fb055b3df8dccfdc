import { afterAll, beforeAll, expect, test } from "vitest";
import { emsevt3 } from "#standards/messages/emsevt/profile.ts";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { profilesInForce } from "./profiles-in-force.ts";

const OUR_DAY = "2026-09-21";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  await centre.act("manager", "create-partner", { code: "POST-A", party: "CNA" });
});
afterAll(() => centre.close());

type Imported = {
  readonly applied: boolean;
  readonly revision: number;
  readonly validFrom: string | null;
  readonly against: { readonly from: string };
  readonly differences: readonly object[];
};
const guide = (more: object = {}): string =>
  JSON.stringify({ ...predes21, partner: "POST-A", ...more });
const importing = (profile: string, more: object = {}) =>
  centre.act<Imported>("manager", "import-profile", { name: "guide.json", profile, ...more });
const inForce = (partner: string | null, on: string) =>
  centre.ports.store.transaction((tx) => profilesInForce(tx, partner, on));

test("the difference is told first, and stored only when it is told to", async () => {
  const shown = await importing(guide({ source: "Guide of post A" }));
  expect(shown).toMatchObject({ applied: false, revision: 0, against: { from: "shipped" } });
  expect(shown.differences).toEqual([
    { path: "source", before: predes21.source, after: "Guide of post A" },
    { path: "partner", before: null, after: "POST-A" },
  ]);
  expect(await inForce("POST-A", OUR_DAY)).toEqual([]);
  const applied = await importing(guide({ source: "Guide of post A" }), { apply: true, base: 0 });
  expect(applied).toMatchObject({ applied: true, revision: 1, validFrom: null });
  const [first, ...others] = await inForce("POST-A", OUR_DAY);
  expect(others).toEqual([]);
  expect(first).toEqual({ ...predes21, partner: "POST-A", source: "Guide of post A" });
  expect(Object.keys(first?.structure[0]?.fields ?? {})).toEqual(["dispatch", "function"]);
});

test("a guide reads its own partner's messages, one for everybody those of all", async () => {
  expect(await inForce(null, OUR_DAY)).toEqual([]);
  expect(await inForce("POST-B", OUR_DAY)).toEqual([]);
  await importing(JSON.stringify({ ...emsevt3, source: "Of all" }), { apply: true });
  expect((await inForce(null, OUR_DAY)).map(({ source }) => source)).toEqual(["Of all"]);
  const both = (await inForce("POST-A", OUR_DAY)).map(({ partner }) => partner);
  expect(both).toEqual(["POST-A", undefined]);
});

test("a later revision holds from its day on, the one before until the day before", async () => {
  const next = await importing(guide({ source: "Second" }), {
    apply: true,
    validFrom: "2027-01-01",
  });
  expect(next).toMatchObject({ revision: 2, against: { from: "imported" } });
  const sources = async (on: string) => (await inForce("POST-A", on)).map(({ source }) => source);
  expect(await sources("2026-12-31")).toEqual(["Guide of post A", "Of all"]);
  expect(await sources("2027-01-01")).toEqual(["Second", "Of all"]);
  const same = await importing(guide({ source: "Second" }), { apply: true });
  expect(same).toMatchObject({ applied: false, revision: 2, validFrom: "2027-01-01" });
});

test("what cannot be taken is refused with its JSON path, and nothing is stored", async () => {
  const run = (input: object) =>
    centre.run("manager", "import-profile", { name: "guide.json", apply: true, ...input });
  const lacking = JSON.stringify({ ...predes21, structure: [] });
  expect(await run({ profile: lacking })).toMatchObject({
    ok: false,
    refusal: {
      code: "profile/not-valid",
      facts: { findings: expect.arrayContaining([expect.objectContaining({ severity: "error" })]) },
    },
  });
  const refusals = [
    [{ profile: guide({ partner: "NOBODY" }) }, "partner/not-found"],
    [{ profile: guide(), base: 7 }, "profile/changed-meanwhile"],
    [{ profile: guide(), validFrom: "2026-12-31" }, "profile/before-last"],
    [{ profile: guide(), validFrom: "2026-02-30" }, "time/no-such-day"],
  ] as const;
  for (const [input, code] of refusals) {
    const answer = await run(input);
    expect(answer.ok ? "" : answer.refusal.code).toBe(code);
  }
  expect(await inForce("POST-A", "2027-06-01")).toHaveLength(2);
});

test("profiles are listed, shipped and imported, and one is shown whole", async () => {
  const { profiles } = await centre.act<{ profiles: readonly { from: string }[] }>(
    "manager",
    "list-profiles",
    { message: "predes" },
  );
  expect(profiles).toMatchObject([
    { revision: 2, validFrom: "2027-01-01", validTo: null, partner: "POST-A" },
    { revision: 1, validFrom: null, validTo: "2026-12-31" },
    { from: "shipped", partner: null, status: "provisional" },
  ]);
  const show = (input: object) => centre.act("manager", "show-profile", input);
  expect(await show({ message: "predes" })).toMatchObject({ from: "shipped" });
  expect(await show({ message: "PREDES" })).toEqual(await show({ message: "predes" }));
  const capitals = await centre.act("manager", "list-profiles", { message: "PREDES" });
  expect(capitals).toEqual({ profiles });
  expect(await show({ message: "predes", partner: "POST-A", on: "2027-01-01" })).toMatchObject({
    from: "imported",
    profile: { source: "Second" },
  });
  const none = await centre.run("manager", "show-profile", { message: "predes", version: "9" });
  expect(none).toMatchObject({ ok: false, refusal: { code: "profile/not-found" } });
});
