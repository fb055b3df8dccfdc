/** Words of the codes of duty, regimes changed and declarations withdrawn, in French. */
import type { CodeWords } from "./code-words.ts";
import type { DUTY_EN } from "./duty-en.ts";

export const DUTY_FR = {
  "declaration/decided": [
    "Une autorité a ordonné ce que deviennent ces marchandises.",
    "Demandez d’abord à l’autorité de reprendre son ordre.",
  ],
  "declaration/released": [
    "Ce qu’elle déclare est libéré ou parti.",
    "Demandez un remboursement après le retour de la marchandise.",
  ],
  "declaration/withdrawn-already": [
    "Cette déclaration est déjà retirée.",
    "Il n’y a rien à faire.",
  ],
  "duty/amount-twice": [
    "Le montant est donné deux fois, en unités mineures et en toutes unités.",
    "Donnez-en un seul.",
  ],
  "duty/amount-zero": ["Le montant est nul.", "Donnez un montant supérieur à zéro."],
  "duty/assessed-by-centre": [
    "La douane et l’exploitant du centre liquident les droits.",
    "Demandez-leur la liquidation.",
  ],
  "duty/established-by-officer": [
    "Seul un agent établit les valeurs et les classes.",
    "Demandez à un agent, ou corrigez la déclaration.",
  ],
  "duty/four-eyes": [
    "Vous l’avez demandé vous-même ; un autre agent doit le confirmer.",
    "Faites saisir le même montant par un second agent.",
  ],
  "duty/holder-missing": [
    "Personne n’est nommé comme titulaire du compte ou de la garantie[ : {found}].",
    "Nommez la partie.",
  ],
  "duty/line-unknown": [
    "La déclaration n’a pas cette ligne, ou elle est nommée deux fois[ : {found} ; elle en a {expected}].",
    "Nommez chaque ligne déclarée une seule fois.",
  ],
  "duty/not-customs": [
    "Les droits sont remis par la douane[, non par {found}].",
    "Adressez-vous à un agent des douanes.",
  ],
  "duty/level-too-low": [
    "Votre niveau ne le permet pas[ : {found} au lieu de {expected}].",
    "Demandez à un agent supérieur.",
  ],
  "duty/more-than-due": [
    "La remise dépasse le montant dû[ : {found}, dû {expected}].",
    "Remettez au plus le montant dû.",
  ],
  "duty/more-than-paid": [
    "Le remboursement dépasse ce qui a été payé[ : {found}, payé {expected}].",
    "Remboursez au plus ce qui a été payé.",
  ],
  "duty/not-assessed": ["Rien n’a été liquidé pour cet envoi.", "Liquidez d’abord les droits."],
  "duty/not-declared": [
    "Aucune déclaration de cet envoi n’est valable.",
    "Déposez d’abord une déclaration.",
  ],
  "duty/not-taxed": [
    "Le régime de cet envoi ne prélève aucune taxe[ : {found}].",
    "Il n’y a rien à faire.",
  ],
  "duty/not-yours": [
    "Vous ne pouvez pas enregistrer ce paiement pour cet envoi[ : {found}].",
    "Indiquez votre propre compte ou garantie, ou demandez à l’exploitant du centre.",
  ],
  "duty/nothing-due": ["Rien n’est dû pour cet envoi.", "Il n’y a rien à faire."],
  "duty/other-currency": [
    "Les droits sont dus dans une autre monnaie[ : {expected}, non {found}].",
    "Enregistrez le paiement dans la monnaie due.",
  ],
  "duty/overpaid": [
    "Le paiement dépasse le montant dû[ : {found}, dû {expected}].",
    "Enregistrez au plus le montant dû et rendez le reste au payeur.",
  ],
  "duty/reason-missing": [
    "Cela modifie ce qui a été réglé ou établi et demande un motif.",
    "Écrivez le motif et liquidez de nouveau.",
  ],
  "duty/reference-used": [
    "Un paiement portant cette référence est déjà enregistré pour cet envoi[ : {found}].",
    "Il a déjà été saisi ; un autre paiement a sa propre référence.",
  ],
  "duty/secure-whole": [
    "Un compte ou une garantie couvre tout le montant dû, non une partie[ : {found}, dû {expected}].",
    "Indiquez le montant entier, ou laissez d’abord le destinataire payer sa part.",
  ],
  "duty/too-many-payments": [
    "Cet envoi a atteint le nombre de paiements admis[ : {expected}].",
    "Réglez le reste en un seul paiement du déclarant.",
  ],
  "regime/decided": [
    "Cet envoi est déjà libéré ; son régime ne change plus.",
    "Faites d’abord retirer la décision par son autorité.",
  ],
  "regime/identity-missing": [
    "Le numéro d’identité de l’acheteur manque ; sans lui, la limite annuelle ne peut être tenue.",
    "Déclarez le numéro d’identité de l’acheteur.",
  ],
  "regime/no-other": [
    "Aucun autre régime ne convient à cet envoi tel que déclaré[ : {found}].",
    "Complétez la déclaration, ou nommez un régime.",
  ],
  "regime/not-yours": [
    "Seuls le déclarant et le centre changent le régime de cet envoi.",
    "Demandez au déclarant.",
  ],
  "regime/same": ["Cet envoi relève déjà de ce régime[ : {found}].", "Il n’y a rien à faire."],
} satisfies Record<keyof typeof DUTY_EN, CodeWords>;
