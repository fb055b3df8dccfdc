/** Two records that are one piece: codes and holds of both, taken apart again. On a real record. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, bagged, declaration, type Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
beforeEach(() => {
  centre.clock.at += 60_000;
});
afterAll(() => centre.close());

type Merged = { readonly itemId: string; readonly mergedId: string; readonly shipmentId: string };
/** Personal articles of 820 CNY, whose parcel tax of 164 CNY is due. */
const DEAR = {
  currency: "EUR",
  senderCountry: "SI",
  recipientCountry: "CN",
  lines: [{ description: "wool coat", hsCode: "620111", totalValue: { units: "100", scale: 0 } }],
};
const why = { reason: "one label, two declarations" };
const merge = (who: string, input: object) =>
  centre.act<Merged>(who, "merge-items", { ...why, ...input });
const tried = (who: string, input: object) => centre.run(who, "merge-items", { ...why, ...input });
const refused = (code: string) => ({ ok: false, refusal: { code } });

const lodge = async (who: string, code: string, more: object = {}): Promise<Rows> =>
  all(centre, who, "lodge-declarations", {
    declarations: [declaration(`D-${who}-${code}`, [code], more)],
  });
const itemOf = ({ rows: [row = {}] }: Rows): string => String((row["itemIds"] as string[])[0]);
const arrive = (code: string, place = "ARRIVAL-1"): Promise<Rows> =>
  all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place });
const hold = async (who: string, target: object): Promise<string> => {
  const holds = [{ target, kind: "open", publicReason: "to be opened" }];
  return String((await all(centre, who, "place-hold", { holds })).rows[0]?.["holdId"]);
};
const lift = (who: string, holdId: string) =>
  centre.act(who, "lift-hold", { holdId, reason: "looked at" });
const verdict = async (code: string) =>
  (await all(centre, "floor", "record-scans", { scans: [{ code }] })).rows[0]?.["verdict"];
const leave = async (code: string, purpose = "release") => {
  const exit = { exits: [{ code }], purpose, destination: "CKG-DELIVERY" };
  return (await centre.act<Rows>("floor", "leave-centre", exit)).rows[0]?.["left"];
};
type Shown = {
  readonly item: { readonly id: string; readonly status: string; readonly mergedInto?: string };
  readonly shipment: { readonly id: string; readonly stream: string };
  readonly identifiers: readonly {
    readonly normalised: string;
    readonly formerAt: number | null;
  }[];
  readonly verdict: string;
};
const shown = (id: string, who = "floor") => centre.act<Shown>(who, "show-item", { id });
const matches = async () =>
  (
    await centre.act<{ matches: readonly { code: string }[] }>("floor", "list-matches", {})
  ).matches.map(({ code }) => code);

/** A piece here that the express firm declared, and the post's record of the same code. */
async function declaredTwice(code: string) {
  const one = itemOf(await lodge("express", code, { carrier: "HX" }));
  await arrive(code);
  const other = itemOf(await lodge("post", code, { stream: "postal", carrier: "HX" }));
  return { one, other };
}

