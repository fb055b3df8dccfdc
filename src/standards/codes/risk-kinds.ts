/**
 * The kinds of risk rules and the parameters each takes, as a file of rules writes them:
 * `key=value; key=value`, several values joined by `+`. Reads and judges parameters; what a kind looks
 * for is not known here.
 */

/** What a parameter may be. Numbers are plain digits with a point. */
type Shape =
  | { readonly is: "number"; readonly from: number; readonly to: number; readonly whole?: true }
  | { readonly is: "words"; readonly of: readonly string[]; readonly several?: true }
  | { readonly is: "codes"; readonly of: RegExp; readonly expected: string };

type Parameter = Shape & {
  /** What holds where the rule does not say; absent where it must. */
  readonly usual?: string;
};

/** Fields of a declaration that a rule may ask for. */
export const ASKED_FIELDS = [
  "description",
  "hs-code",
  "origin",
  "quantity",
  "value",
  "gross-weight",
  "sender-name",
  "sender-country",
  "sender-address",
  "recipient-name",
  "recipient-address",
  "recipient-phone",
  "recipient-identity",
] as const;
export type AskedField = (typeof ASKED_FIELDS)[number];

const percent = (usual: string): Parameter => ({ is: "number", from: 0, to: 100, usual });
const countries = (): Parameter => ({
  is: "codes",
  of: /^[A-Z]{2}$/,
  expected: "two letters a country",
  usual: "",
});

/** By kind: the parameters by name. */
export const RISK_KINDS = {
  /** Descriptions of nothing but vague words, or with one of them anywhere. */
  "vague-words": { match: { is: "words", of: ["alone", "anywhere"], usual: "alone" } },
  /** Words for batteries where no battery is declared. */
  "battery-words": {},
  /** A value of at most `percent` under a threshold, the threshold itself included. */
  "near-threshold": {
    threshold: { is: "number", from: 0.01, to: 1_000_000_000 },
    currency: { is: "codes", of: /^[A-Z]{3}$/, expected: "three letters", usual: "CNY" },
    percent: percent("5"),
    regimes: { is: "codes", of: /^[a-z0-9-]{1,32}$/, expected: "codes of regimes", usual: "" },
    /** Countries the sender must be in, and those it must not be in. */
    from: countries(),
    "not-from": countries(),
  },
  /** A weight off by more than the larger of both. */
  "weight-difference": {
    percent: percent("20"),
    grams: { is: "number", from: 0, to: 100_000, whole: true, usual: "100" },
  },
  /** More parcels to one recipient than this in so many days, in all streams together. */
  "repeat-recipient": {
    more: { is: "number", from: 1, to: 500, whole: true, usual: "3" },
    days: { is: "number", from: 1, to: 31, whole: true, usual: "7" },
    by: { is: "words", of: ["phone", "address"], several: true, usual: "phone+address" },
  },
  "missing-field": { fields: { is: "words", of: ASKED_FIELDS, several: true } },
  /** A keyed draw; `rate` is the share that is picked. */
  random: { rate: { is: "number", from: 0, to: 1 } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Parameter>>>>;

export type RiskKind = keyof typeof RISK_KINDS;
export const RISK_KIND_NAMES = Object.keys(RISK_KINDS) as readonly RiskKind[];

/** What a hit does: lets the piece be opened, imaged or held, or is only noted for officers. */
export const RISK_ACTIONS = ["examine", "image", "hold", "note"] as const;
export type RiskAction = (typeof RISK_ACTIONS)[number];

/** Every parameter of a kind with its text, those not written as is usual. */
export type RiskParameters = Readonly<Record<string, string>>;

/** One fault of a rule's parameters. */
export type ParameterFault = {
  readonly fault: "field/missing" | "field/not-one-of" | "field/not-a-number" | "field/shape";
  readonly parameter: string;
  readonly found?: string;
  readonly expected?: string;
};

/** Reads the parameters of a rule. Gives every fault, and what could be read. */
export function readRiskParameters(
  kind: RiskKind,
  text: string,
): { readonly parameters: RiskParameters; readonly faults: readonly ParameterFault[] } {
  const known: Readonly<Record<string, Parameter>> = RISK_KINDS[kind];
  const faults: ParameterFault[] = [];
  const parameters: Record<string, string> = {};
  for (const part of text.split(";")) {
    const [written = "", ...rest] = part.split("=");
    const parameter = written.trim();
    if (parameter === "" && rest.length === 0) continue;
    if (!Object.hasOwn(known, parameter) || Object.hasOwn(parameters, parameter)) {
      const expected = Object.keys(known).join(" | ");
      faults.push({ fault: "field/not-one-of", parameter, found: part.trim(), expected });
    } else parameters[parameter] = rest.join("=").trim();
  }
  for (const [name, shape] of Object.entries(known)) {
    const found = parameters[name] || shape.usual;
    if (found === undefined) faults.push({ fault: "field/missing", parameter: name });
    else {
      parameters[name] = found;
      if (found !== shape.usual) faults.push(...misshapen(name, shape, found));
    }
  }
  return { parameters, faults };
}

/** The values of a parameter that may have several. */
export function severalOf(text: string | undefined): readonly string[] {
  return (text ?? "").split("+").filter((one) => one !== "");
}

const PLAIN_NUMBER = /^\d{1,10}(\.\d{1,6})?$/;

function misshapen(parameter: string, shape: Shape, found: string): ParameterFault[] {
  if (shape.is === "number") {
    const isRight = PLAIN_NUMBER.test(found) && (shape.whole !== true || /^\d+$/.test(found));
    const number = Number(found);
    if (isRight && number >= shape.from && number <= shape.to) return [];
    const expected = `${shape.whole === true ? "whole number " : ""}${shape.from}..${shape.to}`;
    return [{ fault: "field/not-a-number", parameter, found, expected }];
  }
  const parts = shape.is === "words" && shape.several !== true ? [found] : found.split("+");
  const isOne = (part: string): boolean =>
    shape.is === "words" ? shape.of.includes(part) : shape.of.test(part);
  if (parts.every(isOne)) return [];
  return shape.is === "words"
    ? [{ fault: "field/not-one-of", parameter, found, expected: shape.of.join(" | ") }]
    : [{ fault: "field/shape", parameter, found, expected: shape.expected }];
}
