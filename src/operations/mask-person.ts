/** A person as shown by default: enough to tell two apart, not enough to know one. */
import type { Person, Remarks } from "./ports.ts";

/** First letters of names, last digits of numbers, town and country; the rest is hidden. */
export function maskPerson(person: Person): Person {
  const { name, city, state, countryCode, phone, email, identityNumber } = person;
  return {
    ...(name !== undefined && { name: name.split(/\s+/).map(firstLetter).join(" ") }),
    ...(city !== undefined && { city }),
    ...(state !== undefined && { state }),
    ...(countryCode !== undefined && { countryCode }),
    ...(phone !== undefined && { phone: ends(phone, 0, 2) }),
    ...(email !== undefined && { email: `${firstLetter(email)}@…` }),
    ...(identityNumber !== undefined && { identityNumber: ends(identityNumber, 3, 2) }),
  };
}

/** How deep free text is shown at all. */
const REMARKS_DEPTH = 4;

/** Free text: what was filled in, and the first letter of what it says. */
export function maskRemarks(remarks: Remarks): unknown {
  return masked(remarks, REMARKS_DEPTH);
}

function masked(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value === "" ? "" : firstLetter(value);
  if (typeof value !== "object" || value === null || depth === 0) return "…";
  if (Array.isArray(value)) return value.map((one) => masked(one, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, masked(one, depth - 1)]),
  );
}

function firstLetter(word: string): string {
  return `${String.fromCodePoint(word.codePointAt(0) ?? 0x2026)}…`;
}

/** The first and last characters, where enough stay hidden between them. */
function ends(text: string, first: number, last: number): string {
  const hidden = text.length - first - last;
  return hidden < 3 ? "…" : `${text.slice(0, first)}…${text.slice(-last)}`;
}
