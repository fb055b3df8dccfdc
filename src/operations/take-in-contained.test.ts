/** Messages inside files: each done, waiting, corrected and replayed by itself, on a real centre. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finding, present } from "#base/result.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { type Intake, intakeOf } from "#test/intake.ts";
import { emsevt, interchange, predes } from "#test/interchange-files.ts";
import { call } from "./call.ts";
import type { MessageAnswer } from "./message-answer.ts";
import type { Ports } from "./ports.ts";
import { PUBLIC_ACTOR } from "./sessions.ts";
import { takeInMessage } from "./take-in-message.ts";
import { track } from "./track.ts";

let centre: Centre;
let intake: Intake;
beforeAll(async () => {
  centre = await openCentre();
  intake = intakeOf(centre);
});
afterAll(() => centre.close());

const codes = (answer: MessageAnswer): readonly string[] =>
  (answer.findings as unknown as readonly Finding[]).map(({ code }) => code);

type Shown = {
  readonly item: Record<string, unknown>;
  readonly containers: readonly Record<string, unknown>[];
  readonly events: readonly { readonly type: string; readonly data: unknown }[];
};
const item = (code: string) => centre.act<Shown>("post", "show-item", { code });

const S9 = "GBLALACNCKGAAUN60001001110125";
const ITEMS = ["RR473124829GB", "RR473124951GB"];

test("scenario: a PREDES announces a receptacle and its items, which arrive, and an EMSEVT tells of them", async () => {
  const answer = await intake.takeIn("predes.edi", interchange("1001", [predes("1", S9, ITEMS)]));
  expect(answer).toMatchObject({ format: "edifact", state: "taken-in", rowsTotal: 1, rowsDone: 1 });
  expect(codes(answer)).toEqual([]);
  const announced = await item(ITEMS[0] ?? "");
  expect(announced.item).toMatchObject({ status: "expected", at: { kind: "container" } });
  expect(announced.containers[0]).toMatchObject({
    kind: "receptacle",
    seal: "4711",
    status: "expected",
    counted: { pieces: 0 },
  });
  await centre.act("floor", "record-scans", { scans: [{ code: S9 }], place: "ARRIVAL-1" });
  await centre.act("floor", "record-scans", { scans: [{ code: ITEMS[0] }], place: "ARRIVAL-2" });
  const events = emsevt("2", [[ITEMS[0] ?? "", "EMC", "202609181530", "GBLALA"]]);
  const told = await intake.takeIn("emsevt.edi", interchange("1002", [events]));
  expect(told).toMatchObject({ state: "taken-in", rowsDone: 1 });
  const here = await item(ITEMS[0] ?? "");
  expect(here.item).toMatchObject({
    status: "present",
    at: { kind: "zone", ref: "ARRIVAL-2" },
    reported: { code: "EMC", list: "item-events", office: "GBLALA" },
  });
  const tracked = await call(centre.ports, track, PUBLIC_ACTOR, { code: ITEMS[0] });
  if (!tracked.ok) throw new Error(tracked.refusal.code);
  const { events: seen } = tracked.value as { events: readonly { report?: string }[] };
  expect(seen.map(({ report }) => report)).toContain("EMC");
});

test("the same file is taken in once, and the same messages under another name too", async () => {
  const text = interchange("1001", [predes("1", S9, ITEMS)]);
  const before = await intake.count("event");
  expect(await intake.takeIn("predes.edi", text)).toMatchObject({ state: "taken-in" });
  const again = await intake.takeIn("again.edi", text);
  expect(again).toMatchObject({ state: "taken-in", rowsDone: 1 });
  expect(codes(again)).toEqual(["message/received-before"]);
  expect(await intake.count("event")).toBe(before);
});

test("other content under the same references waits, and is no silent overwrite", async () => {
  const other = interchange("1001", [predes("1", S9, ["RR473124965GB"])]);
  const answer = await intake.takeIn("other.edi", other);
  expect(answer).toMatchObject({ state: "suspense", rowsRefused: 1 });
  expect(codes(answer)).toContain("message/reference-reused");
});

const S9_OTHER = "GBLALACNCKGAAUN60002001110125";

test("scenario: a damaged message among good ones waits, is corrected, and the file is done", async () => {
  const good = predes("11", S9_OTHER, ["RR473124979GB"]);
  const events = emsevt("12", [[ITEMS[1] ?? "", "EMC", "202609181530", "GBLALA"]]);
  const segments = events.segments.map((one) => (one.startsWith("CNI") ? "CNI+1" : one));
  const damaged = { ...events, segments };
  const last = emsevt("13", [[ITEMS[1] ?? "", "EMB", "202609171530", "GBLALA"]]);
  const answer = await intake.takeIn("mixed.edi", interchange("1004", [good, damaged, last]));
  expect(answer).toMatchObject({ state: "part", rowsTotal: 3, rowsDone: 2, rowsRefused: 1 });
  expect(answer.findings).toContainEqual(
    expect.objectContaining({
      code: "message/element-missing",
      at: expect.objectContaining({ row: 2, messageRef: "12", segment: 4, tag: "CNI", element: 2 }),
    }),
  );
  expect(codes(answer)).toContain("message/does-not-fit");
  const [one] = (await intake.waiting()).filter(
    ({ contained }) => contained?.fileId === answer.messageId,
  );
  expect(one).toMatchObject({ state: "suspense", contained: { row: 2, type: "EMSEVT" } });
  const shown = await centre.act<{ raw: { text: string } }>("post", "show-message", {
    id: one?.messageId,
    raw: true,
  });
  expect(shown.raw.text.startsWith("UNH+12+EMSEVT")).toBe(true);
  expect(shown.raw.text).not.toContain("UNH+13");
  const corrected = await centre.act<MessageAnswer>("post", "correct-message", {
    messageId: one?.messageId,
    ...(await intake.keep(interchange("1004", [events]))),
  });
  expect(corrected).toMatchObject({ state: "taken-in", corrects: one?.messageId });
  const old = await centre.act<{ message: MessageAnswer }>("post", "show-message", {
    id: one?.messageId,
  });
  expect(old.message.state).toBe("replaced");
  const file = await centre.act<{ message: MessageAnswer }>("post", "show-message", {
    id: answer.messageId,
  });
  expect(file.message).toMatchObject({ state: "taken-in", rowsDone: 3, rowsRefused: 0 });
  expect((await item(ITEMS[1] ?? "")).item).toMatchObject({ reported: { code: "EMC" } });
});

test("events of an item nobody knows wait, and are done by a replay once it is announced", async () => {
  const s10 = "RR473124982GB";
  const events = emsevt("21", [
    [s10, "EMA", "202609161530", "GBLALA"],
    [ITEMS[1] ?? "", "EMA", "202609161530", "GBLALA"],
  ]);
  const answer = await intake.takeIn("early.edi", interchange("1005", [events]));
  expect(answer).toMatchObject({ state: "suspense", rowsRefused: 1 });
  expect(answer.findings).toContainEqual(
    expect.objectContaining({
      code: "item/not-found",
      at: expect.objectContaining({ row: 1, messageRef: "21", field: "1" }),
    }),
  );
  const [one] = (await intake.waiting()).filter(
    ({ contained }) => contained?.fileId === answer.messageId,
  );
  expect(one).toMatchObject({ state: "part", rowsTotal: 2, rowsDone: 1 });
  await intake.takeIn(
    "late.edi",
    interchange("1006", [predes("22", S9_OTHER, ["RR473124979GB", s10])]),
  );
  const before = await intake.count("event");
  const again = await centre.act<MessageAnswer>("post", "replay-message", {
    messageId: one?.messageId,
  });
  expect(again).toMatchObject({ state: "taken-in", attempts: 2, rowsDone: 2 });
  expect(await intake.count("event")).toBe(before + 1);
  const file = await centre.act<{ message: MessageAnswer }>("post", "show-message", {
    id: answer.messageId,
  });
  expect(file.message).toMatchObject({ state: "taken-in", rowsRefused: 0 });
});

test("a cancelled PREDES expires what has not arrived, and a new one expects it again", async () => {
  const s9 = "GBLALACNCKGAAUN60003001110125";
  const s10 = "RR473124996GB";
  await intake.takeIn("first.edi", interchange("1007", [predes("31", s9, [s10])]));
  const cancelled = predes("32", s9, [s10], { purpose: "1" });
  expect(await intake.takeIn("cancel.edi", interchange("1008", [cancelled]))).toMatchObject({
    state: "taken-in",
  });
  expect((await item(s10)).item).toMatchObject({ status: "expired" });
  await intake.takeIn("anew.edi", interchange("1009", [predes("33", s9, [s10], { seal: "99" })]));
  const anew = await item(s10);
  expect(anew.item).toMatchObject({ status: "expected", at: { kind: "container" } });
  expect(anew.containers[0]).toMatchObject({ status: "expected", seal: "99" });
});

test("what arrived is not moved back by a repeated PREDES, which adds what is new", async () => {
  const added = "RR473125002GB";
  const more = predes("41", S9, [...ITEMS, added], { seal: "other" });
  const answer = await intake.takeIn("repeat.edi", interchange("1010", [more]));
  expect(answer).toMatchObject({ state: "taken-in" });
  expect(codes(answer)).toContain("container/here-already");
  expect((await item(ITEMS[0] ?? "")).item).toMatchObject({ at: { ref: "ARRIVAL-2" } });
  const fresh = await item(added);
  expect(fresh.item).toMatchObject({ status: "expected", at: { kind: "container" } });
  expect(fresh.containers[0]).toMatchObject({ seal: "4711", status: "present" });
});

test("a message of 500 items is one call", async () => {
  const calls = async (): Promise<number> =>
    (
      await centre.pool.query(
        "select count(*)::int as n from mailport.call where operation = 'announce-containers'",
      )
    ).rows[0].n;
  const before = await calls();
  const items = Array.from({ length: 500 }, (_, at) => s10(at));
  const s9 = "GBLALACNCKGAAUN60004001110125";
  const answer = await intake.takeIn("many.edi", interchange("1011", [predes("51", s9, items)]));
  expect(answer).toMatchObject({ state: "taken-in", rowsDone: 1 });
  expect(await calls()).toBe(before + 1);
});

/** Invented registered items of Britain with right check digits. */
function s10(number: number): string {
  const serial = String(61_000_000 + number);
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(serial[at]), 0);
  const digit = 11 - (sum % 11);
  return `RB${serial}${digit === 10 ? 0 : digit === 11 ? 5 : digit}GB`;
}

