/**
 * What is wrong with a declaration while it is filled in, each fault beside its field: the shapes of
 * numbers and codes, what CN 23 wants, and what does not add up. Which goods a rule book lets in is
 * the centre's to judge, not decided here.
 */
import { compareDecimals, formatDecimal, sumDecimals } from "#base/decimal.ts";
import type { Finding, Severity } from "#base/result.ts";
import { classify } from "#standards/upu/identifiers.ts";
import { DECIMALS, type Draft, fieldOf, MONEY, MONEY_DECIMALS, numberOf } from "./declare.model.ts";

/** Longest texts that `lodge-declarations` takes. */
const LONGEST: Readonly<Record<string, number>> = { description: 500, comments: 500, address: 200 };
const LONGEST_OTHER = 64;

/** One fault beside its field; `field` is the path of the input, such as `content.lines.0.hsCode`. */
export type Fault = {
  readonly field: string;
  readonly code: string;
  readonly severity: Severity;
  readonly found?: string;
  readonly expected?: string;
};

/** Everything that is wrong with a draft, field by field; errors keep it from being sent. */
export function faultsOf(draft: Draft): readonly Fault[] {
  return [
    ...pieceFaults(draft),
    ...lineFaults(draft),
    ...numberFaults(draft),
    ...shapeFaults(draft),
    ...neededFaults(draft),
    ...weightFaults(draft),
    ...longFaults(draft),
  ];
}

function error(field: string, code: string, found?: string, expected?: string): Fault {
  return {
    field,
    code,
    severity: "error",
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
  };
}

function pieceFaults({ pieces, stream }: Draft): readonly Fault[] {
  const seen = new Set<string>();
  return pieces.flatMap(({ code }, at) => {
    const field = `pieces.${at}.code`;
    if (code.trim() === "") return [error(field, "declare/needed")];
    const { normalised, scheme, findings } = classify(code);
    const faults: Fault[] = findings.map((one) => ({ ...one, field }));
    if (seen.has(normalised)) faults.push(error(field, "declaration/piece-declared-twice", code));
    seen.add(normalised);
    if (stream === "postal" && scheme !== "s10") {
      faults.push({ field, code: "declare/no-postal-number", severity: "warning", found: code });
    }
    return faults;
  });
}

function lineFaults({ lines }: Draft): readonly Fault[] {
  return lines.flatMap((line, at) => {
    const field = (name: string): string => `content.lines.${at}.${name}`;
    const faults: Fault[] = [];
    if (line.description.trim() === "") faults.push(error(field("description"), "declare/needed"));
    const hs = line.hsCode.replace(/[.\s]/g, "");
    if (hs !== "" && !/^\d{4,14}$/.test(hs)) {
      faults.push(error(field("hsCode"), "code/hs-shape", line.hsCode));
    }
    const origin = line.originCountry.trim();
    if (origin !== "") faults.push(...countryFaults(field("originCountry"), origin));
    return faults;
  });
}

const COUNTRY = /^[A-Z]{2}$/i;

function countryFaults(field: string, text: string): readonly Fault[] {
  return COUNTRY.test(text) ? [] : [error(field, "declare/country-shape", text)];
}

function numberFields(draft: Draft): readonly (readonly [string, string, number])[] {
  const all: [string, string, number][] = [];
  const take = (path: string, texts: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(texts)) {
      const decimals = MONEY.some((one) => one === name) ? MONEY_DECIMALS : DECIMALS[name];
      if (decimals !== undefined && text.trim() !== "")
        all.push([`${path}.${name}`, text, decimals]);
    }
  };
  take("content", draft.content);
  draft.lines.forEach((line, at) => take(`content.lines.${at}`, line));
  draft.pieces.forEach((piece, at) => take(`pieces.${at}`, piece));
  return all;
}

