/**
 * What the customs’ rule books, the matching of documents and the annual balance find and refuse,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { CUSTOMS_EN } from "./customs-en.ts";

export const CUSTOMS_FR: Readonly<Record<keyof typeof CUSTOMS_EN, CodeWords>> = {
  "regime/required-field": [
    "Le régime exige un champ qui manque[ : {expected}].",
    "Indiquez-le ; rien d’autre n’en décide avant.",
  ],
  "regime/value-negative": ["Une valeur est négative.", "Corrigez la valeur."],
  "regime/value-too-large": [
    "La valeur dépasse celle de toute expédition[ : {found} CNY].",
    "Corrigez la valeur ou la monnaie.",
  ],
  "regime/rate-missing": [
    "Aucun taux de change douanier n’est en vigueur[ pour {found}][ le {expected}].",
    "Importez la liste du mois, `customs-rates`.",
  ],
  "regime/over-limit": [
    "La valeur dépasse la limite de ce régime[ : {found} CNY][, limite {expected} CNY].",
    "Renvoyez l’envoi, ou déclarez-le sous le régime qui l’accepte.",
  ],
  "regime/balance-lapsed": [
    "Elle est arrivée après son expiration : sa part de l'année de l'acheteur a été rendue.",
    "Faites-la taxer de nouveau, ou modifiez la déclaration.",
  ],
  "regime/declared-in-parts": [
    "Une autre déclaration a ajouté des envois qui doivent leurs propres droits.",
    "Modifiez une déclaration pour y mettre toutes les marchandises, ou faites-les établir par la douane.",
  ],
  "regime/one-article": [
    "Un seul article indivisible dépasse la limite et est accepté comme tel[ : {found} CNY][, limite {expected} CNY].",
    "Rien à faire ; tous les droits peuvent être dus.",
  ],
  "regime/not-one-article": [
    "L’envoi est dit d’un seul article indivisible, mais montre plusieurs lignes ou pièces.",
    "Corrigez la mention ou les lignes.",
  ],
  "regime/not-own-use": [
    "Ce qui n’est pas pour usage propre n’est pas un article personnel.",
    "Déclarez-le comme marchandise.",
  ],
  "regime/not-in-force": [
    "Ce régime n’a pas de règle pour le jour de la déclaration[ : {found}].",
    "Déclarez sous un autre régime, ou corrigez le jour.",
  ],
  "regime/other-trade": [
    "Ce régime est pour un autre mode de vente[ : {found}][, non {expected}].",
    "Déclarez sous le régime de ce mode de vente.",
  ],
  "regime/not-documents": [
    "Cette classe est réservée aux documents.",
    "Déclarez les marchandises dans leur classe.",
  ],
  "regime/only-documents": [
    "Les documents ont leur propre classe.",
    "Déclarez-les comme documents.",
  ],
  "regime/documents-with-value": [
    "Des documents ont une valeur déclarée.",
    "Vérifiez que ce sont des papiers sans valeur commerciale.",
  ],
  "regime/licence-needed": [
    "Les marchandises sous licence ne relèvent pas de ce régime.",
    "Faites une déclaration complète.",
  ],
  "regime/personal-articles": [
    "Ce sont des articles personnels dans leur propre limite.",
    "Déclarez-les comme articles personnels.",
  ],
  "regime/claim-needs-full": [
    "Ce qui est demandé exige une déclaration complète[ : {found}].",
    "Faites une déclaration complète, ou retirez la demande.",
  ],
  "regime/balance-unknown": [
    "On ne sait pas ce que l’acheteur peut encore acheter cette année.",
    "Donnez son numéro d’identité, ou interrogez le système du port.",
  ],
  "regime/balance-exceeded": [
    "La valeur dépasse ce que l’acheteur peut encore acheter cette année[ : {found} CNY][, reste {expected} CNY].",
    "Déclarez en commerce général, ou renvoyez l’envoi.",
  ],
  "regime/quantity-cap": [
    "Le poids dépasse ce qu’une personne peut acheter par an de ces marchandises[ : {found} kg][, au plus {expected} kg].",
    "Déclarez en commerce général, ou réduisez-le.",
  ],
  "regime/hs-too-short": [
    "Le code SH a trop peu de chiffres[ : {found}][, au moins {expected}].",
    "Donnez le code plus long.",
  ],
  "regime/above-usual": [
    "La valeur dépasse ce qui est d’usage sous ce régime[ : {found} CNY][, usage {expected} CNY].",
    "Vérifiez la valeur ; aucune loi ne la limite.",
  ],
  "regime/clearance-note": [
    "Aucun bulletin de dédouanement n’est indiqué.",
    "Indiquez-le si les marchandises en ont besoin.",
  ],
  "regime/tax-class-unknown": [
    "Cette classe de la taxe sur colis n’est pas connue ce jour-là[ : {found}].",
    "Prenez une classe de la liste, ou n’en indiquez aucune.",
  ],
  "regime/goods-tax-unknown": [
    "Les taxes sur ces marchandises ne sont pas connues[ : {found}].",
    "Importez le tarif `cn-goods-tax`, ou laissez un agent liquider.",
  ],
  "regime/does-not-fit": [
    "L’envoi ne relève pas de son régime[ : {found}], qui ne le taxe donc pas.",
    "Changez d’abord le régime.",
  ],
  "match/document-missing": [
    "Il manque la commande, le paiement, la lettre de transport ou la liste[ : {expected}].",
    "Envoyez le document manquant.",
  ],
  "match/not-matched": [
    "Commande, paiement, lettre de transport et liste n’ont pas été rapprochés.",
    "Envoyez les documents s’ils existent.",
  ],
  "match/order-payment": [
    "La commande et le paiement diffèrent[ : {found}][, {expected}].",
    "Corrigez celui qui est faux et renvoyez-le.",
  ],
  "match/order-waybill": [
    "La commande et la lettre de transport diffèrent[ : {found}][, {expected}].",
    "Corrigez celle qui est fausse et renvoyez-la.",
  ],
  "match/order-list": [
    "La commande et la liste diffèrent[ : {found}][, {expected}].",
    "Corrigez celle qui est fausse et renvoyez-la.",
  ],
  "match/waybill-list": [
    "La lettre de transport et la liste diffèrent[ : {found}][, {expected}].",
    "Corrigez celle qui est fausse et renvoyez-la.",
  ],
  "match/paid-sum": [
    "Le montant payé n’est pas biens, fret et taxes moins la remise[ : {found}][, somme {expected}].",
    "Corrigez la commande.",
  ],
  "balance/exceeded": [
    "Le montant dépasse le solde annuel[ : {found}][, reste {expected}].",
    "Prenez moins, ou attendez l’année suivante.",
  ],
  "balance/not-positive": ["Un montant doit être positif[ : {found}].", "Corrigez le montant."],
  "balance/none-reserved": [
    "L’envoi n’a rien réservé du solde.",
    "Réservez d’abord ; il a pu être annulé.",
  ],
  "balance/more-than-held": [
    "On rend plus que l’envoi ne détient[ : {found}][, détenu {expected}].",
    "Corrigez le montant.",
  ],
};
