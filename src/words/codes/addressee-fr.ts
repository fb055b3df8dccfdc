/** What an addressee, and a clerk who issues a code, is refused, in French. Codes are never renamed. */
import type { ADDRESSEE_EN } from "./addressee-en.ts";
import type { CodeWords } from "./code-words.ts";

export const ADDRESSEE_FR: Readonly<Record<keyof typeof ADDRESSEE_EN, CodeWords>> = {
  "access/addressee-refused": [
    "Le numéro et le code n’ouvrent aucun envoi.",
    "Comparez-les avec l’avis. Après cinq essais faux[ ({expected} sont permis)], seul un nouveau code aide : demandez-le au bureau qui a envoyé l’avis.",
  ],
  "addressee/decided-already": [
    "Un autre souhait est déjà noté, ou l’envoi n’est plus ici[ : {found}].",
    "Si vous avez changé d’avis, adressez-vous au bureau qui a envoyé l’avis.",
  ],
  "addressee/not-declared": [
    "Personne n’a encore déclaré cet envoi ; rien ne peut être ajouté à sa déclaration.",
    "Demandez au bureau qui a envoyé l’avis de trouver d’abord sa déclaration.",
  ],
  "addressee/not-for-import": [
    "Seul un envoi destiné à un destinataire ici a un avis[ ; celui-ci : {found}].",
    "Vérifiez le numéro ; un envoi parti ou destiné à l’étranger n’en a pas.",
  ],
  "addressee/nothing-due": ["Rien n’est à payer pour cet envoi.", "Vous n’avez rien à faire."],
  "addressee/too-often": [
    "Il a été fait tant de choses ici pour cet envoi que rien de plus n’est pris[ : {expected} fois].",
    "Écrivez au centre.",
  ],
  "addressee/way-not-offered": [
    "Ce centre n’accepte pas ce moyen de paiement[ : {found}].",
    "Choisissez un des moyens indiqués sur la page.",
  ],
  "addressee/way-twice": [
    "Un moyen de paiement est nommé deux fois[ : {found}].",
    "Nommez chaque moyen une seule fois.",
  ],
};
