/**
 * Refusals of what is asked: access, calls, holds, moves, exits, messages as a whole,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { RECORD_EN } from "./record-en.ts";

export const RECORD_FR: Readonly<Record<keyof typeof RECORD_EN, CodeWords>> = {
  "web/no-answer": [
    "Le centre ne répond pas.",
    "Vérifiez le réseau ; le même acte peut être retenté.",
  ],
  "access/not-allowed": [
    "Votre rôle ne le permet pas[ : {operation}].",
    "Demandez à quelqu’un dont le rôle le permet.",
  ],
  "call/busy": [
    "Les données ont changé sans cesse pendant la décision.",
    "Réessayez dans un instant.",
  ],
  "call/key-length": [
    "La clé d’idempotence est vide ou trop longue[ ; au plus {expected} caractères].",
    "Envoyez une clé plus courte.",
  ],
  "call/key-reused": [
    "Cette clé a déjà servi avec d’autres données.",
    "Prenez une clé nouvelle pour un acte nouveau.",
  ],
  "call/answer-gone": [
    "Ceci a déjà été fait, mais la réponse n’est plus gardée.",
    "Consultez l’envoi pour voir ce qui a été fait.",
  ],
  "blob/too-large": [
    "Le fichier dépasse la taille permise[ : au plus {expected} octets].",
    "Coupez-le ou envoyez-le par la ligne de commande.",
  ],
  "hold/lifted-already": ["Cette retenue est déjà levée.", "Il n’y a plus rien à faire."],
  "hold/other-authority": [
    "Seule l’autorité {expected} peut lever cette retenue.",
    "Demandez à cette autorité.",
  ],
  "hold/level-too-low": [
    "Cette retenue demande un agent de niveau {expected}.",
    "Demandez à un agent de ce niveau.",
  ],
  "hold/same-eyes": ["Un second agent doit lever cette retenue.", "Demandez à un collègue."],
  "move/not-allowed": [
    "Les règles ne permettent pas d’aller de {from} à {to}.",
    "Choisissez une zone permise.",
  ],
  "web/no-builder": [
    "Les écrans ne sont pas construits et l’outil qui les construit n’est pas installé.",
    "Installez sans --omit=dev, ou démarrez une version qui contient les écrans.",
  ],
  "web/build-failed": [
    "Les écrans n’ont pas pu être construits[ : {found}].",
    "Corrigez les sources ; une construction antérieure reste intacte.",
  ],
};
