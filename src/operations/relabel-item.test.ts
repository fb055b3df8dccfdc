/** Another label on a piece: the old code answers on, the new one is claimed. On a real record. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Relabelled = { readonly itemId: string; readonly label: string; readonly former: string[] };
const relabel = (code: string, label?: string) =>
  centre.act<Relabelled>("floor", "relabel-item", { code, label, reason: "torn" });
const tried = (code: string, label: string) =>
  centre.run("floor", "relabel-item", { code, label, reason: "torn" });
const refused = (code: string) => ({ ok: false, refusal: { code } });
const itemIdOf = async (code: string) =>
  (await all(centre, "floor", "record-scans", { scans: [{ code }] })).rows[0]?.["itemId"];

test("the old code goes on answering as a former one, and the new one answers too", async () => {
  const code = "RLOLD0001";
  await readyToLeave(centre, [code]);
  const { itemId, former } = await relabel(code, "RR123456785CN");
  expect(former).toEqual([code]);
  expect(await itemIdOf(code)).toBe(itemId);
  expect(await itemIdOf("RR123456785CN")).toBe(itemId);
  const shown = await centre.act<{
    identifiers: { normalised: string; formerAt: number | null }[];
  }>("express", "show-item", { code });
  expect(shown.identifiers).toMatchObject([
    { normalised: "RR123456785CN", formerAt: null },
    { normalised: code, formerAt: centre.clock.at },
  ]);
  const exit = { exits: [{ code }], purpose: "release", destination: "CKG-DELIVERY" };
  await all(centre, "floor", "leave-centre", exit);
});

test("without a code the centre gives a number of its own; the piece is listed once", async () => {
  const code = "RLOWN0001";
  await readyToLeave(centre, [code]);
  const { label, itemId } = await relabel(code);
  expect(label).toMatch(/^MP/);
  expect(await itemIdOf(label)).toBe(itemId);
  const listed = async (filter: object): Promise<readonly string[]> => {
    const { items } = await centre.act<{ items: { itemId: string; identifier: string }[] }>(
      "floor",
      "find-items",
      filter,
    );
    return items.filter((item) => item.itemId === itemId).map(({ identifier }) => identifier);
  };
  // What it carries is the centre's own number; asked for, the torn label is found too.
  expect(await listed({})).toEqual([label]);
  expect(await listed({ place: "ARRIVAL-1" })).toEqual([label]);
  expect(await listed({ text: code })).toEqual([code]);
  const back = await relabel(label, code);
  expect(back.former).toEqual([label]);
  expect(await listed({ place: "ARRIVAL-1" })).toEqual([code]);
});

test("a code that answers to another piece is not given away, in a race neither", async () => {
  const pieces = ["RLONE0001", "RLTWO0001", "RLTHREE01"];
  await readyToLeave(centre, pieces);
  expect(await tried("RLONE0001", "RLTWO0001")).toMatchObject(refused("relabel/taken"));
  const race = await Promise.all(pieces.map((code) => tried(code, "RLWANTED1")));
  expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await tried("RLONE0001", "CNCKGAUSLAXAAEN61234001110005")).toMatchObject(
    refused("relabel/of-containers"),
  );
});

test("a code that answers to another carrier's piece is not given away either", async () => {
  const [theirs, own] = ["RLTHEIRS1", "RLOURS001"];
  await all(centre, "express", "lodge-declarations", {
    declarations: [declaration("D-RLTHEIRS", [theirs], { carrier: "HX" })],
  });
  await all(centre, "post", "lodge-declarations", {
    declarations: [declaration("D-RLOURS", [own], { stream: "postal" })],
  });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code: own }], place: "ARRIVAL-1" });
  expect(await tried(own, theirs)).toMatchObject(refused("relabel/taken"));
});

test("what is not here gets no label, and nobody's piece is not there", async () => {
  const declarations = [declaration("D-RL", ["RLAWAY001"], { carrier: "HX" })];
  await all(centre, "express", "lodge-declarations", { declarations });
  expect(await tried("RLAWAY001", "RLNEW0001")).toMatchObject(refused("relabel/not-here"));
  expect(await tried("RLNOBODY1", "RLNEW0001")).toMatchObject(refused("item/not-found"));
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
});
