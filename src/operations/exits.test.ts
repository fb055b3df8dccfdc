import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, bagged, codes, type Rows, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  await centre.close();
});

type Exit = { readonly code: string; readonly key?: string };

const leave = (...exits: readonly Exit[]): Promise<Rows> =>
  centre.act("floor", "leave-centre", { exits, purpose: "release", destination: "CKG-DELIVERY" });

type Shown = { shipment: { pieces: { left: number; arrived: number } } };

const piecesLeft = async (code: string): Promise<number> =>
  (await centre.act<Shown>("floor", "show-shipment", { code })).shipment.pieces.left;

const KEYS = codes("01a0c450-6c00-7000-8000-00000", 9);

describe("a container and its own content in one batch", () => {
  test("leave once: the content is refused where its container took it along", async () => {
    await readyToLeave(centre, ["BOTH-1"]);
    await bagged(centre, ["BOTH-BAG"], ["BOTH-1"]);
    const { rows } = await leave({ code: "BOTH-BAG" }, { code: "BOTH-1" });
    expect(rows[0]).toMatchObject({ left: true });
    expect(rows[1]).toMatchObject({ left: false, refusal: { code: "exit/twice-in-batch" } });
    expect(await piecesLeft("BOTH-1")).toBe(1);
  });

  test("leave once: the container follows empty where its content went first", async () => {
    await readyToLeave(centre, ["FIRST-1"]);
    await bagged(centre, ["FIRST-BAG"], ["FIRST-1"]);
    const { rows } = await leave({ code: "FIRST-1" }, { code: "FIRST-BAG" });
    expect(rows).toMatchObject([{ left: true }, { left: true }]);
    expect(await piecesLeft("FIRST-1")).toBe(1);
  });

  test("a bag and the pallet around it are judged each once", async () => {
    await readyToLeave(centre, ["NEST-1"]);
    await bagged(centre, ["NEST-BAG"], ["NEST-1"]);
    await bagged(centre, ["NEST-PAL"], ["NEST-BAG"]);
    const { rows } = await leave({ code: "NEST-PAL" }, { code: "NEST-BAG" });
    expect(rows[0]).toMatchObject({ left: true });
    expect(rows[1]).toMatchObject({ refusal: { code: "exit/twice-in-batch" } });
  });
});

describe("event keys of exits and moves", () => {
  test("a key that told of a scan tells of an exit too, and of the same exit once", async () => {
    const [key] = KEYS;
    await readyToLeave(centre, ["KEY-1"]);
    const scans = [{ code: "KEY-1", key }];
    await all(centre, "floor", "record-scans", { scans });
    expect((await leave({ code: "KEY-1", key: key ?? "" })).rows[0]).toMatchObject({ left: true });
    const again = (await leave({ code: "KEY-1", key: key ?? "" })).rows[0];
    expect(again).toMatchObject({ left: true, repeated: true });
    expect(await piecesLeft("KEY-1")).toBe(1);
  });

  test("an exit with the key of an earlier exit is refused, and nothing is counted", async () => {
    const key = KEYS[1] ?? "";
    await readyToLeave(centre, ["KEY-2"]);
    await leave({ code: "KEY-2", key });
    centre.clock.at += 60_000;
    await all(centre, "floor", "record-scans", { scans: [{ code: "KEY-2" }], place: "ARRIVAL-1" });
    const { rows } = await leave({ code: "KEY-2", key });
    expect(rows[0]).toMatchObject({ left: false, refusal: { code: "event/key-reused" } });
    expect(await piecesLeft("KEY-2")).toBe(0);
  });

  test("a move told twice is one, and its key is good for no other", async () => {
    const key = KEYS[2];
    await readyToLeave(centre, ["KEY-3"]);
    const move = async (to: string) =>
      (await centre.act<Rows>("floor", "move-items", { moves: [{ code: "KEY-3", to, key }] }))
        .rows[0];
    expect(await move("LANE-1")).not.toHaveProperty("repeated");
    expect(await move("LANE-1")).toMatchObject({ repeated: true });
    expect(await move("LANE-2")).toMatchObject({ refusal: { code: "event/key-reused" } });
  });
});

test("one id is of one kind: named as another in the same batch, it is not there", async () => {
  await readyToLeave(centre, ["KIND-1"]);
  await bagged(centre, ["KIND-BAG"], ["KIND-1"]);
  const { item } = await centre.act<{ item: { id: string; at: { ref: string } } }>(
    "floor",
    "show-item",
    { code: "KIND-1" },
  );
  const bag = item.at.ref;
  const purpose = "return";
  const { rows } = await centre.act<Rows>("officer", "release-shipments", {
    releases: [
      { containerId: bag, purpose },
      { shipmentId: bag, purpose },
    ],
  });
  expect(rows[1]).toMatchObject({ refusal: { code: "shipment/not-found" } });
});

test("pairs of bag and pallet leave at the same time without waiting crosswise", async () => {
  const pieces = codes("PAIR", 12);
  const bags = pieces.map((code) => `BAG-${code}`);
  await readyToLeave(centre, pieces);
  await bagged(centre, bags, pieces);
  const pallets = pieces.map((code) => `PAL-${code}`);
  await bagged(centre, pallets, bags);
  const found = await Promise.all(
    pieces.flatMap((_, at) => [
      leave({ code: pallets[at] ?? "" }),
      leave({ code: bags[at] ?? "" }),
    ]),
  );
  const left = found.filter(({ rows }) => rows[0]?.["left"] === true);
  expect(left.length).toBeGreaterThanOrEqual(pieces.length);
  const counts = await Promise.all(pieces.map(piecesLeft));
  expect(new Set(counts)).toEqual(new Set([1]));
});
