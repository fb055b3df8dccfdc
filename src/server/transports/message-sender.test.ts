import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Partner } from "#operations/ports-messages.ts";
import { READINGS } from "#standards/messages/emsevt/outgoing.ts";
import { emsevt3 } from "#standards/messages/emsevt/profile.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import {
  eventsTo,
  filesOf,
  folderOf,
  type OutgoingBench,
  outgoingBench,
  referencesTo,
} from "#test/outgoing-bench.ts";
import { all, bagged, declaration } from "#test/pieces.ts";
import { putWhole } from "./folder-out.ts";
import { ATTEMPTS_LIMIT, LEASE_MS, LONGEST_WAIT_MS } from "./outbox-retries.ts";

let centre: Centre;
let bench: OutgoingBench;

beforeAll(async () => {
  centre = await openCentre();
  bench = outgoingBench(centre);
});
afterAll(() => centre.close());

const partnerWith = (code: string, party: string, settings: object = {}) =>
  bench.partner(code, party, "emsevt", settings);

const codesTo = (partner: Partner, item: string): string[] =>
  eventsTo(partner).flatMap((one) => (one.item === item ? [one.event] : []));

test("what happens to a piece is told in order, by the office's clock, and nothing that is nobody's event", async () => {
  const partner = await partnerWith("INB", "CNA");
  const code = "RR473124829GB";
  await bench.lodged(code);
  await bench.arrive(code);
  const holdId = await bench.hold(code);
  await bench.lift(holdId);
  await bench.leave(code);
  const flushed = await bench.send(partner);
  expect(bench.faults).toEqual([]);
  expect(flushed).toEqual({ sent: 4, failed: 0 });
  expect(eventsTo(partner)).toEqual(
    ["EMD", "EDB", "EDC", "EMF"].map((event) => ({
      item: code,
      event,
      at: { text: "20260921221320", format: "204" },
      office: "CNCKGA",
      ...(event === "EMF" && { comment: ["CKG-DELIVERY"] }),
    })),
  );
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  expect(bench.faults).toEqual([]);
});

test("export and transit have codes of their own", async () => {
  const partner = await partnerWith("OUTB", "CNA");
  const [out, through] = ["EE000000116CN", "LX000000120DE"];
  await bench.lodged(out, { direction: "export" });
  await bench.arrive(out);
  await bench.lift(await bench.hold(out));
  await bench.leave(out, "export", "USJFKA");
  await bench.lodged(through, { direction: "transit" });
  await bench.arrive(through);
  await bench.leave(through, "transfer", "KZALAA");
  await bench.send(partner);
  expect(codesTo(partner, out)).toEqual(["EMB", "EXB", "EXC", "EMC"]);
  expect(codesTo(partner, through)).toEqual(["EMJ", "EMK"]);
});

test("a hold with a reason code of the partner's is EME; one that stood before arrival is told with it", async () => {
  const reasons = { hold: "31" };
  const partner = await partnerWith("RSN", "CNA", { reasons });
  const code = "CC000000133DE";
  await bench.lodged(code);
  const before = await bench.hold(code, "hold");
  await bench.arrive(code);
  const second = await bench.hold(code, "image");
  await bench.lift(before);
  await bench.lift(second);
  await bench.hold(code, "image");
  await bench.send(partner);
  expect(codesTo(partner, code)).toEqual(["EMD", "EME", "EDC", "EDB"]);
  expect(eventsTo(partner).find(({ event }) => event === "EME")?.["reason"]).toBe("31");
});

test("a hold on the whole shipment is told of each of its pieces that is here", async () => {
  const partner = await partnerWith("SHP", "CNA");
  const codes = ["CC000000147DE", "CC000000155DE"];
  const given = declaration("D-SHP", codes, { stream: "postal" });
  const lodging = { declarations: [given] };
  const { rows } = await all(centre, "post", "lodge-declarations", lodging);
  await bench.arrive(codes[0] ?? "");
  const target = { kind: "shipment", id: rows[0]?.["shipmentId"] };
  const holds = [{ target, kind: "open", publicReason: "all of it" }];
  const placed = await all(centre, "officer", "place-hold", { holds });
  await bench.lift(String(placed.rows[0]?.["holdId"]));
  await bench.send(partner);
  expect(codesTo(partner, codes[0] ?? "")).toEqual(["EMD", "EDB", "EDC"]);
  expect(codesTo(partner, codes[1] ?? "")).toEqual([]);
});

