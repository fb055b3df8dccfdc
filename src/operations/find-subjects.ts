/** From what was scanned to what it is: one subject, none, or several that a person must tell apart. */
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import { type ClassifiedIdentifier, classify } from "#standards/upu/identifiers.ts";
import type { FoundSubject, Tx } from "./ports.ts";

/** A code read by its shape; `error` where there is nothing to work with. */
export type ReadCode = ClassifiedIdentifier & { readonly error: Finding | undefined };

export function readCode(typed: string): ReadCode {
  const read = classify(typed);
  return { ...read, error: read.findings.find((finding) => finding.severity === "error") };
}

/** What each normalised code answers to; several where it is live for more than one subject. */
export async function subjectsOf(
  tx: Tx,
  normalised: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundSubject[]>> {
  const subjects = new Map<string, FoundSubject[]>();
  for (const found of await tx.findSubjects(normalised)) {
    const there = subjects.get(found.normalised);
    if (there === undefined) subjects.set(found.normalised, [found]);
    else if (!there.some((other) => other.id === found.id)) there.push(found);
  }
  return subjects;
}

/** The one subject a code answers to; refuses `item/not-found` and `identifier/ambiguous`. */
export function onlySubject(
  subjects: ReadonlyMap<string, readonly FoundSubject[]>,
  typed: string,
): Result<FoundSubject> {
  const found = subjects.get(readCode(typed).normalised) ?? [];
  const [first] = found;
  if (first === undefined) return refuse("item/not-found", { found: typed });
  return found.length > 1 ? refuse("identifier/ambiguous", { found: typed }) : ok(first);
}
