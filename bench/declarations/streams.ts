/**
 * The declarations of the benchmark, each a function of its number, the documents of those in e-commerce,
 * and what the rule books, the matching and risk rules must make of them, worked out here by plain arithmetic: limits and rates are
 * written as numbers on purpose, so that nothing is compared with itself.
 */
import { writeS10 } from "#standards/upu/s10.ts";

export const REGIMES = ["postal-personal", "express-b", "express-c", "9610"] as const;
export type RegimeName = (typeof REGIMES)[number];

/** Rates by which a risk rule picks at random, as the example's rules have them. */
export const RANDOM_RATE: Readonly<Record<string, number>> = {
  "random-postal": 0.02,
  "random-express": 0.02,
  "random-ecommerce": 0.01,
};

/** Of each thousand, by their place in it. */
const OVER_LIMIT_AT = 7;
const VAGUE_AT = 27;
const ONE_RECIPIENT_AT: readonly number[] = [100, 120, 140, 160];
/** Of each fifty in e-commerce, by their place: what is wrong with their documents. */
const WRONG_AT: Readonly<
  Record<number, "no-payment" | "no-waybill" | "paid-less" | "other-price">
> = {
  7: "no-payment",
  17: "no-waybill",
  27: "paid-less",
  37: "other-price",
};
const PLATFORM = "PLAT-77";
const CARRIER = "LOG-12";
/** Declarations that share a buyer in e-commerce. */
const BUYERS_EACH = 5;

type Sale = {
  readonly regime: RegimeName;
  readonly currency: "CNY" | "EUR";
  /** Hundredths of the currency. */
  readonly minor: number;
  readonly hsCode: string;
  readonly description: string;
};

/** What must be on the record of some declarations. */
export type Expected = {
  readonly declared: Record<RegimeName, number>;
  /** Assessed and collected, in fen. */
  readonly dutyMinor: Record<RegimeName, number>;
  unfit: number;
  /** Drawn on buyers' years, in fen. */
  balanceMinor: number;
  /** Hits of the rules that do not pick at random. */
  readonly hits: Record<"vague-words" | "repeat-recipient", number>;
  /** Lists by how they stand against their documents. */
  readonly lists: Record<"matched" | "missing" | "differs", number>;
  documents: number;
};

/** Of declarations 0 to `count`. */
export function expectedOf(count: number): Expected {
  const expected: Expected = {
    declared: { "postal-personal": 0, "express-b": 0, "express-c": 0, "9610": 0 },
    dutyMinor: { "postal-personal": 0, "express-b": 0, "express-c": 0, "9610": 0 },
    unfit: 0,
    balanceMinor: 0,
    hits: { "vague-words": 0, "repeat-recipient": 0 },
    lists: { matched: 0, missing: 0, differs: 0 },
    documents: 0,
  };
  for (let number = 0; number < count; number += 1) {
    const sale = saleOf(number);
    const at = number % 1000;
    expected.declared[sale.regime] += 1;
    if (at === OVER_LIMIT_AT) expected.unfit += 1;
    else expected.dutyMinor[sale.regime] += dutyMinorOf(sale);
    if (sale.regime === "9610") expectList(expected, number, sale);
    if (at === VAGUE_AT) expected.hits["vague-words"] += 1;
    if (at === ONE_RECIPIENT_AT.at(-1)) expected.hits["repeat-recipient"] += 1;
  }
  return expected;
}

function expectList(expected: Expected, number: number, { minor }: Sale): void {
  const wrong = wrongOf(number);
  const isMissing = wrong === "no-payment" || wrong === "no-waybill";
  expected.balanceMinor += minor;
  expected.lists[isMissing ? "missing" : wrong === undefined ? "matched" : "differs"] += 1;
  expected.documents += isMissing ? 2 : 3;
}

/** What is wrong with the documents of a declaration in e-commerce, the last four of each twenty. */
function wrongOf(number: number): (typeof WRONG_AT)[number] | undefined {
  const place = Math.floor(number / 20) * 4 + (number % 20) - 16;
  return WRONG_AT[place % 50];
}

/** In fen: 1 EUR is 8.20 CNY in the example's rates; half a fen is rounded up. */
function dutyMinorOf({ regime, currency, minor }: Sale): number {
  const fen = currency === "EUR" ? Math.floor((minor * 82 + 5) / 10) : minor;
  if (regime === "9610") return Math.floor((fen * 91 + 500) / 1000);
  if (regime === "express-c") return Math.floor((fen * 13 + 50) / 100);
  const tax = Math.floor((fen * 20 + 50) / 100);
  return tax <= 5_000 ? 0 : tax;
}

/** Of 20: 9 postal, 5 express B, 2 express C, 4 e-commerce. */
function saleOf(number: number): Sale {
  const slot = number % 20;
  const shirts = { hsCode: "6109100000", description: "Cotton T-shirts" };
  const phone = { hsCode: "8517130000", description: "Smartphone" };
  if (slot < 9) {
    const over = number % 1000 === OVER_LIMIT_AT;
    const vague = number % 1000 === VAGUE_AT ? { description: "gift" } : {};
    const minor = over ? 150_000 : 100 * (100 + ((number * 37) % 700));
    return { regime: "postal-personal", currency: "CNY", minor, ...shirts, ...vague };
  }
  if (slot < 14) {
    const minor = 2_000 + ((number * 13) % 8_000);
    return { regime: "express-b", currency: "EUR", minor, ...shirts };
  }
  if (slot < 16) {
    const minor = 100 * (1_000 + ((number * 41) % 3_000));
    return { regime: "express-c", currency: "CNY", minor, ...phone };
  }
  return { regime: "9610", currency: "CNY", minor: 100 * (100 + ((number * 17) % 300)), ...phone };
}

