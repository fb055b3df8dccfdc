/**
 * CEB messages as an input format, damaged XML, and any bytes at all.
 */
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { recognise } from "#standards/messages/index.ts";
import { readBytes } from "#standards/messages/reading.ts";
import { found, GOOD, LIST, textOf } from "#test/ceb/cancel-message.ts";
import { ceb } from "./format.ts";
import { CebReader, readCeb } from "./reader.ts";

describe("CEB as an input format", () => {
  test("one row a document, with the bytes it stands in", () => {
    const bytes = Buffer.from(textOf("CEB621"));
    const { rows } = readBytes(ceb.open(), bytes);
    expect(rows.length).toBe(readCeb(bytes).documents.length);
    for (const { offset, length, value } of rows) {
      const text = bytes.subarray(offset, offset + length).toString();
      expect(text).toMatch(/^<ceb:Inventory>.*<\/ceb:Inventory>$/s);
      expect(value).toMatchObject({ kind: "ceb", message: "CEB621" });
    }
  });

  test("a document with an error gives no value, those beside it do", () => {
    const one = GOOD.slice(
      GOOD.indexOf("  <ceb:InvtCancel>"),
      GOOD.indexOf("  <ceb:BaseTransfer>"),
    );
    const bad = one.replace("<ceb:customsCode>2244", "<ceb:customsCode>1");
    const { rows } = readBytes(ceb.open(), Buffer.from(GOOD.replace(one, one + bad + one)));
    expect(rows.map(({ value }) => value !== undefined)).toEqual([true, false, true]);
  });

  test("a message cut off gives no row, all findings, and all its bytes to suspense", () => {
    const cut = Buffer.from(LIST).subarray(0, -20);
    const { rows, findings, unreadFrom } = readBytes(ceb.open(), cut);
    expect(rows).toEqual([]);
    expect(unreadFrom).toBe(0);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["ceb/length", "xml/not-well-formed"]),
    );
  });

  test("an endless message ends at its first fault or at the bound of its size", () => {
    const slice = Buffer.from(`<!--${"x".repeat(1_000_000)}-->`);
    const reader = ceb.open();
    reader.push(Buffer.from(GOOD.slice(0, GOOD.indexOf("  <ceb:InvtCancel>"))));
    let pushed = 0;
    let last = reader.push(slice);
    for (; last.unreadFrom === undefined && pushed < 100; pushed += 1) last = reader.push(slice);
    expect(last.unreadFrom).toBe(0);
    expect(last.findings.map(({ code }) => code)).toContain("ceb/too-large");
    expect(reader.push(slice)).toEqual({ rows: [], findings: [] });
    expect(reader.end()).toEqual({ rows: [], findings: [] });
  });

  test("documents past the bound are counted and not kept", () => {
    const one = "<ceb:InvtCancel></ceb:InvtCancel>";
    const [start, end] = [
      GOOD.slice(0, GOOD.indexOf("  <ceb:InvtCancel>")),
      "</ceb:CEB623Message>",
    ];
    const reading = readCeb(Buffer.from(start + one.repeat(10_050) + end));
    expect(reading.documents).toHaveLength(10_000);
    const tooLarge = reading.findings.filter(({ code }) => code === "ceb/document-too-large");
    expect(tooLarge).toMatchObject([{ expected: "10000" }]);
  });

  test("XML of another kind that is handed to this format is refused", () => {
    const { rows, findings, unreadFrom } = readBytes(ceb.open(), Buffer.from("<ITMATT/>"));
    expect(rows).toEqual([]);
    expect(unreadFrom).toBe(0);
    expect(findings.map(({ code }) => code)).toEqual(["file/unknown-format"]);
  });

  test("the family and its envelopes are recognised, other XML is not", () => {
    const name = (text: string): string | undefined => recognise(Buffer.from(text)).format?.name;
    expect(name(GOOD)).toBe("ceb");
    expect(name(`\uFEFF<!-- a <b> -->\n${GOOD.slice(GOOD.indexOf("<ceb:"))}`)).toBe("ceb");
    expect(name('<dxp:DxpMsg xmlns:dxp="http://www.chinaport.gov.cn/dxp"/>')).toBe("ceb");
    expect(name("<CEB214/>")).toBe("ceb");
    expect(name("<CEB999Message/>")).toBe("xml-unknown");
    expect(name("<ITMATT/>")).toBe("xml-unknown");
  });
});