/** The bytes of a file as they are kept, but the disk goes away after the first of them. */
function broken(ports: Ports): Ports {
  const { blobs } = ports;
  async function* get(keyId: string, hash: string): AsyncGenerator<Uint8Array> {
    let read = 0;
    for await (const bytes of blobs.get(keyId, hash)) {
      for (let from = 0; from < bytes.length; from += 16_384) {
        if (read >= 65_536) throw new Error("the disk is gone");
        const piece = bytes.subarray(from, from + 16_384);
        read += piece.length;
        yield piece;
      }
    }
  }
  return { ...ports, blobs: { ...blobs, get } };
}

test("a thousand messages of one file are done, once each though it broke off, and the record verifies", async () => {
  const messages = Array.from({ length: 1_000 }, (_, at) =>
    emsevt(String(at + 1), [[s10(at % 500), "EMA", `2026091${at % 7}0815`, "GBLALA"]]),
  );
  const input = { name: "1000.edi", ...(await intake.keep(interchange("1012", messages))) };
  const post = present(centre.actors["post"], "the centre has people");
  const reports = async (): Promise<number> =>
    (
      await centre.pool.query(
        "select count(*)::int as n from mailport.call where operation = 'record-reports'",
      )
    ).rows[0].n;
  const before = await reports();
  await expect(call(broken(centre.ports), takeInMessage, post, input)).rejects.toThrow("disk");
  const begun = (await reports()) - before;
  expect(begun).toBeGreaterThan(0);
  expect(begun).toBeLessThan(1_000);
  const answer = await centre.act<MessageAnswer>("post", "take-in-message", input);
  expect(answer).toMatchObject({ state: "taken-in", rowsTotal: 1_000, rowsDone: 1_000 });
  expect((await reports()) - before).toBe(1_000);
  expect(await centre.verify()).toMatchObject({ differences: [] });
}, 120_000);

test("a replacement that leaves out an item and a receptacle ends what was only expected", async () => {
  const [kept, gone] = ["GBLALACNCKGAAUN60071001110125", "GBLALACNCKGAAUN60071002110125"];
  const [first, second, third] = ["RR473130009GB", "RR473130012GB", "RR473130026GB"];
  const both = [predes("71", kept, [first, second]), predes("72", gone, [third])];
  await intake.takeIn("whole.edi", interchange("1071", both));
  const events = await intake.count("event");
  const again = predes("73", kept, [first], { purpose: "5" });
  const answer = await intake.takeIn("less.edi", interchange("1072", [again]));
  expect(answer).toMatchObject({ state: "taken-in" });
  const left = answer.findings.filter(({ code }) => code === "container/left-out");
  expect(left.map(({ found }) => found)).toEqual([second, gone]);
  expect(await intake.count("event")).toBe(events + 3);
  for (const [code, status] of [
    [first, "expected"],
    [second, "expired"],
    [third, "expired"],
  ] as const)
    expect((await item(code)).item).toMatchObject({ status });
  expect(await centre.verify()).toMatchObject({ differences: [] });
});
