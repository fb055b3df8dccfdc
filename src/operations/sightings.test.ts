import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { CONTENT } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Rows = { rows: Record<string, unknown>[]; done: number; refused: number };
const MINUTE = 60_000;

/** A declared piece that arrived, was released and left for the purpose. */
async function left(code: string, purpose = "release"): Promise<void> {
  const declaration = { stream: "postal", direction: "import", content: CONTENT };
  const declarations = [{ ...declaration, number: `N-${code}`, pieces: [{ code }] }];
  await centre.act("post", "lodge-declarations", { declarations });
  await centre.act("floor", "record-scans", { scans: [{ code }], place: "ARRIVAL-1" });
  await centre.act("officer", "release-shipments", { releases: [{ code, purpose }] });
  centre.clock.at += 10 * MINUTE;
  const out = await centre.act<Rows>("floor", "leave-centre", exit(code, purpose));
  expect(out.rows[0]).toMatchObject({ left: true });
}

function exit(code: string, purpose = "release"): object {
  return { exits: [{ code }], purpose, destination: "CKG-DELIVERY" };
}

function scan(code: string, at?: number): Promise<Rows> {
  const scans = [{ code, ...(at !== undefined && { at }) }];
  return centre.act<Rows>("floor", "record-scans", { scans, place: "ARRIVAL-1" });
}

describe("a piece seen again", () => {
  test("a scan from before the exit undoes nothing, and says so", async () => {
    await left("RR200000005SI");
    const late = await scan("RR200000005SI", centre.clock.at - 5 * MINUTE);
    expect(late.rows[0]).toMatchObject({ verdict: "WAIT" });
    expect(JSON.stringify(late.rows[0])).toContain("scan/before-exit");
    const shown = await centre.act<{ item: object }>("floor", "show-item", {
      code: "RR200000005SI",
    });
    expect(shown.item).toMatchObject({ status: "left", at: { kind: "outside" } });
    const again = await centre.act<Rows>("floor", "leave-centre", exit("RR200000005SI"));
    expect(again.rows[0]).toMatchObject({ left: false });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("what was destroyed stays so, whoever scans it", async () => {
    await left("RR200000023SI", "destruction");
    centre.clock.at += MINUTE;
    const seen = await scan("RR200000023SI");
    expect(seen.rows[0]).toMatchObject({ verdict: "WAIT", findings: [{ code: "scan/destroyed" }] });
    const arrivals = { arrivals: [{ code: "RR200000023SI" }], place: "ARRIVAL-1" };
    const arrived = await centre.act<Rows>("floor", "record-arrivals", arrivals);
    expect(arrived.rows[0]).toMatchObject({ arrived: "already" });
    const shown = await centre.act<{ item: object }>("floor", "show-item", {
      code: "RR200000023SI",
    });
    expect(shown.item).toMatchObject({ status: "destroyed" });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("who works in the centre", () => {
  const user = { login: "outsider", name: "Outsider", password: "a long password 1", party: "HX" };

  test("the floor and officers are the centre's own: another party's user cannot be one", async () => {
    for (const roles of [["floor"], ["administrator"], ["officer"]]) {
      const officer = roles[0] === "officer" ? { authority: "customs", level: 1 } : {};
      expect(
        await centre.run("manager", "create-user", { ...user, ...officer, roles }),
      ).toMatchObject({
        refusal: { code: "access/role-of-the-centre" },
      });
    }
    expect(await centre.run("manager", "create-user", { ...user, roles: ["clerk"] })).toMatchObject(
      {
        ok: true,
      },
    );
  });
});

describe("what is due", () => {
  test("leaves an audit row only where something was", async () => {
    const rows = async (): Promise<unknown> =>
      (await centre.pool.query("select count(*) from mailport.call")).rows;
    await centre.act("system", "do-what-is-due", {});
    const before = await rows();
    expect(await centre.act("system", "do-what-is-due", {})).toEqual({ done: 0, refused: 0 });
    expect(await rows()).toEqual(before);
    await centre.act("system", "do-what-is-due", {}, "asked-with-a-key");
    expect(await rows()).not.toEqual(before);
  });

  test("a hold ends by its clock, whoever wakes the clockwork, and the piece is free again", async () => {
    const code = "RR200000036SI";
    const declaration = { stream: "postal", direction: "import", content: CONTENT };
    const declarations = [{ ...declaration, number: "DUE-1", pieces: [{ code }] }];
    await centre.act("post", "lodge-declarations", { declarations });
    await scan(code);
    const endsAt = centre.clock.at + MINUTE;
    const hold = { target: { kind: "item", code }, kind: "open", publicReason: "look", endsAt };
    await centre.act("vet", "place-hold", { holds: [hold] });
    expect((await scan(code)).rows[0]).toMatchObject({ verdict: "OPEN" });
    centre.clock.at += 2 * MINUTE;
    const due = await centre.act<{ done: number }>("manager", "do-what-is-due", {});
    expect(due.done).toBeGreaterThanOrEqual(1);
    expect((await scan(code)).rows[0]).toMatchObject({ verdict: "WAIT" });
  });

  test("what was announced and never came expires, comes after all, and frees its code when gone", async () => {
    const code = "RR200000040SI";
    const declaration = { stream: "postal", direction: "import", content: CONTENT };
    const declarations = [{ ...declaration, number: "DUE-2", pieces: [{ code }] }];
    await centre.act("post", "lodge-declarations", { declarations });
    const DAY = 86_400_000;
    centre.clock.at += 91 * DAY;
    await centre.act("system", "do-what-is-due", {});
    const shown = await centre.act<{ item: object }>("post", "show-item", { code });
    expect(shown.item).toMatchObject({ status: "expired" });
    expect((await scan(code)).rows[0]).toMatchObject({ verdict: "WAIT" });
    await centre.act("officer", "release-shipments", { releases: [{ code }] });
    await centre.act("floor", "leave-centre", exit(code));
    centre.clock.at += 380 * DAY;
    await centre.act("system", "do-what-is-due", {});
    expect((await scan(code)).rows[0]).toMatchObject({ verdict: "UNKNOWN" });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});
