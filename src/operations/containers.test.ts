import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, bagged, codes, declaration, type Rows, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  await centre.close();
});

type Row = Rows["rows"][number];

async function one(who: string, name: string, input: unknown): Promise<Row> {
  const { rows } = await centre.act<Rows>(who, name, input);
  return rows[0] ?? {};
}

const leave = (code: string, purpose = "release"): Promise<Row> =>
  one("floor", "leave-centre", { exits: [{ code }], purpose, destination: "CKG-DELIVERY" });

const scan = (code: string, more: object = {}): Promise<Row> =>
  one("floor", "record-scans", { scans: [{ code, ...more }] });

const decide = (who: string, code: string, more: object = {}): Promise<Row> =>
  one(who, "release-shipments", { releases: [{ code, ...more }] });

const move = (code: string, to: string): Promise<Row> =>
  one("floor", "move-items", { moves: [{ code, to }] });

const announce = (container: object): Promise<Row> =>
  one("post", "announce-containers", { containers: [container] });

async function empty(...containers: readonly string[]): Promise<void> {
  const arrivals = containers.map((code) => ({ code, kind: "bag", empty: true }));
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
}

const hold = (kind: string, code: string, staysWithItem: boolean): Promise<Rows> =>
  all(centre, "officer", "place-hold", {
    holds: [{ target: { kind, code }, kind: "hold", publicReason: "look", staysWithItem }],
  });

describe("what is in a container and not on the record", () => {
  test("counted content stops every exit until the container is recorded as empty", async () => {
    await announce({ code: "CNT-1", kind: "receptacle", counted: { pieces: 12 } });
    expect(await scan("CNT-1", { place: "ARRIVAL-1" })).toMatchObject({
      verdict: "WAIT",
      blockers: [{ code: "not-released", liftedBy: "customs" }],
    });
    expect(await leave("CNT-1")).toMatchObject({ left: false });
    expect(await leave("CNT-1", "return")).toMatchObject({ blockers: [{ code: "no-order" }] });
    expect(await scan("CNT-1", { empty: true })).toMatchObject({ verdict: "RELEASE" });
    expect(await leave("CNT-1")).toMatchObject({ left: true });
  });

  test("counted content leaves by customs' release of the container, and by nothing less", async () => {
    await announce({
      code: "REL-1",
      kind: "receptacle",
      counted: { pieces: 12, weightGrams: 900 },
    });
    await scan("REL-1", { place: "ARRIVAL-1" });
    expect(
      await centre.run("floor", "release-shipments", { releases: [{ code: "REL-1" }] }),
    ).toMatchObject({
      refusal: { code: "access/not-allowed" },
    });
    expect(await decide("vet", "REL-1")).toMatchObject({
      refusal: { code: "release/authority-not-named", facts: { expected: ["customs"] } },
    });
    const released = await decide("officer", "REL-1", { basis: "tally agrees" });
    expect(released).toMatchObject({ containerId: expect.any(String), purpose: "release" });
    expect(await leave("REL-1", "return")).toMatchObject({ blockers: [{ code: "no-order" }] });
    expect(await scan("REL-1")).toMatchObject({ verdict: "RELEASE" });
    await hold("container", "REL-1", false);
    expect(await leave("REL-1")).toMatchObject({ left: false, blockers: [{ code: "held" }] });
    const held = await centre.pool.query(
      "select hold_id from mailport.hold where lifted_at is null",
    );
    for (const { hold_id: holdId } of held.rows)
      await centre.act("officer", "lift-hold", { holdId, reason: "seen" });
    expect(await leave("REL-1")).toMatchObject({ left: true });
  });

  test("what is announced anew with other content is decided on anew, and orders stand", async () => {
    const announced = (pieces: number) =>
      announce({ code: "ANEW-1", kind: "receptacle", amend: true, counted: { pieces } });
    await announced(2);
    await decide("officer", "ANEW-1");
    await announced(200);
    expect(await scan("ANEW-1", { place: "ARRIVAL-1" })).toMatchObject({ verdict: "WAIT" });
    expect(await leave("ANEW-1")).toMatchObject({ blockers: [{ code: "not-released" }] });
    const ordered = (pieces: number) =>
      announce({ code: "ANEW-2", kind: "receptacle", amend: true, counted: { pieces } });
    await ordered(2);
    await decide("officer", "ANEW-2", { purpose: "return" });
    await ordered(200);
    expect(await scan("ANEW-2", { place: "ARRIVAL-1" })).toMatchObject({ verdict: "RETURN" });
  });

  test("an order sends content that nobody counted another way, and only that way", async () => {
    const arrivals = [{ code: "ORDER-1", kind: "bag" }];
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    expect(await decide("officer", "ORDER-1")).toMatchObject({
      refusal: { code: "release/not-counted" },
    });
    await decide("officer", "ORDER-1", { purpose: "return", destination: "CKG-DELIVERY" });
    expect(await scan("ORDER-1")).toMatchObject({ verdict: "RETURN" });
    expect(await leave("ORDER-1", "transfer")).toMatchObject({
      blockers: [{ code: "no-order" }, { code: "ordered-otherwise" }],
    });
    expect(await leave("ORDER-1", "return")).toMatchObject({ left: true });
    centre.clock.at += 60_000;
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    expect(await leave("ORDER-1", "return")).toMatchObject({ blockers: [{ code: "no-order" }] });
  });

  test("counted content inside a pallet is decided on for itself, and named when it is not", async () => {
    await announce({ code: "DEC-PAL", kind: "pallet" });
    await announce({ code: "DEC-BAG", kind: "bag", inside: "DEC-PAL", counted: { pieces: 3 } });
    await scan("DEC-PAL", { place: "ARRIVAL-1", empty: true });
    await scan("DEC-BAG");
    expect(await decide("officer", "DEC-PAL")).toMatchObject({
      refusal: { code: "release/nothing-counted" },
    });
    const stopped = await leave("DEC-PAL", "export");
    expect(stopped).toMatchObject({
      blockers: [{ code: "not-released", subjectId: expect.any(String) }],
    });
    await decide("officer", "DEC-BAG", { purpose: "export" });
    expect(await scan("DEC-PAL")).toMatchObject({ verdict: "RELEASE" });
    expect(await leave("DEC-PAL")).toMatchObject({ blockers: [{ code: "not-released" }] });
    expect(await leave("DEC-PAL", "export")).toMatchObject({ left: true });
  });

  test("a container said to be empty is decided on anew when it is not", async () => {
    await announce({ code: "ANEW-1", kind: "bag", counted: { pieces: 2 } });
    await scan("ANEW-1", { place: "ARRIVAL-1" });
    const ordered = await decide("officer", "ANEW-1", { purpose: "destruction" });
    const decisions = async (): Promise<unknown> => {
      const text = "select decisions from mailport.container where container_id = $1";
      const found = await centre.pool.query(text, [ordered["containerId"]]);
      return found.rows[0]?.decisions;
    };
    expect(await decisions()).toMatchObject([{ authority: "customs", purpose: "destruction" }]);
    await scan("ANEW-1", { empty: true });
    expect(await scan("ANEW-1")).toMatchObject({ verdict: "RELEASE" });
    expect(await decisions()).toBeNull();
  });
});

