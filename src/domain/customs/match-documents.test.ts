import { describe, expect, test } from "vitest";
import { scaled } from "./amounts.ts";
import { type Documents, type MatchLine, matchDocuments, standingOf } from "./match-documents.ts";

const LINE: MatchLine = {
  line: 1,
  hsCode: "3304990000",
  name: "skin cream",
  quantity: scaled("2"),
  unitPrice: scaled("200.00"),
  totalPrice: scaled("400.00"),
};
const CONSIGNEE = {
  consigneeName: "hash-of-name",
  consigneePhone: "hash-of-phone",
  consigneeAddress: "hash-of-address",
};
const BUYER = { buyerId: "hash-of-id", buyerName: "hash-of-name" };

/** One sale of 400 with 20 of freight and 38.64 of tax, 8.64 off: 450.00 paid. */
const WHOLE = {
  order: {
    ...CONSIGNEE,
    ...BUYER,
    platform: "EBP1",
    orderNumber: "O-1",
    currency: "CNY",
    goodsValue: scaled("400.00"),
    freight: scaled("20.00"),
    discount: scaled("8.64"),
    taxTotal: scaled("38.64"),
    paid: scaled("450"),
    paymentNumber: "P-1",
    lines: [LINE],
  },
  payment: {
    platform: "EBP1",
    orderNumber: "O-1",
    paymentNumber: "P-1",
    payerId: "hash-of-id",
    payerName: "hash-of-name",
    currency: "CNY",
    paid: scaled("450.00"),
  },
  waybill: { ...CONSIGNEE, carrier: "LOG1", waybillNumber: "W-1", orderNumber: "O-1" },
  list: {
    ...BUYER,
    platform: "EBP1",
    orderNumber: "O-1",
    carrier: "LOG1",
    waybillNumber: "W-1",
    currency: "CNY",
    freight: scaled("20"),
    paymentNumber: "P-1",
    lines: [LINE],
  },
} satisfies Documents;

const told = (documents: Documents): readonly string[] =>
  matchDocuments(documents).map(({ code, severity, at }) => `${code} ${severity} ${at.field}`);

/** Each field that two documents share: where it is changed, and the pair and field that tell. */
const CHANGES = [
  ["payment", "platform", "order-payment", "platform"],
  ["payment", "orderNumber", "order-payment", "orderNumber"],
  ["payment", "paymentNumber", "order-payment", "paymentNumber"],
  ["payment", "currency", "order-payment", "currency"],
  ["payment", "payerId", "order-payment", "payerId"],
  ["payment", "payerName", "order-payment", "payerName"],
  ["waybill", "orderNumber", "order-waybill", "orderNumber"],
  ["waybill", "consigneeName", "order-waybill", "consigneeName"],
  ["waybill", "consigneePhone", "order-waybill", "consigneePhone"],
  ["waybill", "consigneeAddress", "order-waybill", "consigneeAddress"],
  ["list", "platform", "order-list", "platform"],
  ["list", "orderNumber", "order-list", "orderNumber"],
  ["list", "currency", "order-list", "currency"],
  ["list", "buyerId", "order-list", "buyerId"],
  ["list", "buyerName", "order-list", "buyerName"],
  ["list", "carrier", "waybill-list", "carrier"],
  ["list", "waybillNumber", "waybill-list", "waybillNumber"],
] as const;

