/**
 * The dialogue of customs messages over its transports: declarants answered, lists matched and sent on
 * signed, tallies, cancels, silence. Two real servers stand for the partners.
 */
import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import { operationNamed } from "#operations/index.ts";
import type { MessageAnswer } from "#operations/message-answer.ts";
import type { Ports } from "#operations/ports.ts";
import { rsaSignature } from "#server/rsa-signature.ts";
import { readCeb } from "#standards/ceb/reader.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { answerText, listAnswer } from "#test/ceb/answer-messages.ts";
import {
  cebText,
  inventory,
  order,
  parcelNumber,
  payment,
  waybill,
} from "#test/ceb/parcel-messages.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { importRates } from "#test/rates.ts";
import { flushCeb } from "./ceb-sender.ts";
import { putWhole } from "./folder-out.ts";
import type { SenderOptions } from "./outbox-retries.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const shopKeys = generateKeyPairSync("rsa", { modulusLength: 2_048 });

let centre: Centre;
let ports: Ports & { readonly blobKeys: BlobKeys };
let broker: Actor;
let customs: Actor;
let clerk: Actor;
let server: Server;
/** What was pushed, and what the partner answers it with. */
const pushed: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[] = [];
let status = 200;
const faults: string[] = [];

const shopSignature = rsaSignature({
  own: { name: "shop", privateKey: shopKeys.privateKey, method: "rsa-sha256" },
  known: new Map(),
});

beforeAll(async () => {
  centre = await openCentre();
  const signature = rsaSignature({
    own: { name: "centre", privateKey: keys.privateKey, method: "rsa-sha1" },
    known: new Map([
      ["shop", shopKeys.publicKey],
      ["centre", keys.publicKey],
    ]),
  });
  ports = { ...(centre.ports as typeof ports), signature };
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      pushed.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(status).end(status === 200 ? "" : "not now");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const floor = present(centre.actors["floor"], "the centre has people");
  clerk = { ...floor, roles: ["clerk", "declarant"] };
  await importRates(centre.ports, centre.actors["manager"]);
  broker = await hired("broker", "DECL-5", ["clerk", "declarant"]);
  customs = present(centre.actors["officer"], "customs has people");
  const { port } = server.address() as AddressInfo;
  const create = (code: string, party: string) =>
    act("manager", "create-partner", { code, party, folderOut: join(centre.folder, code) });
  await create("BROKER", "DECL-5");
  await create("PORT", "8000");
  const common = { copCode: "CKG-1", copName: "Invented centre", dxpId: "DXPENT0000000009" };
  await act("manager", "set-ceb-partner", { partner: "BROKER", side: "declarant", ...common });
  await act("manager", "set-ceb-partner", {
    partner: "PORT",
    side: "customs",
    transport: "https",
    url: `http://127.0.0.1:${port}/in`,
    authorisation: "Bearer of-the-port",
    sendsLists: true,
    customsCode: "8000",
    operatorCode: "CKG-CENTRE",
    operatorName: "Invented centre",
    answerMinutes: 30,
    ...common,
  });
}, 60_000);
afterAll(async () => {
  server.close();
  await centre.close();
});

async function hired(login: string, party: string, roles: readonly string[]): Promise<Actor> {
  const person = { login, name: login, password: "at least twelve characters", party, roles };
  await act("system", "create-user", person);
  const user = await ports.store.transaction((tx) => tx.lockUser(login));
  const found = present(user, "who was hired is there");
  const floor = present(centre.actors["floor"], "the centre has people");
  return {
    ...floor,
    userId: found.id,
    login,
    partyId: found.partyId,
    roles: roles as Actor["roles"],
  };
}

