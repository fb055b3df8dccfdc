/**
 * Invented goods and books for tests of the rule books: facts that lack nothing, and rates of exchange
 * of one month. Writes and reads nothing.
 */
import { scaled } from "#domain/customs/amounts.ts";
import type { Books, ExchangeRate } from "#domain/customs/books.ts";
import type { GoodsFacts, GoodsLine } from "#domain/customs/goods-facts.ts";
import { BUILT_IN, booksOf } from "#domain/customs/rates/made-books.ts";

/** CNY for one unit in November 2026; invented. */
const INVENTED_RATES = { USD: "7.0912", EUR: "8.2005", JPY: "0.046713", HKD: "0.91025" };

export const SAMPLE_EXCHANGE: readonly ExchangeRate[] = Object.entries(INVENTED_RATES).map(
  ([currency, rate]) => ({
    currency,
    cnyPerUnit: scaled(rate),
    validFrom: "2026-11-01",
    validTo: "2026-11-30",
    source: "invented for tests",
    verified: false,
  }),
);

/** The built-in rows with rates of exchange of November 2026. */
export const SAMPLE_BOOKS: Books = booksOf({ ...BUILT_IN, exchange: SAMPLE_EXCHANGE });

/** A cotton shirt of 100 CNY; whatever is given replaces it. */
export function goodsLine(given: Partial<GoodsLine> = {}): GoodsLine {
  return {
    line: 1,
    description: "cotton shirt",
    hsCode: "6109100000",
    taxClass: null,
    quantity: scaled("1"),
    value: scaled("100.00"),
    currency: null,
    netWeightKg: scaled("0.200"),
    originCountry: "JP",
    ...given,
  };
}

/** A personal import by post from Japan of one shirt; whatever is given replaces it. */
export function goodsFacts(given: Partial<GoodsFacts> = {}): GoodsFacts {
  return {
    regime: "postal-personal",
    stream: "postal",
    direction: "import",
    senderCountry: "JP",
    recipientCountry: "CN",
    currency: "CNY",
    lines: [goodsLine()],
    freight: null,
    insurance: null,
    declaredOn: "2026-11-22",
    indivisible: false,
    ownUse: null,
    licence: null,
    documentsOnly: false,
    tradeKind: null,
    claims: [],
    balanceLeftMinor: null,
    documents: null,
    ...given,
  };
}
