/**
 * Faults of what was sent in: files, fields, codes, identifiers, times, the request's shape,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const INPUT_EN = {
  "input/invalid": ["The request does not have the shape it needs.", "Correct the fields named."],
  "input/shape": ["A field does not have the shape it needs[: {expected}].", "Correct the field."],
  "s10/check-digit": [
    "The check digit of this S10 identifier fails[: {found} instead of {expected}].",
    "It is taken as it is; compare it with the label.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
