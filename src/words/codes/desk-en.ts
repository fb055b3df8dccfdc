/** Words of the codes of the desks, in English. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const DESK_EN = {
  "paper/not-found": [
    "There is no such paper, or you may not read it.",
    "Open it from its shipment’s page.",
  ],
  "paper/too-large": [
    "The paper is too large[: {found} bytes][, {limitBytes} at most].",
    "Hand in fewer pages or a smaller scan.",
  ],
  "paper/too-many": [
    "This shipment has as many papers as are kept[: {limit}].",
    "Tell the centre’s clerk which paper matters.",
  ],
  "paper/unknown-format": [
    "The bytes are no PDF, JPEG, PNG, TIFF or plain text.",
    "Save the paper as one of these and hand it in again.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
