/** What is wrong with a declaration while it is filled in, and with refused rows, in French. Codes are never renamed. */
import type { CodeWords } from "./code-words.ts";
import type { FORMS_EN } from "./forms-en.ts";

export const FORMS_FR: Readonly<Record<keyof typeof FORMS_EN, CodeWords>> = {
  "declare/country-shape": [
    "Un pays s’écrit en deux lettres[ ; trouvé : {found}].",
    "Écrivez son code ISO 3166, par exemple CN.",
  ],
  "declare/currency-shape": [
    "Une monnaie s’écrit en trois lettres[ ; trouvé : {found}].",
    "Écrivez son code ISO 4217, par exemple EUR.",
  ],
  "declare/decimals": ["Trop de décimales[ : {found} ; {expected} au plus].", "Arrondissez."],
  "declare/needed": ["Ce champ est nécessaire.", "Remplissez-le."],
  "declare/no-postal-number": [
    "Ce n’est pas un numéro d’envoi postal (S10)[ : {found}].",
    "Comparez-le avec l’étiquette, par exemple RR473124829GB ; un autre numéro est gardé tel quel.",
  ],
  "declare/number": [
    "Ce n’est pas un nombre[ : {found}].",
    "Écrivez des chiffres, avec un point avant les décimales et sans séparateur de milliers.",
  ],
  "declare/too-long": [
    "Ce texte est trop long[ : {found} caractères, {expected} au plus].",
    "Raccourcissez-le.",
  ],
  "declare/weight-below-contents": [
    "Le poids brut est inférieur à celui du contenu[ : {found} kg contre {expected} kg].",
    "Corrigez le poids brut ou les poids nets des lignes.",
  ],
  "message/nothing-refused": [
    "Aucune ligne de ce fichier n’a été refusée.",
    "Vous n’avez rien à faire.",
  ],
  "message/rows-not-apart": [
    "Les lignes de ce format ne se séparent pas[ : {found}].",
    "Corrigez le message en entier.",
  ],
};
