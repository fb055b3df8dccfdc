/**
 * The public face of the standards: what the package `mailport-standards` exports and promises to
 * keep. Inside the repository each area imports the file that it needs, never this one.
 */
export type { Decimal } from "#base/decimal.ts";
export { formatDecimal, parseDecimal } from "#base/decimal.ts";
export type { Finding, FindingPlace, Refusal, Result, Severity } from "#base/result.ts";
export { countryCodes, isCountryCode, isKnownCountry } from "./codes/countries.ts";
export {
  type CurrencyFact,
  currencyFacts,
  exponentOf,
  isCurrencyCode,
} from "./codes/currencies.ts";
export { type Nature, natureOf } from "./codes/natures.ts";
export type { ContainerRow } from "./messages/container-row.ts";
export type { DeclarationRow } from "./messages/declaration-row.ts";
export type { EnvelopeRow } from "./messages/envelope-row.ts";
export {
  type Format,
  formatNamed,
  formats,
  type InputValue,
  type Recognised,
  recognise,
} from "./messages/index.ts";
export { type Portion, type Reader, type Row, readBytes, readInput } from "./messages/reading.ts";
export type { ScanRow } from "./messages/scan-row.ts";
export {
  type ClassifiedIdentifier,
  classify,
  type IdentifierScheme,
  normalise,
} from "./upu/identifiers.ts";
export { parseS8, type S8 } from "./upu/s8.ts";
export { parseS9, type S9, writeS9 } from "./upu/s9.ts";
export { parseS10, type S10, s10CheckDigit, writeS10 } from "./upu/s10.ts";
