/**
 * Remembers what a file has declared already, up to a bound that is said when it is reached.
 * Exact: no hashes, so nothing is called a duplicate that is none.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { finding } from "./finding-codes.ts";
import { MAX_DECLARATIONS_WATCHED } from "./limits.ts";

export class DuplicateWatch {
  readonly #rows = new Map<string, number>();
  readonly #limit: number;
  #saidFull = false;

  constructor(limit: number = MAX_DECLARATIONS_WATCHED) {
    this.#limit = limit;
  }

  /** The refusal of a reference that was declared before; a new one is remembered. */
  judge(reference: string, at: FindingPlace & { readonly row: number }): Finding[] {
    if (reference === "") return [];
    const earlier = this.#rows.get(reference);
    if (earlier !== undefined)
      return [finding("declaration/duplicate", at, reference, `only in row ${earlier}`)];
    if (this.#rows.size < this.#limit) this.#rows.set(reference, at.row);
    return [];
  }

  /** Says once, when the bound is reached, from which row on duplicates pass unseen. */
  sayFull(rows: readonly { readonly row: number }[]): Finding[] {
    if (this.#saidFull || this.#rows.size < this.#limit) return [];
    this.#saidFull = true;
    const at = { row: rows.at(-1)?.row ?? 1 };
    return [finding("declaration/duplicates-not-watched", at, undefined, String(this.#limit))];
  }
}
