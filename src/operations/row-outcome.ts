/**
 * What is known of rows while they are done: which stay undone, and what was found of them. Findings
 * are bounded and all counted.
 */

import type { Finding, Refusal } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";

/** Findings kept with a message, the first of the file; all are counted. */
export const KEPT_FINDINGS = 1_000;
/** Characters of what was found that a finding made here shows. */
const SHOWN = 200;
/** Characters kept of each text of a finding. */
const MOST = 2_000;

/** What one row of a call's answer says. */
export type RowOutcome = {
  readonly row: number;
  readonly refusal?: Refusal;
  readonly findings?: readonly Finding[];
  /** The message of ours that the row answers. */
  readonly answerTo?: string;
};

/** Rows that stay undone by number, the findings kept, and how many there were. */
export type Doing = { readonly undone: Set<number>; readonly findings: Finding[]; found: number };

export function newDoing(undone: Iterable<number> = []): Doing {
  return { undone: new Set(undone), findings: [], found: 0 };
}

/** Counts a finding and keeps the first. */
export function noteFinding(doing: Doing, finding: Finding): void {
  doing.found += 1;
  if (doing.findings.length < KEPT_FINDINGS) doing.findings.push(keptFinding(finding));
}

/** A finding as a record can keep it: a tag, a field's name or a path may be of damaged bytes too. */
function keptFinding(finding: Finding): Finding {
  const at = Object.entries(finding.at).map(([name, one]) => [name, keptText(one)]);
  const texts = Object.entries(finding).map(([name, one]) => [name, keptText(one)]);
  return { ...Object.fromEntries(texts), at: Object.fromEntries(at) } as Finding;
}

function keptText(one: unknown): unknown {
  return typeof one === "string" ? shownText(one, MOST) : one;
}

/** Every fault that a refusal names, or the refusal itself as one, each placed by `place`. */
export function noteRefusal(
  doing: Doing,
  refusal: Refusal,
  place: (finding: Finding) => Finding,
): void {
  const { findings, ...facts } = refusal.facts ?? {};
  const faults = Array.isArray(findings) ? (findings as readonly Finding[]) : [];
  for (const fault of faults) noteFinding(doing, place(fault));
  if (faults.length > 0) return;
  const found = Object.keys(facts).length === 0 ? {} : { found: shown(facts) };
  noteFinding(doing, place({ code: refusal.code, severity: "error", at: {}, ...found }));
}

function shown(facts: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(facts)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  return shownText(text, SHOWN);
}
