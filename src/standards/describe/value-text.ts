/**
 * Single values in words: codes with what they mean, weights and money with their unit, times as people
 * write them, identifiers with what they say. Driven by the field's kind; knows no message.
 */
import { type Decimal, formatDecimal } from "#base/decimal.ts";
import { codeList, codeOn } from "#standards/codes/code-lists.ts";
import { nameIn } from "#standards/codes/code-row.ts";
import { timeFits } from "#standards/profiles/element-text.ts";
import type { FieldPlan } from "#standards/profiles/plan.ts";
import { meaningOf, type Profile } from "#standards/profiles/profile.ts";
import type { LocalTime, Measure } from "#standards/profiles/value-of.ts";
import { explainIdentifier } from "#standards/upu/explain.ts";
import { identify } from "#standards/upu/identify.ts";
import type { NamedScheme } from "#standards/upu/scheme-of.ts";
import { meaningWords } from "#words/fields.ts";
import { type IdentifierKey, identifierText } from "#words/identifiers.ts";
import type { Language } from "#words/language.ts";

/** Whom to tell, and the day `YYYY-MM-DD` by which codes and years are read; "" where none is known. */
export type Telling = {
  readonly language: Language;
  readonly on: string;
  /** What its partner means by codes comes before their list. */
  readonly profile?: Profile;
  /** Identifiers that were explained already: each is explained once in a message. */
  readonly explained?: Set<string>;
};

/** Units as people write them. */
const UNITS: Readonly<Record<string, string>> = { KGM: "kg", GRM: "g", TNE: "t", LBR: "lb" };

/** What is said of an identifier inside a message. */
const IDENTIFIER_PARTS: Readonly<Record<string, readonly IdentifierKey[]>> = {
  s8: [
    "part.originOffice",
    "part.destinationOffice",
    "part.mailCategory",
    "part.mailSubclass",
    "part.dispatchNumber",
    "part.yearDigit",
  ],
  s9: ["part.receptacleNumber", "part.isHighest", "part.weightGrams"],
  s10: ["part.product", "part.countryCode"],
  impc: ["part.location"],
};
const SCHEMES: Readonly<Record<string, NamedScheme>> = {
  s8: "s8",
  s9: "s9",
  s10: "s10",
  impc: "s34",
};

/** One field's value in words; "" where it holds nothing. */
export function fieldText(plan: FieldPlan, value: unknown, telling: Telling): string {
  if (value === undefined || value === null) return "";
  const { kind } = plan;
  const { language } = telling;
  if (kind === "time") return timeText(value as LocalTime);
  if (kind === "measure") return measureText(language, value as Measure);
  if (kind === "decimal") return decimalText(language, value as Measure);
  if (kind === "lines") return (value as readonly string[]).filter((one) => one !== "").join(" / ");
  const text = String(value as string | number);
  if (Object.hasOwn(SCHEMES, kind)) return identifierSaid(kind, text, telling);
  return codeText(plan, text, telling);
}

/** `4 (air)`; of another meaning for the partner `45 (= 49, lost)`; alone where its name is itself. */
function codeText({ key, field: { codes } }: FieldPlan, code: string, telling: Telling): string {
  const { profile } = telling;
  const meant =
    profile === undefined || codes === undefined ? code : meaningOf(profile, codes, code);
  const name = meaningOfCode(codes, key, meant, telling);
  if (meant !== code) return `${code} (= ${name === undefined ? meant : `${meant}, ${name}`})`;
  return name === undefined || name.split(" ").includes(code) ? code : `${code} (${name})`;
}

/** What a code means: by its list on the day, else by the words of its field. */
function meaningOfCode(
  list: string | undefined,
  field: string,
  code: string,
  { language, on }: Telling,
): string | undefined {
  if (list !== undefined && codeList(list) !== undefined) {
    const row = codeOn(list, code, on === "" ? "9999-12-31" : on);
    if (row !== undefined) return nameIn(row.names, language);
  }
  return meaningWords(language, field, code);
}

/** `12.5 kg`, in French `12,5 kg`; a currency keeps its code. */
function measureText(language: Language, measure: Measure): string {
  return `${decimalText(language, measure)} ${UNITS[measure.unit] ?? measure.unit}`.trimEnd();
}

/** A number with all its places, by the habits of the language. */
export function decimalText(language: Language, value: Decimal): string {
  const text = formatDecimal(value);
  return language === "fr" ? text.replace(".", ",") : text;
}

/** `2026-11-22 18:30`; text of an unknown format stays as it is. No zone is added. */
export function timeText({ text, format }: LocalTime): string {
  if (timeFits(text, format) !== true) return text;
  const century = /^(?:102|20[345]|303)$/.test(format) ? 4 : 2;
  if (format === "401") return `${text.slice(0, 2)}:${text.slice(2)}`;
  const [year, month, day] = [0, 0, 2].map((more, at) =>
    at === 0 ? text.slice(0, century) : text.slice(century + more, century + more + 2),
  );
  const clock = text.slice(century + 4);
  const date = `${year}-${month}-${day}`;
  if (clock === "") return date;
  const time = `${clock.slice(0, 2)}:${clock.slice(2, 4)}`;
  if (format === "204") return `${date} ${time}:${clock.slice(4, 6)}`;
  return `${date} ${time}${clock.length > 4 ? ` ${clock.slice(4)}` : ""}`;
}

function identifierSaid(kind: string, text: string, telling: Telling): string {
  const { language, on, explained } = telling;
  const as = SCHEMES[kind];
  if (as === undefined || explained?.has(text) === true) return text;
  explained?.add(text);
  const found = identify(text, on === "" ? { as } : { as, on });
  const wanted = new Set(
    (IDENTIFIER_PARTS[kind] ?? []).map((key) => identifierText(language, key)),
  );
  const said = explainIdentifier(found, language)
    .parts.filter(({ name, text: part }) => wanted.has(name) && part !== "")
    .map(({ name, text: part }) => `${name} ${part}`);
  return said.length === 0 ? text : `${text} (${said.join(", ")})`;
}
