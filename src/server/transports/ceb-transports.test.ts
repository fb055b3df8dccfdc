/**
 * The operator's own tally, and the transports of the dialogue of customs messages: pushed, tried again,
 * fetched, and what is silence.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#operations/define.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import { answerText } from "#test/ceb/answer-messages.ts";
import { type DialogueBench, openDialogue } from "#test/ceb/dialogue-bench.ts";
import { parcelNumber, payment, waybill } from "#test/ceb/parcel-messages.ts";
import { flushCeb } from "./ceb-sender.ts";
import { sendOutbox } from "./outbox-sender.ts";

const TALLY = { bill: "112-00000016", vehicle: "渝A12345", parcels: [parcelNumber(10)] };

let bench: DialogueBench;
beforeAll(async () => {
  bench = await openDialogue();
}, 60_000);
afterAll(() => bench.close());

describe("the operator's own tally", () => {
  test("one for a bill and vehicle: what arrived, what is over, what is short; a later one changes it", async () => {
    const { bill } = TALLY;
    const under = [20, 21, 22].map((at) => {
      const { Logistics } = waybill({ at }) as {
        Logistics: { LogisticsHead: Record<string, string> };
      };
      const { orderNo, ...rest } = Logistics.LogisticsHead;
      const entries = Object.entries(rest);
      const place = entries.findIndex(([name]) => name === "logisticsNo") + 1;
      const head = Object.fromEntries([
        ...entries.slice(0, place),
        ["billNo", bill],
        ["orderNo", orderNo ?? ""],
        ...entries.slice(place),
      ]);
      return { Logistics: { LogisticsHead: head } };
    });
    await bench.takeIn(bench.broker, bench.message("CEB511", under));
    await bench.act("floor", "record-arrivals", {
      arrivals: [20, 21, 10].map((at) => ({ code: parcelNumber(at) })),
      place: "ARRIVAL-1",
    });
    type Sent = { number: string; parcels: number; over: string[]; short: string[] };
    const sent = await bench.act<Sent>("floor", "send-tally", TALLY);
    expect(sent).toMatchObject({
      parcels: 3,
      over: [parcelNumber(10)],
      short: [parcelNumber(22)],
    });
    await bench.flush("PORT");
    const read = readCeb(Buffer.from(bench.pushed.at(-1)?.body ?? ""));
    expect(read.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.head).toMatchObject({ message: "CEB711", signature: expect.any(String) });
    expect(read.documents[0]?.value).toMatchObject({
      DeliveryHead: { appType: "1", billNo: bill, copNo: sent.number, logisticsCode: "LOG-12" },
      DeliveryList: [10, 20, 21].map((at, index) => ({
        gnum: String(index + 1),
        logisticsNo: parcelNumber(at),
      })),
    });
    const again = await bench.act<Sent>("floor", "send-tally", TALLY);
    expect(again.number).toBe(sent.number);
    await bench.flush("PORT");
    expect(bench.pushed.at(-1)?.body).toContain("<ceb:appType>2<");
  });

  test("another system's tally is kept, and says what is over and short", async () => {
    const head = {
      guid: "F10000000000000000000000000000000001",
      appType: "1",
      appTime: "20260921120000",
      appStatus: "2",
      customsCode: "8000",
      copNo: "WMS-1",
      operatorCode: "OTHER-OP",
      operatorName: "Invented operator",
      ieFlag: "I",
      trafMode: "5",
      trafNo: "X1",
      voyageNo: "1",
      billNo: "112-00000016",
      logisticsCode: "LOG-12",
      logisticsName: "Invented carrier",
    };
    const lines = [20, 99].map((at, index) => ({
      gnum: String(index + 1),
      logisticsNo: parcelNumber(at),
    }));
    const text = bench.message("CEB711", [
      { Delivery: { DeliveryHead: head, DeliveryList: lines } },
    ]);
    const answer = await bench.takeIn(bench.broker, await bench.signed(text));
    expect(answer).toMatchObject({ state: "taken-in" });
    const codes = answer.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["tally/over", "tally/short"]));
    expect(await bench.states()).toContain("CEB712 120");
    const tally = {
      operator: head.operatorCode,
      number: "WMS-2",
      bill: head.billNo,
      carrier: head.logisticsCode,
      change: "new",
      statedAt: head.appTime,
      facts: {},
      parcels: lines.map(({ logisticsNo }) => logisticsNo),
    };
    type Told = { rows: readonly { findings: readonly { code: string; found: string }[] }[] };
    const stranger = await bench.act<Told>("post", "record-tallies", { tallies: [tally] });
    // Canary: who sent the waybills is told which of them are short.
    expect(answer.findings.map(({ found }) => found).join()).toContain(parcelNumber(21));
    expect(stranger.rows[0]?.findings.map(({ code }) => code)).toEqual(["tally/over"]);
    expect(JSON.stringify(stranger)).not.toContain(parcelNumber(21));
  });
});

describe("transports", () => {
  test("what customs does not answer in time is silence, until it answers", async () => {
    type Listed = { messages: readonly { waiting: number; silent: number; name: string }[] };
    const silent = () =>
      bench.act<Listed>("manager", "show-messages", { silent: true, partner: "PORT" });
    expect((await silent()).messages).toEqual([]);
    bench.centre.clock.at += 31 * 60_000;
    await bench.act("system", "do-what-is-due", {});
    const found = (await silent()).messages;
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(({ name }) => name.startsWith("CEB711"))).toBe(true);
    await bench.takeIn(
      bench.customs,
      answerText("CEB712", "DeliveryReturn", [
        {
          guid: "C10000000000000000000000000000000001",
          customsCode: "8000",
          operatorCode: "CKG-CENTRE",
          copNo: "TL202600000001",
          returnStatus: "120",
          returnTime: "20260921230000000",
          returnInfo: "entered",
        },
      ]),
    );
    const after = (await silent()).messages;
    expect(after.some(({ name }) => name.startsWith("CEB711"))).toBe(false);
  });

  test("a message whose form customs refuses is refused in all its documents", async () => {
    await bench.act("floor", "send-tally", TALLY);
    await bench.flush("PORT");
    const { head } = readCeb(Buffer.from(bench.pushed.at(-1)?.body ?? ""));
    const refusal = {
      guid: "C20000000000000000000000000000000001",
      returnStatus: "0002",
      returnInfo: "not of the schema",
      returnTime: "20260921230500000",
      oriCopMsgId: head?.guid ?? "",
      oriMessageType: "CEB711Message",
      oriBizMessage: "",
    };
    const text = answerText("CEB900", "MessageReturn", [refusal]);
    expect(await bench.takeIn(bench.customs, text)).toMatchObject({ state: "taken-in" });
    const found = await bench.centre.pool.query(
      "select state, status, info from mailport.dialogue where message = 'CEB711' and side = 'ours'",
    );
    expect(found.rows).toEqual([{ state: "refused", status: "0002", info: "not of the schema" }]);
    type Listed = { messages: readonly { refused: number }[] };
    const shown = await bench.act<Listed>("manager", "show-messages", { partner: "PORT" });
    expect(shown.messages[0]).toMatchObject({ refused: 1, waiting: 0 });
  });

  test("a push that fails is tried again later, and nothing is lost", async () => {
    bench.status = 503;
    await bench.act("floor", "send-tally", TALLY);
    const before = bench.pushed.length;
    expect(await bench.flush("PORT")).toMatchObject({ failed: 1 });
    expect(bench.faults.at(-1)).toContain("HTTP 503");
    expect(await bench.flush("PORT")).toEqual({ sent: 0, failed: 0 });
    bench.status = 200;
    bench.centre.clock.at += 61_000;
    expect(await bench.flush("PORT")).toEqual({ sent: 1, failed: 0 });
    expect(bench.pushed.length).toBe(before + 2);
    expect(bench.pushed.at(-1)?.headers["idempotency-key"]).toBe(
      bench.pushed.at(-2)?.headers["idempotency-key"],
    );
  });

  test("a partner that pulls is given its messages until it acknowledges them", async () => {
    await bench.set("BROKER", { transport: "pull" });
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 30 })]));
    expect(await bench.flush("BROKER")).toEqual({ sent: 0, failed: 0 });
    type Fetched = { messages: readonly { messageId: string; text: string }[]; more: boolean };
    const fetched = await bench.act<Fetched>(bench.broker, "fetch-messages", {});
    expect(fetched.messages.map(({ text }) => text).join()).toContain("CEB412Message");
    expect((await bench.act<Fetched>("shop", "fetch-messages", {})).messages).toEqual([]);
    const ids = fetched.messages.map(({ messageId }) => messageId);
    const acknowledge = (who: string | Actor) =>
      bench.act(who, "acknowledge-messages", { messageIds: ids });
    expect(await acknowledge("shop")).toMatchObject({ acknowledged: 0 });
    expect((await bench.act<Fetched>(bench.broker, "fetch-messages", {})).messages).toHaveLength(
      ids.length,
    );
    expect(await acknowledge(bench.broker)).toEqual({ acknowledged: ids.length, unknown: [] });
    expect((await bench.act<Fetched>(bench.broker, "fetch-messages", {})).messages).toEqual([]);
  });
});

describe("transports that fail or are set anew", () => {
  test("a partner that does not answer keeps no other waiting", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const before = (await bench.partner("PORT")).settings.url ?? "";
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/never`;
    await bench.set("PORT", { url });
    await bench.set("BROKER", { transport: "folder" });
    await bench.act("floor", "send-tally", TALLY);
    const ending = new AbortController();
    const sending = sendOutbox(bench.options(), ending.signal);
    const asked = new Promise<void>((done) => silent.once("request", () => done()));
    await asked;
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 32 })]));
    const folder = join(bench.centre.folder, "BROKER");
    const there = (): boolean =>
      readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes("T000032"));
    await expect.poll(there, { timeout: 10_000 }).toBe(true);
    ending.abort();
    silent.closeAllConnections();
    silent.close();
    await sending;
    await bench.set("PORT", { url: before, authorisation: "Bearer of-the-port" });
    bench.centre.clock.at += 61_000;
    expect(await bench.flush("PORT")).toMatchObject({ failed: 0 });
  });

  test("what could not be pushed is given to a partner that pulls from now on", async () => {
    bench.status = 503;
    const { url } = (await bench.partner("PORT")).settings;
    await bench.set("BROKER", { transport: "https", url });
    await bench.takeIn(bench.broker, bench.message("CEB411", [payment({ at: 31 })]));
    expect(await bench.flush("BROKER")).toMatchObject({ failed: 1 });
    bench.status = 200;
    await bench.set("BROKER", { transport: "pull" });
    expect(await bench.flush("BROKER")).toEqual({ sent: 0, failed: 0 });
    type Fetched = { messages: readonly { text: string }[] };
    const { messages } = await bench.act<Fetched>(bench.broker, "fetch-messages", {});
    expect(messages.map(({ text }) => text).join()).toContain("T000031");
  });

  test("the authorisation of one host is not kept for another, and is what a header can carry", async () => {
    const port = (await bench.partner("PORT")).settings;
    const url = port.url ?? "";
    expect(await bench.set("PORT", { url: `${url}/elsewhere` })).toMatchObject({
      authorised: true,
    });
    expect(await bench.set("PORT", { url: "https://other.invalid/in" })).toMatchObject({
      authorised: false,
    });
    for (const authorisation of ["Bearer two\nlines", "Bearer 中", " "])
      await expect(bench.set("PORT", { authorisation })).rejects.toThrow("input/invalid");
    const again = { url, authorisation: "Bearer of-the-port" };
    expect(await bench.set("PORT", again)).toMatchObject({ authorised: true });
  });

  test("nothing is pushed without TLS where it was not said so", async () => {
    await bench.act("floor", "send-tally", TALLY);
    const before = bench.pushed.length;
    const { loopbackHttp: _, ...real } = bench.options();
    expect(await flushCeb(real, await bench.partner("PORT"))).toMatchObject({ failed: 1 });
    expect(bench.pushed.length).toBe(before);
    expect(bench.faults.at(-1)).toContain("https is asked for");
  });
});

test("no person stands outside the vault, and the record folds to what it says", async () => {
  const { rows } = await bench.centre.pool.query<{ whole: string }>(
    `select row_to_json(d)::text as whole from mailport.dialogue d
     union all select row_to_json(o)::text from mailport.outbox o
     union all select row_to_json(e)::text from mailport.event e
     union all select row_to_json(c)::text from mailport.ceb_partner c`,
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { whole } of rows)
    expect(whole).not.toMatch(/王例|13800000000|110101|例路|of-the-port/);
  expect(await bench.centre.verify()).toMatchObject({ differences: [] });
});
