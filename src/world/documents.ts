/**
 * What a platform, a payment firm and a carrier state of one order of a shop, as rows of
 * `keep-documents`, and how it goes with them: a few come late, a few orders are wrong at first.
 */
import { chanceFor } from "./chance-streams.ts";
import { decimalText, eachOf } from "./files/decimal-text.ts";
import { type Declared, declaredOf } from "./files/declared.ts";
import type { Parcel } from "./parcel.ts";

/** Codes of those who send the documents of an order. */
export const SHOP = "PEONY-SHOP";
export const PAYMENT_FIRM = "LOTUS-PAY";
export const CARRIER = "SONGSHAN";

export const DOCUMENTS = ["order", "payment", "waybill"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** Shares of the orders [design]: one of the documents comes late; the platform states a wrong count. */
const LATE = 0.1;
const WRONG = 0.05;

/** Who issues a document, and the login that sends it. */
export const SENDERS: Readonly<Record<DocumentName, { issuer: string; login: string }>> = {
  order: { issuer: SHOP, login: "shop" },
  payment: { issuer: PAYMENT_FIRM, login: "payment" },
  waybill: { issuer: CARRIER, login: "forwarder" },
};

/** Whether lists of a parcel's kind have documents at all. */
export function hasDocuments({ stream, direction }: Parcel): boolean {
  return stream === "ecommerce" && direction === "import";
}

/** The document that comes late and the one that is wrong at first; the same for the same number. */
export function faultsOf(
  seed: number,
  { number }: Parcel,
): { readonly late: DocumentName | null; readonly wrong: DocumentName | null } {
  const chance = chanceFor(seed, "documents", number);
  const late = chance.happens(LATE) ? chance.pick(DOCUMENTS) : null;
  return { late, wrong: chance.happens(WRONG) ? "order" : null };
}

type Row = Readonly<Record<string, unknown>>;

/** One document as its sender states it at a time (text that sorts); a wrong order counts one too many. */
export function documentOf(
  parcel: Parcel,
  kind: DocumentName,
  { isWrong, statedAt }: { readonly isWrong: boolean; readonly statedAt: string },
): Row {
  const declared = declaredOf(parcel);
  const { content, number } = declared;
  const { orderNumber = "", paymentNumber = "" } = content;
  const named = { order: orderNumber, payment: paymentNumber, waybill: number }[kind];
  return {
    kind,
    issuer: SENDERS[kind].issuer,
    number: named,
    change: "new",
    statedAt,
    ...STATED[kind](declared, isWrong),
  };
}

type Stated = { readonly facts: Readonly<Record<string, string>>; readonly persons: Row };

const STATED: Readonly<Record<DocumentName, (declared: Declared, isWrong: boolean) => Stated>> = {
  order: orderStated,
  payment: ({ recipient, content }) => ({
    facts: {
      orderNo: content.orderNumber ?? "",
      ebpCode: SHOP,
      amountPaid: worthOf(content),
      currency: content.currency,
    },
    persons: { payer: buyerOf(recipient) },
  }),
  waybill: ({ recipient, content }) => ({
    facts: { orderNo: content.orderNumber ?? "" },
    persons: { consignee: consigneeOf(recipient) },
  }),
};

/** Delivered free and taxed by the forwarder's account: what is paid is what the goods cost. */
function orderStated({ recipient, content }: Declared, isWrong: boolean): Stated {
  const lines = content.lines.map(({ quantity, totalValue }, at) => {
    const counted = Number(quantity.units);
    const price = decimalText(eachOf(totalValue, counted));
    const stated = isWrong ? counted + 1 : counted;
    return [`line.${at + 1}`, `${stated}|${price}|${decimalText(totalValue)}`] as const;
  });
  return {
    facts: {
      goodsValue: worthOf(content),
      freight: "0",
      discount: "0",
      taxTotal: "0",
      acturalPaid: worthOf(content),
      currency: content.currency,
      payCode: PAYMENT_FIRM,
      payTransactionId: content.paymentNumber ?? "",
      ...Object.fromEntries(lines),
    },
    persons: { buyer: buyerOf(recipient), consignee: consigneeOf(recipient) },
  };
}

/** What all lines cost, as a decimal: they are in one currency. */
function worthOf({ lines }: Declared["content"]): string {
  const units = lines.reduce((sum, { totalValue }) => sum + Number(totalValue.units), 0);
  return decimalText({ units: String(units), scale: lines[0]?.totalValue.scale ?? 0 });
}

function buyerOf({ name, identityNumber }: Declared["recipient"]): Row {
  return { name, ...(identityNumber !== undefined && { identityNumber }) };
}

function consigneeOf(recipient: Declared["recipient"]): Row {
  const { name, addressLines, city, countryCode, phone } = recipient;
  return { name, addressLines, city, countryCode, ...(phone !== undefined && { phone }) };
}
