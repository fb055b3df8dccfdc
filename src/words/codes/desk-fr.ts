/** Words of the codes of the desks, in French. */
import type { CodeWords } from "./code-words.ts";
import type { DESK_EN } from "./desk-en.ts";

export const DESK_FR = {
  "paper/not-found": [
    "Ce document n’existe pas, ou vous ne pouvez pas le lire.",
    "Ouvrez-le depuis la page de son envoi.",
  ],
  "paper/too-large": [
    "Le document est trop grand[ : {found} octets][, {limitBytes} au plus].",
    "Remettez moins de pages ou un scan plus léger.",
  ],
  "paper/too-many": [
    "Cet envoi a déjà autant de documents qu’il en est conservé[ : {limit}].",
    "Dites à l’agent du centre quel document compte.",
  ],
  "paper/unknown-format": [
    "Ces octets ne sont ni PDF, ni JPEG, ni PNG, ni TIFF, ni texte simple.",
    "Enregistrez le document dans un de ces formats et remettez-le.",
  ],
} as const satisfies Readonly<Record<keyof typeof DESK_EN, CodeWords>>;
