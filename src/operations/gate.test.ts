import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Rows = { rows: Record<string, unknown>[]; done: number; refused: number };

function declaration(number: string, pieces: readonly string[], more: object = {}): object {
  return {
    number,
    stream: "postal",
    direction: "import",
    pieces: pieces.map((code) => ({ code })),
    sender: { name: "Ana Poštár", countryCode: "SI", phone: "+386 1 555 0100" },
    recipient: { name: "Li Xiaoming", countryCode: "CN", identityNumber: "110101199001010000" },
    content: {
      currency: "EUR",
      lines: [
        {
          description: "wool scarf",
          quantity: { units: "2", scale: 0 },
          unitValue: { units: "1050", scale: 2 },
        },
      ],
    },
    ...more,
  };
}

describe("from declaration to gate", () => {
  test("a declared piece arrives by its scan, waits for customs, is released and leaves", async () => {
    const lodged = await centre.act<Rows>("post", "lodge-declarations", {
      declarations: [declaration("D1", ["RR123456785SI"])],
    });
    expect(lodged).toMatchObject({ done: 1, refused: 0 });
    const scan = { scans: [{ code: "rr 123456785 si" }], place: "ARRIVAL-1" };
    const first = await centre.act<Rows>("floor", "record-scans", scan);
    expect(first.rows[0]).toMatchObject({
      verdict: "WAIT",
      blockers: [{ code: "not-released", liftedBy: "customs" }],
    });
    const early = await centre.act<Rows>("floor", "leave-centre", {
      exits: [{ code: "RR123456785SI" }],
      purpose: "release",
      destination: "CKG-DELIVERY",
    });
    expect(early.rows[0]).toMatchObject({ left: false, refusal: { code: "exit/blocked" } });
    await centre.act("officer", "release-shipments", { releases: [{ code: "RR123456785SI" }] });
    const second = await centre.act<Rows>("floor", "record-scans", scan);
    expect(second.rows[0]).toMatchObject({ verdict: "RELEASE" });
    const out = await centre.act<Rows>("floor", "leave-centre", {
      exits: [{ code: "RR123456785SI" }],
      purpose: "release",
      destination: "CKG-DELIVERY",
    });
    expect(out.rows[0]).toMatchObject({ left: true });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("of three pieces one is held: two leave, and the blocker names who can lift it", async () => {
    const codes = ["HX70000001", "HX70000002", "HX70000003"];
    await centre.act("express", "lodge-declarations", {
      declarations: [declaration("W1", codes, { stream: "express", carrier: "HX" })],
    });
    await centre.act("floor", "record-arrivals", {
      arrivals: codes.map((code) => ({ code })),
      place: "ARRIVAL-1",
    });
    await centre.act("officer", "release-shipments", { releases: [{ code: codes[0] }] });
    const held = await centre.act<Rows>("vet", "place-hold", {
      holds: [
        {
          target: { kind: "item", code: codes[1] },
          kind: "quarantine",
          publicReason: "plant health",
          restrictedReason: "profile 7",
        },
      ],
    });
    const holdId = held.rows[0]?.["holdId"];
    const exit = { exits: codes.map((code) => ({ code })), purpose: "release", destination: "HX" };
    const out = await centre.act<Rows>("floor", "leave-centre", exit);
    expect(out).toMatchObject({ done: 2, refused: 1 });
    expect(out.rows[1]).toMatchObject({
      left: false,
      blockers: [{ code: "held", liftedBy: "quarantine", holdId }],
    });
    const shown = await centre.act<{ shipment: { pieces: object; status: string } }>(
      "express",
      "show-shipment",
      { code: codes[1] },
    );
    expect(shown.shipment).toMatchObject({
      status: "part-left",
      pieces: { declared: 3, arrived: 3, held: 1, left: 2 },
    });
    expect(await centre.run("officer", "lift-hold", { holdId, reason: "not mine" })).toMatchObject({
      refusal: { code: "hold/other-authority" },
    });
    await centre.act("vet", "lift-hold", { holdId, reason: "inspected" });
    const last = await centre.act<Rows>("floor", "leave-centre", {
      ...exit,
      exits: [{ code: codes[1] }],
    });
    expect(last.rows[0]).toMatchObject({ left: true });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("a piece without a declaration leaves only by order, and is claimed by a later one", async () => {
    const arrived = await centre.act<Rows>("floor", "record-arrivals", {
      arrivals: [{ code: "LX000000013DE" }],
      place: "ARRIVAL-1",
    });
    expect(arrived.rows[0]).toMatchObject({
      arrived: "unannounced",
      internalCode: expect.stringMatching(/^MP/),
    });
    const exit = { exits: [{ code: "LX000000013DE" }], purpose: "release", destination: "X" };
    const out = await centre.act<Rows>("floor", "leave-centre", exit);
    expect(out.rows[0]).toMatchObject({
      blockers: [{ code: "not-declared", liftedBy: "declarant" }],
    });
    const list = await centre.act<{ pieces: object[] }>("floor", "list-undetermined", {});
    expect(list.pieces).toHaveLength(1);
    const claimed = await centre.act<Rows>("post", "lodge-declarations", {
      declarations: [declaration("D2", ["LX000000013DE"])],
    });
    expect(claimed.rows[0]?.["itemIds"]).toEqual([arrived.rows[0]?.["subjectId"]]);
    expect(
      (await centre.act<{ pieces: object[] }>("floor", "list-undetermined", {})).pieces,
    ).toHaveLength(0);
    await centre.act("officer", "release-shipments", { releases: [{ code: "LX000000013DE" }] });
    expect((await centre.act<Rows>("floor", "leave-centre", exit)).rows[0]).toMatchObject({
      left: true,
    });
    centre.clock.at += 60_000;
    const again = await centre.act<Rows>("floor", "record-scans", {
      scans: [{ code: "LX000000013DE" }],
    });
    expect(again.rows[0]).toMatchObject({
      verdict: "WAIT",
      blockers: [{ code: "not-declared" }],
      itemId: arrived.rows[0]?.["subjectId"],
    });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("persons of a declaration", () => {
  test("an erased person is gone from every view, and the record verifies as before", async () => {
    const lodged = await centre.act<Rows>("post", "lodge-declarations", {
      declarations: [declaration("D9", ["RR123456794SI"])],
    });
    type Shown = { declarations: { sender?: object; recipient?: object }[] };
    const show = (): Promise<Shown> =>
      centre.act<Shown>("post", "show-shipment", { code: "RR123456794SI" });
    expect((await show()).declarations[0]).toMatchObject({
      recipient: { name: "L… X…", identityNumber: "110…00" },
    });
    const erasure = { declarationId: lodged.rows[0]?.["declarationId"], reason: "asked by letter" };
    const erased = await centre.act<Rows>("manager", "erase-persons", { erasures: [erasure] });
    expect(erased.rows[0]).toMatchObject({ persons: 2 });
    expect((await show()).declarations[0]?.recipient).toBeUndefined();
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});
