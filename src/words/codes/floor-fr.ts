/** Words of the codes of the floor's verbs, in French. */
import type { CodeWords } from "./code-words.ts";
import type { FLOOR_EN } from "./floor-en.ts";

export const FLOOR_FR = {
  "container/item-gone": [
    "Une pièce de sa liste a quitté le centre ou n’existe plus[ : {found}].",
    "Vérifiez le numéro auprès de l’expéditeur de la liste.",
  ],
  "decide/gone": [
    "C’est parti : plus rien ne se décide à son sujet[ : {found}].",
    "Décidez de nouveau en cas de retour.",
  ],
  "decide/nothing-to-take-back": [
    "Votre autorité n’a rien décidé à son sujet qui puisse être retiré.",
    "Levez ses retenues, ou décidez.",
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
  "merge/itself": [
    "Une pièce ne se fusionne pas avec elle-même.",
    "Nommez l’autre enregistrement.",
  ],
  "merge/no-match": [
    "Aucun rapprochement ouvert de ces deux ne vous est proposé.",
    "Voyez list-matches, ou fusionnez-les.",
  ],
  "merge/not-mergeable": [
    "On ne fusionne que ce qui est attendu ou présent[ ; l’un est {found}].",
    "Regardez les deux enregistrements.",
  ],
  "merge/other-shipment": [
    "Cette expédition n’est celle d’aucun des deux[ : {found}].",
    "Nommez l’expédition de l’un d’eux, ou aucune.",
  ],
  "merge/ordered": [
    "L’expédition que la pièce quitterait a un ordre[ de {found}].",
    "Que cette autorité le retire d’abord, ou gardez cette expédition.",
  ],
  "merge/owing": [
    "L’expédition que la pièce quitterait n’est pas réglée[ : {found}].",
    "Réglez-la d’abord, ou gardez cette expédition.",
  ],
  "merge/container-held": [
    "Le contenant autour de l’autre est retenu[ par {found}].",
    "Sortez-le du contenant, ou faites lever la retenue.",
  ],
  "merge/not-merged": ["Ces deux ne sont pas fusionnés.", "Regardez les deux enregistrements."],
  "merge/held": [
    "Par cette fusion, une autorité retient la pièce[ : {found}].",
    "Seul un agent de cette autorité la défait, ou lève d’abord la retenue.",
  ],
  "merge/went-on": [
    "La pièce a une autre expédition depuis.",
    "Regardez ses expéditions et corrigez là.",
  ],
  "relabel/not-here": [
    "Seul ce qui est présent reçoit une autre étiquette[ ; ceci est {found}].",
    "Enregistrez d’abord son arrivée.",
  ],
  "relabel/taken": [
    "Ce code répond à autre chose[ : {found}].",
    "Prenez une autre étiquette ; si c’est la même pièce, fusionnez.",
  ],
  "relabel/of-containers": [
    "C’est un numéro de récipient[ : {found}].",
    "Prenez une étiquette de pièce.",
  ],
  "shift/empty": ["Une équipe finit après son début.", "Donnez from avant to."],
  "shift/too-long": [
    "On compte au plus un mois[, {expected} jours].",
    "Demandez une période plus courte.",
  ],
} as const satisfies Readonly<Record<keyof typeof FLOOR_EN, CodeWords>>;
