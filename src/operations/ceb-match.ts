/**
 * Holds an import list against its order, payment and waybill before it goes on to customs. Persons are
 * compared by their keyed hashes; what the rule is, the rule book's file says.
 */
import type { Finding } from "#base/result.ts";
import {
  type Documents,
  type ListDocument,
  type MatchLine,
  matchDocuments,
} from "#domain/customs/match-documents.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { CebDocument } from "#standards/ceb/values.ts";
import { scaledOf } from "./ceb-document.ts";
import type { PersonHashes, Ports, Tx } from "./ports.ts";
import type { Dialogue } from "./ports-dialogue.ts";
import type { StoredDocument } from "./ports-documents.ts";

/** Lines of an order as its facts keep them: `line.1` and so on, goods as JSON. */
export const LINE_FACT = "line.";

/** What the dialogue keeps of a list to match it by: no person in words. */
export type KeptList = {
  readonly orderNo: string;
  readonly ebpCode: string;
  readonly logisticsCode: string;
  readonly logisticsNo: string;
  readonly list: ListDocument;
};

/** A list in the form that is matched. */
export function keptList(
  ports: Ports,
  { InventoryHead: head, InventoryList: lines }: CebDocument<"CEB621">,
): KeptList {
  const { orderNo, ebpCode, logisticsCode, logisticsNo } = head;
  const buyer = ports.vault.hash({
    name: head.buyerName,
    identityNumber: head.buyerIdNumber,
  });
  const list: ListDocument = {
    platform: ebpCode,
    orderNumber: orderNo,
    carrier: logisticsCode,
    waybillNumber: logisticsNo,
    buyerId: buyer.identity,
    buyerName: buyer.name,
    currency: head.currency,
    freight: scaledOf(head.freight) ?? null,
    lines: lines.map((line, at) => ({
      line: Number(line.gnum) || at + 1,
      hsCode: line.gcode,
      name: null,
      quantity: scaledOf(line.qty) ?? null,
      unitPrice: scaledOf(line.price) ?? null,
      totalPrice: scaledOf(line.totalPrice) ?? null,
    })),
  };
  return { orderNo, ebpCode, logisticsCode, logisticsNo, list };
}

/** How a list stands against its documents. */
export type Matched = {
  /** `missing` some document, `differs` from one, or `matched`. */
  readonly verdict: "missing" | "differs" | "matched";
  readonly findings: readonly Finding[];
};

/** Matches lists against what the record keeps now; in the order given. */
export async function matchLists(tx: Tx, lists: readonly KeptList[]): Promise<readonly Matched[]> {
  const orders = await tx.documents(
    lists.map((one) => ({ kind: "order", issuer: one.ebpCode, number: one.orderNo })),
  );
  const waybills = await tx.documents(
    lists.map((one) => ({ kind: "waybill", issuer: one.logisticsCode, number: one.logisticsNo })),
  );
  const payments = await tx.documents(
    orders.flatMap(({ facts }) => {
      const { payCode: issuer = "", payTransactionId: number = "" } = facts;
      return number === "" ? [] : [{ kind: "payment" as const, issuer, number }];
    }),
  );
  const all = [...orders, ...waybills, ...payments].filter(({ withdrawn }) => !withdrawn);
  const hashes = await tx.hashesOf(all.flatMap(({ persons }) => Object.values(persons)));
  return lists.map((one) => verdictOf(matchDocuments(documentsOf(one, all, hashes))));
}

function verdictOf(findings: readonly Finding[]): Matched {
  const errors = findings.filter(({ severity }) => severity === "error");
  const isMissing = errors.some(({ code }) => code === "match/document-missing");
  const verdict = isMissing ? "missing" : errors.length > 0 ? "differs" : "matched";
  return { verdict, findings };
}

type Hashes = ReadonlyMap<Id, PersonHashes>;

