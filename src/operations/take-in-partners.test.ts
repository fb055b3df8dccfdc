/** What partners agree on and where their messages go wrong: guides, imported codes, places, senders. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { resdit11 } from "#standards/messages/resdit/profile.ts";
import { cebText, inventory } from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { emsevt, interchange, predes, type WrittenMessage } from "#test/interchange-files.ts";
import { all, declaration } from "#test/pieces.ts";
import type { Actor } from "./define.ts";
import type { MessageAnswer } from "./message-answer.ts";

let centre: Centre;
let intake: Intake;
let clerk: Actor;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
  const floor = present(centre.actors["floor"], "the centre has people");
  clerk = { ...floor, roles: ["clerk", "declarant"] };
  await centre.act("manager", "create-partner", { code: "AIR-1", party: "CNA" });
});
afterAll(() => centre.close());

const S8 = "GBLALACNCKGAAUN60011";
const S9 = `${S8}001110125`;
const ITEM = "RR473124829GB";

const takeInOf = async (
  partner: string,
  name: string,
  text: string,
  who: string | Actor = "post",
): Promise<MessageAnswer> =>
  centre.act(who, "take-in-message", { name, partner, ...(await intake.keep(text, who)) });

const place = (answer: MessageAnswer, code: string): object | undefined =>
  answer.findings.find((one) => one.code === code)?.at;

test("what an operation finds of a row stands at the segment and element of its identifier", async () => {
  const unknown = emsevt("1", [
    ["RR473124951GB", "EMC", "202609181530", "GBLALA"],
    ["RR473124965GB", "EMC", "202609181530", "GBLALA"],
  ]);
  const answer = await intake.takeIn("unknown.edi", interchange("3001", [unknown]));
  const found = answer.findings.filter(({ code }) => code === "item/not-found");
  expect(found.map(({ at }) => at)).toMatchObject([
    { row: 1, messageRef: "1", field: "1", segment: 4, tag: "CNI", element: 2, component: 1 },
    { row: 1, messageRef: "1", field: "2", segment: 8, tag: "CNI", element: 2, component: 1 },
  ]);
});

test("a listed item that is here already is told at its own segment", async () => {
  const first = interchange("3000", [predes("0", `${S8}007110125`, [ITEM])]);
  await intake.takeIn("first.edi", first, clerk);
  await centre.act("floor", "record-scans", { scans: [{ code: ITEM }], place: "ARRIVAL-1" });
  const listed = interchange("3002", [predes("1", S9, ["RR473124979GB", ITEM])]);
  const answer = await intake.takeIn("predes.edi", listed, clerk);
  expect(place(answer, "container/item-here-already")).toMatchObject({
    field: "1.items.1",
    segment: 20,
    tag: "GIN",
    element: 2,
    component: 1,
  });
});

test("of a listed item that left, it is not said that it is here", async () => {
  const gone = "RR473125135GB";
  await centre.act("post", "lodge-declarations", { declarations: [declaration("GONE-1", [gone])] });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code: gone }], place: "ARRIVAL-1" });
  await all(centre, "officer", "release-shipments", { releases: [{ code: gone }] });
  const exit = { exits: [{ code: gone }], purpose: "release", destination: "CKG-DELIVERY" };
  await all(centre, "floor", "leave-centre", exit);
  const listed = interchange("3003", [predes("1", `${S8}012110125`, [gone])]);
  const answer = await intake.takeIn("gone.edi", listed, clerk);
  expect(place(answer, "container/item-gone")).toMatchObject({ tag: "GIN", element: 2 });
  expect(place(answer, "container/item-here-already")).toBeUndefined();
});

test("what is found of a list is told at the path of its field", async () => {
  const change = inventory({ at: 7, appType: "2", appTime: "20260921000000" });
  const text = Buffer.from(cebText("CEB621", [inventory({ at: 6 }), change], "71"));
  const answer = await intake.takeIn("lists.xml", text, clerk);
  expect(place(answer, "amend/not-found")).toMatchObject({
    row: 2,
    path: "/CEB621Message/Inventory[2]/InventoryHead/copNo",
  });
});

test("a carrier's own meaning of a state is applied by its guide, and the code received is kept", async () => {
  const profile = JSON.stringify({
    ...resdit11,
    partner: "AIR-1",
    meanings: { "transport-states": { "45": "49" } },
  });
  await centre.act("manager", "import-profile", { name: "g.json", profile, apply: true });
  await intake.takeIn("own.edi", interchange("3003", [predes("2", `${S8}002110130`, [])]));
  const state: WrittenMessage = {
    unh: "RESDIT:1:1:UP",
    reference: "3",
    segments: [
      "BGM+:::RESDIT+3+9",
      "DTM+137:202609201830:203",
      "CNI+1+GBA260000001",
      "STS++45",
      "DTM+334:202609201100:203",
      "LOC+14+LHR",
      "GID+1+1:BG",
      "PCI+24",
      `GIN+ML+${S8}002110130`,
    ],
  };
  expect(await takeInOf("AIR-1", "lost.edi", interchange("3004", [state]))).toMatchObject({
    state: "taken-in",
  });
  const { rows } = await centre.pool.query<{ data: object }>(
    "select data from mailport.event where type = 'container-reported'",
  );
  expect(rows).toMatchObject([{ data: { code: "49", told: { status: "45" } } }]);
  const canary = await intake.takeIn("plain.edi", interchange("3005", [state]));
  expect(canary).toMatchObject({ state: "taken-in" });
  const { rows: both } = await centre.pool.query<{ code: string }>(
    "select data ->> 'code' as code from mailport.event where type = 'container-reported' order by 1",
  );
  expect(both.map(({ code }) => code)).toEqual(["45", "49"]);
});

test("offices of an imported register are known when a file is taken in, others are warned of", async () => {
  const unknownOf = (answer: MessageAnswer): readonly unknown[] =>
    answer.findings.flatMap((one) => (one.code === "message/code-unknown" ? [one.found] : []));
  const told = (reference: string) => [
    predes(reference, "XXAAAACNCKGAAUN60001001110125", []),
    predes(`${reference}0`, "XXAAABCNCKGAAUN60001001110125", []),
  ];
  const before = await intake.takeIn("before.edi", interchange("3006", told("1")), clerk);
  expect(unknownOf(before)).toEqual([]);
  const register = "code,name,operator_code,operator_name\nXXAAAA,HARBOUR,XXA,X Post\n";
  await centre.act("manager", "import-codes", {
    list: "impc",
    name: "impc.csv",
    file: Buffer.from(register).toString("base64"),
    apply: true,
  });
  const after = await intake.takeIn("after.edi", interchange("3007", told("2")), clerk);
  expect(unknownOf(after)).toEqual(["XXAAAB", "XXAAAB", "XXAAAB"]);
  expect(after).toMatchObject({ state: "taken-in" });
});

test("a clerk of the operator takes in for a partner of another party, and the record tells who", async () => {
  const text = interchange("3008", [predes("8", `${S8}008110130`, ["RR473124982GB"])]);
  const answer = await takeInOf("AIR-1", "handed.edi", text, clerk);
  expect(answer).toMatchObject({ state: "taken-in" });
  const { rows } = await centre.pool.query(
    "select party_id, partner_id is not null as has_partner from mailport.message where message_id = $1",
    [answer.messageId],
  );
  expect(rows).toEqual([{ party_id: centre.actors["post"]?.partyId, has_partner: true }]);
  const { rows: calls } = await centre.pool.query(
    "select actor, party_id from mailport.call where operation = 'take-in-message' order by called_at desc, call_id desc limit 1",
  );
  expect(calls).toEqual([{ actor: clerk.userId, party_id: clerk.partyId }]);
  expect(await takeInOf("AIR-1", "handed.edi", text)).toMatchObject({
    messageId: answer.messageId,
  });
});

test("nobody else takes in for another's partner", async () => {
  const text = interchange("3009", [predes("9", `${S8}009110130`, [])]);
  for (const who of ["express", "floor", "officer"]) {
    const input = { name: "x.edi", partner: "AIR-1", ...(await intake.keep(text, who)) };
    expect(await centre.run(who, "take-in-message", input)).toMatchObject({
      ok: false,
      refusal: { code: "partner/not-found" },
    });
  }
});
