/**
 * Whether a code is known on a day: what was imported says first, what we carry says second. An
 * unknown code is never refused here: what follows from the answer is for whoever asks.
 */
import { codeHistory, codeList } from "#standards/codes/code-lists.ts";
import { type CodeNames, holdsOn } from "#standards/codes/code-row.ts";
import type { CodeEntry, CodeReader } from "./ports-codes.ts";

/**
 * `known`: the list has it on that day. `other-day`: it has it, but not on that day. `unknown`: the
 * list is whole, or was imported, and has it on no day. `unsure`: we carry a part of the list only,
 * or nothing of it.
 */
export type CodeState = "known" | "other-day" | "unknown" | "unsure";

/** The answer with what a decision keeps of it. */
export type CodeAnswer = {
  readonly state: CodeState;
  readonly list: string;
  readonly code: string;
  /** `imported` with its version, or `carried`; `none` where no row was found. */
  readonly from: "imported" | "carried" | "none";
  readonly version: number | null;
  readonly names?: CodeNames;
  readonly facts?: Readonly<Record<string, string>>;
  readonly verified?: boolean;
};

/** Asks of one code on a day `YYYY-MM-DD`. */
export async function codeKnown(
  reader: CodeReader,
  list: string,
  code: string,
  on: string,
): Promise<CodeAnswer> {
  const answers = await codesKnown(reader, list, [code], on);
  return answers.get(code) ?? none(list, code, "unsure");
}

/** The same of many codes of one list, in one question to the record. */
export async function codesKnown(
  reader: CodeReader,
  list: string,
  codes: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, CodeAnswer>> {
  const wanted = [...new Set(codes)];
  const entries = await reader.codeEntries(list, wanted);
  const isImported = entries.length > 0 || (await reader.isCodeListImported(list));
  const byCode = Map.groupBy(entries, (entry) => entry.code);
  return new Map(
    wanted.map((code) => [code, answer(list, code, on, byCode.get(code) ?? [], isImported)]),
  );
}

function answer(
  list: string,
  code: string,
  on: string,
  entries: readonly CodeEntry[],
  isImported: boolean,
): CodeAnswer {
  const entry = entryOn(entries, on);
  if (entry !== undefined) {
    const { version, names, facts, verified } = entry;
    return { state: "known", list, code, from: "imported", version, names, facts, verified };
  }
  if (entries.length > 0) return none(list, code, "other-day");
  const carried = codeHistory(list, code);
  const row = carried.find((one) => holdsOn(one, on));
  if (row !== undefined) {
    const { names, facts = {}, verified } = row;
    return { state: "known", list, code, from: "carried", version: null, names, facts, verified };
  }
  if (carried.length > 0) return none(list, code, "other-day");
  const isWhole = isImported || codeList(list)?.extent === "whole";
  return none(list, code, isWhole ? "unknown" : "unsure");
}

/** The row of a code that holds on a day: where several do, the newest version's. */
export function entryOn(entries: readonly CodeEntry[], on: string): CodeEntry | undefined {
  return entries
    .filter(({ validFrom, validTo }) => (validFrom ?? "") <= on && on <= (validTo ?? "9999-12-31"))
    .sort((one, other) => other.version - one.version)[0];
}

function none(list: string, code: string, state: CodeState): CodeAnswer {
  return { state, list, code, from: "none", version: null };
}
