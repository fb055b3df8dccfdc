/** What an addressee, and a clerk who issues a code, is refused, in English. Codes are never renamed. */
import type { CodeWords } from "./code-words.ts";

export const ADDRESSEE_EN = {
  "access/addressee-refused": [
    "The number and the code do not open an item.",
    "Compare both with the notice. After five wrong tries[ ({expected} are allowed)] only a new code helps: ask the office that sent the notice.",
  ],
  "addressee/decided-already": [
    "Another wish stands for this item, or it is gone[: {found}].",
    "Ask the office that sent the notice if you changed your mind.",
  ],
  "addressee/not-declared": [
    "Nobody has declared this item yet, so nothing can be added to its declaration.",
    "Ask the office that sent the notice to find its declaration first.",
  ],
  "addressee/not-for-import": [
    "Only an item on its way to an addressee here has a notice[; this one: {found}].",
    "Check the number; an item that left or goes abroad has none.",
  ],
  "addressee/nothing-due": ["Nothing is to be paid on this item.", "You need do nothing."],
  "addressee/too-often": [
    "So much was done for this item here that nothing more is taken[: {expected} times].",
    "Write to the centre.",
  ],
  "addressee/way-not-offered": [
    "This centre does not take payment this way[: {found}].",
    "Choose one of the ways on the page.",
  ],
  "addressee/way-twice": ["A way to pay is named twice[: {found}].", "Name each way once."],
} as const satisfies Record<string, CodeWords>;
