/**
 * The import lists of a shop's agent (CEB621, edition 202205): one message for up to a hundred
 * parcels. Written by the standard's own writer, which refuses what the edition does not allow.
 */
import { assert } from "#base/result.ts";
import type { CebDocument } from "#standards/ceb/values.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { CARRIER, SHOP } from "#world/documents.ts";
import type { Parcel } from "#world/parcel.ts";
import { decimalText, eachOf } from "./decimal-text.ts";
import { type DeclaredLine, declaredOf } from "./declared.ts";

/** Documents of one message at most. */
export const LISTS_OF_A_MESSAGE = 100;

/** Customs codes of countries and of the yuan (GACC code lists; facts). */
const COUNTRIES: Readonly<Record<string, string>> = {
  AU: "601",
  DE: "304",
  FR: "305",
  GB: "303",
  JP: "116",
  NL: "309",
  US: "502",
};
const YUAN = "142";
const PIECE = "011";
const KILOGRAM = "035";
const FORWARDER = { code: CARRIER, name: "Songshan Cargo" };
const PLATFORM = { code: SHOP, name: "Peony Shop" };

/** The bytes of one message; `name` makes its GUID, `day` is `YYYYMMDD`. */
export function importLists(
  parcels: readonly Parcel[],
  guidOf: (word: string) => string,
  day: string,
): Uint8Array {
  const { bytes, findings } = writeCeb({
    kind: "ceb",
    message: "CEB621",
    edition: "202205",
    guid: guidOf("message"),
    version: "1.0",
    documents: parcels.map((parcel) => listOf(parcel, guidOf, day)),
    transfer: {
      copCode: FORWARDER.code,
      copName: FORWARDER.name,
      dxpMode: "DXP",
      dxpId: "DXPENT0000000001",
    },
  });
  assert(bytes !== undefined, `the lists can be written: ${JSON.stringify(findings.slice(0, 3))}`);
  return bytes;
}

function listOf(
  parcel: Parcel,
  guidOf: (word: string) => string,
  day: string,
): CebDocument<"CEB621"> {
  const { number, sender, recipient, content } = declaredOf(parcel);
  const buyer = recipient.identityNumber ?? "";
  const country = COUNTRIES[sender.countryCode] ?? "";
  const net = content.lines.reduce((sum, { netWeightKg }) => sum + Number(netWeightKg.units), 0);
  return {
    InventoryHead: {
      guid: guidOf(number),
      appType: "1",
      appTime: `${day}081500`,
      appStatus: "2",
      orderNo: content.orderNumber ?? number,
      ebpCode: PLATFORM.code,
      ebpName: PLATFORM.name,
      ebcCode: PLATFORM.code,
      ebcName: PLATFORM.name,
      logisticsNo: number,
      logisticsCode: FORWARDER.code,
      logisticsName: FORWARDER.name,
      copNo: `COP-${number}`,
      assureCode: FORWARDER.code,
      ieFlag: "I",
      declTime: day,
      customsCode: "4600",
      portCode: "4600",
      buyerIdType: "1",
      buyerIdNumber: buyer,
      buyerName: recipient.name,
      buyerTelephone: (recipient.phone ?? "").replaceAll(" ", ""),
      consigneeAddress: `${recipient.city} ${recipient.addressLines.join(" ")}`,
      agentCode: FORWARDER.code,
      agentName: FORWARDER.name,
      tradeMode: "9610",
      trafMode: "5",
      country,
      freight: "0",
      insuredFee: "0",
      currency: YUAN,
      packNo: "1",
      grossWeight: decimalText(content.grossWeightKg),
      netWeight: decimalText({ units: String(net), scale: 3 }),
    },
    InventoryList: content.lines.map((line, at) => lineOf(line, at, country)),
  };
}

function lineOf(line: DeclaredLine, at: number, country: string) {
  return {
    gnum: String(at + 1),
    gcode: (line.hsCode ?? "").replace(".", "").padEnd(10, "0"),
    gname: line.description,
    gmodel: line.description,
    country,
    currency: YUAN,
    qty: line.quantity.units,
    unit: PIECE,
    qty1: decimalText(line.netWeightKg),
    unit1: KILOGRAM,
    price: decimalText(eachOf(line.totalValue, Number(line.quantity.units))),
    totalPrice: decimalText(line.totalValue),
  };
}
