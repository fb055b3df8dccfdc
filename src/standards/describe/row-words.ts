/**
 * The words of rows: names of fields, our own codes by their names, codes of lists with what they mean.
 * What somebody typed freely stays as it is.
 */
import { codeOn } from "#standards/codes/code-lists.ts";
import { nameIn } from "#standards/codes/code-row.ts";
import { fieldWords } from "#words/fields.ts";
import type { Language } from "#words/language.ts";
import { isTextKey, textOr } from "#words/texts.ts";
import type { ObjectWords } from "./describe-object.ts";

/** By field, the family of texts that names its values: codes of ours, which mean nothing to a reader. */
const FAMILIES: Readonly<Record<string, string>> = {
  stream: "stream",
  direction: "direction",
  nature: "declare-nature",
  regimeCode: "regime",
  containerKind: "container-kind",
};
/** By field, the list its codes are of; the code stays, since it is on the paper too. */
const LISTS: Readonly<Record<string, string>> = {
  mailClass: "mail-classes",
  event: "item-events",
  countryCode: "countries",
  originCountry: "countries",
  originCountryCode: "countries",
  destinationCountry: "countries",
};
/** Rows seldom say of which day they are: codes are told as the lists have them last. */
const LAST_DAY = "9999-12-31";

export function rowWords(language: Language): ObjectWords {
  return {
    language,
    label: (name) => fieldWords(language, name),
    text: (name, value) => valueWords(language, name, value),
  };
}

function valueWords(language: Language, field: string, value: string): string {
  const family = Object.hasOwn(FAMILIES, field) ? FAMILIES[field] : undefined;
  if (family !== undefined) {
    const key = `${family}.${value}`;
    return isTextKey(key) ? textOr(language, key) : value;
  }
  const list = Object.hasOwn(LISTS, field) ? LISTS[field] : undefined;
  const row = list === undefined ? undefined : codeOn(list, value, LAST_DAY);
  return row === undefined ? value : `${value} (${nameIn(row.names, language)})`;
}
