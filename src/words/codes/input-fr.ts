/**
 * Faults of what was sent in: files, fields, codes, identifiers, times, the request's shape,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { INPUT_EN } from "./input-en.ts";

export const INPUT_FR: Readonly<Record<keyof typeof INPUT_EN, CodeWords>> = {
  "input/invalid": ["La demande n’a pas la forme voulue.", "Corrigez les champs nommés."],
  "input/shape": ["Un champ n’a pas la forme voulue[ : {expected}].", "Corrigez le champ."],
  "s10/check-digit": [
    "Le chiffre de contrôle de cet identifiant S10 est faux[ : {found} au lieu de {expected}].",
    "Il est pris tel quel ; comparez avec l’étiquette.",
  ],
  "clock/ahead": [
    "L’heure est en avance sur notre horloge[ : {found}].",
    "Réglez l’horloge de l’appareil.",
  ],
  "clock/corrected": [
    "L’horloge de l’appareil est fausse ; ses heures ont été corrigées[ de {found}].",
    "Réglez l’horloge de l’appareil.",
  ],
  "clock/not-believed": [
    "L’horloge de l’appareil est trop fausse pour être corrigée[ : {found}] ; l’heure de réception a été gardée.",
    "Réglez l’horloge de l’appareil.",
  ],
  "clock/too-old": ["L’heure est trop ancienne[ : {found}].", "Corrigez l’heure."],
  "code/hs-shape": [
    "Un code SH a de 4 à 14 chiffres[ ; trouvé {found}].",
    "Corrigez-le ou ôtez-le.",
  ],
  "code/unknown-container-kind": [
    "Ce genre de contenant est inconnu[ : {found}].",
    "Il est gardé tel quel ; vérifiez le code.",
  ],
  "code/unknown-country": [
    "Ce code de pays est inconnu[ : {found}].",
    "Il est gardé tel quel ; prenez deux lettres de l’ISO 3166.",
  ],
  "code/unknown-currency": [
    "Ce code de monnaie est inconnu[ : {found}].",
    "Il est gardé tel quel ; prenez trois lettres de l’ISO 4217.",
  ],
  "code/unknown-nature": [
    "Cette nature de transaction est inconnue[ : {found}].",
    "Elle est gardée telle quelle ; vérifiez le code.",
  ],
  "container/head-differs": [
    "Des lignes d’un même contenant diffèrent pour l’ensemble[ : {found}].",
    "Rendez les lignes égales ; la première compte.",
  ],
  "container/item-twice": [
    "Une pièce est listée deux fois dans un contenant[ : {found}].",
    "Elle est prise une fois.",
  ],
  "container/too-many-items": [
    "Un contenant liste trop de pièces[ : au plus {expected}].",
    "Coupez la liste.",
  ],
  "csv/damaged-row": [
    "Cette ligne ne peut pas être lue.",
    "Comparez-la à ses voisines et renvoyez-la.",
  ],
  "csv/duplicate-column": [
    "Une colonne est deux fois dans l’en-tête[ : {found}].",
    "Ôtez-en une ; la première sert.",
  ],
  "csv/missing-column": [
    "Une colonne manque[ : {expected}].",
    "Ajoutez-la à l’en-tête et à chaque ligne.",
  ],
  "csv/no-rows": ["Le fichier a un en-tête et aucune ligne.", "Envoyez les lignes dessous."],
  "csv/ragged-row": [
    "La ligne n’a pas autant de cases que l’en-tête[ : {found} au lieu de {expected}].",
    "Cherchez un séparateur ou un guillemet manquant ou en trop.",
  ],
  "csv/record-too-long": [
    "Une ligne dépasse la longueur permise.",
    "Souvent un guillemet n’est pas fermé : regardez plus haut.",
  ],
  "csv/stray-quote": [
    "Un guillemet est dans une case sans guillemets.",
    "Doublez-le, ou mettez toute la case entre guillemets.",
  ],
  "csv/too-many-columns": [
    "L’en-tête a trop de colonnes[ : au plus {expected}].",
    "N’envoyez que les colonnes du format.",
  ],
  "csv/unclosed-quote": [
    "Un guillemet est ouvert et jamais fermé.",
    "Fermez-le ; les lignes suivantes n’ont pas été lues.",
  ],
  "csv/unknown-column": [
    "Une colonne est inconnue[ : {found}].",
    "Ses cases sont gardées ; vérifiez comment elle s’écrit.",
  ],
  "decimal/empty": ["Un nombre est vide.", "Écrivez-le ou ôtez le champ."],
  "decimal/finer-than-unit": [
    "Le nombre a plus de décimales que son unité[ : {found}].",
    "Arrondissez-le selon l’unité.",
  ],
  "decimal/negative": ["Le nombre est négatif[ : {found}].", "Écrivez-le sans signe."],
  "decimal/not-plain-digits": [
    "Ce n’est pas un nombre en chiffres simples[ : {found}].",
    "Écrivez des chiffres et un point, comme 12.50.",
  ],
  "decimal/too-long": ["Le nombre a trop de chiffres.", "Écrivez-en un plus court."],
  "declaration/duplicate": [
    "Cette déclaration est déjà déposée[ : {found}].",
    "Envoyez-la une fois ; un changement demande une correction.",
  ],
  "declaration/duplicates-not-watched": [
    "Le fichier est si long que ses doubles ne sont plus cherchés.",
    "Les doubles se trouvent encore à la prise des lignes.",
  ],
  "declaration/gross-below-nets": [
    "Le poids brut est sous la somme des poids nets[ : {found} sous {expected}].",
    "Vérifiez les poids.",
  ],
  "declaration/head-differs": [
    "Des lignes d’une déclaration diffèrent pour l’ensemble[ : {found}].",
    "Rendez les lignes égales ; la première compte.",
  ],
  "declaration/piece-twice": [
    "Une pièce est deux fois dans une déclaration[ : {found}].",
    "Elle est prise une fois.",
  ],
  "declaration/pieces-differ": [
    "Le nombre de pièces n’est pas celui de la liste[ : {found} au lieu de {expected}].",
    "Corrigez le nombre ou la liste.",
  ],
  "declaration/regime-not-declarable": [
    "Rien ne peut être déclaré sous ce régime[ : {found}].",
    "Indiquez le régime des marchandises, ou aucun.",
  ],
  "declaration/shipment-decided": [
    "L’envoi de ces pièces est déjà décidé ; aucune ne peut s’y ajouter.",
    "Déclarez les autres pièces comme un envoi à part.",
  ],
  "declaration/too-large": ["La déclaration dépasse la taille permise.", "Coupez-la."],
  "hold/person-not-identifiable": [
    "Un nom ne suffit pas à désigner une personne.",
    "Donnez le numéro d’identité, le téléphone ou l’adresse électronique.",
  ],
  "declaration/too-many-lines": [
    "La déclaration a trop de lignes[ : au plus {expected}].",
    "Coupez-la.",
  ],
  "declaration/too-many-pieces": [
    "La déclaration a trop de pièces[ : au plus {expected}].",
    "Coupez-la.",
  ],
  "field/missing": ["Un champ manque[ : {expected}].", "Remplissez-le."],
  "field/not-a-number": [
    "Ce n’est pas un nombre[ : {found}].",
    "Écrivez des chiffres et un point.",
  ],
  "field/not-a-time": [
    "Ce n’est pas une heure[ : {found}].",
    "Écrivez-la comme 2026-03-01T14:30:00+08:00.",
  ],
  "field/not-one-of": [
    "La valeur n’est pas permise[ : {found}].",
    "Prenez une de celles-ci[ : {expected}].",
  ],
  "field/shape": [
    "Le champ n’a pas la forme voulue[ : {found}].",
    "Corrigez-le[ ; attendu : {expected}].",
  ],
  "field/too-long": [
    "Le champ dépasse la longueur permise[ : au plus {expected} caractères].",
    "Raccourcissez-le.",
  ],
  "file/binary": [
    "Le fichier n’est pas du texte.",
    "Envoyez du CSV, JSON, NDJSON, XML ou EDIFACT en texte.",
  ],
  "file/empty": ["Le fichier est vide.", "Renvoyez-le en entier."],
  "file/encoding": ["Le fichier n’est pas en UTF-8[ : {found}].", "Enregistrez-le en UTF-8."],
  "file/unknown-format": [
    "Aucun format connu ne convient à ce fichier.",
    "Vérifiez l’en-tête ; le fichier est gardé.",
  ],
  "identifier/ambiguous": [
    "Plusieurs pièces répondent à ce code[ : {found}].",
    "Lisez un autre code de la pièce, ou nommez son transporteur.",
  ],
  "identifier/control-character": [
    "Le code a un caractère qu’aucun code-barres n’a.",
    "Relisez-le.",
  ],
  "identifier/empty": ["Le code est vide.", "Relisez-le."],
  "identifier/too-long": [
    "Le code est plus long que tout identifiant.",
    "Deux codes se sont peut-être suivis : relisez.",
  ],
  "init/code-twice": ["Un code est donné deux fois[ : {found}].", "Donnez chaque code une fois."],
  "init/missing": ["Un champ du fichier d’installation manque[ : {expected}].", "Ajoutez-le."],
  "init/not-json": [
    "Le fichier d’installation n’est pas du JSON.",
    "Corrigez-le à l’endroit nommé.",
  ],
  "init/shape": [
    "Un champ du fichier d’installation n’a pas la forme voulue[ : {found}].",
    "Corrigez-le[ ; attendu : {expected}].",
  ],
  "init/too-deep": ["Le fichier d’installation est trop emboîté.", "Aplatissez-le."],
  "init/unknown-code": [
    "Un code du fichier d’installation ne nomme rien[ : {found}].",
    "Définissez-le ou corrigez-le.",
  ],
  "init/unknown-field": [
    "Un champ du fichier d’installation est inconnu[ ; connus : {expected}].",
    "Ôtez-le ou corrigez son nom.",
  ],
  "input/cut": [
    "La demande s’est arrêtée au milieu ; rien n’est fait.",
    "Renvoyez-la avec la même clé.",
  ],
  "input/malformed": ["La demande ne peut pas être lue.", "Envoyez du JSON bien formé en UTF-8."],
  "input/media-type": [
    "Ce genre de contenu n’est pas pris ici[ : {found}].",
    "Envoyez du JSON, ou les octets du fichier là où il est demandé.",
  ],
  "input/text": [
    "Un texte contient un caractère qui ne peut être conservé[ : {at}].",
    "Retirez les caractères NUL et les moitiés de paires de substitution.",
  ],
  "input/too-deep": [
    "La demande est imbriquée trop profondément[ : au plus {expected} niveaux].",
    "Envoyez listes et objets comme le montre la description de l’opération.",
  ],
  "input/too-large": [
    "La demande dépasse la taille permise[ : au plus {expected} octets].",
    "Coupez-la ou envoyez un fichier par la ligne de commande.",
  ],
  "input/too-many-rows": [
    "La demande a trop de lignes[ : au plus {expected}].",
    "Coupez-la en plusieurs appels.",
  ],
  "internal/check-character": [
    "Le caractère de contrôle de notre code est faux[ : {found}].",
    "Il est pris tel quel ; relisez ou comparez avec l’étiquette.",
  ],
  "json/element-too-long": ["Un élément dépasse la longueur permise.", "Coupez-le."],
  "json/malformed": ["Ce n’est pas du JSON bien formé.", "Corrigez-le à l’endroit nommé."],
  "json/not-an-object": [
    "Un élément n’est pas un objet.",
    "Écrivez-le entre accolades avec des membres nommés.",
  ],
  "json/too-deep": ["Le JSON est trop emboîté.", "Aplatissez-le."],
  "json/truncated": ["Le JSON s’arrête au milieu.", "Renvoyez-le en entier."],
  "message/unknown-type": [
    "Le type de ce message n’est pas encore connu[ : {found}].",
    "Il est gardé en entier et pourra être relu plus tard.",
  ],
  "money/finer-than-minor-unit": [
    "Le montant a plus de décimales que sa monnaie[ : {currency} en a {exponent}].",
    "Arrondissez-le selon la monnaie.",
  ],
  "place/unknown": [
    "Cet emplacement est inconnu ici[ : {found}].",
    "Lisez le code d’un emplacement de ce centre.",
  ],
  "sscc/check-digit": [
    "Le chiffre de contrôle de ce SSCC est faux[ : {found} au lieu de {expected}].",
    "Il est pris tel quel ; comparez avec l’étiquette.",
  ],
  "text/control-character": ["Le texte a un caractère de commande.", "Ôtez-le."],
  "text/not-utf8": [
    "Le texte n’est pas de l’UTF-8 valable.",
    "Enregistrez le fichier en UTF-8 et renvoyez-le.",
  ],
  "time/doubtful": [
    "Cette heure locale existe deux fois ou pas du tout ce jour-là[ : {found}].",
    "Écrivez le décalage, comme +02:00.",
  ],
  "time/no-such-day": ["Ce jour n’existe pas[ : {found}].", "Corrigez la date."],
  "time/no-such-time": ["Cette heure n’existe pas[ : {found}].", "Corrigez l’heure."],
  "time/shape": [
    "Ce n’est pas écrit comme une heure[ : {found}].",
    "Écrivez-la comme 2026-03-01T14:30:00+08:00.",
  ],
  "time/unknown-zone": [
    "Ce fuseau horaire est inconnu[ : {found}].",
    "Prenez un nom comme Asia/Shanghai.",
  ],
  "xml/doctype": [
    "Une déclaration de type n’est pas prise : elle peut cacher d’autres contenus.",
    "Envoyez le XML sans elle.",
  ],
  "xml/encoding": ["Le XML n’est pas en UTF-8[ : {found}].", "Envoyez-le en UTF-8."],
  "xml/not-well-formed": ["Ce n’est pas du XML bien formé.", "Faites-le renvoyer par son auteur."],
  "xml/too-deep": ["Le XML est trop emboîté.", "Faites-le aplatir par son auteur."],
  "xml/too-long": [
    "Une partie du XML dépasse la longueur permise.",
    "Faites-la couper par son auteur.",
  ],
  "zone/over-capacity": [
    "La zone est pleine[ : {found} sur {expected}].",
    "Apportez les pièces suivantes dans une autre zone.",
  ],
};