describe("a container whose content is not decided on", () => {
  test("a bag nobody announced has content nobody knows, and again when it comes back", async () => {
    const arrivals = [{ code: "UNK-1", kind: "bag" }];
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    expect(await leave("UNK-1")).toMatchObject({ left: false });
    await scan("UNK-1", { empty: true });
    expect(await leave("UNK-1")).toMatchObject({ left: true });
    centre.clock.at += 60_000;
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    expect(await leave("UNK-1")).toMatchObject({ left: false, refusal: { code: "exit/blocked" } });
  });

  test("a list that names every piece leaves nothing unknown", async () => {
    await readyToLeave(centre, ["LST-OTHER"]);
    const declarations = [declaration("D-LST", ["LST-IN"], { carrier: "CNA" })];
    await all(centre, "post", "lodge-declarations", { declarations });
    await announce({ code: "LST-BAG", kind: "bag", items: ["LST-IN"] });
    await scan("LST-BAG", { place: "ARRIVAL-1" });
    await scan("LST-IN");
    await all(centre, "officer", "release-shipments", { releases: [{ code: "LST-IN" }] });
    expect(await scan("LST-BAG")).toMatchObject({ verdict: "RELEASE" });
    const part = await announce({ code: "LST-PART", kind: "bag", items: ["LST-OTHER"] });
    expect(part).not.toHaveProperty("findings");
    expect(await scan("LST-PART", { place: "ARRIVAL-1" })).toMatchObject({ verdict: "WAIT" });
  });

  test("an announcement opens no gate by saying that nothing is in it, first or later", async () => {
    const nothing = { kind: "bag", counted: { pieces: 0 } };
    const first = await announce({ code: "SAID-1", ...nothing });
    expect(first).toMatchObject({ findings: [{ code: "container/empty-not-seen" }] });
    await announce({ code: "SAID-2", kind: "bag", counted: { pieces: 30 } });
    await announce({ code: "SAID-2", ...nothing, amend: true });
    for (const code of ["SAID-1", "SAID-2"]) {
      expect(await scan(code, { place: "ARRIVAL-1" })).toMatchObject({ verdict: "WAIT" });
      expect(await leave(code)).toMatchObject({ left: false });
      expect(await scan(code, { empty: true })).toMatchObject({ verdict: "RELEASE" });
      expect(await leave(code)).toMatchObject({ left: true });
    }
  });

  test("a pallet leaves no sooner than every bag listed in it has come", async () => {
    await announce({ code: "PAL-1", kind: "pallet" });
    await announce({ code: "PAL-BAG", kind: "bag", inside: "PAL-1" });
    await scan("PAL-1", { place: "ARRIVAL-1", empty: true });
    const out = await leave("PAL-1");
    expect(out).toMatchObject({
      left: false,
      blockers: expect.arrayContaining([expect.objectContaining({ code: "not-here" })]),
    });
    await scan("PAL-BAG", { empty: true });
    expect(await leave("PAL-1")).toMatchObject({ left: true });
    const late = { code: "PAL-LATE", kind: "bag", inside: "PAL-1" };
    expect(await announce(late)).toMatchObject({ refusal: { code: "container/parent-gone" } });
  });
});

