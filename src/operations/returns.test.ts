/** Pieces that come back after they left: a shipment of their own, and no old release. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, CONTENT, declaration, type Rows, readyToLeave } from "#test/pieces.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  await centre.close();
});

type Shipment = {
  readonly id: string;
  readonly stream: string;
  readonly status: string;
  readonly pieces: object;
  readonly decisions: readonly object[];
};
type ShownItem = {
  readonly item: { readonly id: string; readonly shipmentId: string; readonly status: string };
  readonly shipment: Shipment;
  readonly shipments: readonly { shipmentId: string; to: number | null; reason: string }[];
  readonly holds: readonly { id: string }[];
  readonly verdict: string;
};
type ShownShipment = {
  readonly shipment: Shipment;
  readonly items: readonly { readonly id: string }[];
  readonly returned: readonly { readonly itemId: string; readonly shipmentId: string }[];
};

const item = (code: string, who = "floor"): Promise<ShownItem> =>
  centre.act<ShownItem>(who, "show-item", { code });

const shipment = (id: string | undefined, who = "floor"): Promise<ShownShipment> =>
  centre.act<ShownShipment>(who, "show-shipment", { id });

async function leave(code: string, purpose = "release", destination = "CKG-DELIVERY") {
  centre.clock.at += MINUTE;
  const exits = [{ code }];
  const input = { exits, purpose, destination };
  return (await centre.act<Rows>("floor", "leave-centre", input)).rows[0] ?? {};
}

async function scan(...codes: readonly string[]): Promise<Rows["rows"]> {
  centre.clock.at += MINUTE;
  const scans = codes.map((code) => ({ code }));
  const { rows } = await centre.act<Rows>("floor", "record-scans", { scans, place: "ARRIVAL-1" });
  return rows;
}

const decide = (code: string, purpose?: string): Promise<Rows> =>
  all(centre, "officer", "release-shipments", {
    releases: [{ code, ...(purpose !== undefined && { purpose }) }],
  });

async function hold(target: object, who = "officer"): Promise<string> {
  const holds = [{ target, kind: "hold", publicReason: "to be looked at" }];
  const { rows } = await all(centre, who, "place-hold", { holds });
  return rows[0]?.["holdId"] as string;
}

/** A declared piece that was released and left; gives its declaration. */
async function left(code: string): Promise<unknown> {
  const declarations = [declaration(`D-${code}`, [code], { carrier: "HX" })];
  const lodged = await all(centre, "express", "lodge-declarations", { declarations });
  centre.clock.at += MINUTE;
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  centre.clock.at += MINUTE;
  await decide(code);
  expect(await leave(code)).toMatchObject({ left: true });
  return lodged.rows[0]?.["declarationId"];
}

/** Codes on the list of pieces that nobody declared. */
async function waiting(): Promise<readonly string[]> {
  type Listed = { pieces: { identifiers: string[] }[] };
  const { pieces } = await centre.act<Listed>("floor", "list-undetermined", {});
  return pieces.flatMap(({ identifiers }) => identifiers);
}

