/** Words of the codes of the dialogue of customs messages, tallies and amendments, in French. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const CEB_DIALOGUE_FR = {
  "ceb/not-customs": [
    "Seule la douane dit où en est une liste ; ceci vient de quelqu’un d’autre.",
    "Faites-le envoyer par le partenaire de la douane, ou prendre par un administrateur.",
  ],
  "ceb/answer-to-nothing": [
    "Ceci répond à un document que personne n’a envoyé ou déclaré ici[ : {found}].",
    "Il attend : relisez-le quand le document sera là.",
  ],
  "ceb/answer-ambiguous": [
    "Plusieurs déclarants emploient ce numéro[ : {found}] ; la réponse ne dit pas lequel.",
    "Demandez à la douane la réponse avec le code du déclarant.",
  ],
  "ceb/receipt-again": ["La douane a déjà dit cet état[ : {found}].", "Il n’y a rien à faire."],
  "ceb/receipt-late": [
    "Cet état est plus ancien que ce que la douane a dit depuis[ : {found} ; c’est {expected}].",
    "Il n’y a rien à faire ; l’état plus récent vaut.",
  ],
  "ceb/receipt-backward": [
    "Cet état est en deçà de celui atteint[ : {found} ; c’est {expected}].",
    "L’état atteint vaut. Demandez à la douane si la différence dure.",
  ],
  "ceb/receipt-unknown": [
    "Le tableau des états n’a pas cet état[ : {found}].",
    "Il est gardé tel quel. Demandez à la plateforme ce qu’il veut dire.",
  ],
  "ceb/recall": [
    "La douane contrôle ce qu’elle avait libéré[ : {found}] ; la libération est exécutée, ou peut l’être.",
    "Rappelez l’envoi aussitôt : arrêtez-le sur place, ou demandez-le au transporteur.",
  ],
  "ceb/customs-refused": [
    "La douane a renvoyé le document[ : {found}].",
    "Corrigez ce qu’elle nomme et renvoyez-le comme modification.",
  ],
  "ceb/sending-failed": [
    "Le port n’a pas pu envoyer le document à la douane[ : {found}].",
    "Envoyez-le de nouveau.",
  ],
  "ceb/decided-otherwise": [
    "Un agent des douanes a décidé autrement ici[ : {found}] ; cet ordre vaut.",
    "Faites-le reprendre par l’agent, ou demandez à la douane ce qui vaut.",
  ],
  "ceb/signature-required": [
    "Ce partenaire doit signer un tel message, et il ne l’est pas[ : {found}].",
    "Demandez une signature ; un partenaire en essai se règle ainsi (set-ceb-partner).",
  ],
  "ceb/cancel-asked": [
    "La douane a cette liste : l’annulation lui est transmise, et la liste vaut jusqu’à sa réponse[ : {found}].",
    "Attendez la réponse de la douane.",
  ],
  "ceb/cancel-changed": [
    "Une annulation se dit une fois ; elle n’est ni modifiée ni supprimée.",
    "Déposez la liste de nouveau si elle fut annulée par erreur.",
  ],
  "ceb/not-writable": [
    "Le message ne peut pas être écrit comme le veut son schéma[ : {finding} {path} {found} ; {expected}].",
    "Corrigez le document dont il est fait, puis relancez la boîte d’envoi.",
  ],
  "ceb/source-gone": [
    "Ce dont ce message est fait n’est plus là.",
    "Demandez au déclarant d’envoyer le document de nouveau.",
  ],
  "tally/not-operator": [
    "Seul l’exploitant du centre envoie son pointage.",
    "Agissez au nom de l’exploitant.",
  ],
  "tally/no-partner": [
    "Aucun partenaire ne représente la douane pour les pointages[ : {found}].",
    "Réglez-en un (set-ceb-partner).",
  ],
  "tally/partner-needed": [
    "Plusieurs partenaires prennent les pointages[ : {expected}].",
    "Nommez-en un.",
  ],
  "tally/bill-unknown": [
    "Aucune lettre de transport ne nomme ce titre principal.",
    "Nommez le transporteur, ou faites envoyer les lettres (CEB511).",
  ],
  "tally/carrier-needed": [
    "Plusieurs transporteurs ont des colis sous ce titre[ : {expected}] ; un pointage en nomme un.",
    "Nommez-en un, et envoyez un pointage pour chacun.",
  ],
  "tally/nothing-arrived": [
    "Rien n’est arrivé sous ce titre[ : {found}].",
    "Enregistrez d’abord les arrivées.",
  ],
  "tally/over": [
    "Des colis sont là qu’aucune lettre du titre ne nomme[ : {expected}, tels {found}].",
    "Demandez leurs lettres au transporteur, et gardez-les à part.",
  ],
  "tally/short": [
    "Des colis du titre ne sont pas là[ : {expected}, tels {found}].",
    "Cherchez-les dans le véhicule et les autres sacs, puis dites-le au transporteur.",
  ],
  "tally/not-arrived": [
    "Des colis sont nommés dont personne n’a noté l’arrivée[ : {expected}, tels {found}].",
    "Enregistrez leur arrivée et renvoyez le pointage.",
  ],
  "amend/not-found": [
    "Aucune déclaration de vous ne vaut sous ce numéro[ : {found}].",
    "Vérifiez le numéro et le déclarant, ou déposez-la comme nouvelle.",
  ],
  "amend/other-pieces": [
    "Une modification parle des mêmes envois, et celle-ci non[ : {found}].",
    "Retirez la déclaration et déposez-la de nouveau.",
  ],
  "amend/decided": [
    "Une décision est déjà prise[ : {found}] ; elle n’est plus modifiée.",
    "Demandez à la douane ; avant la libération elle peut encore être annulée.",
  ],
  "amend/other-regime": [
    "Une modification reste sous le même régime et le même flux[ : {found}].",
    "Changez de régime (change-regime), ou retirez-la et déposez-la de nouveau.",
  ],
  "amend/other-buyer": [
    "Une modification nomme le même acheteur, dont elle prend sur le solde annuel[ : {found}].",
    "Retirez la déclaration et déposez-la pour l’autre acheteur.",
  ],
} as const satisfies Record<string, CodeWords>;
