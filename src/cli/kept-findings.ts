/**
 * The findings of one file that a bounded line shows: the first ones, but what weighs more is never
 * left out for what weighs less. Counts nothing; the reader does.
 */
import type { Finding, Severity } from "#base/result.ts";

type Kept = { readonly order: number; readonly text: string };

/** From the lightest on. */
const WEIGHTS: readonly Severity[] = ["info", "warning", "error"];

export class KeptFindings {
  readonly #most: number;
  readonly #kept: Readonly<Record<Severity, Kept[]>> = { info: [], warning: [], error: [] };
  #order = 0;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps a finding while there is room, or in place of the last of the lightest. */
  add(finding: Finding): void {
    this.#order += 1;
    const { severity } = finding;
    if (this.#count < this.#most) this.#count += 1;
    else if (!this.#giveUpFor(severity)) return;
    this.#kept[severity].push({ order: this.#order, text: JSON.stringify(finding) });
  }

  /** The findings as JSON, by commas, in the order in which they came. */
  text(): string {
    const all = WEIGHTS.flatMap((weight) => this.#kept[weight]);
    return all
      .sort((one, other) => one.order - other.order)
      .map(({ text }) => text)
      .join(",");
  }

  #giveUpFor(severity: Severity): boolean {
    const lightest = WEIGHTS.find((weight) => this.#kept[weight].length > 0);
    if (lightest === undefined || WEIGHTS.indexOf(lightest) >= WEIGHTS.indexOf(severity))
      return false;
    this.#kept[lightest].pop();
    return true;
  }
}
