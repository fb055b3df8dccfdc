/**
 * A CEB message written by hand and what is read from it, for tests. Invented people and numbers.
 */
import { chanceOf } from "#base/chance.ts";
import { type Finding, present } from "#base/result.ts";
import { CEB_CHECK_CODES } from "#standards/ceb/codes.ts";
import { type CebReading, readCeb } from "#standards/ceb/reader.ts";
import type { CebEdition, CebName } from "#standards/ceb/tables.ts";
import type { CebMessage } from "#standards/ceb/values.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { messageOf } from "./generated-messages.ts";

/** A generated message as text. */
export function textOf(name: CebName, edition: CebEdition = "202205", seed = 4): string {
  const message = messageOf(edition, name, "any", chanceOf(seed));
  return Buffer.from(present(writeCeb(plain(message)).bytes, "it is written")).toString();
}

/** With guids that are easy to place: a message as people send it. */
function plain(message: CebMessage): CebMessage {
  return { ...message, guid: "4CDE1CFD-EDED-46B1-946C-B8022E42FC94" };
}

/**
 * Every finding of a reading by the schema, the fault of the XML last: generated values fit the schema and
 * mean nothing, so what the specification says beyond it is left out.
 */
export function all({ documents, findings, fault }: CebReading): readonly Finding[] {
  const inside = documents.flatMap((one) => one.findings);
  const bySchema = inside.filter(({ code }) => !Object.hasOwn(CEB_CHECK_CODES, code));
  return [...findings, ...bySchema, ...(fault === undefined ? [] : [fault])];
}

/** What is found in a text, but for the edition taken and a missing signature. */
export function found(text: string): readonly Finding[] {
  const usual = ["ceb/edition-taken", "ceb/unsigned"];
  return all(readCeb(Buffer.from(text))).filter(({ code }) => !usual.includes(code));
}

/** A cancellation of an import list, written by hand; its list number is one character too long. */
export const LIST = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<ceb:CEB623Message guid="4CDE1CFD-EDED-46B1-946C-B8022E42FC94" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">',
  "  <ceb:InvtCancel>",
  "    <ceb:guid>4CDE1CFD-EDED-46B1-946C-B8022E42FC95</ceb:guid>",
  "    <ceb:appType>1</ceb:appType>",
  "    <ceb:appTime>20261122093000</ceb:appTime>",
  "    <ceb:appStatus>2</ceb:appStatus>",
  "    <ceb:customsCode>2244</ceb:customsCode>",
  "    <ceb:orderNo>订单-1</ceb:orderNo>",
  "    <ceb:ebpCode>1105910159</ceb:ebpCode>",
  "    <ceb:ebpName>平台</ceb:ebpName>",
  "    <ceb:ebcCode>1105910160</ceb:ebcCode>",
  "    <ceb:ebcName>Seller &amp; Co</ceb:ebcName>",
  "    <ceb:logisticsNo>LX123456785CN</ceb:logisticsNo>",
  "    <ceb:logisticsCode>1105910161</ceb:logisticsCode>",
  "    <ceb:logisticsName>Carrier</ceb:logisticsName>",
  "    <ceb:copNo>A1</ceb:copNo>",
  "    <ceb:invtNo>224420261I123456789</ceb:invtNo>",
  "    <ceb:buyerIdType>1</ceb:buyerIdType>",
  "    <ceb:buyerIdNumber>11010519491231002X</ceb:buyerIdNumber>",
  "    <ceb:buyerName>Buyer</ceb:buyerName>",
  "    <ceb:buyerTelephone>1</ceb:buyerTelephone>",
  "    <ceb:agentCode>1</ceb:agentCode>",
  "    <ceb:agentName>Agent</ceb:agentName>",
  "    <ceb:reason>wrong</ceb:reason>",
  "  </ceb:InvtCancel>",
  "  <ceb:BaseTransfer>",
  "    <ceb:copCode>1</ceb:copCode>",
  "    <ceb:copName>Sender</ceb:copName>",
  "    <ceb:dxpMode>DXP</ceb:dxpMode>",
  "    <ceb:dxpId>D1</ceb:dxpId>",
  "  </ceb:BaseTransfer>",
  "</ceb:CEB623Message>",
].join("\n");
/** The same without a fault. */
export const GOOD = LIST.replace("224420261I123456789", "22442026I123456789");
/** The path of its document. */
export const DOCUMENT = "/CEB623Message/InvtCancel[1]";
