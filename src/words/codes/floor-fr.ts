/** Words of the codes of the floor's verbs, in French. */
import type { CodeWords } from "./code-words.ts";
import type { FLOOR_EN } from "./floor-en.ts";

export const FLOOR_FR = {
  "decide/gone": [
    "C’est parti : plus rien ne se décide à son sujet[ : {found}].",
    "Décidez de nouveau en cas de retour.",
  ],
  "decide/nothing-to-take-back": [
    "Votre autorité n’a rien décidé à son sujet qui puisse être retiré.",
    "Levez ses blocages, ou décidez.",
  ],
  "decide/reason-missing": [
    "Cette décision demande un motif que ses parties peuvent lire.",
    "Écrivez le motif public et décidez de nouveau.",
  ],
  "measure/not-a-piece": [
    "Ce code est celui d’un contenant ; seules les pièces se mesurent ici.",
    "Scannez le code d’une pièce.",
  ],
  "measure/not-here": [
    "Cette pièce n’était pas au centre à ce moment[ : {found}].",
    "Enregistrez d’abord son arrivée, ou corrigez l’heure.",
  ],
  "measure/nothing-read": [
    "Un relevé demande un poids ou un côté.",
    "Donnez weightGrams, ou lengthMm, widthMm, heightMm.",
  ],
} as const satisfies Readonly<Record<keyof typeof FLOOR_EN, CodeWords>>;