test("a piece that nobody had announced is told as arrived when it is claimed", async () => {
  const partner = await partnerWith("CLM", "CNA");
  const code = "RR000000164GB";
  await bench.arrive(code);
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  centre.clock.at += 3_600_000;
  await bench.lodged(code);
  await bench.send(partner);
  expect(codesTo(partner, code)).toEqual(["EMD"]);
  expect(eventsTo(partner)[0]?.["at"]).toMatchObject({ text: "20260921221320" });
});

test("a partner is told of its own pieces alone, and of those with an S10", async () => {
  const [post, house] = [await partnerWith("OWN", "CNA"), await partnerWith("NOT", "HX")];
  const code = "RR000000178GB";
  await bench.lodged(code);
  await bench.lodged("NO-S10-AT-ALL");
  await bench.arrive(code);
  await bench.arrive("NO-S10-AT-ALL");
  await bench.send(post);
  await bench.send(house);
  expect(eventsTo(post).map(({ item }) => item)).toEqual([code]);
  expect(eventsTo(house)).toEqual([]);
  const waiting = "select 1 from mailport.outbox where partner_id = $1";
  expect((await centre.pool.query(waiting, [house.id])).rowCount).toBe(0);
});

test("a sender killed between file and mark sends the same bytes again, under the same name and references", async () => {
  const partner = await partnerWith("KILL", "CNA");
  await bench.lodged("RR000000181GB");
  await bench.arrive("RR000000181GB");
  const never = new Promise<never>(() => undefined);
  const delivered: (readonly [string, Uint8Array])[] = [];
  await new Promise<void>((resolve) => {
    void bench.send(partner, async (folder, name, bytes) => {
      await putWhole(folder, name, bytes);
      delivered.push([name, Buffer.from(bytes)]);
      resolve();
      return never;
    });
  });
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  centre.clock.at += LEASE_MS;
  await bench.lodged("RR000000204GB");
  await bench.arrive("RR000000204GB");
  const again: typeof putWhole = async (folder, name, bytes) => {
    delivered.push([name, Buffer.from(bytes)]);
    await putWhole(folder, name, bytes);
  };
  expect(await bench.send(partner, again)).toEqual({ sent: 2, failed: 0 });
  expect(delivered).toHaveLength(3);
  expect(delivered[1]).toEqual(delivered[0]);
  expect(readdirSync(folderOf(partner))).toHaveLength(2);
  expect(referencesTo(partner)).toEqual(["000000001", "000000002"]);
});

test("what cannot be delivered ends as a dead letter and goes, as it was written, when it is replayed", async () => {
  const partner = await partnerWith("DEAD", "CNA");
  await bench.lodged("RR000000221GB");
  await bench.arrive("RR000000221GB");
  const down = () => Promise.reject(new Error("no space left"));
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT; attempt += 1) {
    expect(await bench.send(partner, down)).toEqual({ sent: 0, failed: 1 });
    centre.clock.at += LONGEST_WAIT_MS;
  }
  expect(await bench.send(partner)).toEqual({ sent: 0, failed: 0 });
  expect(await statesOf(partner)).toEqual(["dead"]);
  expect(readdirSync(folderOf(partner))).toEqual([]);
  await centre.act("manager", "replay-outbox", { partner: "DEAD" });
  expect(await statesOf(partner)).toEqual(["queued"]);
  expect(await bench.send(partner)).toEqual({ sent: 1, failed: 0 });
  expect(await statesOf(partner)).toEqual(["sent"]);
  expect(referencesTo(partner)).toEqual(["000000001"]);
  bench.faults.length = 0;
});

async function statesOf(partner: Partner): Promise<readonly string[]> {
  const text = "select state from mailport.message where partner_id = $1 order by message_id";
  return (await centre.pool.query<{ state: string }>(text, [partner.id])).rows.map(
    (row) => row.state,
  );
}

