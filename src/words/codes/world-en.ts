/** Words of what the world's auditor finds, in English. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const WORLD_EN = {
  "audit/arrived-otherwise": [
    "A piece arrived otherwise than the books say.",
    "Compare its history with what was announced.",
  ],
  "audit/call-refused": [
    "A whole call of the world was refused.",
    "Read the refusal: the world or the operation is wrong.",
  ],
  "audit/counts-differ": [
    "A shipment counts other pieces than arrived and left.",
    "Refold it: run verify on the record.",
  ],
  "audit/decisions-differ": [
    "A shipment shows other decisions than were taken.",
    "Compare with the calls of the audit trail.",
  ],
  "audit/declared-weight-differs": [
    "The declared weight is not what was handed in.",
    "Compare with the stored input of the declaration.",
  ],
  "audit/documents-differ": [
    "A list stands otherwise against its documents than was sent.",
    "Compare its history with the documents that were kept.",
  ],
  "audit/doubled": ["A piece is there more than once.", "Find who made the second one."],
  "audit/duty-differs": [
    "The duty shown was settled otherwise than the books say.",
    "Compare with the payments that were recorded.",
  ],
  "audit/exit-differs": ["A piece shows another exit than it had.", "Compare with its history."],
  "audit/foreign-reader": [
    "A party is shown a piece that is not its own.",
    "Look at the readers of its row.",
  ],
  "audit/holds-differ": [
    "Other holds stand than were placed and not lifted.",
    "Compare with the history of its holds.",
  ],
  "audit/left-held": [
    "A piece left while a hold stood.",
    "Look at what the gate saw of its holds.",
  ],
  "audit/left-twice": ["A piece left more than once.", "Look at its history between the exits."],
  "audit/left-undecided": [
    "A piece left without the decision for it.",
    "Look at what the gate saw of its decisions.",
  ],
  "audit/left-unmatched": [
    "A piece left for delivery before its list matched its documents.",
    "Look at what the gate saw of its documents.",
  ],
  "audit/left-unpaid": [
    "A piece left for delivery while duty was due.",
    "Look at what the gate saw of its duty.",
  ],
  "audit/lost": [
    "A piece that was handed in is not there.",
    "Look for its identifier and its events.",
  ],
  "audit/nobody-handed-in": [
    "A piece is there that nobody handed in.",
    "Find the call that made it.",
  ],
  "audit/nobody-lifts": [
    "A piece is stopped by what nobody of the world lifts.",
    "Give the world a step for it.",
  ],
  "audit/not-shown": [
    "A party is not shown a piece of its own.",
    "Look at the readers of its row.",
  ],
  "audit/other-item": [
    "A code answers to another piece than before.",
    "Look at the history of the identifier.",
  ],
  "audit/piece-differs": [
    "A piece is shown otherwise than it was answered.",
    "Compare with its history.",
  ],
  "audit/row-refused": [
    "A row of the world was refused that should be done.",
    "Read the refusal: the world or the operation is wrong.",
  ],
  "audit/refund-differs": [
    "A refund is not on the record as it was answered.",
    "Look at the events of its duty.",
  ],
  "audit/relabelled-another": [
    "Another piece got the new label.",
    "Look at which piece the old code answers for.",
  ],
  "audit/shipment-lost": [
    "A shipment that was handed in is not shown.",
    "Look for its id and its events.",
  ],
  "audit/stuck": [
    "A piece is still at the centre and nobody comes for it.",
    "Scan it: what stops it is named.",
  ],
  "audit/weight-differs": [
    "The weight of a piece is not what the scale gave.",
    "Compare with its scans.",
  ],
  "world/plant-unknown": [
    "There is no planted fault[ {found}].",
    "Name one of them[: {expected}].",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
