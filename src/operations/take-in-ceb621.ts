/**
 * Takes in CEB621: the import list is lodged as the declaration of its parcel. What the record has no
 * field for goes along as it came; the buyer goes into the vault. A change amends it, a deletion
 * withdraws it, both only while nothing is decided.
 */
import type { CebDocument } from "#standards/ceb/values.ts";
import { amendDeclarations } from "./amend-declarations.ts";
import {
  changeOf,
  countryOf,
  currencyOf,
  notSubmitted,
  personOf,
  scaledOf,
  statusOf,
} from "./ceb-document.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { messageTarget } from "./message-target.ts";
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
    const row = declarationOf(document);
    const number = head.copNo === undefined ? "orderNo" : "copNo";
    const common = { rows: 1 as const, places: [{ of: head, key: number }] };
    switch (changeOf(head.appType)) {
      case "delete":
        return [
          {
            operation: withdrawDeclarations,
            field: "withdrawals",
            row: {
              number: head.copNo ?? head.orderNo,
              declarant: head.agentCode,
              partiesIfKnown: true,
              reason: head.note || "CEB621 appType 3",
            },
            ...common,
          },
        ];
      case "change":
        return [{ operation: amendDeclarations, field: "amendments", row, ...common }];
      default:
        return [{ operation: lodgeDeclarations, field: "declarations", row, ...common }];
    }
  },
});

function declarationOf({ InventoryHead: head, InventoryList: lines }: Inventory): object {
  const grossWeightKg = scaledOf(head.grossWeight);
  return {
    number: head.copNo ?? head.orderNo,
    stream: "ecommerce",
    direction: "import",
    regime: head.tradeMode,
    declarant: head.agentCode,
    carrier: head.logisticsCode,
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
