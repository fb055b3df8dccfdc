/** The dialogue of an import list: what customs answers moves its shipment, and who is believed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { present } from "#base/result.ts";
import { answerText, listAnswer } from "#test/ceb/answer-messages.ts";
import { cebText, inventory, parcelNumber } from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
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
  const folder = `${centre.folder}/port`;
  const port = {
    code: "PORT",
    party: "8000",
    folderOut: `${folder}/out`,
    folderIn: `${folder}/in`,
  };
  await centre.act("manager", "create-partner", port);
  await centre.act("manager", "set-ceb-partner", {
    partner: "PORT",
    side: "customs",
    copCode: "CKG-1",
    copName: "Invented centre",
    dxpId: "DXPENT0000000009",
  });
  const lists = Array.from({ length: 30 }, (_, at) => inventory({ at }));
  await intake.takeIn("lists.xml", Buffer.from(cebText("CEB621", lists)), clerk);
  await centre.act("floor", "record-arrivals", {
    arrivals: lists.map((_, at) => ({ code: parcelNumber(at) })),
    place: "ARRIVAL-1",
  });
}, 60_000);
afterAll(() => centre.close());

let minute = 0;
const copNo = (at: number): string => `COP${String(at).padStart(6, "0")}`;
const time = (): string => {
  minute += 1;
  return `20260921${String(10 + Math.floor(minute / 60)).padStart(2, "0")}${String(minute % 60).padStart(2, "0")}00000`;
};
const tell = (at: number, status: string, when = time(), who: string | Actor = "officer") =>
  intake.takeIn(
    `${at}-${status}-${when}.xml`,
    Buffer.from(answerText("CEB622", "InventoryReturn", [listAnswer(copNo(at), status, when)])),
    who,
  );
const codes = ({ findings }: MessageAnswer): readonly string[] => findings.map(({ code }) => code);

const row = async (at: number) => {
  const { rows } = await centre.pool.query(
    `select s.customs, s.holds, s.status
     from mailport.identifier n join mailport.item i on i.item_id = n.subject_id
     join mailport.shipment s on s.shipment_id = i.shipment_id where n.normalised = $1`,
    [parcelNumber(at)],
  );
  return rows[0];
};
/** Whether the parcel leaves on a release now. */
const leaves = async (at: number): Promise<boolean> => {
  const owed = { code: parcelNumber(at), payer: "addressee", reference: "paid" };
  await centre.act(clerk, "record-payment", { payments: [owed] });
  const { refused } = await centre.act<{ refused: number }>("floor", "leave-centre", {
    exits: [{ code: parcelNumber(at) }],
    purpose: "release",
    destination: "CNA",
  });
  return refused === 0;
};

test("scenario: a list goes its way; 500 holds, 800 releases, and the parcel leaves", async () => {
  for (const status of ["1", "2", "3", "120", "300", "399"]) {
    expect(await tell(0, status)).toMatchObject({ state: "taken-in" });
    expect((await row(0)).customs).toMatchObject({ status });
  }
  expect(await leaves(0)).toBe(false);
  await tell(0, "500");
  expect(await row(0)).toMatchObject({ holds: 1, customs: { status: "500" } });
  await tell(0, "800");
  expect(await row(0)).toMatchObject({ holds: 0, customs: { status: "800" } });
  expect(await leaves(0)).toBe(true);
  await tell(0, "899");
  expect(await row(0)).toMatchObject({ status: "left", customs: { status: "899" } });
});

test("every state that the answer to a list may carry is told, and does what it means", async () => {
  const states: readonly (readonly [string, number])[] = [
    ["1", 0],
    ["2", 0],
    ["3", 0],
    ["4", 0],
    ["100", 0],
    ["120", 0],
    ["300", 0],
    ["399", 0],
    ["500", 1],
    ["501", 1],
    ["502", 1],
    ["503", 1],
    ["599", 1],
    ["700", 0],
    ["800", 0],
    ["899", 0],
    ["-621018", 0],
  ];
  const told = states.map(([status], index) => listAnswer(copNo(index + 1), status, time()));
  const text = answerText("CEB622", "InventoryReturn", told);
  const answer = await intake.takeIn("states.xml", Buffer.from(text), "officer");
  expect(answer).toMatchObject({ state: "taken-in", rowsDone: states.length });
  for (const [index, [status, holds]] of states.entries())
    expect(await row(index + 1)).toMatchObject({ holds, customs: { status } });
});

