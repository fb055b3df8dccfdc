/** A declared person goes into the vault; the record keeps a reference and keyed hashes only. */
import type { Id } from "#domain/events/event.ts";
import type { Lodging } from "./lodge-one.ts";
import type { Person } from "./ports.ts";

/** The vault reference of a person, and the hashes by which holds on persons reach a shipment. */
export function lodgePerson(
  lodging: Lodging,
  person: Person | undefined,
  declarationId: Id,
): { readonly ref: Id | null; readonly hashes: readonly Id[] } {
  if (person === undefined || Object.keys(person).length === 0) return { ref: null, hashes: [] };
  const { vault, ids } = lodging.context.ports;
  const personRef = ids.next();
  const hashes = vault.hash(person);
  lodging.persons.push({ personRef, declarationId, hashes, ...vault.seal(person, personRef) });
  const reaching = [hashes.identity, hashes.phone, hashes.email].filter((hash) => hash !== null);
  return { ref: personRef, hashes: reaching };
}
