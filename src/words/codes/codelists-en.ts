/**
 * Refusals and findings of code lists and their import,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const CODELISTS_EN = {
  "codes/list-not-found": [
    "There is no code list of this name[: {found}].",
    "`mailport codes list` names them all.",
  ],
  "codes/not-found": [
    "The list[ {list}] does not have this code[: {found}].",
    "Check the code; a full list may still have to be imported.",
  ],
  "codes/restricted": [
    "The list[ {list}] is for officers and administrators.",
    "Ask one of them what it says.",
  ],
  "codes/not-importable": [
    "No file of this list can be imported[: {found}].",
    "Name one of the lists that can[: {expected}].",
  ],
  "codes/no-rows": [
    "The file holds no row of the list[ {list}] that could be read; nothing was changed.",
    "Check that it is the right file, and mend what the findings name.",
  ],
  "codes/too-many-rows": [
    "The file has too many rows[; {expected} are read at most].",
    "Check that it is a code list.",
  ],
  "codes/changed-meanwhile": [
    "The list was imported again meanwhile[: version {found}, not {expected}].",
    "Look at the difference once more, then apply it.",
  ],
  "codes/before-last": [
    "The day lies before the last import of the list[: {found}, not before {expected}].",
    "Name that day or a later one.",
  ],
  "codes/repeated": ["The code stands in the file twice[: {found}].", "Nothing is to be done."],
  "codes/contradicts": [
    "The code stands in the file with something else before[: {found}]; the first row counts.",
    "Mend the file and import it again.",
  ],
  "codes/removals-withheld": [
    "Rows of the file could not be read, so that codes missing from it are kept[: {found}].",
    "Mend the rows that were kept out and import the file again.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
