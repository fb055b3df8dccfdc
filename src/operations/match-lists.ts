/**
 * Holds e-commerce lists against their order, payment and waybill, however lists and documents came.
 * Persons are compared by keyed hashes; what the rule is, the rule book's file says. States nothing.
 */
import type { Finding } from "#base/result.ts";
import {
  type Documents,
  type ListDocument,
  type MatchLine,
  matchDocuments,
  standingOf,
} from "#domain/customs/match-documents.ts";
import { regimeOf } from "#domain/customs/regimes/index.ts";
import type { DeclarationContent, Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { Direction, DocumentMatch, DocumentName } from "#domain/shipments/shipment.ts";
import { currencyOf, scaledOf } from "./ceb-values.ts";
import { customsOfLists } from "./ceb-work.ts";
import type { DeclarationInput } from "./declaration-schema.ts";
import { lineWorth } from "./goods-facts-of.ts";
import type { PersonHashes, Tx } from "./ports.ts";
import type { HashedDocument, ListNames } from "./ports-documents.ts";

/** Lines of an order as its facts keep them: `line.1` and so on, quantity, price and total. */
export const LINE_FACT = "line.";

/** A declared list: what names its documents, and what they are held against. */
export type List = {
  readonly content: DeclarationContent;
  /** Keyed hashes of its buyer; null where it names none. */
  readonly buyer: PersonHashes | null;
  readonly declarantId: Id;
};

/** The documents of some lists, and whose lists must match. */
export type ListBook = {
  readonly byKey: ReadonlyMap<string, HashedDocument>;
  /** Of every firm that has one under the number. */
  readonly payments: ReadonlyMap<string, readonly HashedDocument[]>;
  /** Platforms that send their orders. */
  readonly platforms: ReadonlySet<string>;
  /** Declarants whose lists are answered in the dialogue of customs messages; `all` where lists go on. */
  readonly inDialogue: ReadonlySet<Id> | "all";
};

/** A list beside its documents. */
export type Held = {
  readonly documents: Documents;
  /**
   * Whether it must match: some document of it is here, its platform sends orders, or its declarant is
   * of the dialogue. Else its documents go to customs by another way, and nothing is missed here.
   */
  readonly isAsked: boolean;
  /** Documents that its declarant sent: of others it learns that they differ, and not what they say. */
  readonly own: ReadonlySet<DocumentName>;
};

/** How a list stands, and every finding as its declarant may be told it. */
export type Compared = {
  readonly isAsked: boolean;
  readonly standing: DocumentMatch;
  readonly findings: readonly Finding[];
};

/** Whether lists under this rule book are held against documents at all. */
export function matchesDocuments(regime: string, direction: Direction): boolean {
  return direction === "import" && regimeOf(regime)?.matchesDocuments === true;
}

/** Codes that name the documents of an order: the seller is the platform where none is named. */
export function documentsNamed({
  content,
  platform,
  seller,
  carrier,
}: Pick<DeclarationInput, "content" | "platform" | "seller" | "carrier">): Pick<
  DeclarationContent,
  "platformCode" | "carrierCode"
> {
  if (content.orderNumber === undefined) return {};
  const platformCode = platform ?? seller;
  return {
    ...(platformCode !== undefined && { platformCode }),
    ...(carrier !== undefined && { carrierCode: carrier }),
  };
}

/** The names of a list's documents; undefined where it names no order. */
export function namesIn(content: DeclarationContent): ListNames | undefined {
  const { orderNumber } = content;
  if (orderNumber === undefined) return undefined;
  return {
    platform: content.platformCode ?? null,
    orderNumber,
    carrier: content.carrierCode ?? null,
    waybillNumber: content.waybillNumber ?? null,
    paymentNumber: content.paymentNumber ?? null,
  };
}

/** The documents of these lists as the record keeps them now; asks nothing where there are no lists. */
export async function openLists(tx: Tx, lists: readonly ListNames[]): Promise<ListBook> {
  if (lists.length === 0) {
    return { byKey: new Map(), payments: new Map(), platforms: new Set(), inDialogue: new Set() };
  }
  const { documents, platforms } = await tx.documentsOfLists(lists);
  const partners = await tx.cebPartners();
  const declarants = partners.filter(({ settings }) => settings.side === "declarant");
  return {
    byKey: new Map(documents.map((one) => [keyOf(one.kind, one.issuer, one.number), one])),
    payments: Map.groupBy(
      documents.filter(({ kind }) => kind === "payment"),
      ({ number }) => number,
    ),
    platforms,
    inDialogue:
      customsOfLists(partners) !== undefined
        ? "all"
        : new Set(declarants.map(({ partyId }) => partyId)),
  };
}

function keyOf(kind: string, issuer: string | null, number: string | null): string {
  return `${kind}\n${issuer ?? ""}\n${number ?? ""}`;
}

/** A list beside what the book has of its documents; undefined where it names no order. */
export function heldAgainst(book: ListBook, list: List): Held | undefined {
  const names = namesIn(list.content);
  if (names === undefined) return undefined;
  const order = book.byKey.get(keyOf("order", names.platform, names.orderNumber));
  const waybill = book.byKey.get(keyOf("waybill", names.carrier, names.waybillNumber));
  const payment = paymentIn(book, names, order);
  const found = { order, payment, waybill };
  const own = Object.entries(found).flatMap(([name, document]) =>
    document?.partyId === list.declarantId ? [name as DocumentName] : [],
  );
  const stated = listOf(names, list);
  return {
    documents: {
      order: order === undefined ? null : orderOf(order, stated),
      payment: payment === undefined ? null : paymentOf(payment),
      waybill: waybill === undefined ? null : waybillOf(waybill),
      list: stated,
    },
    isAsked:
      order !== undefined ||
      payment !== undefined ||
      waybill !== undefined ||
      book.platforms.has(names.platform ?? "") ||
      book.inDialogue === "all" ||
      book.inDialogue.has(list.declarantId),
    own: new Set(own),
  };
}

/** The payment that the order names; before there is one, what the list names for this order. */
function paymentIn(
  { byKey, payments }: ListBook,
  { orderNumber, paymentNumber }: ListNames,
  order: HashedDocument | undefined,
): HashedDocument | undefined {
  if (order === undefined) {
    const all = payments.get(paymentNumber ?? "") ?? [];
    return all.find(({ facts }) => facts["orderNo"] === orderNumber);
  }
  const { payCode = "", payTransactionId = "" } = order.facts;
  return byKey.get(keyOf("payment", payCode, payTransactionId));
}

/** How a list stands against its documents, by the rule of the matched documents alone. */
export function comparedOf({ documents, isAsked, own }: Held): Compared {
  const findings = matchDocuments(documents);
  const told = findings.map((finding) => toldTo(own, finding));
  return { isAsked, standing: standingOf(findings), findings: told };
}

/** Which document said what was found, and what was expected; the list's own words are its own. */
const SAID_BY: Readonly<Record<string, readonly [DocumentName, DocumentName | null]>> = {
  "match/order-payment": ["order", "payment"],
  "match/order-waybill": ["order", "waybill"],
  "match/order-list": ["order", null],
  "match/waybill-list": ["waybill", null],
  "match/paid-sum": ["order", "order"],
};

/** A finding without what documents of others say. */
export function toldTo(own: ReadonlySet<DocumentName>, finding: Finding): Finding {
  const said = SAID_BY[finding.code];
  if (said === undefined) return finding;
  const { found, expected, ...bare } = finding;
  const [left, right] = said;
  return {
    ...bare,
    ...(own.has(left) && found !== undefined && { found }),
    ...((right === null || own.has(right)) && expected !== undefined && { expected }),
  };
}

function listOf(names: ListNames, { content, buyer }: List): ListDocument {
  return {
    ...names,
    buyerId: buyer?.identity ?? null,
    buyerName: buyer?.name ?? null,
    currency: content.currency ?? null,
    freight: content.freight ?? null,
    lines: content.lines.map((line, at) => ({
      line: at + 1,
      hsCode: line.hsCode ?? null,
      name: null,
      quantity: line.quantity ?? null,
      unitPrice: line.unitValue ?? null,
      totalPrice: line.totalValue ?? lineWorth(line),
    })),
  };
}

function orderOf(order: HashedDocument, list: ListDocument): Documents["order"] {
  const { facts, issuer, number, hashes } = order;
  const lines = linesOf(facts);
  const amount = (name: string): Scaled | null => scaledOf(facts[name]) ?? null;
  return {
    platform: issuer,
    orderNumber: number,
    buyerId: hashes["buyer"]?.identity ?? null,
    buyerName: hashes["buyer"]?.name ?? null,
    currency: moneyOf(facts),
    goodsValue: amount("goodsValue"),
    freight: amount("freight"),
    discount: amount("discount"),
    taxTotal: amount("taxTotal"),
    paid: amount("acturalPaid"),
    paymentNumber: facts["payTransactionId"] ?? null,
    // An order kept before its lines were is matched by what is known of it.
    lines: lines.length > 0 ? lines : list.lines.map((line) => ({ ...line, name: null })),
    ...consigneeOf(order),
  };
}

function paymentOf({ facts, number, hashes }: HashedDocument): Documents["payment"] {
  return {
    platform: facts["ebpCode"] ?? null,
    orderNumber: facts["orderNo"] ?? null,
    paymentNumber: number,
    payerId: hashes["payer"]?.identity ?? null,
    payerName: hashes["payer"]?.name ?? null,
    currency: moneyOf(facts),
    paid: scaledOf(facts["amountPaid"]) ?? null,
  };
}

function waybillOf(waybill: HashedDocument): Documents["waybill"] {
  return {
    carrier: waybill.issuer,
    waybillNumber: waybill.number,
    orderNumber: waybill.facts["orderNo"] ?? null,
    ...consigneeOf(waybill),
  };
}

function moneyOf({ currency }: HashedDocument["facts"]): string | null {
  return currency === undefined ? null : currencyOf(currency);
}

function consigneeOf({ hashes: { consignee } }: HashedDocument) {
  return {
    consigneeName: consignee?.name ?? null,
    consigneePhone: consignee?.phone ?? null,
    consigneeAddress: consignee?.address ?? null,
  };
}

/** Lines in the order of their numbers, as those of a list stand. */
function linesOf(facts: HashedDocument["facts"]): readonly MatchLine[] {
  return Object.entries(facts)
    .filter(([name]) => name.startsWith(LINE_FACT))
    .map(([name, text]) => ({ at: Number(name.slice(LINE_FACT.length)), text }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }, at) => {
      const [quantity, price, totalPrice] = text.split("|");
      return {
        line: at + 1,
        hsCode: null,
        name: null,
        quantity: scaledOf(quantity) ?? null,
        unitPrice: scaledOf(price) ?? null,
        totalPrice: scaledOf(totalPrice) ?? null,
      };
    });
}