test("a value that the syntax has not is a dead letter of its own, and takes no reference", async () => {
  const partner = await partnerWith("CHR", "CNA");
  const [bad, good] = ["RR000000249GB", "RR000000252GB"];
  for (const code of [bad, good]) {
    await bench.lodged(code);
    await bench.arrive(code);
  }
  await bench.send(partner);
  await bench.leave(bad, "release", "Zürich");
  await bench.leave(good, "release", "CNPEKA");
  expect(await bench.send(partner)).toEqual({ sent: 1, failed: 0 });
  expect(codesTo(partner, good)).toEqual(["EMD", "EMF"]);
  expect(codesTo(partner, bad)).toEqual(["EMD"]);
  const dead = await centre.pool.query(
    "select state, last_error from mailport.outbox where partner_id = $1 and state <> 'sent'",
    [partner.id],
  );
  expect(dead.rows).toEqual([
    { state: "dead", last_error: expect.stringMatching(/^edifact\/\S+ FTX/) },
  ]);
  type Listed = { partners: { code: string; deadLetters: number; deadLetterErrors: string[] }[] };
  const { partners } = await centre.act<Listed>("manager", "list-partners", {});
  expect(partners.find(({ code }) => code === "CHR")).toMatchObject({
    deadLetters: 1,
    deadLetterErrors: [expect.stringContaining("FTX")],
  });
  await centre.act("manager", "set-partner-message", {
    partner: "CHR",
    message: "emsevt",
    transliterate: true,
  });
  await centre.act("manager", "replay-outbox", { partner: "CHR" });
  expect(await bench.send(partner)).toEqual({ sent: 1, failed: 0 });
  expect(eventsTo(partner).at(-1)).toMatchObject({ item: bad, event: "EMF", comment: ["ZURICH"] });
  expect(referencesTo(partner)).toEqual(["000000001", "000000002", "000000003"]);
  bench.faults.length = 0;
});

test("a partner's own guide is what its messages are written by", async () => {
  const partner = await partnerWith("GUIDE", "CNA");
  const unh = [{ type: "EMSEVT", version: "3", release: "0", agency: "ZZ" }, ...emsevt3.unh];
  const profile = JSON.stringify({ ...emsevt3, partner: "GUIDE", source: "guide of 2026", unh });
  const guide = { name: "guide.json", profile, apply: true };
  await centre.act("manager", "import-profile", guide);
  const code = writeS10("RB", 1, "GB");
  await bench.lodged(code);
  await bench.arrive(code);
  expect(await bench.send(partner)).toEqual({ sent: 1, failed: 0 });
  expect(filesOf(partner)[0]).toContain("UNH+1+EMSEVT:3:0:ZZ'");
});

test("a guide that takes few pieces a message has them in as many files, each piece in its order", async () => {
  const partner = await partnerWith("FEW", "CNA");
  const guide = { ...emsevt3, partner: "FEW", source: "guide of 2026" };
  const profile = JSON.stringify(guide).replaceAll('"max":999', '"max":2');
  await centre.act("manager", "import-profile", { name: "guide.json", profile, apply: true });
  const codes = [4, 5, 6, 7, 8].map((serial) => writeS10("RB", serial, "GB"));
  const [first = ""] = codes;
  for (const code of codes) await bench.lodged(code);
  await bench.arrive(...codes);
  await bench.hold(first);
  let puts = 0;
  const failsOnce: typeof putWhole = (...file) => {
    puts += 1;
    return puts === 1 ? Promise.reject(new Error("no space left")) : putWhole(...file);
  };
  expect(await bench.send(partner, failsOnce)).toMatchObject({ sent: 3, failed: 2 });
  expect(codesTo(partner, first)).toEqual([]);
  centre.clock.at += LONGEST_WAIT_MS;
  expect(await bench.send(partner)).toEqual({ sent: 2, failed: 0 });
  expect(await bench.send(partner)).toEqual({ sent: 1, failed: 0 });
  expect(codesTo(partner, first)).toEqual(["EMD", "EDB"]);
  for (const code of codes.slice(1)) expect(codesTo(partner, code)).toEqual(["EMD"]);
  bench.faults.length = 0;
});

test("each pair of addresses has references of its own, whatever blanks are in them", async () => {
  const pairs = [
    ["SPA", { sender: "A B", recipient: "C" }],
    ["SPB", { sender: "A", recipient: "B C" }],
  ] as const;
  const partners: Partner[] = [];
  for (const [code, addresses] of pairs) partners.push(await partnerWith(code, "CNA", addresses));
  await bench.lodged(writeS10("RB", 9, "GB"));
  await bench.arrive(writeS10("RB", 9, "GB"));
  for (const partner of partners) {
    await bench.send(partner);
    expect(referencesTo(partner)).toEqual(["000000001"]);
  }
});