describe("any bytes", () => {
  test("property: any bytes never throw", () => {
    const chance = chanceOf(77);
    for (let run = 0; run < 300; run += 1) {
      const length = chance.below(200);
      const noise = Buffer.from(Array.from({ length }, () => chance.below(256)));
      const starts = [
        "",
        "<CEB621Message ",
        "<DxpMsg><Data>",
        GOOD.slice(0, chance.below(GOOD.length)),
      ];
      readCeb(Buffer.concat([Buffer.from(chance.pick(starts)), noise]));
    }
    expect(readCeb(new Uint8Array(0)).head).toBeUndefined();
  });

  test("damage to a tag is found where it is", () => {
    const text = GOOD.replace("</ceb:copNo>", "</ceb:copNr>");
    const { fault } = readCeb(Buffer.from(text));
    expect(fault).toMatchObject({ code: "xml/not-well-formed", at: { line: 17 } });
    const end = Buffer.from(text).indexOf("</ceb:copNr>") + "</ceb:copNr>".length;
    expect(fault?.at.offset).toBe(end);
  });

  test("a wrong byte of UTF-8 is found where it is, also at a block's border", () => {
    for (const at of [300, 8_191, 8_192, 8_193, 20_000]) {
      const bytes = Buffer.from(GOOD.replace("wrong", "w".repeat(30_000)));
      bytes[at] = 0xff;
      expect(readCeb(bytes).fault?.at.offset, `byte ${at}`).toBe(at);
    }
  });

  test("a document type and too deep a nesting are refused at their place", () => {
    const typed = GOOD.replace("\n<ceb:", '\n<!DOCTYPE a [<!ENTITY b "c">]>\n<ceb:');
    expect(readCeb(Buffer.from(typed)).fault?.code).toBe("xml/doctype");
    const deep = GOOD.replace("<ceb:copNo>A1", `<ceb:copNo>${"<a>".repeat(40)}`);
    expect(readCeb(Buffer.from(deep)).fault?.code).toBe("xml/too-deep");
  });

  test("a name longer than a block has its place, and its path is short", () => {
    const name = "é".repeat(20_000);
    const text = GOOD.replace("<ceb:copNo>", `<ceb:${name}/><ceb:copNo>`);
    const [first, ...others] = found(text);
    expect(others).toEqual([]);
    expect(first?.code).toBe("ceb/unknown-element");
    expect(first?.at.offset).toBe(Buffer.from(text).indexOf(`<ceb:${name}`));
    expect(first?.at.path?.length).toBeLessThan(150);
  });

  test("a message with a document type is one of the family, refused at its place", () => {
    const text = GOOD.replace("\n<ceb:", '\n<!DOCTYPE a [<!ENTITY b "c">]>\n<ceb:');
    expect(recognise(Buffer.from(text)).format?.name).toBe("ceb");
    const { findings } = readBytes(ceb.open(), Buffer.from(text));
    expect(findings).toMatchObject([{ code: "xml/doctype", at: { line: 2 } }]);
    expect(findings[0]?.at.offset).toBeGreaterThan(38);
  });

  test("places are right in every encoding length, line end and block", () => {
    const filler = "é中𠀀".repeat(4_000);
    for (const lineEnd of ["\n", "\r\n", "\r"]) {
      const text = LIST.replace("wrong", filler.slice(0, 900))
        .replace("平台", filler.slice(0, 90))
        .replace("<ceb:InvtCancel>", `<!--${filler}-->\n<ceb:InvtCancel\n>`)
        .replaceAll("\n", lineEnd);
      const fault = found(text).find(({ code }) => code === "ceb/length");
      expect(fault?.at.offset).toBe(Buffer.from(text).indexOf("<ceb:invtNo>"));
      expect(fault?.at.line).toBe(20);
      const [document] = readCeb(Buffer.from(text)).documents;
      expect(document?.offset).toBe(Buffer.from(text).indexOf("<ceb:InvtCancel"));
      expect(document?.line).toBe(4);
    }
  });

  test("a reader that is never ended and one that gets nothing say nothing", () => {
    const reader = new CebReader();
    reader.push(new Uint8Array(0));
    expect(reader.end().head).toBeUndefined();
  });
});
