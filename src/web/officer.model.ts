/**
 * The officer's list without a browser: its address, the key of each decision, which item comes next.
 * What may be decided, the centre says.
 */
import { openIn } from "./desk.model.ts";

export type OfficerSearch = {
  /** Also what is settled. */
  readonly settled?: true;
  readonly open?: string;
  readonly paper?: string;
};

/** The filters in an address; what the list does not know is dropped. */
export function officerSearchOf(search: Record<string, unknown>): OfficerSearch {
  return { ...(search["settled"] === true && { settled: true as const }), ...openIn(search) };
}

/** What an officer may decide, each with its key: letters far from each other for what goes far. */
export const DECISIONS = [
  { decision: "release", key: "r" },
  { decision: "open", key: "o" },
  { decision: "image", key: "i" },
  { decision: "detain", key: "d" },
  { decision: "return", key: "b" },
  { decision: "transfer", key: "t" },
  { decision: "hand-over", key: "h" },
  { decision: "destroy", key: "x" },
  { decision: "take-back", key: "u" },
  { decision: "clear", key: "c" },
] as const;
export type Decision = (typeof DECISIONS)[number]["decision"];

/** What `decide-shipment` is told of a decision: both ways to examine are one with its kind. */
export function decisionInput(decision: Decision): Readonly<Record<string, string>> {
  return decision === "open" || decision === "image"
    ? { decision: "examine", kind: decision }
    : { decision };
}

/** What a key does. */
export type KeyAct = Decision | "next" | "previous";

const KEYS: ReadonlyMap<string, KeyAct> = new Map<string, KeyAct>([
  ...DECISIONS.map(({ decision, key }) => [key, decision] as const),
  ["n", "next"],
  ["p", "previous"],
]);

/** The act of a key; undefined where it has none. */
export function actOfKey(key: string): KeyAct | undefined {
  return KEYS.get(key.toLowerCase());
}

/** Where in the list the open one is, or was before it left it. */
export type Standing = { readonly at: number; readonly isThere: boolean };

/** Its place in the list; of one that left the list the place it had. */
export function standingOf(
  ids: readonly string[],
  open: string | undefined,
  before: number,
): Standing {
  const at = open === undefined ? -1 : ids.indexOf(open);
  return at >= 0 ? { at, isThere: true } : { at: before, isThere: false };
}

/**
 * The one after or before the open one; undefined at the ends. Where the open one left the list, the one
 * that took its place comes next.
 */
export function neighbour(
  ids: readonly string[],
  { at, isThere }: Standing,
  way: "next" | "previous",
): string | undefined {
  if (way === "previous") return ids[at - 1];
  return isThere ? ids[at + 1] : ids[Math.min(Math.max(at, 0), ids.length - 1)];
}