describe("a proposed match", () => {
  test("is accepted: both ids stay, one answers, and what holds either holds the piece", async () => {
    const code = "MIACC0001";
    const { one, other } = await declaredTwice(code);
    await centre.act("officer", "release-shipments", { releases: [{ code }] });
    const before = await hold("officer", { kind: "item", id: other });
    expect(await verdict(code)).toBe("RELEASE");
    expect(await matches()).toContain(code);
    const done = await merge("floor", { itemId: one, otherId: other });
    expect(done).toMatchObject({ itemId: one, mergedId: other });
    expect(await matches()).not.toContain(code);
    expect(await verdict(code)).toBe("OPEN");
    expect((await shown(one)).verdict).toBe("OPEN");
    expect(await leave(code)).toBe(false);
    expect((await shown(other)).item).toMatchObject({ status: "merged", mergedInto: one });
    const { holds } = await centre.act<{ holds: { id: string }[] }>("officer", "show-item", {
      id: one,
    });
    expect(holds).toMatchObject([{ id: before }]);
    const later = await hold("vet", { kind: "shipment", id: (await shown(other)).shipment.id });
    await lift("officer", before);
    expect(await verdict(code)).toBe("OPEN");
    await lift("vet", later);
    expect(await verdict(code)).toBe("RELEASE");
    expect(await leave(code)).toBe(true);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("is released with what the same authority held of the merged record", async () => {
    const code = "MIREL0001";
    const { one, other } = await declaredTwice(code);
    await hold("officer", { kind: "item", id: other });
    await hold("officer", { kind: "shipment", id: (await shown(other)).shipment.id });
    await merge("floor", { itemId: one, otherId: other });
    const release = { code, decision: "release", basis: "one piece, looked at" };
    const done = await centre.act<{ lifted: string[] }>("officer", "decide-shipment", release);
    expect(done.lifted).toHaveLength(2);
    expect(await leave(code)).toBe(true);
  });

  test("is dismissed: both go on by themselves, and it is not proposed again", async () => {
    const code = "MIDIS0001";
    const { one, other } = await declaredTwice(code);
    expect(
      await centre.run("express", "merge-items", {
        ...why,
        itemId: one,
        otherId: other,
        act: "dismiss",
      }),
    ).toMatchObject(refused("access/not-allowed"));
    await merge("floor", { itemId: other, otherId: one, act: "dismiss" });
    expect(await matches()).not.toContain(code);
    expect((await shown(other)).item.status).toBe("expected");
    const again = await tried("floor", { itemId: one, otherId: other, act: "dismiss" });
    expect(again).toMatchObject(refused("merge/no-match"));
  });
});

describe("what nobody declared", () => {
  test("gets the shipment of the expected record, and its code answers for both", async () => {
    const code = "MIUND0001";
    const expected = itemOf(await lodge("express", code, { carrier: "HX" }));
    const { rows } = await arrive("MIUNDTORN");
    const here = String(rows[0]?.["subjectId"]);
    const done = await merge("floor", { itemId: expected, otherId: here });
    expect(done).toMatchObject({ itemId: here, mergedId: expected });
    const { item, shipment, identifiers } = await shown(here);
    expect(item.status).toBe("present");
    expect(shipment).toMatchObject({ id: done.shipmentId, stream: "express" });
    expect(identifiers.map(({ normalised }) => normalised)).toContain(code);
    expect((await shown(here, "express")).item.id).toBe(here);
    expect(await verdict(code)).toBe("WAIT");
    await centre.act("officer", "release-shipments", { releases: [{ code: "MIUNDTORN" }] });
    expect(await leave(code)).toBe(true);
    const show = await centre.run("floor", "show-shipment", { id: done.shipmentId });
    expect(show).toMatchObject({ value: { shipment: { status: "left" } } });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("keeps what held it when it stood undetermined", async () => {
    const code = "MIUND0002";
    const expected = itemOf(await lodge("express", code, { carrier: "HX" }));
    await arrive("MIUNDHELD");
    const holdId = await hold("officer", { kind: "shipment", code: "MIUNDHELD" });
    await merge("floor", { itemId: expected, otherCode: "MIUNDHELD" });
    await centre.act("officer", "release-shipments", { releases: [{ code }] });
    expect(await verdict(code)).toBe("OPEN");
    await lift("officer", holdId);
    expect(await verdict(code)).toBe("RELEASE");
  });

  test("stands on no list of undetermined pieces any more, nor its emptied shipment among the present", async () => {
    const torn = ["MILISTONE", "MILISTTWO"];
    for (const code of torn) await arrive(code);
    const undetermined = async () =>
      JSON.stringify(await centre.run("floor", "list-undetermined", { limit: 500 }));
    const [one, two] = await Promise.all(
      torn.map((code) => centre.act<Shown>("floor", "show-item", { code })),
    );
    expect(await undetermined()).toContain("MILISTTWO");
    await merge("floor", { code: "MILISTONE", otherCode: "MILISTTWO" });
    expect((await shown(two?.item.id ?? "")).shipment).toMatchObject({ status: "expired" });
    expect(await undetermined()).not.toContain(two?.item.id);
    await merge("floor", { itemId: one?.item.id, otherId: two?.item.id, act: "undo" });
    expect((await shown(two?.item.id ?? "")).shipment).toMatchObject({ status: "present" });
    expect(await undetermined()).toContain(two?.item.id);
  });

  test("is found once, by every code", async () => {
    const expected = itemOf(await lodge("express", "MIONE0001", { carrier: "HX" }));
    await arrive("MIONETORN", "LANE-2");
    await merge("floor", { itemId: expected, otherCode: "MIONETORN" });
    for (const filter of [{ place: "LANE-2" }, { text: "MIONE0001" }, { text: "MIONETORN" }]) {
      const { items } = await centre.act<{ items: object[] }>("floor", "find-items", filter);
      expect(items).toHaveLength(1);
    }
  });
});

describe("undoing", () => {
  test("gives each its codes, shipment and place back, and proposes the match anew", async () => {
    const code = "MIUNDO001";
    const expected = itemOf(await lodge("express", code, { carrier: "HX" }));
    await arrive("MIUNDOTORN");
    const done = await merge("floor", { itemId: expected, otherCode: "MIUNDOTORN" });
    centre.clock.at += 1_000;
    const pair = { itemId: done.itemId, otherId: expected };
    await merge("floor", { ...pair, act: "undo" });
    expect((await shown(expected)).item.status).toBe("expected");
    expect((await shown(done.itemId)).shipment.stream).toBe("undetermined");
    expect(await verdict("MIUNDOTORN")).toBe("WAIT");
    await arrive(code);
    expect((await shown(expected)).item.status).toBe("present");
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
    expect(await tried("floor", { ...pair, act: "undo" })).toMatchObject(
      refused("merge/not-merged"),
    );
    await merge("floor", pair);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test("a match that was accepted stands open again, and its holds reach one piece only", async () => {
    const code = "MIUNDO002";
    const { one, other } = await declaredTwice(code);
    await centre.act("officer", "release-shipments", { releases: [{ code }] });
    await merge("floor", { itemId: one, otherId: other });
    await hold("officer", { kind: "item", id: other });
    const floor = await tried("floor", { itemId: one, otherId: other, act: "undo" });
    expect(floor).toMatchObject(refused("merge/held"));
    const vet = await tried("vet", { itemId: one, otherId: other, act: "undo" });
    expect(vet).toMatchObject(refused("merge/held"));
    await merge("officer", { itemId: one, otherId: other, act: "undo" });
    expect(await matches()).toContain(code);
    expect(await verdict(code)).toBe("RELEASE");
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});

describe("refused is", () => {
  test("what is gone, the same record, a strange shipment, and an order that would be lost", async () => {
    const { one, other } = await declaredTwice("MIREF0001");
    expect(await tried("floor", { itemId: one, otherId: one })).toMatchObject(
      refused("merge/itself"),
    );
    const strange = await tried("floor", { itemId: one, otherId: other, shipmentId: one });
    expect(strange).toMatchObject(refused("merge/other-shipment"));
    const { shipment } = await shown(other);
    const order = { shipmentId: shipment.id, decision: "return", basis: "refused" };
    await centre.act("officer", "decide-shipment", order);
    expect(await tried("floor", { itemId: one, otherId: other })).toMatchObject(
      refused("merge/ordered"),
    );
    await merge("floor", { itemId: one, otherId: other, shipmentId: shipment.id });
    expect(await verdict("MIREF0001")).toBe("RETURN");
    expect(await leave("MIREF0001", "return")).toBe(true);
    await arrive("MIREFLATE");
    const gone = await tried("floor", { itemId: one, otherCode: "MIREFLATE" });
    expect(gone).toMatchObject(refused("merge/not-mergeable"));
  });

  test("what would shake off a duty that is owed, by going over to a shipment that is released", async () => {
    const [dear, cheap] = ["HXOWES0001", "HXFREE0001"];
    const one = itemOf(await lodge("express", dear, { carrier: "HX", content: DEAR }));
    const other = itemOf(await lodge("express", cheap, { carrier: "HX" }));
    await arrive(dear);
    const releases = [dear, cheap].map((code) => ({ code }));
    await centre.act("officer", "release-shipments", { releases });
    expect(await leave(dear)).toBe(false);
    const { shipment } = await shown(other);
    const pair = { itemId: one, otherId: other, shipmentId: shipment.id };
    expect(await tried("floor", pair)).toMatchObject(refused("merge/owing"));
    const payments = [{ code: dear, payer: "addressee", reference: "P-OWES" }];
    await centre.act("officer", "record-payment", { payments });
    await merge("floor", pair);
    expect(await leave(dear)).toBe(true);
  });

  test("a record in a held container: the hold would be lost", async () => {
    const { one, other } = await declaredTwice("MIBAG0001");
    await arrive("MIBAGTORN");
    await bagged(centre, ["MIBAG"], ["MIBAGTORN"]);
    const holdId = await hold("officer", { kind: "container", code: "MIBAG" });
    const pair = { itemId: one, otherCode: "MIBAGTORN" };
    expect(await tried("floor", pair)).toMatchObject(refused("merge/container-held"));
    await lift("officer", holdId);
    await merge("floor", pair);
    await merge("floor", { itemId: one, otherId: other });
    expect(await leave("MIBAG")).toBe(true);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});
