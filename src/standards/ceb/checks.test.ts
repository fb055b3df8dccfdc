/**
 * What the specification of the CEB family says beyond the schema: each check finds its fault at its
 * place, and a document without a fault has none.
 */
import { describe, expect, test } from "vitest";
import { chanceOf } from "#base/chance.ts";
import { type Finding, present } from "#base/result.ts";
import { messageOf } from "#test/ceb/generated-messages.ts";
import { CEB_CHECK_CODES } from "./codes.ts";
import { readCeb } from "./reader.ts";
import { mayCarry } from "./status-codes.ts";
import { type CebName, cebNames } from "./tables.ts";
import type { CebMessage } from "./values.ts";
import { writeCeb } from "./writer.ts";

type Fields = Readonly<Record<string, string>>;

/** Sound values for elements that generated messages fill by chance. */
const SOUND: Fields = {
  appType: "1",
  appStatus: "2",
  appTime: "20261122093000",
  declTime: "20261122",
  country: "502",
  tradeCountry: "502",
  buyerIdType: "1",
  packNo: "1",
  ieFlag: "I",
  logisticsStatus: "S",
  preNo: "B20261122000000001",
  invtNo: "22442026I123456789",
  goodsValue: "149.99",
  freight: "10",
  taxTotal: "3.5",
  discount: "5.00",
  acturalPaid: "158.49",
  grossWeight: "1.20",
  netWeight: "1.2",
  returnStatus: "800",
  status: "1",
  msgCount: "1",
  msgSeqNo: "1",
  customsTax: "0",
  valueAddedTax: "7",
  consumptionTax: "0",
};
/** The second one's price was rounded when it was written. */
const LINES: readonly Fields[] = [
  { gnum: "1", qty: "2", price: "25", totalPrice: "50.00", logisticsNo: "LX1" },
  { gnum: "2", qty: "3", price: "33.33", totalPrice: "99.99", logisticsNo: "LX2" },
].map((one) => ({ ...SOUND, ...one, valueAddedTax: "3.5" }));

/** A message of one document with sound values, some changed: `field`, of a line `2.field`. */
function text(name: CebName, change: Fields): string {
  const message = messageOf("202205", name, "most", chanceOf(6));
  const one = { ...message, documents: message.documents.slice(0, 1) } as CebMessage;
  const raw = Buffer.from(present(writeCeb(one).bytes, "it is written")).toString();
  const [first, kind] = /<ceb:(\w+List\w*)>.*?<\/ceb:\1>/s.exec(raw) ?? [];
  const head = filled(raw, { ...SOUND, ...(name === "CEB603" ? { ieFlag: "E" } : {}), ...change });
  if (first === undefined) return head;
  const lines = LINES.map((line, at) => filled(first, { ...line, ...ofLine(change, at + 1) }));
  const all = new RegExp(`<ceb:${kind}>.*</ceb:${kind}>`, "s");
  return head.replace(all, () => lines.join(""));
}

function filled(xml: string, values: Fields): string {
  return xml.replace(/<ceb:(\w+)>[^<]*<\/ceb:\1>/g, (whole, name: string) =>
    values[name] === undefined ? whole : `<ceb:${name}>${values[name]}</ceb:${name}>`,
  );
}

function ofLine(change: Fields, line: number): Fields {
  const own = Object.entries(change).filter(([key]) => key.startsWith(`${line}.`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(2), value]));
}

function checked(xml: string): readonly Finding[] {
  const [document] = readCeb(Buffer.from(xml)).documents;
  return present(document, "a document is read").findings.filter(({ code }) =>
    Object.hasOwn(CEB_CHECK_CODES, code),
  );
}

describe("CEB: what the specification says beyond the schema", () => {
  test.each(cebNames("202205"))("a sound %s has no fault", (name) => {
    const known = mayCarry(name, "800") ? "800" : "399";
    expect(checked(text(name, { returnStatus: known }))).toEqual([]);
  });

  test.each<[CebName, string, Fields, Partial<Finding>]>([
    ["CEB311", "acturalPaid", { acturalPaid: "158.50" }, { code: "ceb/sum", expected: "158.49" }],
    [
      "CEB311",
      "goodsValue",
      { goodsValue: "150", acturalPaid: "158.5" },
      { code: "ceb/sum", found: "150", expected: "149.99" },
    ],
    ["CEB816", "valueAddedTax", { valueAddedTax: "6.99" }, { code: "ceb/sum", expected: "7" }],
    [
      "CEB621",
      "2.totalPrice",
      { "2.totalPrice": "100.03" },
      { code: "ceb/line-price", expected: "99.99" },
    ],
    ["CEB711", "2.gnum", { "2.gnum": "3" }, { code: "ceb/line-number", expected: "2" }],
    ["CEB621", "1.gnum", { "1.gnum": "0", "2.gnum": "1" }, { code: "ceb/line-number" }],
    [
      "CEB711",
      "2.logisticsNo",
      { "2.logisticsNo": "LX1" },
      { code: "ceb/repeated-number", expected: "1" },
    ],
    ["CEB621", "packNo", { packNo: "2" }, { code: "ceb/not-in-list", expected: "1" }],
    ["CEB511", "packNo", { packNo: "2" }, { code: "ceb/not-in-list" }],
    ["CEB711", "ieFlag", { ieFlag: "E" }, { code: "ceb/not-in-list", expected: "I" }],
    ["CEB311", "appType", { appType: "4" }, { code: "ceb/not-in-list", expected: "1, 2, 3" }],
    ["CEB818", "status", { status: "4" }, { code: "ceb/not-in-list" }],
    ["CEB507", "msgSeqNo", { msgSeqNo: "2" }, { code: "ceb/not-in-list", expected: "1 to 1" }],
    ["CEB621", "preNo", { preNo: "B20261322000000001" }, { code: "ceb/number-shape" }],
    ["CEB623", "invtNo", { invtNo: "22442026X123456789" }, { code: "ceb/number-shape" }],
    ["CEB712", "returnStatus", { returnStatus: "800" }, { code: "ceb/return-status" }],
    ["CEB622", "returnStatus", { returnStatus: "801" }, { code: "ceb/return-status" }],
    ["CEB621", "2.country", { "2.country": "000" }, { code: "ceb/unknown-country", found: "000" }],
    ["CEB621", "netWeight", { netWeight: "1.20001" }, { code: "ceb/net-weight" }],
  ])("%s: a fault in %s is found there", (name, field, change, expected) => {
    const xml = text(name, change);
    const [first, ...others] = checked(xml).filter(({ code }) => code === expected.code);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ severity: "warning", ...expected });
    const [line, element = line] = field.split(".");
    const last = new RegExp(field.includes(".") ? `List\\[${line}\\]/${element}$` : `/${element}$`);
    expect(first?.at.path).toMatch(last);
    expect(Buffer.from(xml).subarray(first?.at.offset).toString()).toMatch(
      new RegExp(`^<ceb:${element}>`),
    );
  });

  test("errors below zero may stand in every answer", () => {
    expect(checked(text("CEB712", { returnStatus: "-800005" }))).toEqual([]);
  });

  test("lines of a later part of a split message go on counting", () => {
    const change = { msgCount: "3", msgSeqNo: "2", "1.gnum": "501", "2.gnum": "502" };
    expect(checked(text("CEB507", change))).toEqual([]);
  });

  test("what is no number is said once, by its form", () => {
    expect(checked(text("CEB311", { acturalPaid: "1e2" }))).toEqual([]);
  });
});
