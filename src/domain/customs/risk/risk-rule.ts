/**
 * A risk rule as data, and what becomes of its hits: the strongest action and the highest level of all
 * rules that hit, as one hold. Rules are read from code lists; none is written in code.
 */
import type { HoldKind } from "#domain/holds/hold.ts";
import {
  RISK_ACTIONS,
  RISK_KIND_NAMES,
  type RiskAction,
  type RiskKind,
  type RiskParameters,
  readRiskParameters,
  severalOf,
} from "#standards/codes/risk-kinds.ts";
import type { Found } from "./risk-facts.ts";

export type RiskRule = {
  readonly id: string;
  /** Version of the list that brought it. */
  readonly version: number;
  readonly kind: RiskKind;
  readonly parameters: RiskParameters;
  readonly streams: ReadonlySet<string>;
  readonly directions: ReadonlySet<string>;
  readonly action: RiskAction;
  /** Level an officer needs to lift the hold. */
  readonly level: number;
  /** Why there is such a rule, in words of its owner. */
  readonly reason: { readonly en: string; readonly fr: string; readonly zh: string };
  readonly owner: string;
  /** Legal days, both inclusive. */
  readonly validFrom: string;
  readonly validTo: string;
};

/** One rule that looked at a shipment and found something. */
export type Hit = Found & { readonly rule: RiskRule };

/** A row of the list of rules as it is kept. */
export type RuleRow = {
  readonly code: string;
  readonly version: number;
  readonly names: Readonly<{ en?: string; fr?: string; zh?: string }>;
  readonly facts: Readonly<Record<string, string>>;
};

/** Undefined where a row was kept that this edition cannot read: it never stops a lodging. */
export function ruleOf({ code, version, names, facts }: RuleRow): RiskRule | undefined {
  const kind = RISK_KIND_NAMES.find((one) => one === facts["kind"]);
  const action = RISK_ACTIONS.find((one) => one === facts["action"]);
  if (kind === undefined || action === undefined) return undefined;
  const { parameters, faults } = readRiskParameters(kind, facts["parameters"] ?? "");
  if (faults.length > 0) return undefined;
  return {
    id: code,
    version,
    kind,
    parameters,
    streams: new Set(severalOf(facts["streams"])),
    directions: new Set(severalOf(facts["directions"])),
    action,
    level: Number(facts["level"] ?? 1),
    reason: { en: names.en ?? "", fr: names.fr ?? "", zh: names.zh ?? "" },
    owner: facts["owner"] ?? "",
    validFrom: facts["valid_from"] ?? "",
    validTo: facts["valid_to"] ?? "",
  };
}

/** Whether a rule is in force on a legal day `YYYY-MM-DD`. */
export function isInForce({ validFrom, validTo }: RiskRule, on: string): boolean {
  return validFrom <= on && on <= validTo;
}

/** What an action asks of the floor; a note asks nothing. */
const HOLDS = {
  examine: "open",
  image: "image",
  hold: "hold",
  note: undefined,
} as const satisfies Record<RiskAction, HoldKind | undefined>;

/** The weakest first. */
const STRENGTH: readonly (HoldKind | undefined)[] = ["image", "open", "hold"];

/** The one hold that several hits place, or undefined where they are only noted. */
export function selectionOf(
  hits: readonly Hit[],
): { readonly kind: HoldKind; readonly level: number } | undefined {
  const holding = hits.filter(({ rule }) => HOLDS[rule.action] !== undefined);
  const kinds = holding.map(({ rule }) => STRENGTH.indexOf(HOLDS[rule.action]));
  const kind = STRENGTH[Math.max(...kinds)];
  if (kind === undefined) return undefined;
  return { kind, level: Math.max(...holding.map(({ rule }) => rule.level)) };
}