const STREAM_OF: Readonly<Record<RegimeName, string>> = {
  "postal-personal": "postal",
  "express-b": "express",
  "express-c": "express",
  "9610": "ecommerce",
};
const DECLARANT_OF: Readonly<Record<RegimeName, string>> = {
  "postal-personal": "CNA",
  "express-b": "HX",
  "express-c": "HX",
  "9610": "DECL-5",
};

/** Declarations `from` to `from + rows`, as an input of `lodge-declarations`. */
export function declarationsFrom(from: number, rows: number): { readonly declarations: object[] } {
  return { declarations: Array.from({ length: rows }, (_, at) => declarationOf(from + at)) };
}

function declarationOf(number: number): object {
  const { regime, currency, minor, hsCode, description } = saleOf(number);
  return {
    number: `B-${number}`,
    stream: STREAM_OF[regime],
    direction: "import",
    regime,
    declarant: DECLARANT_OF[regime],
    ...(regime === "9610" && { platform: PLATFORM, carrier: CARRIER }),
    pieces: [{ code: codeOf(number) }],
    sender: { name: `Shop ${number % 5_000}`, countryCode: "JP", city: "Osaka" },
    recipient: recipientOf(number),
    content: {
      natureOfTransaction: "32",
      grossWeightKg: { units: String(300 + (number % 600)), scale: 3 },
      currency,
      senderCountry: "JP",
      recipientCountry: "CN",
      ...(regime === "9610" && {
        orderNumber: `O${number}`,
        paymentNumber: `T${number}`,
        waybillNumber: codeOf(number),
      }),
      lines: [
        {
          description,
          quantity: { units: "1", scale: 0 },
          unit: "011",
          totalValue: { units: String(minor), scale: 2 },
          netWeightKg: { units: "250", scale: 3 },
          originCountry: "JP",
          hsCode,
        },
      ],
    },
  };
}

/** The documents of declarations `from` to `from + rows`, as an input of `keep-documents`. */
export function documentsFrom(from: number, rows: number): { readonly documents: object[] } {
  const numbers = Array.from({ length: rows }, (_, at) => from + at);
  const sold = numbers.filter((number) => saleOf(number).regime === "9610");
  return { documents: sold.flatMap(documentsOf) };
}

function documentsOf(number: number): readonly object[] {
  const sale = saleOf(number);
  const wrong = wrongOf(number);
  const { name, phone, addressLines, identityNumber } = recipientOf(number);
  const consignee = { name, phone, addressLines };
  const tax = dutyMinorOf(sale);
  const paid = sale.minor + tax;
  const price = yuan(wrong === "other-price" ? sale.minor + 1 : sale.minor);
  const stated = { change: "new", statedAt: "20261120080000" };
  const order = {
    ...stated,
    kind: "order",
    issuer: PLATFORM,
    number: `O${number}`,
    facts: {
      goodsValue: yuan(sale.minor),
      freight: "0",
      discount: "0",
      taxTotal: yuan(tax),
      acturalPaid: yuan(paid),
      currency: "142",
      payCode: "PAY-1",
      payTransactionId: `T${number}`,
      "line.1": `1|${price}|${price}`,
    },
    persons: { buyer: { name, identityNumber }, consignee },
  };
  const payment = {
    ...stated,
    kind: "payment",
    issuer: "PAY-1",
    number: `T${number}`,
    facts: {
      orderNo: `O${number}`,
      ebpCode: PLATFORM,
      amountPaid: yuan(wrong === "paid-less" ? paid - 1 : paid),
      currency: "142",
    },
    persons: { payer: { name, identityNumber } },
  };
  const waybill = {
    ...stated,
    kind: "waybill",
    issuer: CARRIER,
    number: codeOf(number),
    facts: { orderNo: `O${number}` },
    persons: { consignee },
  };
  return [
    order,
    ...(wrong === "no-payment" ? [] : [payment]),
    ...(wrong === "no-waybill" ? [] : [waybill]),
  ];
}

/** Fen as an amount of a document. */
function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

function recipientOf(number: number) {
  const thousand = Math.floor(number / 1000);
  const shared = ONE_RECIPIENT_AT.includes(number % 1000);
  const own = shared ? `S${thousand}` : String(number);
  const phone = (shared ? 70_000_000 + thousand : number).toString().padStart(8, "0");
  const buyer = 500_100_199_000_000_000n + BigInt(Math.floor(number / (5 * BUYERS_EACH)));
  return {
    name: `Recipient ${own}`,
    addressLines: [`${own} Jiefang Road`],
    city: "Chongqing",
    postcode: "400010",
    countryCode: "CN",
    phone: `+86 139 ${phone}`,
    identityNumber: String(buyer),
  };
}

function codeOf(number: number): string {
  return writeS10(number % 2 === 0 ? "RB" : "EB", number, "JP");
}