describe("a container's hold that stays with what is in it", () => {
  test("follows a bag out of its pallet, and the piece out of the bag", async () => {
    await readyToLeave(centre, ["STAY-1"]);
    await empty("STAY-PAL", "STAY-BAG");
    await move("STAY-1", "STAY-BAG");
    await move("STAY-BAG", "STAY-PAL");
    await hold("container", "STAY-PAL", true);
    const moves = [
      { code: "STAY-BAG", to: "ARRIVAL-2" },
      { code: "STAY-1", to: "ARRIVAL-2" },
    ];
    await all(centre, "floor", "move-items", { moves });
    expect(await leave("STAY-BAG")).toMatchObject({ left: false, blockers: [{ code: "held" }] });
    expect(await leave("STAY-1")).toMatchObject({ left: false, blockers: [{ code: "held" }] });
  });

  test("keeps a scanned bag in its pallet on the record", async () => {
    await empty("KEEP-PAL", "KEEP-BAG");
    await move("KEEP-BAG", "KEEP-PAL");
    await hold("container", "KEEP-PAL", true);
    const scanned = await scan("KEEP-BAG", { place: "ARRIVAL-2" });
    expect(scanned).toMatchObject({
      verdict: "HOLD",
      findings: [{ code: "scan/kept-in-container" }],
    });
    const arrivals = [{ code: "KEEP-BAG" }];
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-2" });
    expect(await leave("KEEP-BAG")).toMatchObject({ left: false, blockers: [{ code: "held" }] });
  });

  test("is not shaken off by announcing a piece in another container", async () => {
    await announce({ code: "ANN-A", kind: "bag", items: ["ANN-1"] });
    await hold("container", "ANN-A", true);
    const again = await announce({ code: "ANN-B", kind: "bag", items: ["ANN-1"] });
    expect(again).toMatchObject({ findings: [{ code: "container/item-kept" }] });
  });

  test("an ordinary hold holds what is in the container, and nothing once it is out", async () => {
    await readyToLeave(centre, ["ORD-1"]);
    await bagged(centre, ["ORD-BAG"], ["ORD-1"]);
    await hold("container", "ORD-BAG", false);
    expect(await scan("ORD-1")).toMatchObject({ verdict: "HOLD" });
    expect(await scan("ORD-1", { place: "ARRIVAL-1" })).toMatchObject({ verdict: "RELEASE" });
    expect(await leave("ORD-1")).toMatchObject({ left: true });
  });
});

