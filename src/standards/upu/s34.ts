/**
 * Codes of international mail processing centres (IMPC, UPU standard S34): a UN/LOCODE and a letter.
 * The organisation behind a code stands in the register (code list 108) only: many centres lie
 * outside their operator's country, so it is never derived from the letters.
 */
import { isCountryCode } from "#standards/codes/countries.ts";

/** The parts of six characters of S34 shape. */
export type Impc = {
  readonly normalised: string;
  /** Where the building stands, not whose it is. */
  readonly countryCode: string;
  /** Three letters or digits of the place in UN/LOCODE. */
  readonly location: string;
  /** Chosen for the office or flow; it has no meaning of its own across posts. */
  readonly letter: string;
  /** False for codes that ISO 3166-1 does not assign. */
  readonly isCountryKnown: boolean;
};

/**
 * Letters of real offices that ISO 3166-1 assigns to no country: in the register (state of 2020) QM and
 * QN are in Bosnia and Herzegovina, XZ in Kosovo, ZZ in Jerusalem.
 */
const REGISTERED_PREFIXES: ReadonlySet<string> = new Set(["QM", "QN", "XZ", "ZZ"]);

const SHAPE = /^[A-Z]{2}[A-Z0-9]{3}[A-Z]$/;

/** Reads normalised text; undefined when it has not the shape. */
export function parseImpc(normalised: string): Impc | undefined {
  if (!SHAPE.test(normalised)) return undefined;
  const countryCode = normalised.slice(0, 2);
  return {
    normalised,
    countryCode,
    location: normalised.slice(2, 5),
    letter: normalised.slice(5),
    isCountryKnown: isCountryCode(countryCode),
  };
}

/** True where offices are known to begin with these two letters although no country has them. */
export function isRegisteredPrefix(countryCode: string): boolean {
  return REGISTERED_PREFIXES.has(countryCode);
}

/** Writes a code from its parts, which must have the shape of theirs; undefined when they have not. */
export function writeImpc(
  parts: Pick<Impc, "countryCode" | "location" | "letter">,
): string | undefined {
  return parseImpc(`${parts.countryCode}${parts.location}${parts.letter}`)?.normalised;
}

/** As printed: six characters without a blank. */
export function printImpc({ normalised }: Pick<Impc, "normalised">): string {
  return normalised;
}