describe("a piece that comes back", () => {
  test("has a shipment of its own that nobody declared, and no old release lets it out", async () => {
    await left("BACK-1");
    const before = await item("BACK-1");
    const [seen] = await scan("BACK-1");
    expect(seen).toMatchObject({ verdict: "WAIT", blockers: [{ code: "not-declared" }] });
    const after = await item("BACK-1");
    expect(after.item).toMatchObject({ id: before.item.id, status: "present" });
    expect(seen).toMatchObject({ itemId: before.item.id, shipmentId: after.item.shipmentId });
    expect(after.item.shipmentId).not.toBe(before.item.shipmentId);
    expect(after.shipment).toMatchObject({
      stream: "undetermined",
      status: "present",
      pieces: { declared: 1, arrived: 1, held: 0, left: 0 },
      decisions: [],
    });
    expect(after.shipments).toMatchObject([
      { shipmentId: after.item.shipmentId, to: null, reason: "returned" },
      { shipmentId: before.item.shipmentId, to: centre.clock.at, reason: "declared" },
    ]);
    expect(await leave("BACK-1")).toMatchObject({ left: false });
    const released = await centre.act<Rows>("officer", "release-shipments", {
      releases: [{ code: "BACK-1" }],
    });
    expect(released.rows[0]).toMatchObject({ refusal: { code: "release/not-declared" } });
  });

  test("leaves the shipment it left with as it was: counts, decisions, history", async () => {
    await left("BACK-2");
    const { item: gone } = await item("BACK-2");
    const before = await shipment(gone.shipmentId);
    await scan("BACK-2");
    const after = await shipment(gone.shipmentId);
    expect(after.shipment.pieces).toEqual(before.shipment.pieces);
    expect(after.shipment.decisions).toEqual(before.shipment.decisions);
    expect(after.shipment.status).toBe("left");
    expect(after.items).toEqual([]);
    const { item: back } = await item("BACK-2");
    expect(after.returned).toMatchObject([{ itemId: gone.id, shipmentId: back.shipmentId }]);
  });

  test("comes back twice: three shipments in a chain, each with its own decisions", async () => {
    await left("BACK-3");
    await scan("BACK-3");
    expect(await waiting()).toContain("BACK3");
    await decide("BACK-3", "return");
    expect(await leave("BACK-3", "release")).toMatchObject({ left: false });
    expect(await leave("BACK-3", "return")).toMatchObject({ left: true });
    expect(await waiting()).not.toContain("BACK3");
    expect((await scan("BACK-3"))[0]).toMatchObject({ blockers: [{ code: "not-declared" }] });
    expect(await leave("BACK-3", "return")).toMatchObject({ blockers: [{ code: "no-order" }] });
    const { shipments } = await item("BACK-3");
    expect(shipments.map(({ reason }) => reason)).toEqual(["returned", "returned", "declared"]);
    expect(new Set(shipments.map(({ shipmentId }) => shipmentId)).size).toBe(3);
    for (const { shipmentId } of shipments.slice(1))
      expect((await shipment(shipmentId)).shipment).toMatchObject({ status: "left" });
  });

  test("is declared anew by who declared it, released anew, and leaves", async () => {
    await left("BACK-4");
    const { item: gone } = await item("BACK-4");
    await scan("BACK-4");
    const again = declaration("D-BACK-4-AGAIN", ["BACK-4"], { carrier: "HX", direction: "export" });
    const lodged = await all(centre, "express", "lodge-declarations", { declarations: [again] });
    expect(lodged.rows[0]).toMatchObject({ itemIds: [gone.id] });
    expect(await leave("BACK-4", "export")).toMatchObject({ blockers: [{ code: "not-released" }] });
    await decide("BACK-4");
    expect(await leave("BACK-4", "export")).toMatchObject({ left: true });
    const { shipments } = await item("BACK-4");
    expect(shipments.map(({ reason }) => reason)).toEqual(["claimed", "returned", "declared"]);
  });

  test("comes back by an arrival too, and a key told again makes no second shipment", async () => {
    await left("BACK-5");
    centre.clock.at += MINUTE;
    const key = "01a0c450-6c00-7000-8000-000000000001";
    const arrive = (): Promise<Rows> =>
      all(centre, "floor", "record-arrivals", {
        arrivals: [{ code: "BACK-5", key, at: centre.clock.at }],
        place: "ARRIVAL-1",
      });
    expect((await arrive()).rows[0]).toMatchObject({ arrived: "re-opened" });
    expect((await arrive()).rows[0]).toMatchObject({ arrived: "already" });
    expect((await item("BACK-5")).shipments).toHaveLength(2);
  });

  test("is not brought back by a scan from before it left", async () => {
    await left("BACK-6");
    const scans = [{ code: "BACK-6", at: centre.clock.at - MINUTE }];
    await all(centre, "floor", "record-scans", { scans, place: "ARRIVAL-1" });
    const shown = await item("BACK-6");
    expect(shown.item).toMatchObject({ status: "left" });
    expect(shown.shipments).toHaveLength(1);
  });
});

