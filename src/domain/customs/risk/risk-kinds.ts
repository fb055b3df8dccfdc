/**
 * How each kind of rule looks at a declaration: compiled once from its parameters, then asked of
 * thousands a second. Each gives the facts of its hit, or undefined.
 */
import type { DeclarationLine, Scaled } from "#domain/declarations/declaration.ts";
import { type AskedField, type RiskParameters, severalOf } from "#standards/codes/risk-kinds.ts";
import { declaresBattery } from "./battery-words.ts";
import type { Described, WordList } from "./described-words.ts";
import type { Found, PersonFields, RiskFacts, WeighedFacts } from "./risk-facts.ts";

/** What kinds share in one compilation. */
export type Lists = {
  readonly vague: WordList;
  readonly battery: WordList;
  readonly noBattery: WordList;
  readonly describe: (text: string) => Described;
};

export type Look = (facts: RiskFacts) => Found | undefined;

export function vagueWords({ match }: RiskParameters, { vague, describe }: Lists): Look {
  const isVague = ({ description }: DeclarationLine): boolean => {
    const words = describe(description);
    return match === "anywhere" ? vague.firstIn(words) !== undefined : vague.isAll(words);
  };
  return ({ lines }) => {
    const at = lines.findIndex(isVague);
    if (at < 0) return undefined;
    const facts = { line: at + 1, found: lines[at]?.description ?? "" };
    return { code: "risk/vague-words", facts };
  };
}

export function batteryWords(_given: RiskParameters, lists: Lists): Look {
  const { battery, noBattery, describe } = lists;
  const named = ({ description }: DeclarationLine): string | undefined => {
    const words = describe(description);
    const found = battery.firstIn(words);
    return found === undefined || noBattery.firstIn(words) !== undefined ? undefined : found;
  };
  return (facts) => {
    const at = facts.lines.findIndex((line) => named(line) !== undefined);
    const line = facts.lines[at];
    if (line === undefined || declaresBattery(facts)) return undefined;
    return { code: "risk/battery-words", facts: { line: at + 1, found: named(line) ?? "" } };
  };
}

/** Thresholds and values have two decimals, whatever the currency has. */
const HUNDREDTHS = 2;

/** At most so much under the threshold, and the threshold itself, exactly. */
export function nearThreshold(given: RiskParameters): Look {
  const currency = given["currency"] ?? "";
  const threshold = fixed(given["threshold"], HUNDREDTHS);
  const percent = fixed(given["percent"], HUNDREDTHS);
  const least = threshold * (10_000n - percent);
  const regimes = new Set(severalOf(given["regimes"]));
  const from = new Set(severalOf(given["from"]));
  const notFrom = new Set(severalOf(given["not-from"]));
  return ({ regime, senderCountry, valueIn }) => {
    if (regimes.size > 0 && !regimes.has(regime)) return undefined;
    const country = senderCountry ?? "";
    if ((from.size > 0 && !from.has(country)) || notFrom.has(country)) return undefined;
    const value = valueIn(currency);
    if (value === undefined || value > threshold || value * 10_000n < least) return undefined;
    const facts = {
      found: written(value, HUNDREDTHS),
      expected: given["threshold"] ?? "",
      currency,
    };
    return { code: "risk/near-threshold", facts };
  };
}

export function repeatRecipient(given: RiskParameters): Look {
  const more = Number(given["more"]);
  const days = Number(given["days"]);
  const marks = severalOf(given["by"]) as readonly ("phone" | "address")[];
  return ({ parcelsBy }) => {
    for (const by of marks) {
      const found = parcelsBy(by, days);
      if (found <= more) continue;
      return { code: "risk/repeat-recipient", facts: { by, found, expected: more, days } };
    }
    return undefined;
  };
}

export function random(given: RiskParameters): Look {
  const rate = Number(given["rate"]);
  return ({ draw }) => (draw < rate ? { code: "risk/random", facts: {} } : undefined);
}

export function missingField({ fields }: RiskParameters): Look {
  const asked = severalOf(fields) as readonly AskedField[];
  return (facts) => {
    const missing = asked.filter((field) => LACKS[field](facts));
    if (missing.length === 0) return undefined;
    return { code: "risk/missing-field", facts: { missing: missing.join(", ") } };
  };
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === "";
const lacksAddress = (person: PersonFields | null): boolean =>
  (person?.addressLines ?? []).every(isBlank);
const anyLine =
  (lacks: (line: DeclarationLine) => boolean) =>
  ({ lines }: RiskFacts): boolean =>
    lines.length === 0 || lines.some(lacks);

const LACKS: Readonly<Record<AskedField, (facts: RiskFacts) => boolean>> = {
  description: anyLine((line) => isBlank(line.description)),
  "hs-code": anyLine((line) => isBlank(line.hsCode)),
  origin: anyLine((line) => isBlank(line.originCountry)),
  quantity: anyLine((line) => line.quantity === undefined),
  value: anyLine((line) => line.totalValue === undefined && line.unitValue === undefined),
  "gross-weight": ({ grossWeightKg }) => grossWeightKg === null,
  "sender-name": ({ sender }) => isBlank(sender?.name),
  "sender-country": ({ senderCountry }) => isBlank(senderCountry ?? undefined),
  "sender-address": ({ sender }) => lacksAddress(sender),
  "recipient-name": ({ recipient }) => isBlank(recipient?.name),
  "recipient-address": ({ recipient }) => lacksAddress(recipient),
  "recipient-phone": ({ recipient }) => isBlank(recipient?.phone),
  "recipient-identity": ({ recipient }) => isBlank(recipient?.identityNumber),
};

const MICROGRAMS_DIGITS = 9;
const MICROGRAMS_IN_GRAM = 1_000_000n;

/** Off by more than the larger of a share of the declared weight and a number of grams, exactly. */
export function weightDifference(
  given: RiskParameters,
): (weighed: WeighedFacts) => Found | undefined {
  const percent = fixed(given["percent"], HUNDREDTHS);
  const grams = BigInt(given["grams"] ?? "0") * MICROGRAMS_IN_GRAM;
  return ({ declaredKg, measuredGrams }) => {
    const declared = micrograms(declaredKg);
    const measured = BigInt(measuredGrams) * MICROGRAMS_IN_GRAM;
    const off = measured > declared ? measured - declared : declared - measured;
    if (off <= grams || off * 10_000n <= declared * percent) return undefined;
    return {
      code: "risk/weight-difference",
      facts: { found: measuredGrams, expected: written(declared, 6) },
    };
  };
}

/** Weights in messages have nine decimals at most. */
function micrograms({ units, scale }: Scaled): bigint {
  return BigInt(units) * 10n ** BigInt(MICROGRAMS_DIGITS - scale);
}

/** Plain digits with a point as an integer of so many decimals; further ones are cut off. */
function fixed(text: string | undefined, digits: number): bigint {
  const [whole = "0", rest = ""] = (text ?? "0").split(".");
  return BigInt(whole + rest.slice(0, digits).padEnd(digits, "0"));
}

/** The same back as text, without zeros at its end. */
function written(value: bigint, digits: number): string {
  const text = String(value).padStart(digits + 1, "0");
  const rest = text.slice(-digits).replace(/0+$/, "");
  return rest === "" ? text.slice(0, -digits) : `${text.slice(0, -digits)}.${rest}`;
}
