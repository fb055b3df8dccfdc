/**
 * Whose signature a file of customs messages has, and that none can be sought where no reader reads:
 * in comments of an envelope, behind a byte order mark, under another name.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerText } from "#test/ceb/answer-messages.ts";
import { type DialogueBench, openDialogue } from "#test/ceb/dialogue-bench.ts";
import { inventory } from "#test/ceb/parcel-messages.ts";

let bench: DialogueBench;
beforeAll(async () => {
  bench = await openDialogue();
}, 60_000);
afterAll(() => bench.close());

const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString("base64");
const FORGED = "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>x</ds:Signature>";

function envelope(content: string | Uint8Array, before = ""): string {
  return [
    '<dxp:DxpMsg xmlns:dxp="http://www.chinaport.gov.cn/dxp" ver="1.0">',
    before,
    "<dxp:TransInfo><dxp:CopMsgId>M1</dxp:CopMsgId><dxp:SenderId>S1</dxp:SenderId>",
    "<dxp:ReceiverIds><dxp:ReceiverId>R1</dxp:ReceiverId></dxp:ReceiverIds>",
    "<dxp:CreatTime>2026-09-21T08:00:00</dxp:CreatTime><dxp:MsgType>CEB621Message</dxp:MsgType>",
    `</dxp:TransInfo><dxp:Data>${base64(content)}</dxp:Data></dxp:DxpMsg>`,
  ].join("");
}

/** A list with something in the place of a signature that nobody made. */
function forged(at: number, signature = FORGED): string {
  const text = bench.message("CEB621", [inventory({ at })]);
  const end = text.lastIndexOf("</");
  return text.slice(0, end) + signature + text.slice(end);
}

/** Errors of the message; that its documents are still missing is none of its form. */
const codes = async (bytes: string | Uint8Array, partner?: string): Promise<readonly string[]> => {
  const { findings } = await bench.takeIn(bench.broker, bytes, partner);
  const errors = findings.filter(({ severity }) => severity === "error");
  return errors.map(({ code }) => code).filter((code) => !code.startsWith("match/"));
};

test("canary: a list in an envelope is taken in where its signature holds", async () => {
  expect(await codes(envelope(await bench.list(1)))).toEqual([]);
});

test("a signed message in a comment of an envelope does not vouch for what the envelope carries", async () => {
  const comment = `<!-- <dxp:Data>${base64(await bench.list(2))}</dxp:Data> -->`;
  expect(await codes(envelope(forged(3), comment))).toEqual(["ceb/signature-form"]);
});

test("nor is an envelope passed over for what stands before it", async () => {
  const long = `<!--${" ".repeat(5_000)}-->`;
  expect(await codes(`\u{FEFF}${envelope(forged(4))}`)).toEqual(["ceb/signature-form"]);
  expect(await codes(long + envelope(forged(5)))).toEqual(["ceb/signature-form"]);
});

test("an element of the same name in another namespace is no signature", async () => {
  const other = "<Signature xmlns='urn:other'>x</Signature>";
  const found = await codes(forged(6, other));
  expect(found.some((code) => code.startsWith("ceb/signature-"))).toBe(true);
});

test("what cannot be read is answered by its form, an answer never is", async () => {
  await bench.answers();
  const document = { guid: "X" };
  await bench.takeIn(bench.broker, answerText("CEB622", "InventoryReturn", [document]));
  await bench.takeIn(bench.broker, answerText("CEB900", "MessageReturn", [document]));
  expect(await bench.answers()).toEqual([]);
  // Canary: of what it asks, its form is answered.
  await bench.takeIn(bench.broker, answerText("CEB311", "Order", [document]));
  expect(await bench.states()).toEqual([expect.stringContaining("CEB900")]);
});

test("a party with two partners is asked for the signature that either is asked for", async () => {
  const partner = { code: "BROKER-2", party: "DECL-5" };
  await bench.act("manager", "create-partner", partner);
  const settings = { side: "declarant", transport: "pull", copCode: "C", dxpId: "D" };
  await bench.set("BROKER-2", { ...settings, production: false });
  const unsigned = bench.message("CEB621", [inventory({ at: 7 })]);
  expect(await codes(unsigned)).toContain("ceb/signature-required");
});

test("a partner's key does not vouch for what another partner sends", async () => {
  await bench.act("manager", "create-partner", { code: "RIVAL", party: "DECL-5" });
  await bench.set("RIVAL", { side: "declarant", transport: "pull", copCode: "C", dxpId: "D" });
  const from = async (partner: string, at: number): Promise<readonly string[]> =>
    codes(await bench.list(at), partner);
  expect(await from("RIVAL", 8)).toEqual(["ceb/signature-key"]);
  expect(await from("BROKER", 9)).toEqual([]);
});
