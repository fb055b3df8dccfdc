/**
 * What reading, writing and importing by profile finds, in French.
 * Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const PROFILES_FR = {
  "message/segment-missing": [
    "Il manque un segment du message[ : {expected}].",
    "Demandez un message complet à l’expéditeur.",
  ],
  "message/segment-misplaced": [
    "Un segment se trouve où le message n’en a pas la place[ : {found}].",
    "Il est gardé sans être lu ; interrogez l’expéditeur.",
  ],
  "message/segment-unread": [
    "Le profil ne connaît pas un segment[ : {found}].",
    "Il est gardé sans être lu ; un profil de ce partenaire peut le connaître.",
  ],
  "message/segment-repeated": [
    "Un segment est répété plus souvent que le message ne le permet[ : {found}, {expected}].",
    "Demandez un message corrigé à l’expéditeur.",
  ],
  "message/order-differs": [
    "Un segment précède un autre du même type, contre l’ordre du profil.",
    "Rien à faire : il a été lu.",
  ],
  "message/element-missing": [
    "Un élément obligatoire est vide.",
    "Demandez un message corrigé à l’expéditeur.",
  ],
  "message/element-too-long": [
    "Un élément est trop long[ : {found}][, caractères permis {expected}].",
    "Demandez un message corrigé à l’expéditeur.",
  ],
  "message/element-format": [
    "Un élément n’a pas son format[ : {found}][, attendu {expected}].",
    "Demandez un message corrigé à l’expéditeur.",
  ],
  "message/element-unread": [
    "Le profil ne connaît pas un élément[ : {found}][, attendu {expected}].",
    "Il est gardé sans être lu ; un profil de ce partenaire peut le connaître.",
  ],
  "message/number-form": [
    "Un nombre est écrit sous une forme inhabituelle[ : {found}].",
    "Rien à faire : il a été lu.",
  ],
  "message/trailing-separator": [
    "Un élément ou un segment se termine par un séparateur sans rien derrière.",
    "Rien à faire, sauf si les valeurs voisines sont fausses : un séparateur peut être endommagé.",
  ],
  "message/code-unknown": [
    "Un code n’est pas dans sa liste[ : {found}][, liste {expected}].",
    "Il est gardé ; chargez la liste la plus récente ou interrogez l’expéditeur.",
  ],
  "message/identifier-shape": [
    "Un identifiant n’a pas la forme de sa norme[ : {found}][, attendu {expected}].",
    "Il est gardé tel quel ; comparez-le à l’étiquette.",
  ],
  "message/version-unknown": [
    "Cette version du message n’est pas connue[ : {found}][, attendu {expected}].",
    "Elle a été lue avec le profil le plus proche ; importez le profil de ce partenaire.",
  ],
  "message/over-limit": [
    "Le message dépasse ce qui peut être tenu en mémoire[ : {expected}].",
    "Demandez à l’expéditeur de le couper en plusieurs messages.",
  ],
  "message/more-findings": [
    "Il y a plus de constats que ceux affichés[ : {found} de plus].",
    "Corrigez d’abord ceux qui sont affichés.",
  ],
  "message/read-only": [
    "Cette version du message est lue, jamais envoyée[ : {found} {expected}].",
    "Écrivez la version la plus récente.",
  ],
  "message/value-lacking": [
    "Il manque une valeur que le message doit donner.",
    "Complétez l’enregistrement, puis renvoyez.",
  ],
  "message/value-unfit": [
    "Une valeur n’entre pas dans son élément[ : {found}][, caractères permis {expected}].",
    "Raccourcissez la valeur, puis renvoyez.",
  ],
  "message/value-repeated": [
    "Une liste est plus longue que le message ne peut porter[ : {found}][, permis {expected}].",
    "Envoyez-la en plusieurs messages.",
  ],
  "message/unread-unplaced": [
    "Un élément gardé sans être lu n’a plus de place[ : {found}].",
    "Le message a été modifié : décidez s’il doit encore être envoyé.",
  ],
  "message/total-differs": [
    "Un total déclaré n’est pas la somme de ce qui est énuméré[ : {found}][, somme {expected}].",
    "Comptez ou pesez à l’arrivée et prévenez l’expéditeur.",
  ],
  "message/outside-dispatch": [
    "Un récipient n’appartient pas à la dépêche qui le cite[ : {found}][, dépêche {expected}].",
    "Comparez-le à l’étiquette à l’arrivée.",
  ],
  "message/twice": [
    "Un identifiant figure deux fois dans le message[ : {found}].",
    "Vérifiez s’il y a deux pièces et prévenez l’expéditeur.",
  ],
  "message/rule": [
    "Une règle du message n’est pas respectée[ : {found}][, attendu {expected}].",
    "Demandez l’indication manquante à l’expéditeur.",
  ],
  "profile/too-large": [
    "Le profil est trop grand[ : {found}][, permis {expected}].",
    "Réduisez-le à un message.",
  ],
  "profile/not-json": ["Le profil n’est pas du JSON[ : {found}].", "Corrigez le fichier."],
  "profile/missing": ["Il manque une indication au profil[ : {expected}].", "Ajoutez-la."],
  "profile/not-of-kind": [
    "Une indication du profil est d’un autre type[ : {found}][, attendu {expected}].",
    "Corrigez-la.",
  ],
  "profile/unknown-key": [
    "Le profil indique quelque chose d’inconnu[ : {found}].",
    "Corrigez le nom ou supprimez-le.",
  ],
  "profile/unknown-base": [
    "La structure de base du profil est inconnue[ : {found}][, connues {expected}].",
    "Indiquez-en une connue.",
  ],
  "profile/against-base": [
    "Une position est contraire à la structure de base[ : {found}][, attendu {expected}].",
    "Liez-la où la structure de base a une place.",
  ],
  "profile/ambiguous": [
    "Deux indications du profil ne se distinguent pas[ : {found}].",
    "Donnez à chacune un qualifiant, un nom ou un composant propre.",
  ],
  "profile/unknown-message": [
    "Aucun message ne porte ce nom[ : {found}][, connus {expected}].",
    "Nommez le message tel qu’il est connu ici.",
  ],
  "profile/not-valid": [
    "Le profil ne peut pas être pris.",
    "Corrigez ce que nomment les constats, chacun à son chemin JSON.",
  ],
  "profile/not-found": [
    "Il n’y a pas de profil de ce message[ : {found}].",
    "`mailport list-profiles` les nomme tous.",
  ],
  "profile/changed-meanwhile": [
    "Le profil a été importé de nouveau entre-temps[ : révision {found}, non {expected}].",
    "Regardez encore la différence, puis appliquez-la.",
  ],
  "profile/before-last": [
    "Le jour précède le dernier import du profil[ : {found}, pas avant {expected}].",
    "Nommez ce jour ou un jour plus tard.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
