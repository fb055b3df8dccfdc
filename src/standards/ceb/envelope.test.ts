/**
 * Envelopes of the exchange platform: round trip, and places of what is inside.
 */
import { describe, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { all, DOCUMENT, found, GOOD, LIST } from "#test/ceb/cancel-message.ts";
import { writeDxp } from "./envelope-writer.ts";
import { readCeb } from "./reader.ts";
import type { DxpHead } from "./values.ts";

const HEAD: DxpHead = {
  copMsgId: "M1",
  senderId: "S1",
  receiverIds: ["R1", "R2"],
  createdTime: "2026-11-22T09:30:00",
  messageType: "CEB623Message",
};

const PLATFORM = {
  messageId: "N".repeat(32),
  part: "1",
  sentTime: "2026-11-22T09:30:01Z",
  endNode: "E1",
  startNode: "B1",
};

describe("envelopes", () => {
  test("DxpMsg and DxpMsgSv: read(write(e)) = e, the message inside read too", () => {
    for (const head of [
      HEAD,
      { ...HEAD, platform: PLATFORM, addInfo: "<dxp:AddInfo></dxp:AddInfo>" },
    ]) {
      const { bytes } = writeDxp(head, Buffer.from(GOOD));
      const reading = readCeb(present(bytes, "the envelope is written"));
      expect(reading.envelope).toEqual(head);
      expect(reading.documents[0]?.value).toEqual(readCeb(Buffer.from(GOOD)).documents[0]?.value);
    }
  });

  test("a fault inside has the place of its base64 in the whole input", () => {
    const bytes = Buffer.from(present(writeDxp(HEAD, Buffer.from(LIST)).bytes, "it is written"));
    const fault = all(readCeb(bytes)).find(({ code }) => code === "ceb/length");
    const inner = Buffer.from(LIST).indexOf("<ceb:invtNo>");
    const start = bytes.indexOf("<dxp:Data>") + "<dxp:Data>".length;
    expect(fault?.at).toEqual({
      row: 1,
      line: 2,
      offset: start + Math.floor(inner / 3) * 4,
      path: `/DxpMsg/Data${DOCUMENT}/invtNo`,
    });
  });

  test("base64 broken into lines keeps the places", () => {
    const text = Buffer.from(present(writeDxp(HEAD, Buffer.from(LIST)).bytes, "it is written"));
    const folded = text
      .toString()
      .replace(/(?<=<dxp:Data>)[^<]+/, (digits) => digits.replace(/.{76}/g, "$&\n"));
    const fault = all(readCeb(Buffer.from(folded))).find(({ code }) => code === "ceb/length");
    const { offset = 0, line = 0 } = present(fault, "the fault is found").at;
    const digits = folded.slice(offset).replaceAll("\n", "").slice(0, 24);
    expect(Buffer.from(digits, "base64").toString()).toContain("<ceb:invt");
    expect(line).toBe(folded.slice(0, offset).split("\n").length);
  });

  const digits = Buffer.from(GOOD).toString("base64");
  test.each([
    ["a wrong character", `${digits.slice(0, 99)}\n*${digits.slice(99)}`, 100, 3],
    ["digits of another alphabet", `${digits.slice(0, 50)}_${digits.slice(50)}`, 50, 2],
    ["padding in the middle", `${digits.slice(0, 40)}==${digits.slice(42)}`, 42, 2],
    ["a digit after the padding", `${digits}A`, digits.length, 2],
    ["a digit too few", digits.slice(0, -1), digits.length - 1, 2],
  ])("content with %s is no base64, said at its place", (_what, data, at, line) => {
    const text = Buffer.from(present(writeDxp(HEAD, Buffer.from(GOOD)).bytes, "it is written"));
    const bad = text.toString().replace(/(?<=<dxp:Data>)[^<]+/, data);
    const start = bad.indexOf("<dxp:Data>") + "<dxp:Data>".length;
    const [first] = found(bad);
    expect(first).toMatchObject({ code: "ceb/not-base64", at: { offset: start + at, line } });
  });

  test.each([
    ["the outer envelope", ' ver="1.0"', "", "ceb/missing-attribute", "/DxpMsgSv/@ver"],
    ["the node's number", 'Ver="1.0"', 'Ver="2.0"', "ceb/fixed-value", "/DxpMsgSv/SvNo/@Ver"],
    [
      "the inner envelope",
      'DxpMsg ver="1.0"',
      "DxpMsg",
      "ceb/missing-attribute",
      "/DxpMsgSv/DxpMsg/@ver",
    ],
  ])("the version of %s must be 1.0", (_what, version, other, code, path) => {
    const { bytes } = writeDxp({ ...HEAD, platform: PLATFORM }, Buffer.from(GOOD));
    const text = Buffer.from(present(bytes, "it is written")).toString();
    expect(found(text)).toEqual([]);
    const [first] = found(text.replace(version, other));
    expect(first).toMatchObject({ code, severity: "error", at: { path } });
  });

  test("an envelope inside another is not opened", () => {
    const inner = present(writeDxp(HEAD, Buffer.from(GOOD)).bytes, "it is written");
    const reading = readCeb(present(writeDxp(HEAD, inner).bytes, "it is written"));
    expect(reading.head).toBeUndefined();
    expect(reading.findings.map(({ code }) => code)).toEqual(["ceb/envelope-content"]);
  });

  test.each([
    ["no base64", "***", "ceb/not-base64"],
    ["base64 of something else", Buffer.from("hello").toString("base64"), "ceb/envelope-content"],
    ["another message than named", "", "ceb/envelope-content"],
  ])("an envelope with %s is reported", (_what, data, code) => {
    const bytes = Buffer.from(present(writeDxp(HEAD, Buffer.from(GOOD)).bytes, "it is written"));
    const text = bytes.toString().replace(/(?<=<dxp:Data>)[^<]+/, data);
    expect(found(text).map((one) => one.code)).toContain(code);
  });

  test("an envelope that names another type than its content is reported", () => {
    const { bytes } = writeDxp({ ...HEAD, messageType: "CEB621Message" }, Buffer.from(GOOD));
    const [finding] = found(Buffer.from(present(bytes, "it is written")).toString());
    expect(finding).toMatchObject({ code: "ceb/envelope-type", found: "CEB621Message" });
  });
});
