/**
 * The declarations of the benchmark, each a function of its number, and what the rule books and risk
 * rules must make of it, worked out here by plain arithmetic: limits and rates are
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
  readonly unfit: number;
  /** Drawn on buyers' years, in fen. */
  readonly balanceMinor: number;
  /** Hits of the rules that do not pick at random. */
  readonly hits: Record<string, number>;
};

/** Of declarations 0 to `count`. */
export function expectedOf(count: number): Expected {
  const expected: Expected = {
    declared: { "postal-personal": 0, "express-b": 0, "express-c": 0, "9610": 0 },
    dutyMinor: { "postal-personal": 0, "express-b": 0, "express-c": 0, "9610": 0 },
    unfit: 0,
    balanceMinor: 0,
    hits: {},
  };
  const sums = expected as { -readonly [K in keyof Expected]: Expected[K] };
  for (let number = 0; number < count; number += 1) {
    const sale = saleOf(number);
    const at = number % 1000;
    sums.declared[sale.regime] += 1;
    if (at === OVER_LIMIT_AT) sums.unfit += 1;
    else sums.dutyMinor[sale.regime] += dutyMinorOf(sale);
    if (sale.regime === "9610") sums.balanceMinor += sale.minor;
    if (at === VAGUE_AT) count1(sums.hits, "vague-words");
    if (at === ONE_RECIPIENT_AT.at(-1)) count1(sums.hits, "repeat-recipient");
  }
  return expected;
}

function count1(hits: Record<string, number>, rule: string): void {
  hits[rule] = (hits[rule] ?? 0) + 1;
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
export function declarationsFrom(from: number, rows: number): unknown {
  return { declarations: Array.from({ length: rows }, (_, at) => declarationOf(from + at)) };
}

function declarationOf(number: number): unknown {
  const { regime, currency, minor, hsCode, description } = saleOf(number);
  return {
    number: `B-${number}`,
    stream: STREAM_OF[regime],
    direction: "import",
    regime,
    declarant: DECLARANT_OF[regime],
    pieces: [{ code: codeOf(number) }],
    sender: { name: `Shop ${number % 5_000}`, countryCode: "JP", city: "Osaka" },
    recipient: recipientOf(number),
    content: {
      natureOfTransaction: "32",
      grossWeightKg: { units: String(300 + (number % 600)), scale: 3 },
      currency,
      senderCountry: "JP",
      recipientCountry: "CN",
      ...(regime === "9610" && { orderNumber: `O${number}`, waybillNumber: `W${number}` }),
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

function recipientOf(number: number): unknown {
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
