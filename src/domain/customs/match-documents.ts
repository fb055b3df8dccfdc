/**
 * Order, payment, waybill and list of one e-commerce import, held against each other before the list
 * is sent or taken in (CEB edition 202205, customs' own rule of the matched documents).
 * Persons are compared in a comparable form handed in, and never named in a finding.
 */
import type { Finding } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import {
  DOCUMENT_NAMES,
  type DocumentMatch,
  type DocumentName,
} from "#domain/shipments/shipment.ts";
import { compareScaled, sumScaled, writeScaled } from "./amounts.ts";

/** A person's datum in a form that is equal when the person is: a keyed hash or normalised text. */
export type Comparable = string | null;

/** A line of goods of an order or a list. */
export type MatchLine = {
  readonly line: number;
  readonly hsCode: string | null;
  readonly name: string | null;
  readonly quantity: Scaled | null;
  readonly unitPrice: Scaled | null;
  readonly totalPrice: Scaled | null;
};

type Consignee = {
  readonly consigneeName: Comparable;
  readonly consigneePhone: Comparable;
  readonly consigneeAddress: Comparable;
};

export type OrderDocument = Consignee & {
  readonly platform: string | null;
  readonly orderNumber: string | null;
  readonly buyerId: Comparable;
  readonly buyerName: Comparable;
  readonly currency: string | null;
  readonly goodsValue: Scaled | null;
  readonly freight: Scaled | null;
  readonly discount: Scaled | null;
  readonly taxTotal: Scaled | null;
  readonly paid: Scaled | null;
  readonly paymentNumber: string | null;
  readonly lines: readonly MatchLine[];
};

export type PaymentDocument = {
  readonly platform: string | null;
  readonly orderNumber: string | null;
  readonly paymentNumber: string | null;
  readonly payerId: Comparable;
  readonly payerName: Comparable;
  readonly currency: string | null;
  readonly paid: Scaled | null;
};

export type WaybillDocument = Consignee & {
  readonly carrier: string | null;
  readonly waybillNumber: string | null;
  readonly orderNumber: string | null;
};

export type ListDocument = {
  readonly platform: string | null;
  readonly orderNumber: string | null;
  readonly carrier: string | null;
  readonly waybillNumber: string | null;
  readonly buyerId: Comparable;
  readonly buyerName: Comparable;
  readonly currency: string | null;
  readonly freight: Scaled | null;
  /** The payment that the list itself names; null where its order alone does. */
  readonly paymentNumber: string | null;
  readonly lines: readonly MatchLine[];
};

/** What was handed in; null where a document is not there. */
export type Documents = {
  readonly order: OrderDocument | null;
  readonly payment: PaymentDocument | null;
  readonly waybill: WaybillDocument | null;
  readonly list: ListDocument | null;
};

/** A comparison of one field; what names a person is compared and not told. */
type Pair = { readonly field: string; readonly isPersonal?: true } & (
  | { readonly left: string | null; readonly right: string | null }
  | { readonly left: Scaled | null; readonly right: Scaled | null }
);

const PAIRS = [
  "match/order-payment",
  "match/order-waybill",
  "match/order-list",
  "match/waybill-list",
] as const;
type PairCode = (typeof PAIRS)[number];

/**
 * Every difference between the documents, pair by pair and field by field: an error where both state a
 * field and differ, a warning where only one states it, `match/document-missing` for each that is not
 * there (a payment that nobody named yet is not missed), `match/paid-sum` where the order's own sum is wrong (paid = goods + freight + tax − discount).
 * Found is what the first document of the pair says, expected what the second says.
 */
export function matchDocuments(documents: Documents): readonly Finding[] {
  const { order, payment, waybill, list } = documents;
  return [
    ...missing(documents),
    ...(order === null ? [] : paidSum(order)),
    ...(order && payment ? told("match/order-payment", orderPayment(order, payment)) : []),
    ...(order && waybill ? told("match/order-waybill", orderWaybill(order, waybill)) : []),
    ...(order && list ? told("match/order-list", orderList(order, list)) : []),
    ...(waybill && list ? told("match/waybill-list", waybillList(waybill, list)) : []),
  ];
}

/** Which documents each finding is about. */
const CONCERNED: Readonly<Record<string, readonly DocumentName[]>> = {
  "match/order-payment": ["order", "payment"],
  "match/order-waybill": ["order", "waybill"],
  "match/order-list": ["order"],
  "match/waybill-list": ["waybill"],
  "match/paid-sum": ["order"],
};

/** How a list stands by these findings: what is missing comes before what differs. */
export function standingOf(findings: readonly Finding[]): DocumentMatch {
  const errors = findings.filter(({ severity }) => severity === "error");
  const missed = errors.filter(({ code }) => code === "match/document-missing");
  if (missed.length > 0) {
    const names = missed.map(({ expected }) => expected);
    return { state: "missing", documents: DOCUMENT_NAMES.filter((name) => names.includes(name)) };
  }
  const names = new Set(errors.flatMap(({ code }) => CONCERNED[code] ?? []));
  const documents = DOCUMENT_NAMES.filter((name) => names.has(name));
  return { state: documents.length > 0 ? "differs" : "matched", documents };
}

