/**
 * What of a person is matched, and how it is written the same way each time before it is hashed.
 * A changed rule is a new version: hashes of two versions never match by mistake.
 */
import type { Person, PersonHashes } from "#operations/ports.ts";
import type { KeyedHash } from "./keyed-hash.ts";

/** Version of the rules below; kept with every record. */
export const NORMALISER_VERSION = 1;

type Kind = keyof PersonHashes;

const NORMALISERS: { readonly [K in Kind]: (person: Person) => string } = {
  name: (person) => words(person.name),
  phone: (person) => digits(person.phone),
  identity: (person) => letters(person.identityNumber),
  address: addressOf,
  email: (person) => plain(person.email).replace(/\s+/gu, "").toLowerCase(),
};

/** One keyed hash a kind, in the text form of a uuid; null where the person gave none. */
export function personHashes(hash: KeyedHash, person: Person): PersonHashes {
  return {
    name: hashed(hash, "name", person),
    phone: hashed(hash, "phone", person),
    identity: hashed(hash, "identity", person),
    address: hashed(hash, "address", person),
    email: hashed(hash, "email", person),
  };
}

function hashed(hash: KeyedHash, kind: Kind, person: Person): string | null {
  const text = NORMALISERS[kind](person);
  return text === "" ? null : uuidText(hash(`${kind}\0${text}`));
}

/** The first 16 bytes of a hash as 36-character text. */
function uuidText(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${parts.join("-")}-${hex.slice(20, 32)}`;
}

/** One form of each character: full-width letters and ligatures become plain ones. */
function plain(text: string | undefined): string {
  return text === undefined ? "" : text.normalize("NFKC");
}

/** Upper case, one blank between words. */
function words(text: string | undefined): string {
  return plain(text).toUpperCase().replace(/\s+/gu, " ").trim();
}

/** Digits only; an international 00 and a + are the same. */
function digits(text: string | undefined): string {
  return plain(text).replace(/\D+/gu, "").replace(/^00/, "");
}

/** Letters and digits only, upper case. */
function letters(text: string | undefined): string {
  return plain(text)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Lines, city, state, post code and country joined; an address of a country alone is none. */
function addressOf(person: Person): string {
  const { addressLines = [], city, state, postcode, countryCode } = person;
  const parts = [...addressLines, city, state].map(words);
  const place = [...parts, letters(postcode)].filter((part) => part !== "");
  return place.length === 0 ? "" : [...place, words(countryCode)].join(" ");
}
