/** Words of the codes of the floor's verbs, in English. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const FLOOR_EN = {
  "container/item-gone": [
    "A piece listed in it left the centre, or is no more[: {found}].",
    "Check the number with whoever sent the list.",
  ],
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
  "merge/itself": ["A piece cannot be merged with itself.", "Name the other record."],
  "merge/no-match": [
    "No open match of these two was proposed to you.",
    "See list-matches, or merge them.",
  ],
  "merge/not-mergeable": [
    "Only what is expected or here is merged[; one of them is {found}].",
    "Look at both records.",
  ],
  "merge/other-shipment": [
    "This shipment is of neither record[: {found}].",
    "Name the shipment of one of them, or none.",
  ],
  "merge/ordered": [
    "The shipment that the piece would leave has an order[ of {found}].",
    "Let that authority take it back first, or keep that shipment.",
  ],
  "merge/owing": [
    "The shipment that the piece would leave is not settled[: {found}].",
    "Settle that first, or keep that shipment.",
  ],
  "merge/container-held": [
    "The container around the other record is held[ by {found}].",
    "Take it out of the container, or have the hold lifted.",
  ],
  "merge/not-merged": ["These two are not merged.", "Look at both records."],
  "merge/held": [
    "By this merge an authority holds the piece[: {found}].",
    "Only an officer of that authority undoes it, or lifts the hold first.",
  ],
  "merge/went-on": [
    "The piece has another shipment since.",
    "Look at its shipments; correct it there.",
  ],
  "relabel/not-here": [
    "Only what is here gets another label[; this is {found}].",
    "Record its arrival first.",
  ],
  "relabel/taken": [
    "This code answers to something else[: {found}].",
    "Take another label; if both are one piece, merge them.",
  ],
  "relabel/of-containers": [
    "This is a receptacle’s number[: {found}].",
    "Take a label for pieces.",
  ],
  "shift/empty": ["A shift ends after it begins.", "Give from before to."],
  "shift/too-long": [
    "Figures are counted of a month at most[, {expected} days].",
    "Ask for a shorter period.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
