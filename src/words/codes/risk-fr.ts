/** What risk rules and screening find, in French: one sentence and what to do. */
import type { CodeWords } from "./code-words.ts";
import type { RISK_EN } from "./risk-en.ts";

export const RISK_FR = {
  "risk/vague-words": [
    "Une ligne n’emploie que des mots qui ne désignent rien[ : ligne {line}, {found}].",
    "Comparez l’image avec la valeur et le poids, ou ouvrez l’envoi.",
  ],
  "risk/battery-words": [
    "Une ligne parle d’une batterie et aucune n’est déclarée[ : ligne {line}, {found}].",
    "Cherchez des piles sur l’image.",
  ],
  "risk/near-threshold": [
    "La valeur est juste sous un seuil[ : {found} sur {expected} {currency}].",
    "Demandez la facture ou le paiement.",
  ],
  "risk/weight-difference": [
    "L’envoi pèse autre chose que déclaré[ : {found} g au lieu de {expected} g].",
    "Pesez-le de nouveau et ouvrez-le.",
  ],
  "risk/repeat-recipient": [
    "Beaucoup de colis vont à un destinataire[ : {found} en {days} jours par {by}, {expected} sont usuels].",
    "Regardez les colis précédents : ce peut être un seul envoi.",
  ],
  "risk/missing-field": ["La déclaration ne dit pas[ : {missing}].", "Demandez-le au déclarant."],
  "risk/random": [
    "L’envoi a été tiré au hasard.",
    "Contrôlez-le comme un autre ; le résultat est compté.",
  ],
  "codes/officers-only": [
    "La liste[ {list}] est pour les agents de la douane et de la quarantaine.",
    "Demandez à l’un d’eux ce qu’elle dit.",
  ],
  "screening/hit": [
    "Un nom peut être celui d’une personne interdite[ : {entry}, {how}].",
    "Comparez les personnes avec la liste ; levez avec un motif, ou retenez l’envoi.",
  ],
  "screening/not-pending": [
    "L’envoi n’attend aucun filtrage[ : {found}].",
    "Il n’y a rien à faire.",
  ],
  "screening/reason-needed": [
    "Un filtrage n’est levé qu’avec un motif.",
    "Dites pourquoi les noms ne sont pas ceux de la liste.",
  ],
  "screening/not-customs": [
    "Seul un agent de la douane lève un nom.",
    "Demandez à un agent de la douane.",
  ],
  "screening/no-list": [
    "Aucune liste de personnes interdites n’est chargée.",
    "Importez-en une : `mailport codes import denied FICHIER`.",
  ],
} as const satisfies Readonly<Record<keyof typeof RISK_EN, CodeWords>>;