test("which authority has a piece is nothing that a partner is told", async () => {
  const partner = await partnerWith("AUT", "CNA", { reasons: { authority: "41" } });
  const code = writeS10("RB", 10, "GB");
  await bench.lodged(code);
  await bench.arrive(code);
  await bench.leave(code, "authority", "NARCOTICS UNIT");
  await bench.send(partner);
  expect(codesTo(partner, code)).toEqual(["EMD", "EDX"]);
  expect(filesOf(partner).join()).not.toContain("NARCOTICS");
});

test("what leaves in a receptacle is told piece by piece", async () => {
  const partner = await partnerWith("BAGS", "CNA");
  const inside = [2, 3].map((serial) => writeS10("RB", serial, "GB"));
  for (const code of inside) await bench.lodged(code);
  await bench.arrive(...inside);
  const releases = inside.map((code) => ({ code }));
  await all(centre, "officer", "release-shipments", { releases });
  await bagged(centre, ["BAG-OUT-1"], inside.slice(0, 1));
  await all(centre, "floor", "move-items", { moves: [{ code: inside[1], to: "BAG-OUT-1" }] });
  const exit = { purpose: "release", destination: "CKG-DELIVERY" };
  await all(centre, "floor", "leave-centre", { exits: [{ code: "BAG-OUT-1" }], ...exit });
  await bench.send(partner);
  for (const code of inside) expect(codesTo(partner, code)).toEqual(["EMD", "EMF"]);
});

test("two senders at once write each line once, and number their interchanges without a gap", async () => {
  const partner = await partnerWith("TWO", "CNA");
  const made = Array.from({ length: 40 }, (_, at) => writeS10("RA", at, "GB"));
  const declarations = made.map((code) => declaration(`D-${code}`, [code], { stream: "postal" }));
  await all(centre, "post", "lodge-declarations", { declarations });
  const halves = [made.slice(0, 20), made.slice(20)];
  for (const half of halves) {
    await bench.arrive(...half);
    await Promise.all([bench.send(partner), bench.send(partner), bench.send(partner)]);
  }
  const told = eventsTo(partner).map(({ item }) => item);
  expect(told.sort()).toEqual([...made].sort());
  const references = referencesTo(partner);
  expect(references.sort()).toEqual(references.map((_, at) => String(at + 1).padStart(9, "0")));
});

test("products with settings of their own go to their own address; one that is off is not told", async () => {
  const partner = await partnerWith("PRD", "CNA");
  const base = { partner: "PRD", message: "emsevt" };
  const ems = { ...base, product: "ems", sender: "CN102", recipient: "EMS1", syntax: "UNOC" };
  await centre.act("manager", "set-partner-message", { ...ems, syntaxVersion: 3, test: true });
  const off = { ...base, product: "parcel", enabled: false, sender: "CN101", recipient: "PRD" };
  await centre.act("manager", "set-partner-message", off);
  for (const code of ["EE000000266GB", "RR000000270GB", "CC000000283GB"]) {
    await bench.lodged(code);
    await bench.arrive(code);
  }
  expect(await bench.send(partner)).toEqual({ sent: 2, failed: 0 });
  const heads = filesOf(partner).map((text) => text.split("'")[1] ?? "");
  expect(heads.map((head) => head.replace(/\+\d{6}:\d{4}/, "+T")).sort()).toEqual([
    "UNB+UNOA:2+CN101+PRD+T+000000001",
    "UNB+UNOC:3+CN102+EMS1+T+000000001++++++1",
  ]);
});

test("a piece that comes back and is declared anew is not told as arrived again", async () => {
  const partner = await partnerWith("AGAIN", "CNA");
  const code = "RR000000297GB";
  await bench.lodged(code);
  await bench.arrive(code);
  await bench.leave(code);
  centre.clock.at += 60_000;
  await bench.arrive(code);
  await bench.lodged(code, { number: "D-AGAIN" });
  await bench.send(partner);
  expect(codesTo(partner, code)).toEqual(["EMD", "EMF"]);
});

test("law: what we tell is a code of the list, EMX and EMH never, and a reason where the rules ask for one", () => {
  const told = new Set(READINGS.map(({ event }) => event));
  expect([...told].filter((event) => ["EMX", "EMH"].includes(event))).toEqual([]);
  for (const { event, needsReason, source } of READINGS) {
    expect(source).not.toBe("");
    expect(needsReason === true, event).toBe(["EME", "EDX"].includes(event));
  }
});

test("the record stands as its events fold, with what was sent among its files", async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
});