describe("a waybill of three pieces of which one comes back", () => {
  const pieces = ["PART-1", "PART-2", "PART-3"];
  const more = { carrier: "HX", content: { ...CONTENT, waybillNumber: "HXW77-0001" } };

  test("goes on as it was with the others, by the old release; the one waits alone", async () => {
    const declarations = [declaration("D-PART", pieces, more)];
    await all(centre, "express", "lodge-declarations", { declarations });
    const arrivals = pieces.map((code) => ({ code }));
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    await decide("HXW77-0001");
    expect(await leave("PART-1")).toMatchObject({ left: true });
    expect(await leave("PART-2")).toMatchObject({ left: true });
    const whole = (await item("PART-3")).item.shipmentId;
    await scan("PART-1", "PART-1");
    await decide("HXW77-0001");
    expect(await leave("PART-1")).toMatchObject({ blockers: [{ code: "not-declared" }] });
    expect((await shipment(whole)).shipment).toMatchObject({
      status: "part-left",
      pieces: { declared: 3, arrived: 3, held: 0, left: 2 },
    });
    expect(await leave("PART-3")).toMatchObject({ left: true });
    const after = await shipment(whole);
    expect(after.shipment).toMatchObject({ status: "left", pieces: { left: 3 } });
    expect(after.items).toHaveLength(2);
    expect(after.returned).toHaveLength(1);
    type Found = { items: { itemId: string; status: string }[] };
    const found = await centre.act<Found>("express", "find-items", { text: "HXW77-0001" });
    expect(found.items.map(({ status }) => status).sort()).toEqual(["left", "left", "present"]);
  });

  test("keeps its waybill while the one is here, and frees it after the one's own window", async () => {
    const waybill = async (): Promise<unknown> =>
      (
        await centre.pool.query(
          "select count(*)::int as live from mailport.identifier where scheme = 'waybill' and freed_at is null",
        )
      ).rows[0]?.live;
    centre.clock.at += 400 * DAY;
    await centre.act("system", "do-what-is-due", {});
    expect(await waybill()).toBe(1);
    expect((await scan("PART-1", "PART-2")).map((row) => row["verdict"])).toEqual([
      "WAIT",
      "UNKNOWN",
    ]);
    await decide("PART-1", "return");
    expect(await leave("PART-1", "return")).toMatchObject({ left: true });
    centre.clock.at += 400 * DAY;
    await centre.act("system", "do-what-is-due", {});
    expect(await waybill()).toBe(0);
    expect((await scan("PART-1"))[0]).toMatchObject({ verdict: "UNKNOWN" });
  });
});

