/** Hostile files: persons in damaged fields, one thing told twice, futures and strangers. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { cebText, inventory, order, waybill } from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { emsevt, interchange, predes } from "#test/interchange-files.ts";
import type { Actor } from "./define.ts";

let centre: Centre;
let intake: Intake;
let clerk: Actor;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
  const floor = present(centre.actors["floor"], "the centre has people");
  clerk = { ...floor, roles: ["clerk", "declarant"] };
});
afterAll(() => centre.close());

const S8 = "GBLALACNCKGAAUN60031";

test("persons of damaged documents stand in no finding, event or document", async () => {
  const long = "王例".repeat(200);
  const digits = "13800000000".repeat(20);
  const damaged = (text: string): string =>
    text
      .replaceAll(/((?:buyerName|consignee)>)[^<]*</g, `$1${long}<`)
      .replaceAll(/((?:T|t)elephone>)[^<]*</g, `$1${digits}<`)
      .replaceAll(/(buyerIdNumber>)[^<]*</g, `$1110101${digits}<`);
  const files = [
    cebText("CEB311", [order({ at: 1 })], "81"),
    cebText("CEB511", [waybill({ at: 3 })], "83"),
    cebText("CEB621", [inventory({ at: 4 })], "84"),
  ].map(damaged);
  expect(files.filter((text) => text.includes(long) && text.includes(digits))).toHaveLength(3);
  for (const [at, text] of files.entries()) {
    await intake.takeIn(`damaged-${at}.xml`, Buffer.from(text), clerk);
  }
  const found = await centre.pool.query<{ whole: string }>(
    `select row_to_json(d)::text as whole from mailport.document d
     union all select row_to_json(d)::text from mailport.declaration d
     union all select row_to_json(e)::text from mailport.event e
     union all select row_to_json(p)::text from mailport.message_part p
     union all select row_to_json(m)::text from mailport.message m`,
  );
  for (const { whole } of found.rows) expect(whole).not.toMatch(/王例|13800000000|110101|例路/);
});

test("a receptacle told twice in a message, an item in two receptacles: said, and nothing doubled", async () => {
  const one = predes("1", `${S8}001110125`, ["RR473130030GB"]);
  const [head, tail] = [one.segments.slice(0, 6), one.segments.slice(6)];
  const twice = { ...one, segments: [...head, ...tail, ...tail] };
  const answer = await intake.takeIn("twice.edi", interchange("4001", [twice]));
  expect(answer).toMatchObject({ state: "suspense", rowsDone: 0 });
  const two = predes("2", `${S8}002110125`, ["RR473130043GB"]);
  const again = predes("3", `${S8}003110125`, ["RR473130043GB"]);
  await intake.takeIn("two.edi", interchange("4002", [two, again]));
  const { rows } = await centre.pool.query(
    "select count(*)::int as n from mailport.identifier where normalised = 'RR473130043GB'",
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(await centre.verify()).toMatchObject({ differences: [] });
});

test("an item with a failing check digit is announced with a warning, events of the future and unknown ones are kept", async () => {
  const answer = await intake.takeIn(
    "digit.edi",
    interchange("4003", [predes("4", `${S8}004110125`, ["RR473130050GB"])]),
  );
  expect(answer).toMatchObject({ state: "taken-in" });
  expect(answer.findings.map(({ code }) => code)).toContain("s10/check-digit");
  const told = emsevt("5", [
    ["RR473130050GB", "EMC", "203009181530", "GBLALA"],
    ["RR473130050GB", "EMX", "202609181530", "GBLALA"],
    ["RR473130050GB", "EZZ", "202609181530", "GBLALA"],
  ]);
  const events = await intake.takeIn("events.edi", interchange("4004", [told]));
  const { rows } = await centre.pool.query<{ code: string }>(
    "select data ->> 'code' as code from mailport.event where type = 'item-reported' order by 1",
  );
  expect(rows.map(({ code }) => code)).toEqual(["EMC", "EMX", "EZZ"]);
  expect(events.state).toBe("taken-in");
  const codes = events.findings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["clock/ahead", "message/code-unknown"]));
  const ahead = events.findings.find(({ code }) => code === "clock/ahead");
  expect(ahead?.expected).toMatch(/^20\d\d-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/);
  expect(ahead?.found).toMatch(/^2030-09-18T/);
});

test("a stranger who announces another's receptacle is told nothing", async () => {
  const s9 = `${S8}005110125`;
  const own = interchange("4005", [predes("6", s9, ["RR473130065GB"])]);
  await intake.takeIn("own.edi", own);
  const fresh = interchange("4006", [predes("7", `${S8}006110125`, ["RR473130074GB"])]);
  const taken = interchange("4007", [predes("8", s9, ["RR473130065GB"])]);
  const unknown = await intake.takeIn("fresh.edi", fresh, "express");
  const known = await intake.takeIn("taken.edi", taken, "express");
  const shape = ({ state, rowsDone, findings }: typeof known): object => ({
    state,
    rowsDone,
    codes: findings.map(({ code }) => code),
  });
  expect(shape(known)).toEqual(shape(unknown));
});
