/** Consignments announced by CARDIT and PRECON, and what RESDIT, RESDES and RESCON tell of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { resdit11 } from "#standards/messages/resdit/profile.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { interchange, type WrittenMessage } from "#test/interchange-files.ts";
import type { Message } from "./ports-messages.ts";

let centre: Centre;
let intake: Intake;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
});
afterAll(() => centre.close());

const S8 = "GBLALACNCKGAAUN60011";
const S9 = [`${S8}001110125`, `${S8}002110130`];

function consignment(type: string, reference: string, purpose = "9"): WrittenMessage {
  const receptacles = S9.flatMap((code) => [
    "GID+1+1:BG",
    "MEA+AAE+G+KGM:12.5",
    "RFF+AAQ:AKE12345XX",
    "PCI+24",
    `GIN+ML+${code}`,
  ]);
  const [, version = ""] = /^\w+:(.*)$/.exec(type) ?? [];
  const name = type.slice(0, type.indexOf(":"));
  return {
    unh: `${name}:${version}`,
    reference,
    segments: [
      `BGM+:::${name}+GBA260000001+${purpose}`,
      "DTM+137:202609200700:203",
      "EQD+UL+AKE12345XX",
      "SEL+S77",
      `CNI+1+${S8}`,
      ...receptacles,
    ],
  };
}

function states(reference: string, status: string, at: string, place: string, named: string[]) {
  return {
    unh: "RESDIT:1:1:UP",
    reference,
    segments: [
      `BGM+:::RESDIT+${reference}+9`,
      "DTM+137:202609201830:203",
      "CNI+1+GBA260000001",
      `STS++${status}`,
      `DTM+334:${at}:203`,
      `LOC+14+${place}`,
      ...named.flatMap((code) => ["GID+1+1:BG", "PCI+24", `GIN+ML+${code}`]),
    ],
  };
}

type Row = { readonly status: string; readonly seal: string; readonly reported: unknown };
const rowOf = async (code: string): Promise<Row> =>
  (
    await centre.pool.query<Row>(
      `select c.status, c.seal, c.reported from mailport.container c
       join mailport.identifier i on i.subject_id = c.container_id where i.normalised = $1`,
      [code],
    )
  ).rows[0] as Row;

test("scenario: a consignment is announced in its load device and reported on as a whole", async () => {
  const announced = consignment("CARDIT:2:1:UP", "1");
  expect(await intake.takeIn("a.edi", interchange("2001", [announced]))).toMatchObject({
    state: "taken-in",
    findings: [],
  });
  expect(await rowOf("AKE12345XX")).toMatchObject({ status: "expected", seal: "S77" });
  const inside = await centre.pool.query(
    `select 1 from mailport.whereabouts w join mailport.identifier i
       on i.subject_id::text = w.place_ref and i.normalised = 'AKE12345XX'`,
  );
  expect(inside.rowCount).toBe(2);
  const departed = states("2", "24", "202609201100", "LHR", []);
  expect(await intake.takeIn("b.edi", interchange("2002", [departed]))).toMatchObject({
    state: "taken-in",
  });
  for (const code of [...S9, "AKE12345XX"])
    expect((await rowOf(code)).reported).toMatchObject({ code: "24", office: "LHR" });
});

test("of a state at a place the first report counts, and a late one changes nothing", async () => {
  const delivered = states("3", "21", "202609211500", "CKG", [S9[0] ?? ""]);
  await intake.takeIn("c.edi", interchange("2003", [delivered]));
  const events = await intake.count("event");
  const again = states("4", "21", "202609211700", "CKG", [S9[0] ?? ""]);
  await intake.takeIn("d.edi", interchange("2004", [again]));
  expect(await intake.count("event")).toBe(events);
  const loaded = states("5", "48", "202609200900", "LHR", [S9[0] ?? ""]);
  await intake.takeIn("e.edi", interchange("2005", [loaded]));
  expect(await intake.count("event")).toBe(events + 1);
  expect((await rowOf(S9[0] ?? "")).reported).toMatchObject({ code: "21", office: "CKG" });
});

test("a state is recorded as the carrier's profile means it, its code as received beside it", async () => {
  const profile = JSON.stringify({
    ...resdit11,
    source: "Guide of a carrier",
    meanings: { "transport-states": { "45": "49" } },
  });
  await centre.act("manager", "import-profile", { name: "guide.json", profile, apply: true });
  const lost = states("7", "45", "202609221500", "CKG", [S9[1] ?? ""]);
  await intake.takeIn("f.edi", interchange("2006", [lost]));
  const { reported } = await rowOf(S9[1] ?? "");
  expect(reported).toMatchObject({ code: "49", list: "transport-states", office: "CKG" });
  const { rows } = await centre.pool.query(
    `select data from mailport.event where data::text like '%"49"%'`,
  );
  expect(JSON.stringify(rows)).toContain('"status":"45"');
});

test("a receipt of a receptacle is recorded, and one of an unknown receptacle waits", async () => {
  const receipts: WrittenMessage = {
    unh: "RESDES:1:1:UP",
    reference: "6",
    segments: [
      "BGM+:::RESDES+4711+9",
      "DTM+137:202609211830:203",
      `CNI+1+${S8}`,
      "STS++74",
      "DTM+334:202609211800:203",
      "LOC+14+CNCKGA",
      "GID+1+1:BG",
      "PCI+24",
      `GIN+ML+${S9[0]}`,
      "GID+2+1:BG",
      "PCI+24",
      `GIN+ML+${S8}003110130`,
    ],
  };
  const answer = await intake.takeIn("f.edi", interchange("2006", [receipts]));
  expect(answer).toMatchObject({ state: "suspense", rowsRefused: 1 });
  expect(answer.findings.map(({ code }) => code)).toContain("container/not-found");
  const events = await centre.pool.query(
    "select data ->> 'code' as code from mailport.event where type = 'container-reported' and data ->> 'office' = 'CNCKGA'",
  );
  expect(events.rows).toEqual([{ code: "74" }]);
});

test("a cancelled consignment expires what has not arrived, and a PRECON amends what has", async () => {
  await centre.act("floor", "record-arrivals", { arrivals: [{ code: S9[0], place: "ARRIVAL-1" }] });
  const cancelled = consignment("CARDIT:2:1:UP", "7", "1");
  await intake.takeIn("g.edi", interchange("2007", [cancelled]));
  expect(await rowOf(S9[0] ?? "")).toMatchObject({ status: "present" });
  expect(await rowOf(S9[1] ?? "")).toMatchObject({ status: "expired" });
  await intake.takeIn("h.edi", interchange("2008", [consignment("PRECON:1:1:UP", "8")]));
  expect(await rowOf(S9[1] ?? "")).toMatchObject({ status: "expected" });
  expect(await centre.verify()).toMatchObject({ differences: [] });
});

test("a CONTRL is kept with the interchange it answers, and one of another interchange waits", async () => {
  const { partyId } = present(centre.actors["post"], "the centre has people");
  const id = centre.ports.ids.next();
  const sent: Message = {
    id,
    site: centre.ports.site.site,
    partyId,
    partnerId: null,
    direction: "out",
    format: "edifact",
    name: "sent.edi",
    blobHash: "0".repeat(64),
    blobKeyId: id,
    sizeBytes: 1,
    state: "sent",
    rowsTotal: 1,
    rowsDone: 1,
    rowsRefused: 0,
    findings: [],
    findingsTotal: 0,
    attempts: 1,
    corrects: null,
    answerTo: null,
    firstRow: 1,
    receivedAt: centre.clock.at,
    readers: [partyId],
    sentAs: { interchange: "00000001", sender: "CNA01", recipient: "GB101" },
  };
  await centre.ports.store.transaction((tx) => tx.saveMessage(sent));
  const contrl = (reference: string, about: string): WrittenMessage => ({
    unh: "CONTRL:2:2:UN",
    reference,
    segments: [`UCI+${about}+CNA01+GB101+4+12`, "UCM+1+EMSEVT:3:0:UP+4+12"],
  });
  const answer = await intake.takeIn(
    "contrl.edi",
    interchange("2009", [contrl("1", "00000001"), contrl("2", "00000002")]),
  );
  expect(answer).toMatchObject({ state: "part", rowsDone: 1, rowsRefused: 1 });
  expect(answer.findings.map(({ code }) => code)).toContain("message/not-sent");
  const now = await centre.ports.store.transaction((tx) => tx.lockMessage(id));
  expect(now?.findings.map(({ code, found }) => `${code} ${found}`)).toEqual([
    "message/rejected 12",
    "message/rejected 12",
  ]);
  const answers = await centre.pool.query("select 1 from mailport.message where answer_to = $1", [
    id,
  ]);
  expect(answers.rowCount).toBe(1);
});
