/**
 * Faults of what was sent in: files, fields, codes, identifiers, times, the request's shape,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { INPUT_EN } from "./input-en.ts";

export const INPUT_FR: Readonly<Record<keyof typeof INPUT_EN, CodeWords>> = {
  "input/invalid": ["La demande n’a pas la forme voulue.", "Corrigez les champs nommés."],
  "input/shape": ["Un champ n’a pas la forme voulue[ : {expected}].", "Corrigez le champ."],
  "s10/check-digit": [
    "Le chiffre de contrôle de cet identifiant S10 est faux[ : {found} au lieu de {expected}].",
    "Il est pris tel quel ; comparez avec l’étiquette.",
  ],
};
