/**
 * Faults of identifiers and of ranges they are issued from, in French: one sentence and what to do.
 * Those that a scan finds stand with the other faults of input. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { UPU_EN } from "./upu-en.ts";

export const UPU_FR: Readonly<Record<keyof typeof UPU_EN, CodeWords>> = {
  "awb/check-digit": [
    "Le chiffre de contrôle de cette lettre de transport aérien est faux[ : {found} au lieu de {expected}].",
    "Elle est prise telle quelle ; comparez avec le document.",
  ],
  "identifier/shape": [
    "Ceci n’est pas écrit comme les identifiants de son type[ : {found} ; la forme est {expected}].",
    "Dans la forme, A est une lettre, 9 un chiffre, X l’un ou l’autre : comparez place par place.",
  ],
  "identifier/unrecognised": [
    "Ceci n’a la forme d’aucun identifiant connu.",
    "Le texte est gardé ; comparez avec l’étiquette.",
  ],
  "s10/range-closed": [
    "La plage d’identifiants n’est pas valable ce jour-là[ : {found}, valable {expected}].",
    "Prenez une plage valable.",
  ],
  "s10/range-exhausted": [
    "Chaque identifiant de la plage a été émis pendant son délai de réutilisation[ : {found}].",
    "Demandez une nouvelle plage.",
  ],
  "s10/range-invalid": [
    "Ceci ne peut être une plage d’identifiants S10[ : {found}].",
    "Corrigez l’indicateur, les numéros (0 à 99999999) ou le pays.",
  ],
  "s10/reserved-indicator": [
    "Cet indicateur de service est réservé et ne nomme aucun service[ : {found}].",
    "Comparez avec l’étiquette ; J, K, S, T et W ne commencent jamais un identifiant d’envoi.",
  ],
  "s10/unassigned-indicator": [
    "Cet indicateur de service n’a pas de produit[ : {found}].",
    "Il est pris tel quel ; le message dit le produit.",
  ],
  "s10/unknown-country": [
    "Un identifiant d’envoi finit par un pays de l’ISO 3166[ ; trouvé {found}].",
    "Comparez avec l’étiquette ; ce peut être le numéro propre d’un transporteur.",
  ],
  "s10/window-too-short": [
    "Un identifiant ne revient qu’après 12 mois au plus tôt[ : {found} au lieu de {expected}].",
    "Fixez un délai plus long ; 24 mois sont conseillés.",
  ],
  "s31/other-issuer": [
    "Cet émetteur n’est pas un opérateur postal[ : genre {found} ; les opérateurs ont {expected}].",
    "Il est gardé tel quel.",
  ],
  "s32/too-long": [
    "Un identifiant d’expédition a au plus 12 caractères[ ; trouvé {found}, au plus {expected}].",
    "Il est gardé tel quel.",
  ],
  "s32/unknown-country": [
    "Un identifiant d’expédition commence par un pays de l’ISO 3166[ ; trouvé {found}].",
    "Il est gardé tel quel ; vérifiez le code.",
  ],
  "s34/not-in-register": [
    "Le registre des bureaux ne connaît pas celui-ci[ : {found}].",
    "Il est gardé tel quel ; chargez le registre le plus récent.",
  ],
  "s34/unknown-country": [
    "Ce bureau ne commence pas par un pays de l’ISO 3166[ : {found}].",
    "Il est gardé tel quel ; vérifiez le code.",
  ],
  "s8/unknown-category": [
    "Cette catégorie de courrier est inconnue[ : {found}, connues : {expected}].",
    "Comparez avec l’étiquette.",
  ],
  "s8/unknown-class": [
    "Cette classe de courrier est inconnue[ : {found}, les classes commencent par {expected}].",
    "Elle est gardée telle quelle ; vérifiez le code.",
  ],
  "s9/highest-flag": [
    "L’indicateur du dernier récipient n’a pas cette valeur[ : {found} ; il vaut {expected}].",
    "Comparez la position 24 avec l’étiquette.",
  ],
  "s9/registered-flag": [
    "L’indicateur de contenu recommandé ou avec valeur déclarée n’a pas cette valeur[ : {found} ; il vaut {expected}].",
    "Comparez la position 25 avec l’étiquette.",
  ],
};