function missing(documents: Documents): readonly Finding[] {
  const { order, list } = documents;
  const isPaymentNamed = order !== null || list === null || list.paymentNumber !== null;
  const names = ["order", "payment", "waybill", "list"] as const;
  return names
    .filter((name) => documents[name] === null && (name !== "payment" || isPaymentNamed))
    .map((expected) => {
      const at = { field: expected };
      return { code: "match/document-missing", severity: "error", at, expected };
    });
}

function orderPayment(order: OrderDocument, payment: PaymentDocument): readonly Pair[] {
  return [
    { field: "platform", left: order.platform, right: payment.platform },
    { field: "orderNumber", left: order.orderNumber, right: payment.orderNumber },
    { field: "paymentNumber", left: order.paymentNumber, right: payment.paymentNumber },
    { field: "currency", left: order.currency, right: payment.currency },
    { field: "paid", left: order.paid, right: payment.paid },
    { field: "payerId", left: order.buyerId, right: payment.payerId, isPersonal: true },
    { field: "payerName", left: order.buyerName, right: payment.payerName, isPersonal: true },
  ];
}

function orderWaybill(order: OrderDocument, waybill: WaybillDocument): readonly Pair[] {
  const persons = ["consigneeName", "consigneePhone", "consigneeAddress"] as const;
  return [
    { field: "orderNumber", left: order.orderNumber, right: waybill.orderNumber },
    ...persons.map((field) => ({
      field,
      left: order[field],
      right: waybill[field],
      isPersonal: true as const,
    })),
  ];
}

function orderList(order: OrderDocument, list: ListDocument): readonly Pair[] {
  return [
    { field: "platform", left: order.platform, right: list.platform },
    { field: "orderNumber", left: order.orderNumber, right: list.orderNumber },
    { field: "currency", left: order.currency, right: list.currency },
    { field: "freight", left: order.freight, right: list.freight },
    ...(list.paymentNumber === null
      ? []
      : [{ field: "paymentNumber", left: order.paymentNumber, right: list.paymentNumber }]),
    { field: "buyerId", left: order.buyerId, right: list.buyerId, isPersonal: true },
    { field: "buyerName", left: order.buyerName, right: list.buyerName, isPersonal: true },
    { field: "lines", left: String(order.lines.length), right: String(list.lines.length) },
    ...order.lines.flatMap((line) => linePairs(line, list.lines)),
  ];
}

/** A line has its partner by number; one without a partner is told by the count of lines. */
function linePairs(line: MatchLine, others: readonly MatchLine[]): readonly Pair[] {
  const other = others.find((one) => one.line === line.line);
  if (other === undefined) return [];
  const at = (name: string): string => `lines.${line.line}.${name}`;
  return [
    { field: at("hsCode"), left: line.hsCode, right: other.hsCode },
    { field: at("name"), left: line.name, right: other.name },
    { field: at("quantity"), left: line.quantity, right: other.quantity },
    { field: at("unitPrice"), left: line.unitPrice, right: other.unitPrice },
    { field: at("totalPrice"), left: line.totalPrice, right: other.totalPrice },
  ].filter(({ field, left, right }) => {
    // An order need not say these; the price of a unit is in what all of them cost.
    if (/hsCode|name$/.test(field)) return left !== null;
    return right !== null || !field.endsWith("unitPrice") || other.totalPrice === null;
  });
}

function waybillList(waybill: WaybillDocument, list: ListDocument): readonly Pair[] {
  return [
    { field: "carrier", left: waybill.carrier, right: list.carrier },
    { field: "waybillNumber", left: waybill.waybillNumber, right: list.waybillNumber },
  ];
}

function paidSum(order: OrderDocument): readonly Finding[] {
  const { paid, goodsValue, discount } = order;
  if (paid === null || goodsValue === null) return [];
  const parts = [goodsValue, order.freight, order.taxTotal].filter((part) => part !== null);
  const less = discount === null ? [] : [{ ...discount, units: String(-BigInt(discount.units)) }];
  const sum = sumScaled([...parts, ...less]);
  if (compareScaled(paid, sum) === 0) return [];
  const found = writeScaled(paid);
  const expected = writeScaled(sum);
  return [{ code: "match/paid-sum", severity: "error", at: { field: "paid" }, found, expected }];
}

function told(code: PairCode, pairs: readonly Pair[]): readonly Finding[] {
  return pairs.flatMap((pair): readonly Finding[] => {
    if (isSame(pair)) return [];
    const severity = pair.left === null || pair.right === null ? "warning" : "error";
    const at = { field: pair.field };
    if (pair.isPersonal) return [{ code, severity, at }];
    const found = shown(pair.left);
    const expected = shown(pair.right);
    return [{ code, severity, at, found, expected }];
  });
}

function isSame({ field, left, right }: Pair): boolean {
  if (left === null || right === null) {
    // Freight that is not stated is none.
    const stated = left ?? right;
    const isNone = stated === null || (typeof stated !== "string" && /^-?0+$/.test(stated.units));
    return isNone && (stated === null || field === "freight");
  }
  if (typeof left === "string" || typeof right === "string") return left === right;
  return compareScaled(left, right) === 0;
}

function shown(value: string | Scaled | null): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : writeScaled(value);
}
