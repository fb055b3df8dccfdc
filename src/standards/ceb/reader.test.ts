/**
 * What the CEB reader says of faults, each with its place, and which edition it takes.
 */
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import type { Finding } from "#base/result.ts";
import { all, DOCUMENT, found, GOOD, LIST, textOf } from "#test/ceb/cancel-message.ts";
import { messageOf } from "#test/ceb/generated-messages.ts";
import { readCeb } from "./reader.ts";
import type { CebMessage } from "./values.ts";
import { writeCeb } from "./writer.ts";

describe("findings of CEB messages have their places", () => {
  test("a message without a fault has only what the schema wants of the whole", () => {
    const reading = readCeb(Buffer.from(GOOD));
    expect(all(reading).map(({ code }) => code)).toEqual(["ceb/edition-taken", "ceb/unsigned"]);
    expect(reading.head).toMatchObject({ message: "CEB623", edition: "202205", version: "1.0" });
    expect(reading.head?.transfer).toMatchObject({ copName: "Sender", dxpMode: "DXP" });
    expect(reading.documents[0]?.value).toMatchObject({
      orderNo: "订单-1",
      ebcName: "Seller & Co",
    });
  });

  test("a text too long: row, line, byte offset, path, what was found and expected", () => {
    const offset = Buffer.from(LIST).indexOf("<ceb:invtNo>");
    expect(found(LIST)).toEqual([
      {
        code: "ceb/length",
        severity: "error",
        at: { row: 1, line: 18, offset, path: `${DOCUMENT}/invtNo` },
        found: "19 (224420261I123456789)",
        expected: "1 to 18 characters",
      },
    ]);
  });

  test.each<[string, string, string, Partial<Finding> & { readonly path: string }]>([
    [
      "a missing element",
      "    <ceb:reason>wrong</ceb:reason>\n",
      "",
      { code: "ceb/missing-element", expected: "reason", path: `${DOCUMENT}/reason` },
    ],
    [
      "an unknown element",
      "<ceb:copNo>A1</ceb:copNo>",
      "<ceb:copNumber>A1</ceb:copNumber>",
      { code: "ceb/unknown-element", found: "ceb:copNumber", path: `${DOCUMENT}/ceb:copNumber` },
    ],
    [
      "an element of another namespace",
      "<ceb:copNo>A1</ceb:copNo>",
      '<x:copNo xmlns:x="urn:x">A1</x:copNo>',
      { code: "ceb/unknown-element", found: "x:copNo", path: `${DOCUMENT}/x:copNo` },
    ],
    [
      "an element out of order",
      "    <ceb:appType>1</ceb:appType>\n    <ceb:appTime>20261122093000</ceb:appTime>",
      "    <ceb:appTime>20261122093000</ceb:appTime>\n    <ceb:appType>1</ceb:appType>",
      { code: "ceb/element-order", severity: "warning", path: `${DOCUMENT}/appTime` },
    ],
    [
      "an element twice",
      "<ceb:copNo>A1</ceb:copNo>",
      "<ceb:copNo>A1</ceb:copNo><ceb:copNo>A2</ceb:copNo>",
      { code: "ceb/repeated-element", path: `${DOCUMENT}/copNo` },
    ],
    [
      "an element inside a text",
      "<ceb:copNo>A1</ceb:copNo>",
      "<ceb:copNo>A<ceb:b>1</ceb:b></ceb:copNo>",
      { code: "ceb/element-in-text", path: `${DOCUMENT}/copNo/ceb:b` },
    ],
    [
      "text between elements",
      "<ceb:copNo>A1</ceb:copNo>",
      "<ceb:copNo>A1</ceb:copNo>;",
      { code: "ceb/stray-text", found: ";", path: DOCUMENT },
    ],
    [
      "an attribute",
      "<ceb:copNo>",
      '<ceb:copNo kind="1">',
      { code: "ceb/unknown-attribute", found: "kind", path: `${DOCUMENT}/copNo/@kind` },
    ],
    [
      "a day that no calendar has",
      "20261122093000",
      "20260230093000",
      { code: "ceb/not-a-time", severity: "warning", path: `${DOCUMENT}/appTime` },
    ],
    [
      "a root attribute missing",
      ' version="1.0" xmlns',
      " xmlns",
      { code: "ceb/missing-attribute", expected: "version", path: "/CEB623Message/@version" },
    ],
    [
      "another namespace",
      "http://www.chinaport.gov.cn/ceb",
      "http://www.chinaport.gov.cn/CEB",
      { code: "ceb/namespace", severity: "warning", path: "/CEB623Message" },
    ],
    [
      "an element missing around the documents",
      "    <ceb:copName>Sender</ceb:copName>\n",
      "",
      { code: "ceb/missing-element", path: "/CEB623Message/BaseTransfer/copName" },
    ],
  ])("%s is found at its place", (_what, from, to, { path, ...expected }) => {
    const text = GOOD.replaceAll(from, to);
    expect(text).not.toBe(GOOD);
    const findings = found(text);
    expect(findings.map(({ code }) => code)).toEqual([expected.code]);
    expect(findings[0]).toMatchObject({ ...expected, at: { path } });
    expect(findings[0]?.at.line).toBeGreaterThan(0);
    expect(findings[0]?.at.offset).toBeGreaterThan(0);
  });
});

