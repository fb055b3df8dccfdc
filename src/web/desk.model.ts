/**
 * What the clerk's desk asks for, as its address holds it, and small readings of what it shows. Which
 * thing frees a shipment, the centre says.
 */
import type { Finding } from "#base/result.ts";
import type { Thing } from "#domain/centre/one-thing.ts";
import type { ShownEvent } from "./answers.ts";
import type { StuckRow } from "./desk-answers.ts";

export const THINGS = [
  "declare",
  "correct",
  "send",
  "pay",
  "answer",
  "act",
  "wait",
] as const satisfies readonly Thing[];

export type DeskSearch = {
  readonly thing?: Thing;
  /** Id of the shipment that is open beside the list. */
  readonly open?: string;
  /** Id of the paper that is shown. */
  readonly paper?: string;
};

/** The filters in an address; what the desk does not know is dropped. */
export function deskSearchOf(search: Record<string, unknown>): DeskSearch {
  const thing = THINGS.find((one) => one === search["thing"]);
  return { ...(thing !== undefined && { thing }), ...openIn(search) };
}

/** What is open beside a list, as an address names it. */
export function openIn(search: Record<string, unknown>): {
  readonly open?: string;
  readonly paper?: string;
} {
  const open = textIn(search, "open");
  const paper = textIn(search, "paper");
  return { ...(open !== undefined && { open }), ...(paper !== undefined && { paper }) };
}

/** A filter that is text; a number in the address was typed as one. */
export function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name];
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}

/** What a shipment is called in a list: the first code of its first piece, and how many more there are. */
export function nameOf({ pieces, shipment }: Pick<StuckRow, "pieces" | "shipment">): {
  readonly code: string;
  readonly more: number;
} {
  const code = pieces[0]?.identifiers[0] ?? shipment.id.slice(-8);
  return { code, more: Math.max(0, pieces.length - 1) };
}

/** What the rule book found when it judged last, and the one that takes it instead. */
export type Judged = { readonly findings: readonly Finding[]; readonly moveTo: string | undefined };

/**
 * The newest judgement in a shipment's history, with what differs of its documents by now; events may
 * be in any order.
 */
export function judgedIn(events: readonly ShownEvent[]): Judged {
  const newest = events.toSorted((one, other) => other.recordedAt - one.recordedAt);
  const compared = newest.find(({ type }) => type === "documents-compared")?.data;
  const others = (compared?.["findings"] ?? []) as readonly Finding[];
  for (const { data } of newest) {
    const judgement = (data?.["judgement"] ?? data ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof judgement["unfit"] !== "boolean") continue;
    const { findings = [], moveTo } = judgement;
    const own = (findings as readonly Finding[]).filter(
      ({ code }) => compared === undefined || !code.startsWith("match/"),
    );
    return {
      findings: [...own, ...others],
      moveTo: typeof moveTo === "string" ? moveTo : undefined,
    };
  }
  return { findings: [], moveTo: undefined };
}

/** How long something waits, in the two largest units: "2 d 3 h", "14 min". */
export function waitedText(minutes: number, locale: string): string {
  const whole = Math.max(0, Math.floor(minutes));
  const parts = [
    [Math.floor(whole / MINUTES_A_DAY), "day"],
    [Math.floor((whole % MINUTES_A_DAY) / 60), "hour"],
    [whole % 60, "minute"],
  ] as const;
  const first = parts.findIndex(([number]) => number > 0);
  if (first < 0) return unitText(0, "minute", locale);
  return parts
    .slice(first, first + 2)
    .filter(([number]) => number > 0)
    .map(([number, unit]) => unitText(number, unit, locale))
    .join(" ");
}

const MINUTES_A_DAY = 1_440;

function unitText(number: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(
    number,
  );
}