async function act<T>(who: string | Actor, name: string, input: unknown): Promise<T> {
  const operation = present(operationNamed(name), name);
  const actor = typeof who === "string" ? present(centre.actors[who], who) : who;
  const answer = await call(ports, operation, actor, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value as T;
}

let files = 0;
async function takeIn(who: Actor, text: string | Uint8Array): Promise<MessageAnswer> {
  const bytes = Buffer.from(text);
  const keyId = await ports.blobKeys.keyOf(who.partyId, ports.ids.next());
  const put = await ports.blobs.put(keyId, [bytes], 1e8);
  if (!put.ok) throw new Error(put.refusal.code);
  files += 1;
  const kept = { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
  return act(who, "take-in-message", { name: `${files}.xml`, ...kept });
}

const options = (): SenderOptions => ({
  ports,
  blobKeyOf: (partyId) => ports.blobKeys.keyOf(partyId, ports.ids.next()),
  deliver: putWhole,
  loopbackHttp: true,
  onFault: ({ error }) => void faults.push(String(error)),
});

async function flush(code: string) {
  const partners = await ports.store.transaction((tx) => tx.cebPartners());
  const partner = present(
    partners.find((one) => one.code === code),
    code,
  );
  return flushCeb(options(), partner);
}

const seen = new Set<string>();
type Told = { readonly message: string; readonly documents: readonly Record<string, string>[] };
/** What the broker found in its folder since it looked last. */
async function answers(): Promise<readonly Told[]> {
  await flush("BROKER");
  const folder = join(centre.folder, "BROKER");
  const names = readdirSync(folder).filter((name) => !seen.has(name));
  for (const name of names) seen.add(name);
  return names.sort().map((name) => {
    const { head, documents, findings, fault } = readCeb(readFileSync(join(folder, name)));
    expect(fault).toBeUndefined();
    const errors = [...findings, ...documents.flatMap((one) => one.findings)].filter(
      ({ severity }) => severity === "error",
    );
    expect(errors).toEqual([]);
    return {
      message: head?.message ?? "",
      documents: documents.map(({ value }) => value as unknown as Record<string, string>),
    };
  });
}
const states = async (): Promise<readonly string[]> =>
  (await answers()).flatMap(({ message, documents }) =>
    documents.map(({ returnStatus }) => `${message} ${returnStatus}`),
  );

async function signedText(text: string): Promise<Uint8Array> {
  const signed = await shopSignature.sign(Buffer.from(text));
  if (!signed.ok) throw new Error(signed.refusal.code);
  return signed.value;
}
let guids = 10;
const message = (name: string, parts: Parameters<typeof cebText>[1]) => {
  guids += 1;
  return cebText(name, parts, String(guids));
};
const list = async (at: number, given: object = {}) =>
  signedText(message("CEB621", [inventory({ at, ...given })]));

describe("a parcel's documents and its list", () => {
  test("scenario: documents are answered as entered, a list waits for them and goes on signed when they match", async () => {
    expect(await takeIn(broker, await list(1))).toMatchObject({ state: "taken-in" });
    expect(await states()).toEqual(["CEB622 1"]);
    expect(await flush("PORT")).toEqual({ sent: 0, failed: 0 });
    await takeIn(broker, message("CEB311", [order({ at: 1 })]));
    await takeIn(broker, message("CEB411", [payment({ at: 1 })]));
    expect(await states()).toEqual(["CEB312 120", "CEB412 120"]);
    await takeIn(broker, message("CEB511", [waybill({ at: 1 })]));
    expect(await states()).toEqual(["CEB512 120", "CEB622 2"]);
    expect(await flush("PORT")).toEqual({ sent: 1, failed: 0 });
    const sent = present(pushed.at(-1), "the list was pushed");
    expect(sent.headers).toMatchObject({ authorization: "Bearer of-the-port" });
    const read = readCeb(Buffer.from(sent.body));
    expect(read.head).toMatchObject({ message: "CEB621", transfer: { copCode: "CKG-1" } });
    expect(read.documents[0]?.value).toMatchObject({ InventoryHead: { copNo: "COP000001" } });
    expect(await ports.signature.verify(Buffer.from(sent.body))).toMatchObject({
      value: { key: "centre" },
    });
  });

  test("what customs answers is passed on to who declared", async () => {
    for (const [at, returned] of ["3", "120", "399", "500"].entries())
      await takeIn(
        customs,
        answerText("CEB622", "InventoryReturn", [
          listAnswer("COP000001", returned, `2026092109${10 + at}00000`, "as it is"),
        ]),
      );
    expect(await states()).toEqual(["CEB622 3", "CEB622 120", "CEB622 399", "CEB622 500"]);
  });

  test("a list that differs from its documents is returned with the reason, and goes on once corrected", async () => {
    await takeIn(broker, message("CEB311", [order({ at: 2, freight: "5" })]));
    await takeIn(broker, message("CEB411", [payment({ at: 2 })]));
    await takeIn(broker, message("CEB511", [waybill({ at: 2 })]));
    await answers();
    await takeIn(broker, await list(2));
    const [told] = (await answers()).filter(({ message: name }) => name === "CEB622");
    expect(told?.documents.at(-1)).toMatchObject({ returnStatus: "100" });
    expect(told?.documents.at(-1)?.["returnInfo"]).toContain("match/order-payment");
    expect(told?.documents.at(-1)?.["returnInfo"]).not.toMatch(/王例|110101/);
    const later = { at: 2, appType: "2", appTime: "20260921080000" };
    await takeIn(broker, message("CEB311", [order(later)]));
    expect(await states()).toEqual(["CEB312 120", "CEB622 2"]);
    expect(await flush("PORT")).toEqual({ sent: 1, failed: 0 });
  });

  test("an older statement is answered as such, and what the port could not send is sent again", async () => {
    await takeIn(broker, message("CEB311", [order({ at: 2, appTime: "20260901000000" })]));
    expect(await states()).toEqual(["CEB312 -301014"]);
    const failed = [listAnswer("COP000002", "4", "20260921094000000")];
    await takeIn(customs, answerText("CEB622", "InventoryReturn", failed));
    expect(await flush("PORT")).toEqual({ sent: 1, failed: 0 });
    expect(pushed.at(-1)?.body).toContain("COP000002");
    await answers();
  });

  test("where no customs is set elsewhere, a list is entered here once its documents match", async () => {
    await act("manager", "set-ceb-partner", { partner: "PORT", sendsLists: false });
    await takeIn(broker, await list(40));
    await takeIn(broker, message("CEB311", [order({ at: 40 })]));
    await takeIn(broker, message("CEB411", [payment({ at: 40 })]));
    expect(await states()).toEqual(["CEB312 120", "CEB412 120", "CEB622 1"]);
    await takeIn(broker, message("CEB511", [waybill({ at: 40 })]));
    expect(await states()).toEqual(["CEB512 120", "CEB622 120"]);
    await act("manager", "set-ceb-partner", { partner: "PORT", sendsLists: true });
  });

  test("a file that cannot be read is answered by the refusal of its form", async () => {
    await takeIn(broker, '<ceb:CEB621Message xmlns:ceb="http://www.chinaport.gov.cn/ceb"><ceb:');
    expect(await states()).toEqual(["CEB900 0001"]);
    await takeIn(broker, message("CEB511", [{ Logistics: { LogisticsHead: { guid: "1" } } }]));
    expect(await states()).toEqual(["CEB900 0002"]);
  });
});

describe("signatures of a production partner", () => {
  test("a list without one is refused with a clear finding, one signed by a stranger too", async () => {
    const unsigned = await takeIn(broker, message("CEB621", [inventory({ at: 5 })]));
    expect(unsigned).toMatchObject({ state: "suspense" });
    expect(unsigned.findings.map(({ code }) => code)).toContain("ceb/signature-required");
    const stranger = rsaSignature({
      own: {
        name: "shop",
        privateKey: generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey,
        method: "rsa-sha256",
      },
      known: new Map(),
    });
    const signed = await stranger.sign(Buffer.from(message("CEB621", [inventory({ at: 5 })])));
    const answer = await takeIn(broker, signed.ok ? signed.value : "");
    expect(answer).toMatchObject({ state: "suspense" });
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/signature-key");
    expect(new Set(await states())).toEqual(new Set(["CEB622 -621029"]));
  });

  test("canary: a document changed after it was signed is not taken in", async () => {
    const text = Buffer.from(await list(6)).toString();
    const answer = await takeIn(broker, text.replace("<ceb:price>118.00", "<ceb:price>118.01"));
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/signature-digest");
    expect(answer).toMatchObject({ state: "suspense" });
    await answers();
  });

  test("a partner under test may send unsigned lists: that is only said", async () => {
    await act("manager", "set-ceb-partner", { partner: "BROKER", production: false });
    const answer = await takeIn(broker, message("CEB621", [inventory({ at: 7 })]));
    expect(answer).toMatchObject({ state: "taken-in" });
    expect(answer.findings.map(({ code }) => code)).toContain("ceb/unsigned");
    await act("manager", "set-ceb-partner", { partner: "BROKER", production: true });
    await answers();
  });
});

describe("changes, deletions and cancels", () => {
  const shown = async (at: number) => {
    const found = await act<{ shipment: Record<string, unknown> }>(clerk, "show-item", {
      code: parcelNumber(at),
    });
    return found.shipment;
  };

  test("a change amends the list while nothing is decided, and never after", async () => {
    await takeIn(broker, await list(10));
    const change = { appType: "2", appTime: "20260921090000" };
    const priced = Buffer.from(message("CEB621", [inventory({ at: 10, ...change })]))
      .toString()
      .replaceAll("118.00", "90.00");
    expect(await takeIn(broker, await signedText(priced))).toMatchObject({ state: "taken-in" });
    expect(await shown(10)).toMatchObject({ valueMinor: "9000", stream: "ecommerce" });
    await act("officer", "release-shipments", { releases: [{ code: parcelNumber(10) }] });
    const again = await takeIn(broker, await list(10, { ...change, appTime: "20260921100000" }));
    expect(again).toMatchObject({ state: "suspense" });
    expect(again.findings.map(({ code }) => code)).toContain("amend/decided");
    const told = await states();
    expect(told).toContain("CEB622 800");
    expect(told.at(-1)).toMatch(/^CEB622 -6210/);
  });

  test("a deletion withdraws the list, and its parcel waits for another", async () => {
    await takeIn(broker, await list(11));
    const gone = await takeIn(broker, await list(11, { appType: "3", appTime: "20260921090000" }));
    expect(gone).toMatchObject({ state: "taken-in" });
    expect(await shown(11)).toMatchObject({ stream: "undetermined" });
    expect(await takeIn(broker, await list(11))).toMatchObject({ state: "taken-in" });
    await answers();
  });

  test("a cancel of a list that customs has waits for customs, and then withdraws it", async () => {
    const cancel = {
      InvtCancel: {
        guid: "E10000000000000000000000000000000001",
        appType: "1",
        appTime: "20260921110000",
        appStatus: "2",
        customsCode: "8000",
        orderNo: "O000001",
        ebpCode: "PLAT-77",
        ebpName: "Invented platform",
        ebcCode: "PLAT-41",
        ebcName: "Invented shop",
        logisticsNo: parcelNumber(1),
        logisticsCode: "LOG-12",
        logisticsName: "Invented carrier",
        copNo: "CANCEL0001",
        invtNo: "80002026I000000001",
        buyerIdType: "1",
        buyerIdNumber: "110101199003070011",
        buyerName: "王例",
        buyerTelephone: "13800000000",
        agentCode: "DECL-5",
        agentName: "Invented broker",
        reason: "the buyer cancelled",
      },
    };
    const asked = await takeIn(broker, await signedText(message("CEB623", [cancel])));
    expect(asked).toMatchObject({ state: "taken-in" });
    expect(await shown(1)).toMatchObject({ stream: "ecommerce" });
    expect(await states()).toEqual(["CEB624 1"]);
    await flush("PORT");
    expect(pushed.at(-1)?.body).toContain("CEB623Message");
    await takeIn(
      customs,
      answerText("CEB624", "InvtCancelReturn", [
        listAnswer("CANCEL0001", "399", "20260921113000000"),
      ]),
    );
    expect(await shown(1)).toMatchObject({ stream: "undetermined" });
    expect(await states()).toEqual(["CEB624 399"]);
  });
});

describe("the operator's own tally", () => {
  test("one for a bill and vehicle: what arrived, what is over, what is short; a later one changes it", async () => {
    const bill = "112-00000016";
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
    await takeIn(broker, message("CEB511", under));
    await act("floor", "record-arrivals", {
      arrivals: [20, 21, 10].map((at) => ({ code: parcelNumber(at) })),
      place: "ARRIVAL-1",
    });
    const tally = { bill, vehicle: "渝A12345", parcels: [parcelNumber(10)] };
    type Sent = { number: string; parcels: number; over: string[]; short: string[] };
    const sent = await act<Sent>("floor", "send-tally", tally);
    expect(sent).toMatchObject({
      parcels: 3,
      over: [parcelNumber(10)],
      short: [parcelNumber(22)],
    });
    await flush("PORT");
    const read = readCeb(Buffer.from(pushed.at(-1)?.body ?? ""));
    expect(read.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.head).toMatchObject({ message: "CEB711", signature: expect.any(String) });
    expect(read.documents[0]?.value).toMatchObject({
      DeliveryHead: { appType: "1", billNo: bill, copNo: sent.number, logisticsCode: "LOG-12" },
      DeliveryList: [10, 20, 21].map((at, index) => ({
        gnum: String(index + 1),
        logisticsNo: parcelNumber(at),
      })),
    });
    const again = await act<Sent>("floor", "send-tally", tally);
    expect(again.number).toBe(sent.number);
    await flush("PORT");
    expect(pushed.at(-1)?.body).toContain("<ceb:appType>2<");
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
    const text = message("CEB711", [{ Delivery: { DeliveryHead: head, DeliveryList: lines } }]);
    const answer = await takeIn(broker, await signedText(text));
    expect(answer).toMatchObject({ state: "taken-in" });
    const codes = answer.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["tally/over", "tally/short"]));
    expect(await states()).toContain("CEB712 120");
  });
});

