/** Words of the codes of the floor's verbs, in English. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const FLOOR_EN = {
  "decide/gone": [
    "It has left; nothing is decided on it any more[: {found}].",
    "Decide anew should it come back.",
  ],
  "decide/nothing-to-take-back": [
    "Your authority has decided nothing on it that could be taken back.",
    "Lift its holds, or decide.",
  ],
  "decide/reason-missing": [
    "This decision needs a reason that its parties may read.",
    "Write the public reason and decide again.",
  ],
  "measure/not-a-piece": [
    "This code is a container’s; only pieces are measured here.",
    "Scan the code of a piece.",
  ],
  "measure/not-here": [
    "This piece was not at the centre then[: {found}].",
    "Record its arrival first, or correct the time.",
  ],
  "measure/nothing-read": [
    "A reading needs a weight or a side.",
    "Give weightGrams, or lengthMm, widthMm, heightMm.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
