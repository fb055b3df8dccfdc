/**
 * The lists we carry, by name, each built when it is first asked for. One way to ask: a list, a code,
 * a day. What an imported list says of a code comes before this: see the operations.
 */
import { groupBy } from "#base/group-by.ts";
import { type CodeList, type CodeNames, type CodeRow, holdsOn } from "./code-row.ts";
import { countryRows, countryRowsBy, customsCountryRows, platformNames } from "./country-codes.ts";
import { currencyFacts } from "./currencies.ts";
import { itemEvents, NO_NUMBERS, nonDeliveryActions, nonDeliveryReasons } from "./event-codes.ts";
import { hsChapters } from "./hs-chapters.ts";
import { hsHeadings } from "./hs-headings.ts";
import {
  contentFormats,
  contentTypes,
  handlingClasses,
  mailCategories,
  mailClasses,
  mailSubclasses,
  receptacleTypes,
  transactionNatures,
} from "./mail-codes.ts";
import { mainOffices, mainOperators } from "./offices.ts";
import { customsTransportModes, transportModes, transportStates } from "./transport-codes.ts";

type Entry = Omit<CodeList, "name" | "rows"> & { readonly rows: () => readonly CodeRow[] };

const ENTRIES: Readonly<Record<string, Entry>> = {
  "mail-categories": whole(
    ["mail categories", "catégories de courrier", "邮件种类"],
    mailCategories,
  ),
  "mail-classes": whole(["mail classes", "classes de courrier", "邮件类别"], mailClasses),
  "mail-subclasses": part(
    ["mail subclasses", "sous-classes de courrier", "邮件子类"],
    mailSubclasses,
  ),
  "receptacle-types": part(
    ["receptacle types", "types de récipients", "容器类型"],
    receptacleTypes,
  ),
  "handling-classes": part(
    ["handling classes", "classes de traitement", "处理类别"],
    handlingClasses,
  ),
  "content-formats": part(["content formats", "formats du contenu", "内件规格"], contentFormats),
  "content-types": part(["kinds of content", "types de contenu", "内件类型"], contentTypes),
  "item-events": whole(["item events", "événements d'envoi", "邮件事件"], itemEvents),
  "retention-reasons": {
    ...part(["retention reasons", "motifs de rétention", "留存原因"], []),
    note: NO_NUMBERS,
  },
  "non-delivery-reasons": {
    ...part(
      ["non-delivery reasons", "motifs de non-distribution", "未妥投原因"],
      nonDeliveryReasons,
    ),
    note: NO_NUMBERS,
  },
  "non-delivery-actions": {
    ...part(
      ["actions after non-delivery", "mesures après non-distribution", "未妥投后续措施"],
      nonDeliveryActions,
    ),
    note: NO_NUMBERS,
  },
  "transaction-natures": whole(
    ["natures of transaction", "natures de la transaction", "交易性质"],
    transactionNatures,
  ),
  "transport-modes": whole(
    ["modes of transport", "modes de transport", "运输方式"],
    transportModes,
  ),
  "transport-modes-cn": part(
    [
      "modes of transport of China's customs",
      "modes de transport, douane chinoise",
      "中国海关运输方式",
    ],
    customsTransportModes,
  ),
  "transport-states": part(
    ["states of transport", "états du transport", "运输状态"],
    transportStates,
  ),
  countries: lazy(
    "whole",
    ["countries, two letters", "pays, deux lettres", "国家（两位字母）"],
    countryRows,
  ),
  "countries-alpha-3": lazy(
    "whole",
    ["countries, three letters", "pays, trois lettres", "国家（三位字母）"],
    () => countryRowsBy("alpha3"),
  ),
  "countries-numeric": lazy(
    "whole",
    ["countries, three digits", "pays, trois chiffres", "国家（三位数字）"],
    () => countryRowsBy("numeric"),
  ),
  "countries-cn": lazy(
    "part",
    ["countries of China's customs", "pays, douane chinoise", "中国海关国别"],
    customsCountryRows,
  ),
  currencies: lazy("whole", ["currencies", "monnaies", "货币"], currencyRows),
  "hs-chapters": lazy(
    "whole",
    [
      "chapters of the Harmonized System 2022",
      "chapitres du Système harmonisé 2022",
      "协调制度 2022 章",
    ],
    hsChapters,
  ),
  "hs-headings": lazy(
    "whole",
    [
      "headings of the Harmonized System 2022",
      "positions du Système harmonisé 2022",
      "协调制度 2022 品目",
    ],
    hsHeadings,
  ),
  impc: part(["offices of exchange", "bureaux d'échange", "互换局"], mainOffices),
  operators: part(["postal operators", "opérateurs postaux", "邮政运营者"], mainOperators),
};

type Title = readonly [en: string, fr: string, zh: string];

function lazy(extent: CodeList["extent"], [en, fr, zh]: Title, rows: Entry["rows"]): Entry {
  return { title: { en, fr, zh }, extent, rows };
}

function whole(title: Title, rows: readonly CodeRow[]): Entry {
  return lazy("whole", title, () => rows);
}

function part(title: Title, rows: readonly CodeRow[]): Entry {
  return lazy("part", title, () => rows);
}

function currencyRows(): readonly CodeRow[] {
  return currencyFacts.map(({ code, exponent, ...rest }) => ({
    code,
    names: currencyNames(code),
    ...rest,
    facts: { exponent: String(exponent) },
  }));
}

function currencyNames(code: string): CodeNames {
  return code === "XDR"
    ? { en: "special drawing right", fr: "droit de tirage spécial", zh: "特别提款权" }
    : platformNames(code, "currency");
}

type Built = { readonly list: CodeList; readonly byCode: ReadonlyMap<string, readonly CodeRow[]> };
const built = new Map<string, Built>();

/** The names of all lists, in their order. */
export const codeListNames: readonly string[] = Object.keys(ENTRIES);

/** A list by its name, built once. */
export function codeList(name: string): CodeList | undefined {
  return builtList(name)?.list;
}

/** The row of a code that holds on a day `YYYY-MM-DD`; codes are compared as they stand. */
export function codeOn(list: string, code: string, on: string): CodeRow | undefined {
  return codeHistory(list, code).find((row) => holdsOn(row, on));
}

/** Every row of a code, whatever the day. */
export function codeHistory(list: string, code: string): readonly CodeRow[] {
  return builtList(list)?.byCode.get(code) ?? [];
}

/** Whether a list has a code: on a day, or ever where none is given. */
export function isKnown(list: string, code: string, on?: string): boolean {
  const rows = codeHistory(list, code);
  return on === undefined ? rows.length > 0 : rows.some((row) => holdsOn(row, on));
}

function builtList(name: string): Built | undefined {
  const before = built.get(name);
  const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
  if (before !== undefined || entry === undefined) return before;
  const rows = entry.rows();
  const made = { list: { ...entry, name, rows }, byCode: groupBy(rows, (row) => row.code) };
  built.set(name, made);
  return made;
}
