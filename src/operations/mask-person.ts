/** A person as shown by default: enough to tell two apart, not enough to know one. */
import type { Person } from "./ports.ts";

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

function firstLetter(word: string): string {
  return `${String.fromCodePoint(word.codePointAt(0) ?? 0x2026)}…`;
}

/** The first and last characters, where enough stay hidden between them. */
function ends(text: string, first: number, last: number): string {
  const hidden = text.length - first - last;
  return hidden < 3 ? "…" : `${text.slice(0, first)}…${text.slice(-last)}`;
}
