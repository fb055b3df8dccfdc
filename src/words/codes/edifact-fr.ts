/**
 * Faults of EDIFACT interchanges (ISO 9735): nesting, counts, references, characters, in French:
 * one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { EDIFACT_EN } from "./edifact-en.ts";

export const EDIFACT_FR: Readonly<Record<keyof typeof EDIFACT_EN, CodeWords>> = {
  "edifact/byte-order-mark": [
    "Une marque d’ordre des octets précède l’échange[ : {found}].",
    "Elle est ignorée ; demandez des fichiers sans elle.",
  ],
  "edifact/code-extension": [
    "Le texte change de jeu de caractères par des séquences d’échappement[ : {found}] ; elles ne sont pas suivies.",
    "Demandez UNOY (UTF-8) ; ce texte est montré octet par octet.",
  ],
  "edifact/control-character": [
    "Un caractère de commande se trouve dans le texte[ : {found}].",
    "Faites-le renvoyer sans lui ; le fichier est peut-être abîmé ici.",
  ],
  "edifact/element-too-long": [
    "Un segment de service contient un texte bien trop long[ : {found} ; gardé : {expected}].",
    "Cherchez un séparateur abîmé ; l’ISO 9735 permet 35 caractères au plus.",
  ],
  "edifact/extra-element": [
    "Un segment de service contient plus que permis[ : {found}, au plus {expected}].",
    "Cherchez un séparateur de trop ou un terminateur manquant.",
  ],
  "edifact/group-count": [
    "L’échange ne contient pas le nombre de groupes annoncé[ : {found} annoncés, {expected} présents].",
    "Faites-le renvoyer en entier ; un groupe manque peut-être.",
  ],
  "edifact/group-reference": [
    "Le groupe se termine par une autre référence qu’au début[ : {found} au lieu de {expected}].",
    "Faites-le renvoyer ; deux groupes sont peut-être mêlés.",
  ],
  "edifact/groups-and-messages": [
    "L’échange contient à la fois des groupes et des messages seuls[ : {found} là où {expected} était dû].",
    "Faites-le renvoyer avec tous les messages en groupes ou aucun ; UNZ ne compte qu’une sorte.",
  ],
  "edifact/interchange-reference": [
    "L’échange se termine par une autre référence qu’au début[ : {found} au lieu de {expected}].",
    "Faites-le renvoyer ; deux fichiers sont peut-être mêlés.",
  ],
  "edifact/line-end-in-text": [
    "Une fin de ligne se trouve dans un segment[ : {found}].",
    "Elle est gardée comme texte ; demandez des fichiers sans coupure dans les segments.",
  ],
  "edifact/looks-utf8": [
    "Les octets sont d’un autre jeu que celui déclaré[ : {found}, non {expected}].",
    "Demandez à l’expéditeur de déclarer UNOY ; d’ici là les accents sont faux.",
  ],
  "edifact/message-count": [
    "Le nombre de messages n’est pas celui annoncé[ : {found} annoncés, {expected} présents].",
    "Faites-le renvoyer en entier ; un message manque peut-être.",
  ],
  "edifact/message-reference": [
    "Le message se termine par une autre référence qu’au début[ : {found} au lieu de {expected}].",
    "Faites-le renvoyer ; deux messages sont peut-être mêlés.",
  ],
  "edifact/message-reference-twice": [
    "Un autre message de l’échange porte la même référence[ : {found}].",
    "Les deux sont gardés ; demandez à l’expéditeur de numéroter ses messages.",
  ],
  "edifact/missing-element": [
    "Il manque une valeur obligatoire dans un segment de service.",
    "Faites-le renvoyer avec cette valeur ; un séparateur est peut-être abîmé.",
  ],
  "edifact/missing-ung": [
    "Un groupe se termine sans avoir commencé[ : {found} sans {expected}].",
    "Faites renvoyer le fichier en entier.",
  ],
  "edifact/missing-unb": [
    "Un message ou un groupe est hors de tout échange[ : {found} sans {expected}].",
    "Faites renvoyer le fichier depuis son début.",
  ],
  "edifact/missing-une": [
    "Un groupe n’est pas fermé[ : {found} là où {expected} était attendu].",
    "Faites renvoyer le fichier en entier.",
  ],
  "edifact/missing-unh": [
    "Un message se termine sans avoir commencé[ : {found} sans {expected}].",
    "Voyez les segments précédents ; le début du message est abîmé ou perdu.",
  ],
  "edifact/missing-unt": [
    "Un message n’est pas fermé[ : {found} là où {expected} était attendu].",
    "Faites renvoyer le message ; sa fin est abîmée ou perdue.",
  ],
  "edifact/missing-unz": [
    "Un échange n’est pas fermé[ : {found} là où {expected} était attendu].",
    "Faites renvoyer le fichier en entier ; sa fin est abîmée ou perdue.",
  ],
  "edifact/more-characters": [
    "Le message a d’autres caractères hors de son jeu ; ils ne sont pas cités[ au-delà de {expected}].",
    "Corrigez le jeu déclaré, puis relisez.",
  ],
  "edifact/no-interchange": [
    "Aucun échange ici[ ; trouvé {found}].",
    "Envoyez un fichier qui commence par UNA ou UNB.",
  ],
  "edifact/not-utf8": [
    "Les octets ne sont pas du jeu déclaré[ : {found} hors de {expected}].",
    "Faites-le renvoyer en UTF-8, ou avec le jeu qu’il a vraiment.",
  ],
  "edifact/outside-charset": [
    "Le jeu déclaré n’a pas de caractère pour cet octet[ : {found}, {expected}].",
    "Demandez à l’expéditeur de déclarer le jeu vraiment utilisé.",
  ],
  "edifact/outside-interchange": [
    "Quelque chose précède l’échange[ : {found} au lieu de {expected}].",
    "Retirez-le ; un début abîmé doit être renvoyé.",
  ],
  "edifact/outside-level": [
    "Ce caractère n’est pas du niveau déclaré[ : {found}, {expected}].",
    "Il est lu tel quel ; l’expéditeur devrait déclarer UNOC ou UNOY.",
  ],
  "edifact/outside-message": [
    "Des segments sont hors de tout message[ : {found} sans {expected}].",
    "Le début d’un message est abîmé ou perdu ici ; faites-le renvoyer.",
  ],
  "edifact/package": [
    "Un paquet accompagne les messages ; son contenu n’est pas lu[ : {found}].",
    "Demandez-le à l’expéditeur par une autre voie ; les messages sont lus et le fichier est gardé entier.",
  ],
  "edifact/package-damaged": [
    "Ce que UNO et UNP disent d’un paquet ne concorde pas[ : {found} au lieu de {expected}].",
    "Faites-le renvoyer : après une longueur fausse, des octets peuvent être lus comme des segments.",
  ],
  "edifact/segment-count": [
    "Le message ne contient pas le nombre de segments annoncé[ : {found} annoncés, {expected} présents].",
    "Faites renvoyer le message ; un segment est peut-être perdu ou abîmé.",
  ],
  "edifact/segment-too-long": [
    "Un segment dépasse la longueur permise[ : au plus {expected}].",
    "Cherchez un terminateur manquant.",
  ],
  "edifact/stray-release": [
    "Un caractère de libération précède un texte qui n’en a pas besoin[ : {found}].",
    "Il est retiré ; l’octet suivant est peut-être abîmé.",
  ],
  "edifact/tag": [
    "Un segment n’a pas de code correct[ : {found} au lieu de {expected}].",
    "Voyez les octets ici : le code ou le terminateur précédent est abîmé.",
  ],
  "edifact/trailing-bytes": [
    "Quelque chose suit la fin de l’échange[ : {found}].",
    "Retirez-le, ou faites renvoyer ce qui a été coupé.",
  ],
  "edifact/truncated": [
    "L’échange s’arrête au milieu[ : {found} en dernier][ ; {expected} était attendu].",
    "Faites-le renvoyer en entier.",
  ],
  "edifact/una-marks": [
    "Les caractères de service sont inutilisables[ : {found}][ ; il faut : {expected}].",
    "Les usuels sont pris ; faites renvoyer le fichier s’il est abîmé.",
  ],
  "edifact/unknown-syntax": [
    "Cet identifiant de syntaxe est inconnu[ : {found}, attendu {expected}].",
    "Corrigez-le ; il dit en quels caractères est le texte.",
  ],
  "edifact/unknown-version": [
    "Cette version de syntaxe est inconnue[ : {found} au lieu de {expected}].",
    "Elle est lue comme version 3 ; corrigez-la.",
  ],
  "edifact/unwritable-character": [
    "Un caractère ne peut pas être écrit dans le jeu déclaré[ : {found}, {expected}].",
    "Déclarez UNOC ou UNOY, ou écrivez-le autrement ; ceci ne doit pas partir.",
  ],
};
