/** Words of what the world's auditor finds, in French. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";
import type { WORLD_EN } from "./world-en.ts";

export const WORLD_FR: Readonly<Record<keyof typeof WORLD_EN, CodeWords>> = {
  "audit/arrived-otherwise": [
    "Un envoi est arrivé autrement que ne le disent les livres.",
    "Comparez son historique avec ce qui était annoncé.",
  ],
  "audit/call-refused": [
    "Un appel entier du monde a été refusé.",
    "Lisez le refus : le monde ou l’opération se trompe.",
  ],
  "audit/counts-differ": [
    "Une expédition compte d’autres envois que ceux arrivés et partis.",
    "Recalculez-la : lancez verify.",
  ],
  "audit/decisions-differ": [
    "Une expédition montre d’autres décisions que celles prises.",
    "Comparez avec les appels de la piste d’audit.",
  ],
  "audit/declared-weight-differs": [
    "Le poids déclaré n’est pas celui remis.",
    "Comparez avec l’entrée conservée de la déclaration.",
  ],
  "audit/documents-differ": [
    "Une liste se trouve face à ses documents autrement que ce qui a été transmis.",
    "Comparez son historique avec les documents conservés.",
  ],
  "audit/doubled": ["Un envoi existe plus d’une fois.", "Cherchez qui a créé le second."],
  "audit/duty-differs": [
    "Les droits montrés ont été réglés autrement que ne le disent les livres.",
    "Comparez avec les paiements enregistrés.",
  ],
  "audit/exit-differs": [
    "Un envoi montre une autre sortie que la sienne.",
    "Comparez avec son historique.",
  ],
  "audit/foreign-reader": [
    "Une partie voit un envoi qui n’est pas le sien.",
    "Regardez les lecteurs de sa ligne.",
  ],
  "audit/holds-differ": [
    "D’autres blocages existent que ceux posés et non levés.",
    "Comparez avec l’historique des blocages.",
  ],
  "audit/left-held": [
    "Un envoi est parti alors qu’un blocage existait.",
    "Regardez ce que le contrôle a vu des blocages.",
  ],
  "audit/left-twice": [
    "Un envoi est parti plus d’une fois.",
    "Regardez son historique entre les sorties.",
  ],
  "audit/left-undecided": [
    "Un envoi est parti sans la décision requise.",
    "Regardez ce que le contrôle a vu des décisions.",
  ],
  "audit/left-unmatched": [
    "Un envoi est parti pour distribution avant que sa liste concorde avec ses documents.",
    "Regardez ce que le contrôle a vu des documents.",
  ],
  "audit/left-unpaid": [
    "Un envoi est parti pour distribution alors que des droits étaient dus.",
    "Regardez ce que le contrôle a vu des droits.",
  ],
  "audit/lost": ["Un envoi remis n’existe pas.", "Cherchez son identifiant et ses événements."],
  "audit/nobody-handed-in": [
    "Un envoi existe que personne n’a remis.",
    "Cherchez l’appel qui l’a créé.",
  ],
  "audit/nobody-lifts": [
    "Un envoi est arrêté par ce que personne du monde ne lève.",
    "Donnez au monde une étape pour cela.",
  ],
  "audit/not-shown": [
    "Une partie ne voit pas un envoi qui est le sien.",
    "Regardez les lecteurs de sa ligne.",
  ],
  "audit/other-item": [
    "Un code répond d’un autre envoi qu’avant.",
    "Regardez l’historique de l’identifiant.",
  ],
  "audit/piece-differs": [
    "Un envoi est montré autrement qu’il n’a été répondu.",
    "Comparez avec son historique.",
  ],
  "audit/row-refused": [
    "Une ligne du monde a été refusée qui devait être faite.",
    "Lisez le refus : le monde ou l’opération se trompe.",
  ],
  "audit/refund-differs": [
    "Un remboursement n’est pas au dossier tel qu’il fut annoncé.",
    "Regardez les événements de ses droits.",
  ],
  "audit/relabelled-another": [
    "Un autre envoi a reçu la nouvelle étiquette.",
    "Regardez de quel envoi répond l’ancien code.",
  ],
  "audit/shipment-lost": [
    "Une expédition remise n’est pas montrée.",
    "Cherchez son identité et ses événements.",
  ],
  "audit/stuck": [
    "Un envoi est encore au centre et personne ne vient pour lui.",
    "Scannez-le : ce qui l’arrête est nommé.",
  ],
  "audit/weight-differs": [
    "Le poids d’un envoi n’est pas celui de la balance.",
    "Comparez avec ses scans.",
  ],
  "world/plant-unknown": [
    "Il n’y a pas de faute plantée[ {found}].",
    "Nommez-en une[ : {expected}].",
  ],
};
