/**
 * ISO 4217 currencies with the exponent of their minor unit, dated: our own table of facts.
 * Exchange rates are not here; unknown codes are kept where they were received.
 */

/** One dated statement about a currency; `validTo` is the last day, both days inclusive. */
export type CurrencyFact = {
  readonly code: string;
  /** Decimal digits of the minor unit: 0 for JPY, 2 for EUR, 3 for KWD. */
  readonly exponent: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly source: string;
  readonly verified: boolean;
};

const SOURCE = "ISO 4217 list one";

const TWO_DIGITS = `
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN
QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
TTD TWD TZS UAH USD UYU UZS VES WST YER ZAR ZMW
`;
const NO_DIGITS = `
BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF
`;
const THREE_DIGITS = `
BHD IQD JOD KWD LYD OMR TND
`;

/** Changes in the years mail in this centre can be of; days are provisional until imported. */
const DATED: readonly CurrencyFact[] = [
  { code: "ANG", exponent: 2, validTo: "2025-06-30", source: SOURCE, verified: false },
  { code: "BGN", exponent: 2, validTo: "2026-01-31", source: SOURCE, verified: false },
  { code: "HRK", exponent: 2, validTo: "2023-01-14", source: SOURCE, verified: false },
  { code: "SLE", exponent: 2, validFrom: "2022-04-01", source: SOURCE, verified: false },
  { code: "SLL", exponent: 2, validTo: "2024-03-31", source: SOURCE, verified: false },
  { code: "VED", exponent: 2, validFrom: "2021-10-01", source: SOURCE, verified: false },
  { code: "XCD", exponent: 2, source: SOURCE, verified: true },
  { code: "XCG", exponent: 2, validFrom: "2025-03-31", source: SOURCE, verified: false },
  { code: "ZWG", exponent: 2, validFrom: "2024-06-25", source: SOURCE, verified: false },
  { code: "ZWL", exponent: 2, validTo: "2024-08-31", source: SOURCE, verified: false },
  // ISO gives the SDR no minor unit; accounts between posts state hundredths, so do we.
  { code: "XDR", exponent: 2, source: "accounts between posts in hundredths", verified: false },
];

/** Every fact of the table; a code can stand more than once when its exponent changed. */
export const currencyFacts: readonly CurrencyFact[] = [
  ...facts(TWO_DIGITS, 2),
  ...facts(NO_DIGITS, 0),
  ...facts(THREE_DIGITS, 3),
  ...DATED,
];

const byCode: ReadonlyMap<string, readonly CurrencyFact[]> = new Map(
  currencyFacts.map(({ code }) => [code, currencyFacts.filter((fact) => fact.code === code)]),
);

/** True when the code was ever a currency of the table, whatever the day. */
export function isCurrencyCode(code: string): boolean {
  return byCode.has(code);
}

/** Digits of the minor unit on a day `YYYY-MM-DD`; undefined when the code was no currency then. */
export function exponentOf(code: string, on: string): number | undefined {
  return byCode.get(code)?.find((fact) => holdsOn(fact, on))?.exponent;
}

function holdsOn(fact: CurrencyFact, on: string): boolean {
  return (fact.validFrom ?? "") <= on && on <= (fact.validTo ?? "9999-12-31");
}

function facts(codes: string, exponent: number): CurrencyFact[] {
  return codes
    .trim()
    .split(/\s+/)
    .map((code) => ({ code, exponent, source: SOURCE, verified: true }));
}
