/**
 * Faults of identifiers and of ranges they are issued from, in English: one sentence and what to do.
 * Those that a scan finds stand with the other faults of input. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const UPU_EN = {
  "awb/check-digit": [
    "The check digit of this air waybill fails[: {found} instead of {expected}].",
    "It is taken as it is; compare it with the paper.",
  ],
  "identifier/shape": [
    "This is not written as identifiers of its scheme are[: {found}; the shape is {expected}].",
    "In the shape A is a letter, 9 a digit and X either: compare place by place.",
  ],
  "identifier/unrecognised": [
    "This has the shape of no identifier that we know.",
    "It is kept as text; compare it with the label.",
  ],
  "s10/range-closed": [
    "The range of identifiers is not valid on this day[: {found}, valid {expected}].",
    "Take a range that is valid.",
  ],
  "s10/range-exhausted": [
    "Every identifier of the range was issued within its window[: {found}].",
    "Ask for a new range.",
  ],
  "s10/range-invalid": [
    "This cannot be a range of S10 identifiers[: {found}].",
    "Correct the indicator, the serials (0 to 99999999) or the country.",
  ],
  "s10/reserved-indicator": [
    "This service indicator is reserved and names no service[: {found}].",
    "Compare it with the label; J, K, S, T and W never begin an item identifier.",
  ],
  "s10/unassigned-indicator": [
    "This service indicator has no product[: {found}].",
    "It is taken as it is; the message tells the product.",
  ],
  "s10/unknown-country": [
    "An item identifier ends with a country of ISO 3166[; found {found}].",
    "Compare it with the label; it may be a carrier’s own number.",
  ],
  "s10/window-too-short": [
    "An identifier may come again after 12 months at the earliest[: {found} instead of {expected}].",
    "Set a longer window; 24 months are recommended.",
  ],
  "s31/other-issuer": [
    "This issuer is no postal operator[: kind {found}; operators have {expected}].",
    "It is kept as it came.",
  ],
  "s32/too-long": [
    "A consignment identifier has at most 12 characters[; found {found}, at most {expected}].",
    "It is kept as it came.",
  ],
  "s32/unknown-country": [
    "A consignment identifier begins with a country of ISO 3166[; found {found}].",
    "It is kept as it came; check the code.",
  ],
  "s34/not-in-register": [
    "The register of offices does not know this one[: {found}].",
    "It is kept as it came; load the newest register.",
  ],
  "s34/unknown-country": [
    "This office does not begin with a country of ISO 3166[: {found}].",
    "It is kept as it came; check the code.",
  ],
  "s8/unknown-category": [
    "This mail category is not known[: {found}, known are {expected}].",
    "Compare it with the label.",
  ],
  "s8/unknown-class": [
    "This mail class is not known[: {found}, classes begin with {expected}].",
    "It is kept as it came; check the code.",
  ],
  "s9/highest-flag": [
    "The flag of the highest receptacle has no such value[: {found}; it is one of {expected}].",
    "Compare position 24 with the label.",
  ],
  "s9/registered-flag": [
    "The flag of registered or insured content has no such value[: {found}; it is one of {expected}].",
    "Compare position 25 with the label.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