describe("transports", () => {
  test("what customs does not answer in time is silence, until it answers", async () => {
    type Listed = { messages: readonly { waiting: number; silent: number; name: string }[] };
    const silent = () => act<Listed>("manager", "show-messages", { silent: true, partner: "PORT" });
    expect((await silent()).messages).toEqual([]);
    centre.clock.at += 31 * 60_000;
    await act("system", "do-what-is-due", {});
    const found = (await silent()).messages;
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(({ name }) => name.startsWith("CEB711"))).toBe(true);
    await takeIn(
      customs,
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

  test("a push that fails is tried again later, and nothing is lost", async () => {
    status = 503;
    await takeIn(broker, await list(2, { appType: "3", appTime: "20260921130000" }));
    const before = pushed.length;
    expect(await flush("PORT")).toMatchObject({ failed: 1 });
    expect(faults.at(-1)).toContain("HTTP 503");
    expect(await flush("PORT")).toEqual({ sent: 0, failed: 0 });
    status = 200;
    centre.clock.at += 61_000;
    expect(await flush("PORT")).toEqual({ sent: 1, failed: 0 });
    expect(pushed.length).toBe(before + 2);
    expect(pushed.at(-1)?.headers["idempotency-key"]).toBe(
      pushed.at(-2)?.headers["idempotency-key"],
    );
  });

  test("a partner that pulls is given its messages until it acknowledges them", async () => {
    await act("manager", "set-ceb-partner", { partner: "BROKER", transport: "pull" });
    await takeIn(broker, message("CEB411", [payment({ at: 30 })]));
    expect(await flush("BROKER")).toEqual({ sent: 0, failed: 0 });
    type Fetched = { messages: readonly { messageId: string; text: string }[]; more: boolean };
    const fetched = await act<Fetched>(broker, "fetch-messages", {});
    expect(fetched.messages.map(({ text }) => text).join()).toContain("CEB412Message");
    expect((await act<Fetched>("shop", "fetch-messages", {})).messages).toEqual([]);
    const ids = fetched.messages.map(({ messageId }) => messageId);
    const acknowledge = (who: string | Actor) =>
      act(who, "acknowledge-messages", { messageIds: ids });
    expect(await acknowledge("shop")).toMatchObject({ acknowledged: 0 });
    expect((await act<Fetched>(broker, "fetch-messages", {})).messages).toHaveLength(ids.length);
    expect(await acknowledge(broker)).toEqual({ acknowledged: ids.length, unknown: [] });
    expect((await act<Fetched>(broker, "fetch-messages", {})).messages).toEqual([]);
  });

  test("nothing is pushed without TLS where it was not said so", async () => {
    const partners = await ports.store.transaction((tx) => tx.cebPartners());
    const port = present(
      partners.find(({ code }) => code === "PORT"),
      "PORT",
    );
    await takeIn(broker, await list(31));
    for (const part of [
      message("CEB311", [order({ at: 31 })]),
      message("CEB411", [payment({ at: 31 })]),
      message("CEB511", [waybill({ at: 31 })]),
    ])
      await takeIn(broker, part);
    const before = pushed.length;
    const { loopbackHttp: _, ...real } = options();
    expect(await flushCeb(real, port)).toMatchObject({ failed: 1 });
    expect(pushed.length).toBe(before);
    expect(faults.at(-1)).toContain("https is asked for");
  });
});

test("no person stands outside the vault, and the record folds to what it says", async () => {
  const { rows } = await centre.pool.query<{ whole: string }>(
    `select row_to_json(d)::text as whole from mailport.dialogue d
     union all select row_to_json(o)::text from mailport.outbox o
     union all select row_to_json(e)::text from mailport.event e
     union all select row_to_json(c)::text from mailport.ceb_partner c`,
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { whole } of rows)
    expect(whole).not.toMatch(/王例|13800000000|110101|例路|of-the-port/);
  expect(await centre.verify()).toMatchObject({ differences: [] });
});
