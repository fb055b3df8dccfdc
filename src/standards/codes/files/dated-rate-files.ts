/**
 * Files of dated rates: what the customs publish of currencies month by month, taxes on goods by
 * tariff code, classes of the tax on parcels. A row names its days and its source, and may say that it
 * is not verified; a file adds to what stands: rows it does not name go on. Rates are percent as
 * printed; nothing is computed here.
 */
import { formatDecimal } from "#base/decimal.ts";
import type { FindingPlace } from "#base/result.ts";
import { isCurrencyCode } from "#standards/codes/currencies.ts";
import { type CellReader, type Cells, columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DAY_SHAPE = "YYYY-MM-DD";
/** The largest rate of any tax in percent; a larger one is a slip of the pen. */
const MOST_PERCENT = 1_000;

/** Columns of every dated row. */
const DATED = {
  valid_from: ["from", "validFrom"],
  valid_to: ["to", "until", "validTo"],
  source: ["notice"],
  verified: [],
} as const;
type DatedColumn = keyof typeof DATED;

const RATE_COLUMNS = {
  currency: ["code", "currency code"],
  cny_per_unit: ["rate", "cny"],
  units: ["unit", "per"],
  ...DATED,
};
type RateColumn = keyof typeof RATE_COLUMNS;

/** Customs rates of exchange: CNY for `units` of a currency, under the currency and its first day. */
export const customsRatesFile: CodeFile = {
  list: "customs-rates",
  title: { en: "customs rates of exchange", fr: "taux de change douaniers", zh: "海关计征汇率" },
  source: "GACC, customs rates of the month, imported",
  sensitivity: 1,
  adds: true,
  open: () =>
    tableReader<RateColumn>(
      columnTable(RATE_COLUMNS, [["currency"], ["cny_per_unit"], ["valid_from"], ["source"]]),
      (cells, reader, at) => {
        const currency = shaped(cells, reader, "currency", /^[A-Z]{3}$/, "ISO 4217", at);
        if (currency !== "" && !isCurrencyCode(currency)) {
          reader.add("field/shape", { ...at, field: "currency" }, currency, "ISO 4217");
        }
        positive(cells, reader, "cny_per_unit", at);
        if (cells.units !== undefined)
          shaped(cells, reader, "units", /^10{0,6}$/, "1, 10, 100 …", at);
        const facts = factsOf(cells, ["currency", "cny_per_unit", "units"]);
        return dated(currency, { en: currency }, facts, cells, reader, at);
      },
    ),
};

const GOODS_COLUMNS = {
  hs: ["hs_code", "tariff_code", "code"],
  duty: ["duty_rate", "mfn"],
  vat: ["vat_rate"],
  consumption: ["consumption_tax", "consumption_rate"],
  consumption_per: [],
  consumption_from: [],
  name: ["description"],
  ...DATED,
};
type GoodsColumn = keyof typeof GOODS_COLUMNS;

/** Taxes on goods: percent by tariff prefix; consumption tax may be due from a price a unit on. */
export const goodsTaxFile: CodeFile = {
  list: "cn-goods-tax",
  title: { en: "taxes on goods, China", fr: "taxes sur les biens, Chine", zh: "进口货物税率" },
  source: "customs tariff and taxes, imported",
  sensitivity: 1,
  adds: true,
  open: () =>
    tableReader<GoodsColumn>(
      columnTable(GOODS_COLUMNS, [["hs"], ["duty"], ["vat"], ["valid_from"], ["source"]]),
      (cells, reader, at) => {
        const hs = shaped(cells, reader, "hs", /^\d{2,12}$/, "2 to 12 digits", at);
        percent(cells, reader, "duty", at);
        percent(cells, reader, "vat", at);
        if (cells.consumption !== undefined) percent(cells, reader, "consumption", at);
        consumptionFrom(cells, reader, at);
        const facts = factsOf(cells, [
          "hs",
          "duty",
          "vat",
          "consumption",
          "consumption_per",
          "consumption_from",
        ]);
        return dated(hs, { en: cells.name ?? hs }, facts, cells, reader, at);
      },
    ),
};

const PARCEL_COLUMNS = {
  tax_class: ["class", "code"],
  name: ["description"],
  name_zh: [],
  rate: [],
  hs: ["hs_prefixes"],
  ...DATED,
};
type ParcelColumn = keyof typeof PARCEL_COLUMNS;

/** Classes of the tax on parcels: percent; `hs` lists tariff prefixes of the class, parted by bars. */
export const parcelTaxFile: CodeFile = {
  list: "cn-parcel-tax",
  title: { en: "parcel tax, China", fr: "taxe sur les colis, Chine", zh: "进境物品进口税" },
  source: "table of taxes on inbound articles, imported",
  sensitivity: 1,
  adds: true,
  open: () =>
    tableReader<ParcelColumn>(
      columnTable(PARCEL_COLUMNS, [["tax_class"], ["name"], ["rate"], ["valid_from"], ["source"]]),
      (cells, reader, at) => {
        const code = shaped(cells, reader, "tax_class", /^[A-Za-z0-9-]{1,16}$/, "a class", at);
        const en = reader.required(cells, "name", at);
        percent(cells, reader, "rate", at);
        const prefixes = /^(\d{2,12})(\|\d{2,12})*$/;
        if (cells.hs !== undefined) shaped(cells, reader, "hs", prefixes, "digits and bars", at);
        const names = { en, ...(cells.name_zh !== undefined && { zh: cells.name_zh }) };
        return dated(code, names, factsOf(cells, ["tax_class", "rate", "hs"]), cells, reader, at);
      },
    ),
};

/** A row under its own code and its first day: the next period of a code is a row beside it. */
function dated<K extends string>(
  code: string,
  names: { readonly en: string },
  facts: Readonly<Record<string, string>>,
  cells: Cells<K | DatedColumn>,
  reader: CellReader<K | DatedColumn>,
  at: FindingPlace,
): ReturnType<Parameters<typeof tableReader>[1]> {
  const from = shaped(cells, reader, "valid_from", DAY, DAY_SHAPE, at);
  const to = cells.valid_to;
  if (to !== undefined && shaped(cells, reader, "valid_to", DAY, DAY_SHAPE, at) < from) {
    reader.add("field/shape", { ...at, field: "valid_to" }, to, `${from} or later`);
  }
  reader.required(cells, "source", at);
  const days = factsOf(cells, ["valid_from", "valid_to", "source"]);
  const isKeyed = code !== "" && from !== "";
  return {
    code: isKeyed ? `${code} ${from}` : "",
    names,
    facts: { ...facts, ...days },
    ...(isUnverified(cells, reader, at) && { verified: false }),
  };
}

/** Figures that nobody published, such as examples, say `no`. */
function isUnverified<K extends string>(
  cells: Cells<K | DatedColumn>,
  reader: CellReader<K | DatedColumn>,
  at: FindingPlace,
): boolean {
  if (cells.verified === undefined) return false;
  return shaped(cells, reader, "verified", /^(yes|no)$/, "yes, no", at) === "no";
}

function positive<K extends string>(
  cells: Cells<K>,
  reader: CellReader<K>,
  key: K,
  at: FindingPlace,
): void {
  const value = reader.requiredDecimal(cells, key, at);
  if (cells[key] !== undefined && value.units === 0) {
    reader.add("field/shape", { ...at, field: key }, cells[key], "more than 0");
  }
}

function percent<K extends string>(
  cells: Cells<K>,
  reader: CellReader<K>,
  key: K,
  at: FindingPlace,
): void {
  const value = reader.requiredDecimal(cells, key, at);
  if (value.units <= MOST_PERCENT * 10 ** value.scale) return;
  reader.add("field/shape", { ...at, field: key }, formatDecimal(value), `${MOST_PERCENT} or less`);
}

/** Both or neither: a price, and of what it is. */
function consumptionFrom(
  cells: Cells<GoodsColumn>,
  reader: CellReader<GoodsColumn>,
  at: FindingPlace,
): void {
  const { consumption_per: per, consumption_from: above } = cells;
  if (per === undefined && above === undefined) return;
  reader.required(cells, "consumption_per", at);
  reader.requiredDecimal(cells, "consumption_from", at);
  reader.oneOf(cells, "consumption_per", ["gram", "piece"], at);
}
