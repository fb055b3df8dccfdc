/**
 * What a rule book says of a declaration: whether it fits, what is owed, what it takes of its buyer's
 * year. The same for lodging, assessing anew and changing the regime. States and locks nothing.
 */
import { type Finding, ok, type Refusal, type Result } from "#base/result.ts";
import type { Books } from "#domain/customs/books.ts";
import { onDay } from "#domain/customs/books.ts";
import { judgeShipment, presumed } from "#domain/customs/choose-regime.ts";
import type { GoodsFacts } from "#domain/customs/goods-facts.ts";
import { standingOf } from "#domain/customs/match-documents.ts";
import type { Assessment, Judgement } from "#domain/customs/regime.ts";
import { regimeOf, regimeOrUndeclared } from "#domain/customs/regimes/index.ts";
import type { DeclarationContent } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type {
  Direction,
  DocumentMatch,
  ShipmentBalance,
  Stream,
} from "#domain/shipments/shipment.ts";
import type { BalanceBook } from "./balance-book.ts";
import { goodsFactsOf } from "./goods-facts-of.ts";
import { type Held, toldTo } from "./match-lists.ts";
import type { BalanceKey } from "./ports-duty.ts";

/** What judgements of one call share. */
export type Judging = { readonly books: Books; readonly balances: BalanceBook };

/** A declaration as it is judged. */
export type JudgedDeclaration = {
  readonly regime: string;
  readonly stream: Stream;
  readonly direction: Direction;
  /** Legal day on which it was lodged: limits and rates are of it. */
  readonly declaredOn: string;
  readonly content: DeclarationContent;
  /** Keyed hash of the buyer's identity number; null where none was given. */
  readonly buyer: Id | null;
  /** What its shipment holds of its buyer's year already. */
  readonly held?: ShipmentBalance | null;
  /** Its list beside order, payment and waybill; absent where they are not compared by this judgement. */
  readonly list?: Held | undefined;
};

export type Verdict = {
  readonly unfit: boolean;
  /** How its list stands against its documents; null where they are not asked for or not compared. */
  readonly documents: DocumentMatch | null;
  readonly findings: readonly Finding[];
  /** What is kept of the judgement with its event. */
  readonly judgement: Readonly<Record<string, unknown>>;
  /** The rule book that takes it where this one does not. */
  readonly moveTo: string | null;
  /** Null where nothing is taxed, and where it does not fit. */
  readonly assessment: Assessment | null;
  /** What it takes of a balance; null where it takes nothing, and where it does not fit. */
  readonly draws: { readonly key: BalanceKey; readonly minor: bigint } | null;
};

/** Judges and, where it fits, assesses an import. */
export function judgeDeclared(judging: Judging, given: JudgedDeclaration): Verdict {
  const { regime, stream, direction, declaredOn, content } = given;
  const list = askedList(given);
  const { key, isNameless, leftMinor } = yearOf(judging, given);
  const declared = { regime, stream, direction, declaredOn, balanceLeftMinor: leftMinor };
  const facts = goodsFactsOf({ ...declared, documents: list?.documents }, content);
  const judgement = judgeShipment(facts, judging.books);
  const findings = findingsTold(list, judgement);
  // What only waits for its documents is taxed and counted as it was declared.
  const fits = judgement.fits || judgement.unmatched;
  const assessed = assess(judging, facts, fits && !isNameless);
  if (isNameless) findings.push(IDENTITY_MISSING);
  if (!assessed.ok) findings.push(findingOf(assessed.refusal));
  const unfit = !fits || isNameless || !assessed.ok;
  const minor = judgement.balanceMinor;
  return {
    unfit,
    documents: documentsBeside(list, judgement),
    findings,
    judgement: keptOf(judgement, unfit, findings),
    moveTo: judgement.moveTo,
    assessment: assessed.ok ? assessed.value : null,
    draws: unfit || key === undefined || minor <= 0n ? null : { key, minor },
  };
}

/** The list beside its documents, where they are asked for. */
function askedList({ list }: JudgedDeclaration): Held | undefined {
  return list?.isAsked === true ? list : undefined;
}

