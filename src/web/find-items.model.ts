/**
 * What the find screen asks for, as its address holds it. Unknown parts of an address are dropped,
 * never refused; the keyset of a page is not in the address, since it is the centre's own.
 */
import type { ViewInput } from "./api.ts";

/** Filters of the find screen. */
export type FindSearch = {
  readonly text?: string;
  readonly stream?: string;
  readonly status?: string;
  readonly place?: string;
};

export const STREAMS = ["postal", "express", "ecommerce", "undetermined"] as const;
export const STATUSES = ["expected", "present", "left", "destroyed", "expired"] as const;
/** Rows of one page. */
export const PAGE_ROWS = 200;

/** The filters in an address. */
export function findSearchOf(search: Record<string, unknown>): FindSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    const shown = typeof value === "number" ? String(value) : value;
    return typeof shown === "string" && shown.trim() !== "" ? shown.trim() : undefined;
  };
  const among = (name: string, list: readonly string[]): string | undefined =>
    list.find((one) => one === search[name]);
  return withoutEmpty({
    text: text("text"),
    stream: among("stream", STREAMS),
    status: among("status", STATUSES),
    place: text("place"),
  });
}

/** The filters after one of them changed; an empty one is gone. */
export function changed(search: FindSearch, part: Partial<Record<keyof FindSearch, string>>) {
  return findSearchOf({ ...search, ...part });
}

/** The input of `find-items` for one page. */
export function pageInput(search: FindSearch, after: unknown): ViewInput {
  return { ...search, after, limit: PAGE_ROWS };
}

/** Codes that stand for several pieces among these: two carriers may give out the same number. */
export function sharedCodes(
  items: readonly { readonly identifier: string }[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { identifier } of items) {
    if (seen.has(identifier)) shared.add(identifier);
    seen.add(identifier);
  }
  return shared;
}

function withoutEmpty(search: Record<string, string | undefined>): FindSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