function numberFaults(draft: Draft): readonly Fault[] {
  return numberFields(draft).flatMap(([field, text, decimals]) => {
    const value = numberOf(text);
    if (value === undefined || value.units < 0) return [error(field, "declare/number", text)];
    return value.scale > decimals ? [error(field, "declare/decimals", text, String(decimals))] : [];
  });
}

function shapeFaults({ content, sender, recipient }: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const currency = content.currency.trim();
  if (currency !== "" && !/^[A-Z]{3}$/i.test(currency)) {
    faults.push(error("content.currency", "declare/currency-shape", currency));
  }
  for (const [who, { countryCode }] of Object.entries({ sender, recipient })) {
    const text = countryCode.trim();
    if (text !== "") faults.push(...countryFaults(`${who}.countryCode`, text));
  }
  return faults;
}

/** What CN 23 wants filled in: by post it must be there, elsewhere its lack is told. */
const NEEDED_OF_PERSON = ["name", "address", "city", "postcode", "countryCode"] as const;
const NEEDED_OF_CONTENT = [
  "mailClass",
  "natureOfTransaction",
  "grossWeightKg",
  "currency",
] as const;
const NEEDED_OF_LINE = ["quantity", "unitValue", "netWeightKg", "originCountry"] as const;

function neededFaults(draft: Draft): readonly Fault[] {
  const severity: Severity = draft.stream === "postal" ? "error" : "warning";
  const missing = (path: string, texts: object, names: readonly string[]): Fault[] =>
    names
      .filter((name) => fieldOf(texts, name).trim() === "" && !isPostcodeOfHongKong(texts, name))
      .map((name) => ({ field: `${path}.${name}`, code: "declare/needed", severity }));
  const ofContent = NEEDED_OF_CONTENT.filter(
    (name) => draft.stream === "postal" || name !== "mailClass",
  );
  return [
    ...missing("content", draft.content, ofContent),
    ...missing("sender", draft.sender, NEEDED_OF_PERSON),
    ...missing("recipient", draft.recipient, NEEDED_OF_PERSON),
    ...draft.lines.flatMap((line, at) => missing(`content.lines.${at}`, line, NEEDED_OF_LINE)),
  ];
}

function isPostcodeOfHongKong(texts: object, name: string): boolean {
  return name === "postcode" && fieldOf(texts, "countryCode").trim().toUpperCase() === "HK";
}

/** The gross weight is not less than what is in it. */
function weightFaults({ content, lines }: Draft): readonly Fault[] {
  const gross = numberOf(content.grossWeightKg);
  const sum = sumDecimals(lines.flatMap((line) => numberOf(line.netWeightKg) ?? []));
  if (gross === undefined || !sum.ok || compareDecimals(gross, sum.value) >= 0) return [];
  const [found, expected] = [formatDecimal(gross), formatDecimal(sum.value)];
  return [error("content.grossWeightKg", "declare/weight-below-contents", found, expected)];
}

function longFaults(draft: Draft): readonly Fault[] {
  const faults: Fault[] = [];
  const look = (path: string, value: unknown): void => {
    if (typeof value === "string") {
      const name = path.slice(path.lastIndexOf(".") + 1);
      const longest = LONGEST[name] ?? LONGEST_OTHER;
      if (value.length > longest) {
        faults.push(error(path, "declare/too-long", String(value.length), String(longest)));
      }
    } else if (typeof value === "object" && value !== null) {
      for (const [name, one] of Object.entries(value)) look(inputPath(path, name), one);
    }
  };
  look("", draft);
  return faults;
}

function inputPath(path: string, name: string): string {
  const place = path === "" ? name : `${path}.${name}`;
  return place.replace(/^lines/, "content.lines");
}

/** Where a finding of the centre stands in the form; undefined where it is of the whole. */
export function fieldOfFinding({ at }: Finding): string | undefined {
  const field = at.field?.replace(/\.addressLines.*$/, ".address");
  if (field === undefined || field === "") return undefined;
  return field.replace(/\[(\d+)\]/g, ".$1").replace(/\.(units|scale)$/, "");
}
