/**
 * Small readings of what the views answer: what an address asks for, amounts as they were declared.
 * Nothing is computed anew; money and weights keep the decimals they came with.
 */
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Person } from "#operations/ports.ts";
import type { ShownIdentifier } from "#operations/ports-view.ts";
import { normalise } from "#standards/upu/identifiers.ts";
import type { ShownDuty } from "./answers.ts";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An address names a subject by its id or by a code that someone scanned or typed. */
export function askedFor(text: string): { readonly id: string } | { readonly code: string } {
  return ID.test(text) ? { id: text } : { code: normalise(text) };
}

/** The code in an address; undefined where it is an id, which says nothing to a reader. */
export function codeIn(address: string): string | undefined {
  return ID.test(address) ? undefined : address;
}

/** Schemes of which a value names one piece in the world or in this centre, best first. */
const SURE_SCHEMES = ["s10", "internal", "sscc"];

/** The code an act names a piece by: one in use, uncontested, of the surest scheme it has. */
export function codeToActOn(identifiers: readonly ShownIdentifier[], itemId: string): string {
  const live = identifiers.filter(({ contested, freedAt }) => !contested && freedAt === null);
  const sure = SURE_SCHEMES.map((scheme) => live.find((one) => one.scheme === scheme));
  const best = sure.find((one) => one !== undefined) ?? live[0] ?? identifiers[0];
  return best?.normalised ?? itemId;
}

/** What an address calls a piece: its surest code, else its id where two may share the code. */
export function addressOf(identifiers: readonly ShownIdentifier[], itemId: string): string {
  const isOpen = identifiers.some(({ contested, freedAt }) => !contested && freedAt === null);
  return isOpen ? codeToActOn(identifiers, itemId) : itemId;
}

/** A number with the decimals it was declared with: `1250` at 3 is "1.250", in French "1,250". */
export function scaledText(scaled: Scaled | undefined, locale: string): string {
  return scaled === undefined ? "–" : written(scaled, locale, {});
}

function written(scaled: Scaled, locale: string, how: Intl.NumberFormatOptions): string {
  const digits = decimalOf(scaled);
  if (!isNumeral(digits)) return digits;
  const { scale } = scaled;
  const decimals = { minimumFractionDigits: scale, maximumFractionDigits: scale };
  return new Intl.NumberFormat(locale, { ...how, ...decimals }).format(digits);
}

/** Kept as text all the way: no digit of a large amount is lost. */
function isNumeral(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** A number with its decimals as it is typed, with a point. */
export function decimalOf({ units, scale }: Scaled): string {
  if (scale === 0) return units;
  const sign = units.startsWith("-") ? "-" : "";
  const digits = units.slice(sign.length).padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Decimals of the currencies that have not two, as in ISO 4217. */
const OTHER_DECIMALS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/**
 * An amount with its currency's code as the reader's language writes it, "EUR 12.50" or "12,50 EUR":
 * minor units, or a number as it was declared. A dash where either is unknown.
 */
export function moneyText(
  amount: string | number | Scaled | null | undefined,
  currency: string | null,
  locale: string,
): string {
  if (amount === null || amount === undefined) return "–";
  if (currency === null) return typeof amount === "object" ? scaledText(amount, locale) : "–";
  const scaled =
    typeof amount === "object"
      ? amount
      : { units: String(amount), scale: OTHER_DECIMALS[currency] ?? 2 };
  return /^[A-Z]{3}$/.test(currency)
    ? written(scaled, locale, { style: "currency", currency, currencyDisplay: "code" })
    : `${scaledText(scaled, locale)} ${currency}`;
}

/** Minor units as they are typed, with a point: `5200` of CNY is "52.00". */
export function amountText(minor: string, currency: string): string {
  return decimalOf({ units: minor, scale: OTHER_DECIMALS[currency] ?? 2 });
}

/** What is still to be paid, minor units as text; below 0 where more was paid than is owed. */
export function dueMinorOf(duty: ShownDuty): string {
  const { assessedMinor, waivedMinor, paidMinor, refundedMinor } = duty;
  const due = BigInt(assessedMinor) - BigInt(waivedMinor) - BigInt(paidMinor);
  return String(due + BigInt(refundedMinor));
}

/** A person, masked by the centre already, in one line. */
export function personText(person: Person | null | undefined): string {
  if (person === null || person === undefined) return "–";
  const parts = [
    person.name,
    ...(person.addressLines ?? []),
    [person.postcode, person.city].filter((part) => part !== undefined).join(" "),
    person.countryCode,
    person.phone,
  ];
  const line = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return line === "" ? "–" : line;
}
