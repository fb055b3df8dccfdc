/** What may name a person goes into the vault; the record keeps a reference and keyed hashes only. */
import type { Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { Person, PersonHashes, Remarks, VaultRow } from "./ports.ts";

/** Where persons are gathered before they are kept. */
export type PersonKeeper = {
  readonly context: CallContext;
  readonly persons: VaultRow[];
};

type LodgedPerson = {
  readonly ref: Id | null;
  /** Those by which holds on persons reach a shipment. */
  readonly hashes: readonly Id[];
  readonly all: PersonHashes | null;
};

/** The vault reference of a person, and the hashes by which holds on persons reach a shipment. */
export function lodgePerson(
  lodging: PersonKeeper,
  person: Person | undefined,
  declarationId: Id,
): LodgedPerson {
  if (person === undefined || Object.keys(person).length === 0) return NOBODY;
  const { vault, ids } = lodging.context.ports;
  const personRef = ids.next();
  const all = vault.hash(person);
  lodging.persons.push({ personRef, declarationId, hashes: all, ...vault.seal(person, personRef) });
  const reaching = [all.identity, all.phone, all.email].filter((hash) => hash !== null);
  return { ref: personRef, hashes: reaching, all };
}

const NOBODY: LodgedPerson = { ref: null, hashes: [], all: null };

/** Free text is matched with nobody. */
const NO_HASHES: PersonHashes = {
  name: null,
  phone: null,
  identity: null,
  address: null,
  email: null,
};

/** The vault reference of a declaration's free text; undefined where it has none. */
export function lodgeRemarks(
  lodging: PersonKeeper,
  { extra, comments }: Remarks,
  declarationId: Id,
): Id | undefined {
  if (extra === undefined && comments === undefined) return undefined;
  const { vault, ids } = lodging.context.ports;
  const personRef = ids.next();
  const remarks = {
    ...(extra !== undefined && { extra }),
    ...(comments !== undefined && { comments }),
  };
  const sealed = vault.seal({ remarks }, personRef);
  lodging.persons.push({ personRef, declarationId, hashes: NO_HASHES, ...sealed });
  return personRef;
}