describe("what comes late or twice", () => {
  test("the same receipt sent again changes nothing, an older one neither", async () => {
    const when = time();
    await tell(20, "399", when);
    const events = await intake.count("event");
    expect(codes(await tell(20, "399", time()))).toContain("ceb/receipt-again");
    expect(codes(await tell(20, "120", "20260901000000000"))).toContain("ceb/receipt-backward");
    expect(await intake.count("event")).toBe(events);
  });

  test("control after the release acted upon asks for a recall", async () => {
    await tell(21, "800");
    expect(await leaves(21)).toBe(true);
    expect(codes(await tell(21, "500"))).toContain("ceb/recall");
    expect(await row(21)).toMatchObject({ customs: { status: "500" }, holds: 0 });
    await tell(22, "800");
    expect(codes(await tell(22, "501"))).toContain("ceb/recall");
    expect(await leaves(22)).toBe(false);
  });

  test("an officer's hold outlives the release that customs tells", async () => {
    await centre.act("officer", "place-hold", {
      holds: [
        {
          target: { kind: "shipment", code: parcelNumber(23) },
          kind: "open",
          publicReason: "to be opened",
        },
      ],
    });
    await tell(23, "500");
    await tell(23, "800");
    expect(await row(23)).toMatchObject({ holds: 1 });
    expect(await leaves(23)).toBe(false);
  });
});

describe("only customs is believed", () => {
  test.each(["clerk", "shop", "post"])("a release told by %s changes nothing", async (name) => {
    const who = name === "clerk" ? clerk : name;
    const answer = await tell(24, "800", time(), who);
    expect(answer).toMatchObject({ state: "suspense" });
    expect(codes(answer)).toContain("ceb/not-customs");
    expect((await row(24)).customs).toBeNull();
  });

  test("a clerk who stands for the partner is not customs either, and corrects none of its messages", async () => {
    const text = answerText("CEB622", "InventoryReturn", [listAnswer(copNo(24), "800", time())]);
    const kept = await intake.keep(text, "officer");
    const given = { name: "forged.xml", partner: "PORT", ...kept };
    const answer = await centre.act<MessageAnswer>(clerk, "take-in-message", given);
    expect(codes(answer)).toContain("ceb/not-customs");
    expect((await row(24)).customs).toBeNull();
  });
});

test("an answer to nothing waits, and is done once the list is there", async () => {
  const answer = await tell(77, "120");
  expect(codes(answer)).toContain("ceb/answer-to-nothing");
  const list = cebText("CEB621", [inventory({ at: 77 })], "77");
  await intake.takeIn("late.xml", Buffer.from(list), clerk);
  await centre.act("officer", "replay-message", { messageId: answer.messageId });
  expect((await row(77)).customs).toMatchObject({ status: "120" });
});

test("property: damaged answers are taken in or wait, and never break anything", async () => {
  const text = answerText("CEB622", "InventoryReturn", [listAnswer(copNo(25), "120", time())]);
  const chance = chanceOf(11);
  for (let at = 0; at < 25; at += 1) {
    const bytes = Buffer.from(text);
    const where = Math.floor(chance.next() * bytes.length);
    if (at % 3 === 0) bytes[where] = Math.floor(chance.next() * 256);
    const cut = at % 3 === 1 ? bytes.subarray(0, where) : bytes;
    const doubled =
      at % 3 === 2 ? Buffer.concat([cut.subarray(0, where), cut.subarray(where - 9)]) : cut;
    const answer = await intake.takeIn(`damaged-${at}.xml`, doubled, "officer");
    expect(["taken-in", "part", "suspense"]).toContain(answer.state);
  }
});

test("the record still folds to what it says", async () => {
  expect(await centre.verify()).toMatchObject({ differences: [] });
});