function documentsBeside(list: Held | undefined, { findings }: Judgement): DocumentMatch | null {
  return list === undefined ? null : standingOf(findings);
}

/** What is told of a judgement: nothing of what documents of others say. */
function findingsTold(list: Held | undefined, { findings }: Judgement): Finding[] {
  const told = findings.filter(({ code }) => !NOT_HERE.has(code));
  return list === undefined ? told : told.map((finding) => toldTo(list.own, finding));
}

/** Whose year it draws on and what is left of it; nameless where it should and names nobody. */
function yearOf(
  { balances }: Judging,
  given: JudgedDeclaration,
): {
  readonly key: BalanceKey | undefined;
  readonly isNameless: boolean;
  readonly leftMinor: bigint | null;
} {
  const limited = limitOf(given);
  if (limited === undefined) return { key: undefined, isNameless: false, leftMinor: null };
  const key = keyOf(limited.family, given);
  const left = key === undefined ? null : balances.leftMinor(key);
  const leftMinor = left === null ? null : left + heldOf(given, limited.family);
  return { key, isNameless: key === undefined, leftMinor };
}

/** Taxes of an import that fits, which need not be judged again for them; else null. */
function assess({ books }: Judging, facts: GoodsFacts, fits: boolean): Result<Assessment | null> {
  if (!fits || facts.direction !== "import") return ok(null);
  return regimeOrUndeclared(facts.regime).assess?.(presumed(facts), books) ?? ok(null);
}

function heldOf({ held = null }: JudgedDeclaration, family: string): bigint {
  return held === null || held.family !== family ? 0n : held.reservedMinor + held.consumedMinor;
}

/** Lists whose documents go elsewhere are not missed here; the buyer's number is asked below. */
const NOT_HERE: ReadonlySet<string> = new Set(["match/not-matched", "regime/balance-unknown"]);

const IDENTITY_MISSING: Finding = {
  code: "regime/identity-missing",
  severity: "error",
  at: { field: "recipient.identityNumber" },
};

/** The balance and limit that a declaration draws on; undefined where its regime knows none. */
export function balanceOf(
  given: Omit<JudgedDeclaration, "content">,
): (BalanceKey & { readonly limitMinor: bigint }) | undefined {
  const limited = limitOf(given);
  const key = limited === undefined ? undefined : keyOf(limited.family, given);
  return limited === undefined || key === undefined
    ? undefined
    : { ...key, limitMinor: limited.limitMinor };
}

/** Whether a declaration draws on its buyer's year at all. */
export function isLimited(
  given: Pick<JudgedDeclaration, "regime" | "direction" | "declaredOn">,
): boolean {
  return limitOf(given) !== undefined;
}

function limitOf({
  regime,
  direction,
  declaredOn,
}: Pick<JudgedDeclaration, "regime" | "direction" | "declaredOn">):
  | { readonly family: string; readonly limitMinor: bigint }
  | undefined {
  const annual = direction === "import" ? regimeOf(regime)?.annualLimit : undefined;
  const row = annual === undefined ? undefined : onDay(annual.limits, declaredOn);
  return annual === undefined || row === undefined
    ? undefined
    : { family: annual.family, limitMinor: row.limitMinor };
}

function keyOf(
  family: string,
  { buyer, declaredOn }: Pick<JudgedDeclaration, "buyer" | "declaredOn">,
): BalanceKey | undefined {
  return buyer === null
    ? undefined
    : { personHash: buyer, year: Number(declaredOn.slice(0, 4)), family };
}

function findingOf({ code, facts = {} }: Refusal): Finding {
  const { field, found, expected } = facts;
  return {
    code,
    severity: "error",
    at: typeof field === "string" ? { field } : {},
    ...(typeof found === "string" && { found }),
    ...(typeof expected === "string" && { expected }),
  };
}

function keptOf(
  { moveTo, procedure, used }: Judgement,
  unfit: boolean,
  findings: readonly Finding[],
): Readonly<Record<string, unknown>> {
  return {
    unfit,
    ...(moveTo !== null && { moveTo }),
    ...(procedure !== null && { procedure }),
    rules: used,
    ...(findings.length > 0 && { findings }),
  };
}
