/**
 * Refusals and findings of code lists and their import,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { CODELISTS_EN } from "./codelists-en.ts";

export const CODELISTS_FR: Readonly<Record<keyof typeof CODELISTS_EN, CodeWords>> = {
  "codes/list-not-found": [
    "Aucune liste de codes ne porte ce nom[ : {found}].",
    "`mailport codes list` les nomme toutes.",
  ],
  "codes/not-found": [
    "La liste[ {list}] n’a pas ce code[ : {found}].",
    "Vérifiez le code ; une liste complète reste peut-être à importer.",
  ],
  "codes/restricted": [
    "La liste[ {list}] est réservée aux agents des autorités et aux administrateurs.",
    "Demandez à l’un d’eux ce qu’elle dit.",
  ],
  "codes/not-importable": [
    "Aucun fichier de cette liste ne peut être importé[ : {found}].",
    "Nommez une des listes importables[ : {expected}].",
  ],
  "codes/no-rows": [
    "Le fichier ne contient aucune ligne lisible de la liste[ {list}] ; rien n’est changé.",
    "Vérifiez que c’est le bon fichier et corrigez ce que nomment les constats.",
  ],
  "codes/too-many-rows": [
    "Le fichier a trop de lignes[ ; {expected} au plus sont lues].",
    "Vérifiez que c’est une liste de codes.",
  ],
  "codes/changed-meanwhile": [
    "La liste a été importée entre-temps[ : version {found}, non {expected}].",
    "Regardez la différence encore une fois, puis appliquez-la.",
  ],
  "codes/before-last": [
    "Le jour précède le dernier import de la liste[ : {found}, pas avant {expected}].",
    "Nommez ce jour ou un jour suivant.",
  ],
  "codes/repeated": [
    "Le code figure deux fois dans le fichier[ : {found}].",
    "Rien n’est à faire.",
  ],
  "codes/contradicts": [
    "Le code figure déjà autrement dans le fichier[ : {found}] ; la première ligne compte.",
    "Corrigez le fichier et importez-le de nouveau.",
  ],
  "codes/removals-withheld": [
    "Des lignes du fichier sont illisibles : les codes qui y manquent sont gardés[ : {found}].",
    "Corrigez les lignes écartées et importez le fichier de nouveau.",
  ],
};
