/**
 * Import taxes on goods by HS prefix as dated facts: duty for most-favoured origins, VAT, consumption
 * tax. From memory and provisional throughout; an imported tariff wins over it.
 * Specific rates, trade remedies and preferences are not carried: where they rule, the rate is null.
 */
import { scaled } from "#domain/customs/amounts.ts";
import type { GoodsTax, TaxedFrom } from "#domain/customs/books.ts";

const FROM = "2019-04-01";
const SOURCE = "Tariff and VAT of China from 2019-04-01, from memory, for trials only";

/**
 * Make-up and skin care bear consumption tax from 10 CNY a gram (People's Daily, 2025-11-14; MOF, STA
 * notice 2016-103 says "and above"); the other limit, 15 CNY a sheet, is not carried.
 */
const PER_GRAM: TaxedFrom = { per: "gram", fromMinor: 1_000n };
/** Watches bear it from 10,000 CNY a piece. */
const PER_PIECE: TaxedFrom = { per: "piece", fromMinor: 1_000_000n };

/** The longest prefix of a code wins; the empty one is every other good, its duty not known. */
export const GOODS_TAX: readonly GoodsTax[] = [
  row("", null, "0.13", "0"),
  ...["610910", "620443", "640411", "392490", "392690", "850760"].map((hs) => duty(hs, "0.06")),
  ...["420222"].map((hs) => duty(hs, "0.06")),
  ...["851713", "851830", "850440", "950300"].map((hs) => duty(hs, "0")),
  duty("711719", "0.08"),
  duty("940542", "0.05"),
  duty("210690", "0.12"),
  duty("090121", "0.15"),
  duty("300490", "0.04"),
  row("49", null, "0.09", "0"),
  row("490199", "0", "0.09", "0"),
  row("3303", null, "0.13", "0.15", PER_GRAM),
  row("3304", null, "0.13", "0.15", PER_GRAM),
  row("330499", "0.01", "0.13", "0.15", PER_GRAM),
  row("330410", "0.05", "0.13", "0.15", PER_GRAM),
  row("9101", null, "0.13", "0.2", PER_PIECE),
  row("9102", null, "0.13", "0.2", PER_PIECE),
  row("910211", "0.1", "0.13", "0.2", PER_PIECE),
  ...["2203", "2204", "2205", "2206", "2207", "2208", "24", "2710", "3606", "4011"].map(unknown),
  ...["4409", "7101", "7102", "7103", "7104", "7113", "7114", "7116"].map(unknown),
  ...["8703", "8711", "8903", "950631", "950632", "950639"].map(unknown),
];

function row(
  hsPrefix: string,
  dutyRate: string | null,
  vatRate: string,
  consumptionRate: string | null,
  consumptionFrom: TaxedFrom | null = null,
): GoodsTax {
  return {
    hsPrefix,
    dutyRate: dutyRate === null ? null : scaled(dutyRate),
    vatRate: scaled(vatRate),
    consumptionRate: consumptionRate === null ? null : scaled(consumptionRate),
    consumptionFrom,
    validFrom: FROM,
    validTo: null,
    source: SOURCE,
    verified: false,
  };
}

/** Goods without consumption tax. */
function duty(hsPrefix: string, rate: string): GoodsTax {
  return row(hsPrefix, rate, "0.13", "0");
}

/** Goods with a consumption tax that is not carried: an officer assesses them. */
function unknown(hsPrefix: string): GoodsTax {
  return row(hsPrefix, null, "0.13", null);
}
