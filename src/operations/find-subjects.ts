/** From what was scanned to what it is: one subject, none, or several that a person must tell apart. */
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { type ClassifiedIdentifier, classify } from "#standards/upu/identifiers.ts";
import type { FoundSubject, Tx } from "./ports.ts";

/** A code read by its shape; `error` where there is nothing to work with. */
export type ReadCode = ClassifiedIdentifier & { readonly error: Finding | undefined };

export function readCode(typed: string): ReadCode {
  const read = classify(typed);
  return { ...read, error: read.findings.find((finding) => finding.severity === "error") };
}

/** By normalised code; several subjects where it is live for more than one. */
export type Subjects = ReadonlyMap<string, readonly FoundSubject[]>;

/**
 * What is on the floor under each normalised code: pieces and containers. A waybill of several
 * pieces is none of them.
 */
export async function subjectsOf(tx: Tx, normalised: readonly string[]): Promise<Subjects> {
  const found = await tx.findSubjects(normalised);
  return byCode(found.filter(({ kind }) => kind !== "shipment"));
}

/** The same and the shipments that a code names as a whole: a waybill of several pieces. */
export async function subjectsAndShipments(
  tx: Tx,
  normalised: readonly string[],
): Promise<Subjects> {
  const found = await tx.findSubjects(normalised);
  return byCode(
    found.map((one) => (one.kind === "shipment" ? { ...one, shipmentId: one.id } : one)),
  );
}

/** The one shipment that these subjects are or belong to; undefined where there are several. */
export function onlyShipment(found: readonly FoundSubject[]): Id | undefined {
  const ids = new Set(found.map(({ shipmentId }) => shipmentId));
  const [id] = ids;
  return ids.size === 1 ? (id ?? undefined) : undefined;
}

function byCode(all: readonly FoundSubject[]): Subjects {
  const subjects = new Map<string, FoundSubject[]>();
  for (const found of all) {
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
