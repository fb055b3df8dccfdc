/**
 * Takes in CEB621: the import list is lodged as the declaration of its parcel. What the record has no
 * field for goes along as it came; the buyer goes into the vault. A change amends it, a deletion
 * withdraws it, both only while nothing is decided.
 */
import type { CebDocument } from "#standards/ceb/values.ts";
import { amendDeclarations } from "./amend-declarations.ts";
import { changeOf, notSubmitted, personOf, statusOf } from "./ceb-document.ts";
import { countryOf, currencyOf, scaledOf } from "./ceb-values.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { type JoinedCall, messageTarget } from "./message-target.ts";
import { filled } from "./told.ts";
import { withdrawDeclarations } from "./withdraw-declarations.ts";

type Inventory = CebDocument<"CEB621">;
type Line = Inventory["InventoryList"][number];

export const takeInCeb621 = messageTarget<Inventory>({
  message: "CEB621",
  calls: (document) => {
    const { InventoryHead: head } = document;
    const refusal = notSubmitted(head);
    if (refusal !== undefined) return [{ refusal, rows: 1, places: [statusOf(head, refusal)] }];
    const places = [{ of: head, key: head.copNo ? "copNo" : "orderNo" }];
    return [{ ...verbOf(document), rows: 1, places }];
  },
});

/** A new list is lodged, a change amends it, a deletion withdraws it. */
function verbOf(document: Inventory): Pick<JoinedCall, "operation" | "field" | "row"> {
  const { InventoryHead: head } = document;
  const change = changeOf(head.appType);
  if (change === "delete") {
    const { agentCode: declarant } = head;
    const named = { number: numberOf(document), declarant, partiesIfKnown: true };
    const row = { ...named, reason: DELETED };
    return { operation: withdrawDeclarations, field: "withdrawals", row };
  }
  const row = declarationOf(document);
  return change === "change"
    ? { operation: amendDeclarations, field: "amendments", row }
    : { operation: lodgeDeclarations, field: "declarations", row };
}

/** Why a deleted list is withdrawn; what its sender writes freely may name a person. */
const DELETED = "CEB621 appType 3";

function numberOf({ InventoryHead: head }: Inventory): string {
  return head.copNo || head.orderNo;
}

function declarationOf(document: Inventory): object {
  const { InventoryHead: head, InventoryList: given } = document;
  // By their numbers, as those of the order are: line by line they are one to one.
  const lines = given.toSorted((one, other) => Number(one.gnum) - Number(other.gnum));
  const grossWeightKg = scaledOf(head.grossWeight);
  return {
    number: numberOf(document),
    stream: "ecommerce",
    direction: "import",
    regime: head.tradeMode,
    declarant: head.agentCode,
    carrier: head.logisticsCode,
    platform: head.ebpCode,
    seller: head.ebcCode,
    partiesIfKnown: true,
    pieces: [filled({ code: head.logisticsNo, grossWeightKg })],
    recipient: {
      ...personOf({
        name: head.buyerName,
        phone: head.buyerTelephone,
        address: head.consigneeAddress,
        identityNumber: head.buyerIdNumber,
      }),
      countryCode: "CN",
    },
    content: filled({
      grossWeightKg,
      currency: currencyOf(head.currency),
      senderCountry: countryOf(head.country),
      recipientCountry: "CN",
      orderNumber: head.orderNo,
      waybillNumber: head.logisticsNo,
      freight: scaledOf(head.freight),
      insurance: scaledOf(head.insuredFee),
      licenceNumber: head.licenseNo,
      lines: lines.map(lineOf),
      extra: extraOf(head, lines),
    }),
  };
}

function lineOf(line: Line): object {
  return filled({
    description: line.gname,
    quantity: scaledOf(line.qty),
    unit: line.unit,
    unitValue: scaledOf(line.price),
    totalValue: scaledOf(line.totalPrice),
    originCountry: countryOf(line.country),
    hsCode: line.gcode,
  });
}

/** Fields of the head that have a place of their own in the declaration, or name a person. */
const PLACED = new Set([
  "guid",
  "appType",
  "appStatus",
  "copNo",
  "orderNo",
  "logisticsNo",
  "buyerName",
  "buyerIdNumber",
  "buyerTelephone",
  "consigneeAddress",
  "grossWeight",
  "freight",
  "insuredFee",
  "licenseNo",
]);
/** The same of a line. */
const PLACED_IN_LINE = new Set(["gname", "qty", "price", "totalPrice", "gcode"]);

function extraOf(head: Inventory["InventoryHead"], lines: readonly Line[]): object {
  const rest = (fields: object, placed: ReadonlySet<string>): object =>
    Object.fromEntries(
      Object.entries(fields).filter(([name, text]) => !placed.has(name) && text !== ""),
    );
  return { ceb: rest(head, PLACED), lines: lines.map((line) => rest(line, PLACED_IN_LINE)) };
}
