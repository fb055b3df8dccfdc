/** What is wrong with a declaration while it is filled in, and with refused rows, in English. Codes are never renamed. */
import type { CodeWords } from "./code-words.ts";

export const FORMS_EN = {
  "declare/country-shape": [
    "A country is two letters[; found {found}].",
    "Write its code of ISO 3166, such as CN.",
  ],
  "declare/currency-shape": [
    "A currency is three letters[; found {found}].",
    "Write its code of ISO 4217, such as EUR.",
  ],
  "declare/decimals": [
    "It has more decimals than can be declared[: {found}; {expected} at most].",
    "Round it.",
  ],
  "declare/needed": ["This field is needed.", "Fill it in."],
  "declare/no-postal-number": [
    "This is no postal item number (S10)[: {found}].",
    "Compare it with the label, such as RR473124829GB; another number is kept as it is.",
  ],
  "declare/number": [
    "This is not a number[: {found}].",
    "Write digits with a point before decimals, without a sign for thousands.",
  ],
  "declare/too-long": [
    "This text is too long[: {found} characters, {expected} at most].",
    "Shorten it.",
  ],
  "declare/weight-below-contents": [
    "The gross weight is less than its contents[: {found} kg against {expected} kg].",
    "Correct the gross weight or the net weights of the lines.",
  ],
  "message/nothing-refused": ["No row of this file was refused.", "You need do nothing."],
  "message/rows-not-apart": [
    "The rows of this format cannot be taken apart[: {found}].",
    "Correct the message as a whole.",
  ],
} as const satisfies Record<string, CodeWords>;