describe("golden: CEB 202205: order, payment, waybill and list held against each other", () => {
  test("documents of one sale match, whatever the decimals they are written with", () => {
    expect(told(WHOLE)).toEqual([]);
  });

  test.each(CHANGES)(
    "canary: another value of %s %s is told at %s %s",
    (document, field, pair, at) => {
      const changed = { ...WHOLE, [document]: { ...WHOLE[document], [field]: "other" } };
      expect(told(changed)).toEqual([`match/${pair} error ${at}`]);
      const silent = { ...WHOLE, [document]: { ...WHOLE[document], [field]: null } };
      expect(told(silent)).toEqual([`match/${pair} warning ${at}`]);
    },
  );

  test("an amount that differs by a fen is told, with both", () => {
    const paid = { ...WHOLE.payment, paid: scaled("450.01") };
    expect(matchDocuments({ ...WHOLE, payment: paid })).toEqual([
      {
        code: "match/order-payment",
        severity: "error",
        at: { field: "paid" },
        found: "450",
        expected: "450.01",
      },
    ]);
    const freight = { ...WHOLE.list, freight: scaled("20.01") };
    expect(told({ ...WHOLE, list: freight })).toEqual(["match/order-list error freight"]);
  });

  test("paid = goods + freight + tax − discount: 400.00 + 20.00 + 38.64 − 8.64 = 450.00", () => {
    const order = { ...WHOLE.order, discount: null };
    expect(matchDocuments({ ...WHOLE, order })).toMatchObject([
      { code: "match/paid-sum", found: "450", expected: "458.64" },
    ]);
  });

  test.each(["hsCode", "name", "quantity", "unitPrice", "totalPrice"] as const)(
    "canary: another %s of a line is told at its line",
    (field) => {
      const isText = field === "hsCode" || field === "name";
      const line = { ...LINE, [field]: isText ? "other" : scaled("3.00") };
      const list = { ...WHOLE.list, lines: [line] };
      expect(told({ ...WHOLE, list })).toEqual([`match/order-list error lines.1.${field}`]);
    },
  );

  test("a line that only one of them has is told by the number of lines", () => {
    const list = { ...WHOLE.list, lines: [LINE, { ...LINE, line: 2 }] };
    expect(told({ ...WHOLE, list })).toEqual(["match/order-list error lines"]);
  });

  test("a list that names no payment is not held against one; a payment nobody named is not missed", () => {
    const list = { ...WHOLE.list, paymentNumber: null };
    expect(told({ ...WHOLE, list })).toEqual([]);
    const other = { ...WHOLE.list, paymentNumber: "P-2" };
    expect(told({ ...WHOLE, list: other })).toEqual(["match/order-list error paymentNumber"]);
    expect(told({ ...WHOLE, list, order: null, payment: null })).toEqual([
      "match/document-missing error order",
    ]);
    expect(told({ ...WHOLE, order: null, payment: null })).toHaveLength(2);
  });

  test("freight that is not stated is none, and the price of a unit is in the total", () => {
    const line = { ...LINE, unitPrice: null };
    const list = { ...WHOLE.list, freight: null, lines: [line] };
    expect(told({ ...WHOLE, list })).toEqual(["match/order-list warning freight"]);
    const order = { ...WHOLE.order, freight: scaled("0.00"), paid: scaled("430"), lines: [LINE] };
    const payment = { ...WHOLE.payment, paid: scaled("430") };
    expect(told({ ...WHOLE, order, payment, list })).toEqual([]);
  });

  test("how a list stands: what is missing before what differs, each document named once", () => {
    const payment = { ...WHOLE.payment, paid: scaled("450.01"), currency: "EUR" };
    const standing = (documents: Documents) => standingOf(matchDocuments(documents));
    expect(standing(WHOLE)).toEqual({ state: "matched", documents: [] });
    expect(standing({ ...WHOLE, payment })).toEqual({
      state: "differs",
      documents: ["order", "payment"],
    });
    expect(standing({ ...WHOLE, payment, waybill: null })).toEqual({
      state: "missing",
      documents: ["waybill"],
    });
    const silent = { ...WHOLE, payment: { ...WHOLE.payment, payerName: null } };
    expect(standing(silent)).toEqual({ state: "matched", documents: [] });
  });

  test("a document that is not there is named, and the others are still compared", () => {
    expect(told({ ...WHOLE, payment: null })).toEqual(["match/document-missing error payment"]);
    expect(told({ order: null, payment: null, waybill: null, list: null })).toHaveLength(4);
  });

  test("law: no finding shows what names a person", () => {
    const other = "Somebody else";
    const texts = CHANGES.flatMap(([document, field]) => {
      const changed = { ...WHOLE, [document]: { ...WHOLE[document], [field]: other } };
      return /Id|Name|Phone|Address/.test(field) ? [JSON.stringify(matchDocuments(changed))] : [];
    });
    expect(texts).toHaveLength(7);
    for (const text of texts) expect(text).not.toMatch(/Somebody|hash-of/);
  });
});