describe("all of a CEB message is read", () => {
  test("all faults are listed, not only the first", () => {
    const text = GOOD.replace("<ceb:customsCode>2244", "<ceb:customsCode>22444")
      .replace("    <ceb:ebpName>平台</ceb:ebpName>\n", "")
      .replace("<ceb:buyerIdType>1", "<ceb:buyerIdType>11");
    expect(found(text).map(({ code }) => code)).toHaveLength(3);
  });

  test("what has no place is kept as canonical XML that stands by itself", () => {
    const text = GOOD.replace(
      "<ceb:copNo>A1</ceb:copNo>",
      "<ceb:copNumber  b='2' a='1'>A1<b/></ceb:copNumber>",
    );
    expect(readCeb(Buffer.from(text)).documents[0]?.unread).toEqual([
      {
        path: `${DOCUMENT}/ceb:copNumber`,
        xml: '<ceb:copNumber a="1" b="2">A1<b></b></ceb:copNumber>',
        line: 17,
        offset: Buffer.from(text).indexOf("<ceb:copNumber"),
      },
    ]);
  });

  test("out-of-order elements are read: the value is the same", () => {
    const swapped = GOOD.replace(
      "    <ceb:appType>1</ceb:appType>\n    <ceb:appTime>20261122093000</ceb:appTime>",
      "    <ceb:appTime>20261122093000</ceb:appTime>\n    <ceb:appType>1</ceb:appType>",
    );
    const [one, two] = [GOOD, swapped].map(
      (text) => readCeb(Buffer.from(text)).documents[0]?.value,
    );
    expect(two).toEqual(one);
  });

  test("a root without its ending and one without a prefix are read", () => {
    const short = GOOD.replaceAll("CEB623Message", "CEB623");
    expect(found(short).map(({ code }) => code)).toEqual(["ceb/root-name"]);
    const bare = GOOD.replaceAll("ceb:", "")
      .replace("xmlns:ceb", "xmlns")
      .replace("xmlns:", "xmlns=");
    expect(found(bare.replace(/xmlns=+/g, "xmlns=")).map(({ code }) => code)).toEqual([]);
  });

  test("more documents than the schema allows are all read and reported", () => {
    const one = GOOD.slice(
      GOOD.indexOf("  <ceb:InvtCancel>"),
      GOOD.indexOf("  <ceb:BaseTransfer>"),
    );
    const reading = readCeb(Buffer.from(GOOD.replace(one, one.repeat(101))));
    expect(reading.documents).toHaveLength(101);
    expect(reading.findings.map(({ code, found: count }) => [code, count])).toContainEqual([
      "ceb/too-many",
      "101",
    ]);
  });
});

describe("editions", () => {
  test("a length that only the older edition allows tells it", () => {
    const text = textOf("CEB603", "2018-113").replace(
      /(<ceb:InventoryHead>.*?<ceb:logisticsNo>)[^<]*/s,
      `$1${"L".repeat(80)}`,
    );
    expect(readCeb(Buffer.from(text)).head?.edition).toBe("2018-113");
  });

  test("where both fit, the newer is taken and it is said", () => {
    const reading = readCeb(Buffer.from(textOf("CEB311")));
    expect(reading.findings).toMatchObject([{ code: "ceb/edition-taken", found: "202205" }]);
  });

  test("a message that only the newer edition has tells it by itself", () => {
    expect(all(readCeb(Buffer.from(textOf("CEB213"))))).toEqual([]);
  });

  test("an edition without the message cannot be written", () => {
    const message = { ...messageOf("202205", "CEB213", "least", chanceOf(1)), edition: "2018-113" };
    const { bytes, findings } = writeCeb(message as CebMessage);
    expect(bytes).toBeUndefined();
    expect(findings.map(({ code }) => code)).toEqual(["ceb/not-in-edition"]);
  });
});
