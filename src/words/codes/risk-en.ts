/**
 * What risk rules and screening find, in English, for officers: one sentence and what to do. Codes are
 * never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const RISK_EN = {
  "risk/vague-words": [
    "A line is described by words that name no goods[: line {line}, {found}].",
    "Compare the image with the value and weight, or open it.",
  ],
  "risk/battery-words": [
    "A line speaks of a battery and none is declared[: line {line}, {found}].",
    "Look for cells in the image.",
  ],
  "risk/near-threshold": [
    "The value lies just under a limit[: {found} of {expected} {currency}].",
    "Ask for the invoice or the payment.",
  ],
  "risk/weight-difference": [
    "It weighs other than declared[: {found} g, declared {expected} g].",
    "Weigh it again and open it.",
  ],
  "risk/repeat-recipient": [
    "Many parcels go to one recipient[: {found} in {days} days by {by}, up to {expected} are usual].",
    "Look at the parcels before it: they may be one consignment.",
  ],
  "risk/missing-field": ["The declaration leaves out[: {missing}].", "Ask the declarant for it."],
  "risk/random": ["It was picked by chance.", "Control it as any other; the result is counted."],
  "codes/officers-only": [
    "The list[ {list}] is for officers of customs and quarantine.",
    "Ask one of them what it says.",
  ],
  "screening/hit": [
    "A name may be that of a denied party[: {entry}, {how}].",
    "Compare the persons with the list; clear it with a reason, or hold it.",
  ],
  "screening/not-pending": [
    "The shipment does not wait for screening[: {found}].",
    "Nothing is to be done.",
  ],
  "screening/reason-needed": [
    "A shipment is cleared with a reason only.",
    "Say why the names are not those of the list.",
  ],
  "screening/not-customs": [
    "Only an officer of customs clears a name.",
    "Ask an officer of customs.",
  ],
  "screening/no-list": [
    "No list of denied parties is loaded.",
    "Import one: `mailport codes import denied FILE`.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
