/**
 * The rules in force compiled into flat lists of looks by channel, asked of one declaration or one
 * weighed piece after another. Pure: what is counted, drawn and measured is handed in.
 */
import type { RiskKind } from "#standards/codes/risk-kinds.ts";
import { noBatteryWords, batteryWords as shippedBatteryWords } from "./battery-words.ts";
import { type Described, described, wordList } from "./described-words.ts";
import type { Found, RiskFacts, WeighedFacts } from "./risk-facts.ts";
import {
  batteryWords,
  type Lists,
  type Look,
  missingField,
  nearThreshold,
  random,
  repeatRecipient,
  vagueWords,
  weightDifference,
} from "./risk-kinds.ts";
import { type Hit, isInForce, type RiskRule } from "./risk-rule.ts";
import { vagueWords as shippedVagueWords } from "./vague-words.ts";

/** Kinds that look at a declaration; the others look at what a scale said. */
const DECLARED = {
  "vague-words": vagueWords,
  "battery-words": batteryWords,
  "near-threshold": nearThreshold,
  "repeat-recipient": repeatRecipient,
  "missing-field": missingField,
  random,
} as const satisfies Partial<
  Record<RiskKind, (given: RiskRule["parameters"], lists: Lists) => Look>
>;

type DeclaredKind = keyof typeof DECLARED;

/** Words of a district's own; null where those shipped hold. */
export type OwnWords = {
  readonly vague: readonly string[] | null;
  readonly battery: readonly string[] | null;
};

export type RiskEngine = {
  readonly rules: readonly RiskRule[];
  /** Whether any rule asks how many parcels there were: nothing is counted otherwise. */
  readonly counts: boolean;
  /** Whether any rule asks for a draw. */
  readonly draws: boolean;
  /** Whether any rule asks what a value is in another currency. */
  readonly values: boolean;
  readonly weighs: boolean;
  /** Every rule that hits a declaration. */
  readonly lodged: (facts: RiskFacts) => readonly Hit[];
  /** Every rule that hits a measured weight. */
  readonly weighed: (facts: WeighedFacts) => readonly Hit[];
};

/** Descriptions kept cut: batches repeat them. */
const KEPT_DESCRIPTIONS = 5_000;

/** Compiles the rules that are in force on a legal day. */
export function riskEngine(all: readonly RiskRule[], words: OwnWords, on: string): RiskEngine {
  const rules = all.filter((rule) => isInForce(rule, on));
  const lists = listsOf(words);
  const looks = rules.flatMap((rule) =>
    isDeclared(rule.kind) ? [{ rule, look: DECLARED[rule.kind](rule.parameters, lists) }] : [],
  );
  const scales = rules.flatMap((rule) =>
    rule.kind === "weight-difference" ? [{ rule, look: weightDifference(rule.parameters) }] : [],
  );
  const has = (kind: RiskKind): boolean => rules.some((rule) => rule.kind === kind);
  return {
    rules,
    counts: has("repeat-recipient"),
    draws: has("random"),
    values: has("near-threshold"),
    weighs: scales.length > 0,
    lodged: byChannel(looks),
    weighed: byChannel(scales),
  };
}

function isDeclared(kind: RiskKind): kind is DeclaredKind {
  return Object.hasOwn(DECLARED, kind);
}

type Channel = Pick<RiskFacts, "stream" | "direction">;
type Compiled<F> = {
  readonly rule: RiskRule;
  readonly look: (facts: F) => Found | undefined;
};

/** Looks of a channel are picked once, then run in the order of the rules' ids. */
function byChannel<F extends Channel>(looks: readonly Compiled<F>[]): (facts: F) => readonly Hit[] {
  const channels = new Map<string, readonly Compiled<F>[]>();
  const sorted = [...looks].sort((one, other) => (one.rule.id < other.rule.id ? -1 : 1));
  const ofChannel = ({ stream, direction }: Channel): readonly Compiled<F>[] => {
    const key = `${stream} ${direction}`;
    const before = channels.get(key);
    if (before !== undefined) return before;
    const own = sorted.filter(
      ({ rule }) => rule.streams.has(stream) && rule.directions.has(direction),
    );
    channels.set(key, own);
    return own;
  };
  return (facts) => {
    const hits: Hit[] = [];
    for (const { rule, look } of ofChannel(facts)) {
      const found = look(facts);
      if (found !== undefined) hits.push({ rule, ...found });
    }
    return hits;
  };
}

function listsOf({ vague, battery }: OwnWords): Lists {
  const kept = new Map<string, Described>();
  return {
    vague: wordList(vague ?? shippedVagueWords()),
    battery: wordList(battery ?? shippedBatteryWords()),
    noBattery: wordList(noBatteryWords()),
    describe: (text) => {
      const before = kept.get(text);
      if (before !== undefined) return before;
      if (kept.size >= KEPT_DESCRIPTIONS) kept.clear();
      const cut = described(text);
      kept.set(text, cut);
      return cut;
    },
  };
}