function documentsOf(kept: KeptList, all: readonly StoredDocument[], hashes: Hashes): Documents {
  const find = (kind: string, issuer: string, number: string): StoredDocument | undefined =>
    all.find((one) => one.kind === kind && one.issuer === issuer && one.number === number);
  const order = find("order", kept.ebpCode, kept.orderNo);
  const payment = find(
    "payment",
    order?.facts["payCode"] ?? "",
    order?.facts["payTransactionId"] ?? "",
  );
  const waybill = find("waybill", kept.logisticsCode, kept.logisticsNo);
  return {
    order: order === undefined ? null : orderOf(order, kept, hashes),
    payment: payment === undefined ? null : paymentOf(payment, hashes),
    waybill: waybill === undefined ? null : waybillOf(waybill, hashes),
    list: kept.list,
  };
}

function orderOf(order: StoredDocument, { list }: KeptList, hashes: Hashes): Documents["order"] {
  const { facts, issuer, number } = order;
  const buyer = person(order, "buyer", hashes);
  const lines = linesOf(facts);
  const amount = (name: string): Scaled | null => scaledOf(facts[name]) ?? null;
  return {
    platform: issuer,
    orderNumber: number,
    buyerId: buyer?.identity ?? null,
    buyerName: buyer?.name ?? null,
    currency: facts["currency"] ?? null,
    goodsValue: amount("goodsValue"),
    freight: amount("freight"),
    discount: amount("discount"),
    taxTotal: amount("taxTotal"),
    paid: amount("acturalPaid"),
    paymentNumber: facts["payTransactionId"] ?? null,
    // An order kept before its lines were is matched by what is known of it.
    lines: lines.length > 0 ? lines : list.lines.map((line) => ({ ...line, name: null })),
    ...consigneeOf(order, hashes),
  };
}

function paymentOf(payment: StoredDocument, hashes: Hashes): Documents["payment"] {
  const payer = person(payment, "payer", hashes);
  return {
    platform: payment.facts["ebpCode"] ?? null,
    orderNumber: payment.facts["orderNo"] ?? null,
    paymentNumber: payment.number,
    payerId: payer?.identity ?? null,
    payerName: payer?.name ?? null,
    currency: payment.facts["currency"] ?? null,
    paid: scaledOf(payment.facts["amountPaid"]) ?? null,
  };
}

function waybillOf(waybill: StoredDocument, hashes: Hashes): Documents["waybill"] {
  return {
    carrier: waybill.issuer,
    waybillNumber: waybill.number,
    orderNumber: waybill.facts["orderNo"] ?? null,
    ...consigneeOf(waybill, hashes),
  };
}

function consigneeOf(document: StoredDocument, hashes: Hashes) {
  const consignee = person(document, "consignee", hashes);
  return {
    consigneeName: consignee?.name ?? null,
    consigneePhone: consignee?.phone ?? null,
    consigneeAddress: consignee?.address ?? null,
  };
}

function person(
  { persons }: StoredDocument,
  part: string,
  hashes: Hashes,
): PersonHashes | undefined {
  const ref = persons[part];
  return ref === undefined ? undefined : hashes.get(ref);
}

function linesOf(facts: StoredDocument["facts"]): readonly MatchLine[] {
  return Object.entries(facts).flatMap(([name, text]) => {
    if (!name.startsWith(LINE_FACT)) return [];
    const [quantity, price, totalPrice] = text.split("|");
    return [
      {
        line: Number(name.slice(LINE_FACT.length)),
        hsCode: null,
        name: null,
        quantity: scaledOf(quantity) ?? null,
        unitPrice: scaledOf(price) ?? null,
        totalPrice: scaledOf(totalPrice) ?? null,
      },
    ];
  });
}

/** The list that a row of the dialogue waits with. */
export function listIn({ facts }: Dialogue): KeptList | undefined {
  return facts["list"] === undefined ? undefined : (facts as unknown as KeptList);
}
