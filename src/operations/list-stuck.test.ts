import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "#store/open.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { intakeOf } from "#test/intake.ts";
import { all, declaration } from "#test/pieces.ts";
import { tappedPool } from "#test/tapped-pool.ts";
import { call } from "./call.ts";
import type { Operation } from "./define.ts";
import { listStuck } from "./list-stuck.ts";
import { showShipment } from "./show-shipment.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  const declarations = [
    declaration("D-ONE", ["STUCK1"], { carrier: "HX" }),
    declaration("D-TWO", ["STUCK2A", "STUCK2B"], { carrier: "HX" }),
    declaration("D-AWAY", ["NOTHERE"], { carrier: "HX" }),
  ];
  await all(centre, "express", "lodge-declarations", { declarations });
  const arrivals = ["STUCK1", "STUCK2A", "STUCK2B", "NOBODYS"].map((code) => ({
    code,
    place: "ARRIVAL-1",
  }));
  await all(centre, "floor", "record-arrivals", { arrivals });
});
afterAll(() => centre.close());

type Stuck = {
  shipments: {
    shipment: { id: string };
    pieces: { identifiers: string[] }[];
    thing: string;
    by: string;
    blockers: { code: string }[];
  }[];
  next?: string;
};
const list = (who: string, input: object = {}): Promise<Stuck> =>
  centre.act<Stuck>(who, "list-stuck", input);

const lines = ({ shipments }: Stuck): string[] =>
  shipments.map(({ pieces, thing, by, blockers }) =>
    [pieces.map((one) => one.identifiers[0]), thing, by, blockers.map((one) => one.code)].join(" "),
  );

test("each stuck shipment has the one thing that frees it first, with who does it", async () => {
  expect(lines(await list("express"))).toEqual([
    "STUCK1 wait customs not-released",
    "STUCK2A,STUCK2B wait customs not-released",
  ]);
  expect(lines(await list("floor", { thing: "declare" }))).toHaveLength(1);
});

test("a hold of an authority is answered before its release is waited for", async () => {
  const [one] = (await list("express")).shipments;
  const shipmentId = one?.shipment.id;
  const target = { kind: "shipment", id: shipmentId };
  const hold = { target, kind: "hold", publicReason: "Which battery is in it?" };
  await all(centre, "officer", "place-hold", { holds: [hold] });
  expect(lines(await list("express"))[0]).toBe("STUCK1 answer customs held,not-released");
});

test("pages go on where the one before ended, and who has none sees none", async () => {
  const first = await list("express", { limit: 1 });
  const second = await list("express", { limit: 1, after: first.next });
  expect([...lines(first), ...lines(second)]).toEqual(lines(await list("express")));
  expect(second).not.toHaveProperty("next");
  expect((await list("post")).shipments).toEqual([]);
});

test("one shipment is asked for by itself, whatever else waits; a stranger is not answered", async () => {
  const { shipments } = await list("express");
  const second = shipments[1]?.shipment.id;
  expect(lines(await list("express", { shipment: second }))).toEqual([
    "STUCK2A,STUCK2B wait customs not-released",
  ]);
  expect((await list("post", { shipment: second })).shipments).toEqual([]);
});

test("a paper answers a hold; what it is is read from its bytes; others never see it", async () => {
  const [one] = (await list("express")).shipments;
  const shipmentId = one?.shipment.id;
  const { holds } = await centre.act<{ holds: { id: string }[] }>("express", "show-shipment", {
    id: shipmentId,
  });
  const { keep } = intakeOf(centre);
  const given = { shipmentId, kind: "answer", holdId: holds[0]?.id };
  const pdf = await keep("%PDF-1.7 a lithium cell of 2.7 Wh", "express");
  const handed = await centre.act<{ paperId: string }>("express", "hand-in-paper", {
    ...given,
    ...pdf,
  });
  expect(handed).toMatchObject({ mediaType: "application/pdf" });
  expect(await centre.act("officer", "list-papers", { shipmentId })).toMatchObject({
    papers: [{ kind: "answer", holdId: given.holdId, mediaType: "application/pdf" }],
  });
  const { paperId } = handed;
  const read = await centre.act<{ base64: string }>("officer", "read-paper", { paperId });
  expect(atob(read.base64)).toContain("2.7 Wh");
  await expect(centre.act("post", "read-paper", { paperId })).rejects.toThrow("paper/not-found");
  expect(await centre.act("post", "list-papers", { shipmentId })).toEqual({ papers: [] });
});

test("a stranger's shipment, another's hold, a program and too large a paper are refused", async () => {
  const [one, two] = (await list("express")).shipments;
  const { keep } = intakeOf(centre);
  const words = await keep("Two cells.", "express");
  const given = { shipmentId: one?.shipment.id, kind: "other", ...words };
  const { holds } = await centre.act<{ holds: { id: string }[] }>("express", "show-shipment", {
    id: given.shipmentId,
  });
  const tell = async (who: string, input: object): Promise<string> =>
    centre.act(who, "hand-in-paper", { ...given, ...input }).then(
      () => "taken",
      (fault: unknown) => String(fault),
    );
  expect(await tell("post", {})).toContain("shipment/not-found");
  const other = { shipmentId: two?.shipment.id, holdId: holds[0]?.id };
  expect(await tell("express", other)).toContain("hold/not-found");
  const program = await keep("MZ\0\x01", "express");
  expect(await tell("express", program)).toContain("paper/unknown-format");
  expect(await tell("express", { sizeBytes: 10_000_001 })).toContain("paper/too-large");
  expect(await tell("express", {})).toBe("taken");
});

test("law: a page of many shipments, and a shipment of many pieces, ask no more often than of one", async () => {
  let asked = 0;
  const pool = tappedPool(centre.pool, 1, (text) => {
    asked += 1;
    return text;
  });
  const ports = { ...centre.ports, store: openStore(pool) };
  const post = centre.actors["post"];
  if (post === undefined) throw new Error("nobody");
  const askedOf = async (view: Operation, input: object) => {
    asked = 0;
    expect(await call(ports, view, post, input)).toMatchObject({ ok: true });
    return asked;
  };
  const brought = async (number: string, codes: readonly string[]): Promise<void> => {
    await all(centre, "post", "lodge-declarations", { declarations: [declaration(number, codes)] });
    const arrivals = codes.map((code) => ({ code, place: "ARRIVAL-1" }));
    await all(centre, "floor", "record-arrivals", { arrivals });
  };
  const several = Array.from({ length: 12 }, (_, at) => `MANY${at}`);
  try {
    await brought("ONE", ["SINGLE"]);
    const page = await askedOf(listStuck, {});
    const shipment = await askedOf(showShipment, { code: "SINGLE" });
    for (const code of several) await brought(`D-${code}`, [code]);
    await brought("D-ALL", ["ALL0", "ALL1", "ALL2", "ALL3"]);
    expect((await list("post")).shipments).toHaveLength(14);
    expect(await askedOf(listStuck, {})).toBe(page);
    expect(await askedOf(showShipment, { code: "ALL0" })).toBe(shipment);
  } finally {
    await pool.end();
  }
});
