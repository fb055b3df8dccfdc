/**
 * An identifier in words: what it is, and each of its parts with its meaning, in three languages.
 * It only words what `identify` found; it judges nothing.
 */
import { type CodeRow, nameIn } from "#standards/codes/code-row.ts";
import { regionName } from "#standards/codes/country-codes.ts";
import { mailCategories, mailClasses, mailSubclasses } from "#standards/codes/mail-codes.ts";
import { type IdentifierKey, identifierText, isIdentifierKey } from "#words/identifiers.ts";
import type { Language } from "#words/language.ts";
import type { Identification } from "./identify.ts";
import type { Parts } from "./judge-scheme.ts";
import { s10Indicator } from "./s10-indicators.ts";

/** An identifier in words; `parts` has a line for each part that means something to people. */
export type Explanation = {
  /** What it is and whether it is right, as one sentence. */
  readonly sentence: string;
  readonly parts: readonly { readonly name: string; readonly text: string }[];
};

/** Words an identification. */
export function explainIdentifier(identification: Identification, language: Language): Explanation {
  const { input, parts } = identification;
  const scheme = parts["internal"] === true ? "internal" : identification.scheme;
  const facts = {
    printed: parts["printed"] ?? input,
    scheme: identifierText(language, `scheme.${scheme}`),
  };
  const lines = Object.entries(parts).flatMap(([name, value]) => {
    const key = `part.${name}`;
    if (!isIdentifierKey(key)) return [];
    const text = new PartWords(language, parts).textOf(name, value);
    return [{ name: identifierText(language, key), text }];
  });
  return { sentence: identifierText(language, verdictKey(identification), facts), parts: lines };
}

function verdictKey({ scheme, valid, severity, parts }: Identification): IdentifierKey {
  if (severity === "error") return "verdict.error";
  if (scheme === "other" && parts["internal"] !== true) return "verdict.other";
  if (!valid) return "verdict.warning";
  return severity === "none" ? "verdict.right" : "verdict.doubt";
}

/** Meanings of the parts of one identifier. */
class PartWords {
  readonly #language: Language;
  readonly #parts: Parts;

  constructor(language: Language, parts: Parts) {
    this.#language = language;
    this.#parts = parts;
  }

  textOf(name: string, value: Parts[string]): string {
    const { [name]: meaning } = this.#meanings;
    if (meaning !== undefined) return meaning(String(value));
    if (value === null) return identifierText(this.#language, "value.not-stated");
    if (typeof value !== "boolean") return String(value);
    return identifierText(this.#language, value ? "value.yes" : "value.no");
  }

  readonly #meanings: Readonly<Record<string, (value: string) => string>> = {
    product: () => {
      const row = s10Indicator(String(this.#parts["serviceIndicator"]))?.row;
      return row === undefined ? "" : nameIn(row.names, this.#language);
    },
    checkDigit: (found) => {
      const expected = String(this.#parts["expectedCheckDigit"]);
      const key = found === expected ? "value.right" : "value.expected";
      return identifierText(this.#language, key, { found, expected });
    },
    countryCode: (code) => this.#withName(code, regionName(code, this.#language)),
    originOffice: (office) =>
      this.#withName(office, regionName(office.slice(0, 2), this.#language)),
    destinationOffice: (office) =>
      this.#withName(office, regionName(office.slice(0, 2), this.#language)),
    mailCategory: (code) => this.#ofList(mailCategories, code),
    mailClass: (code) => this.#ofList(mailClasses, code),
    mailSubclass: (code) => this.#ofList(mailSubclasses, code),
    yearDigit: (digit) => {
      const { year } = this.#parts;
      return year === undefined
        ? digit
        : identifierText(this.#language, "value.year", { digit, year: String(year) });
    },
    weightGrams: (grams) => {
      return `${kilogramsOf(this.#language).format(Number(grams) / 1_000)} kg`;
    },
  };

  #ofList(list: readonly CodeRow[], code: string): string {
    const row = list.find((one) => one.code === code);
    return this.#withName(code, row === undefined ? undefined : nameIn(row.names, this.#language));
  }

  #withName(code: string, name: string | undefined): string {
    return name === undefined ? code : `${code} (${name})`;
  }
}

/** Made once a language: making them takes longer than all the rest. */
const formats = new Map<Language, Intl.NumberFormat>();

function kilogramsOf(language: Language): Intl.NumberFormat {
  const kept = formats.get(language);
  if (kept !== undefined) return kept;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: 1 });
  formats.set(language, made);
  return made;
}