describe("codes of another party", () => {
  const by = (who: string, container: object): Promise<Row> =>
    one(who, "announce-containers", { containers: [container] });
  const told = (row: Row): unknown => ({
    ...row,
    containerId: typeof row["containerId"],
    ...(row["refusal"] !== undefined && {
      refusal: JSON.parse(JSON.stringify(row["refusal"]).replaceAll(/FGN(OLD|NEW)/g, "FGN")),
    }),
  });

  test("answer a stranger who announces them exactly as codes that nobody knows", async () => {
    await all(centre, "post", "lodge-declarations", {
      declarations: [declaration("D-FGN", ["FGNOLDP"], { carrier: "CNA" })],
    });
    await announce({ code: "FGN-OLD", kind: "bag", items: ["FGNOLDP"] });
    for (const container of [
      { kind: "bag", items: ["P"] },
      { kind: "pallet", items: ["P", "P2"] },
      { kind: "bag", items: [""] },
    ]) {
      const of = (code: string): object => ({
        ...container,
        code,
        items: container.items.map((piece) => `${code.replace("-", "")}${piece}`),
      });
      const foreign = await by("express", of("FGN-OLD"));
      expect(told(foreign)).toEqual(told(await by("express", of("FGN-NEW"))));
    }
    const first = await by("shop", { code: "FGN-OLD", kind: "bag" });
    expect(told(first)).toEqual(told(await by("shop", { code: "FGN-NEW", kind: "bag" })));
    expect(first).not.toHaveProperty("refusal");
  });

  test("name the first party's container on the floor, and the pair to the centre", async () => {
    const scanned = await scan("FGN-OLD", { place: "ARRIVAL-1" });
    expect(scanned).not.toHaveProperty("refusal");
    const own = await announce({ code: "FGN-OLD", kind: "bag" });
    expect(own).toMatchObject({ refusal: { code: "container/announced-already" } });
    const found = await centre.pool.query(
      "select reason from mailport.proposed_match where normalised = 'FGNOLD'",
    );
    const reason = "same-code-announced-elsewhere";
    expect(found.rows).toEqual([{ reason }, { reason }]);
  });
});

describe("containers in containers", () => {
  const nest = codes("NEST", 9);

  test("are refused past the limit, whichever end is moved", async () => {
    await empty(...nest);
    for (let at = 1; at < 4; at += 1) {
      expect(await move(nest[at] ?? "", nest[at - 1] ?? "")).not.toHaveProperty("refusal");
      expect(await move(nest[at + 4] ?? "", nest[at + 3] ?? "")).not.toHaveProperty("refusal");
    }
    expect(await move(nest[4] ?? "", nest[3] ?? "")).not.toHaveProperty("refusal");
    const deep = { refusal: { code: "move/nested-too-deep", facts: { expected: 8 } } };
    expect(await move(nest[8] ?? "", nest[7] ?? "")).toMatchObject(deep);
    expect(await move(nest[0] ?? "", nest[8] ?? "")).toMatchObject(deep);
    const announced = { code: "NEST-X", kind: "bag", inside: nest[7] };
    expect(await one("floor", "announce-containers", { containers: [announced] })).toMatchObject(
      deep,
    );
  });

  test("two moves of one batch make no ring", async () => {
    await empty("RING-A", "RING-B");
    const moves = [
      { code: "RING-A", to: "RING-B" },
      { code: "RING-B", to: "RING-A" },
    ];
    const { rows } = await centre.act<Rows>("floor", "move-items", { moves });
    expect(rows[0]).not.toHaveProperty("refusal");
    expect(rows[1]).toMatchObject({ refusal: { code: "move/into-itself" } });
  });
});

describe("the zones' rules", () => {
  test("hold for a cart as for every piece it carries", async () => {
    await readyToLeave(centre, ["CART-1"]);
    await bagged(centre, ["CART"], ["CART-1"]);
    await move("CART", "LANE-1");
    await hold("item", "CART-1", false);
    expect(await move("CART", "DOCK-1")).toMatchObject({ refusal: { code: "move/not-allowed" } });
    expect(await move("CART-1", "DOCK-1")).toMatchObject({ refusal: { code: "move/not-allowed" } });
    expect(await scan("CART", { place: "DOCK-1" })).toMatchObject({
      findings: [{ code: "move/not-allowed" }],
    });
  });

  test("a free cart, and an empty one, go where the rules let them", async () => {
    await readyToLeave(centre, ["FREE-1"]);
    await bagged(centre, ["FREE"], ["FREE-1"]);
    await empty("BARE");
    for (const code of ["FREE", "BARE"]) {
      expect(await move(code, "LANE-1")).not.toHaveProperty("refusal");
      expect(await move(code, "DOCK-1")).not.toHaveProperty("refusal");
    }
  });
});