describe("what holds a piece that comes back", () => {
  test("a hold of its own goes on, and is counted where the piece is counted", async () => {
    await left("HELD-0");
    await scan("HELD-0");
    const own = await hold({ kind: "item", code: "HELD-0" });
    await decide("HELD-0", "authority");
    expect(await leave("HELD-0", "authority", "customs")).toMatchObject({ left: true });
    const old = (await item("HELD-0")).item.shipmentId;
    expect((await shipment(old)).shipment.pieces).toMatchObject({ held: 1, left: 1 });
    expect((await scan("HELD-0"))[0]).toMatchObject({ verdict: "HOLD" });
    expect((await shipment(old)).shipment.pieces).toMatchObject({ held: 0, left: 1 });
    expect((await item("HELD-0")).shipment.pieces).toMatchObject({ arrived: 1, held: 1 });
    await centre.act("officer", "lift-hold", { holdId: own, reason: "looked at" });
    const after = await item("HELD-0");
    expect(after).toMatchObject({ verdict: "WAIT", shipment: { pieces: { held: 0 } } });
  });

  test.each(["declaration", "party", "person"])(
    "a hold on the %s it left with reaches it, placed before it came or after",
    async (kind) => {
      const code = `HELD-${kind.toUpperCase()}`;
      const id = await left(code);
      const target = {
        declaration: { kind, id },
        party: { kind, code: "HX" },
        person: { kind, person: { identityNumber: `ID-D-${code}` } },
      }[kind] as object;
      const who = kind === "party" ? "floor" : "officer";
      const before = await hold(target, who);
      expect((await scan(code))[0]).toMatchObject({ verdict: "HOLD" });
      await centre.act(who, "lift-hold", { holdId: before, reason: "looked at" });
      await decide(code, "return");
      const after = await hold(target, who);
      expect(await leave(code, "return")).toMatchObject({ blockers: [{ holdId: after }] });
      expect((await item(code)).verdict).toBe("HOLD");
      await centre.act(who, "lift-hold", { holdId: after, reason: "looked at" });
      expect(await leave(code, "return")).toMatchObject({ left: true });
    },
  );

  test("a hold on the shipment it left with reaches it, and one taken over goes along", async () => {
    const pieces = ["HELD-1", "HELD-2"];
    await all(centre, "express", "lodge-declarations", {
      declarations: [declaration("D-HELD", pieces, { carrier: "HX" })],
    });
    const arrivals = pieces.map((code) => ({ code }));
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    await decide("HELD-1");
    expect(await leave("HELD-1")).toMatchObject({ left: true });
    const id = await hold({ kind: "shipment", code: "HELD-2" });
    expect((await scan("HELD-1"))[0]).toMatchObject({ blockers: [{ holdId: id }, {}] });
    expect((await item("HELD-1")).holds).toMatchObject([{ id }]);
    const again = declaration("D-HELD-AGAIN", ["HELD-1"], { carrier: "HX" });
    await all(centre, "express", "lodge-declarations", { declarations: [again] });
    await decide("HELD-1");
    expect(await leave("HELD-1")).toMatchObject({ blockers: [{ code: "held" }] });
  });
});

describe("who reads a piece that came back", () => {
  test("the public sees what was decided before, and each event the way it went then", async () => {
    await left("SEEN-1");
    await scan("SEEN-1");
    type Tracked = { events: { type: string; direction: string }[] };
    const { events } = await centre.act<Tracked>(PUBLIC_ACTOR, "track", { code: "SEEN-1" });
    expect(events.map(({ type, direction }) => `${type} ${direction}`)).toEqual([
      "item-expected import",
      "item-arrived import",
      "shipment-decided import",
      "item-left import",
      "item-arrived undetermined",
    ]);
  });

  test("those who read it before, with all its shipments; nobody else", async () => {
    await left("READ-1");
    const old = (await item("READ-1")).item.shipmentId;
    await scan("READ-1");
    const shown = await item("READ-1", "express");
    expect(shown.shipments).toHaveLength(2);
    expect((await shipment(old, "express")).returned).toHaveLength(1);
    expect((await shipment(shown.item.shipmentId, "express")).items).toHaveLength(1);
    for (const [name, input] of [
      ["show-item", { code: "READ-1" }],
      ["show-shipment", { id: shown.item.shipmentId }],
    ] as const)
      expect(await centre.run("shop", name, input)).toMatchObject({ ok: false });
  });

  test("another's declaration of it is a proposed match and not a claim", async () => {
    await readyToLeave(centre, ["CK700000018CN"]);
    expect(await leave("CK700000018CN")).toMatchObject({ left: true });
    await scan("CK700000018CN");
    const { item: back } = await item("CK700000018CN");
    const theirs = declaration("D-THEIRS", ["CK700000018CN"], { stream: "ecommerce" });
    const lodged = await all(centre, "shop", "lodge-declarations", { declarations: [theirs] });
    expect(lodged.rows[0]?.["itemIds"]).not.toContain(back.id);
    expect((await item("CK700000018CN")).item.shipmentId).toBe(back.shipmentId);
  });
});
