/**
 * Constats sur les messages de la douane chinoise (CEB) et leurs enveloppes, en français : une phrase et
 * ce qu’il faut faire. Les codes ne changent jamais de nom.
 */
import type { CodeWords } from "./code-words.ts";

export const CEB_FR = {
  "ceb/namespace": [
    "Les éléments du message ne sont pas dans l’espace de noms de la famille[ : {found} au lieu de {expected}].",
    "Il a été lu quand même. Demandez à l’expéditeur de corriger l’espace de noms.",
  ],
  "ceb/root-name": [
    "L’élément racine porte un autre nom que celui du schéma[ : {found} au lieu de {expected}].",
    "Il a été lu quand même. Demandez à l’expéditeur de corriger le nom.",
  ],
  "ceb/edition-taken": [
    "Le message convient aux deux éditions du schéma[ ; il a été lu comme {found}].",
    "Il n’y a rien à faire.",
  ],
  "ceb/not-in-edition": [
    "L’édition[ {expected}] n’a pas de message[ {found}].",
    "Choisissez l’autre édition dans le profil du partenaire.",
  ],
  "ceb/missing-element": [
    "Il manque ici un élément obligatoire[ : {expected}].",
    "Ajoutez-le, ou demandez à l’expéditeur un message corrigé.",
  ],
  "ceb/missing-attribute": [
    "Il manque ici un attribut obligatoire[ : {expected}].",
    "Ajoutez-le, ou demandez à l’expéditeur un message corrigé.",
  ],
  "ceb/unknown-attribute": [
    "La table ne connaît pas cet attribut[ : {found}].",
    "Il a été laissé de côté. Vérifiez son nom.",
  ],
  "ceb/unknown-element": [
    "La table ne connaît pas cet élément ici[ : {found}].",
    "Il est gardé à côté du document. Vérifiez son nom, sa place et son espace de noms.",
  ],
  "ceb/not-allowed": [
    "Le schéma n’a pas cet élément ici, il ne peut donc pas être écrit[ : {found}].",
    "Retirez-le, ou choisissez l’autre édition.",
  ],
  "ceb/not-xml": [
    "Ce qui devait être écrit tel quel n’est pas un élément XML de ce nom[ : {found} ; attendu : {expected}].",
    "Corrigez le texte XML.",
  ],
  "ceb/element-order": [
    "L’élément n’est pas à sa place dans l’ordre du schéma[ : {found}, attendu {expected}].",
    "Il a été lu quand même. La douane peut refuser le message : corrigez l’ordre.",
  ],
  "ceb/repeated-element": [
    "L’élément figure plus d’une fois[ : {found}].",
    "Le premier a été lu, les autres sont gardés à côté du document. N’en laissez qu’un.",
  ],
  "ceb/too-many": [
    "Il y en a plus que le schéma n’en permet[ : {found}, {expected}].",
    "Envoyez le reste dans un autre message.",
  ],
  "ceb/element-in-text": [
    "Il y a un élément là où seul du texte a sa place[ : {found}].",
    "Il est gardé à côté du document. Vérifiez le programme de l’expéditeur.",
  ],
  "ceb/stray-text": [
    "Il y a du texte entre les éléments[ : {found}].",
    "Il est gardé à côté du document. Vérifiez le programme de l’expéditeur.",
  ],
  "ceb/length": [
    "Le texte n’a pas la longueur voulue[ : {found} ; attendu : {expected}].",
    "Corrigez le texte.",
  ],
  "ceb/not-a-number": [
    "Ce n’est pas un nombre[ : {found} ; attendu : {expected}].",
    "Corrigez le nombre.",
  ],
  "ceb/digits": [
    "Le nombre a trop de chiffres[ : {found} ; attendu : {expected}].",
    "Corrigez le nombre.",
  ],
  "ceb/fixed-value": [
    "Une seule valeur est permise ici[ : {found} au lieu de {expected}].",
    "Corrigez la valeur.",
  ],
  "ceb/not-a-time": [
    "Ce n’est ni une heure ni une date de la forme attendue[ : {found} ; {expected}].",
    "Le texte est gardé. Demandez à l’expéditeur de le corriger.",
  ],
  "ceb/character": [
    "Le texte contient un caractère que XML ne peut pas porter[ : {found}].",
    "Retirez-le du texte.",
  ],
  "ceb/unsigned": [
    "Le schéma exige une signature et il n’y en a pas.",
    "Demandez à l’expéditeur de signer le message.",
  ],
  "ceb/too-large": [
    "Le message est trop grand[ ; {expected} au plus].",
    "Partagez-le en plusieurs messages.",
  ],
  "ceb/document-too-large": [
    "Le document est plus grand que ce qui peut être lu[ ; {expected} au plus].",
    "Partagez-le en plusieurs messages.",
  ],
  "ceb/too-many-findings": [
    "Il y a plus de fautes que la liste n’en montre[ ; les {expected} premières figurent ici].",
    "Corrigez celles-ci et relisez le message.",
  ],
  "ceb/envelope-content": [
    "Le contenu de l’enveloppe n’est pas un message de la famille[ : {found} ; attendu : {expected}].",
    "Demandez à l’expéditeur ce qui a été mis dans l’enveloppe.",
  ],
  "ceb/not-base64": [
    "À partir d’ici, le contenu de l’enveloppe n’est plus du base64[ : {found}].",
    "Demandez l’enveloppe entière à l’expéditeur : des caractères ont été changés ou perdus.",
  ],
  "ceb/envelope-type": [
    "L’enveloppe nomme un autre type que celui de son contenu[ : {found} au lieu de {expected}].",
    "Le contenu a été lu selon son propre type. Demandez à l’expéditeur de corriger l’enveloppe.",
  ],
  "ceb/not-signable": [
    "Le schéma de ce message n’a pas de place pour une signature[ : {found}].",
    "Envoyez-le sans signature.",
  ],
  "ceb/signature-key": [
    "Aucune clé connue de l’expéditeur n’a fait cette signature[ : {found}].",
    "Demandez la clé publique à l’expéditeur et placez-la sous son code, ou donnez la clé qui doit signer.",
  ],
  "ceb/signature-digest": [
    "Le message a été changé après sa signature.",
    "N’agissez pas. Demandez à l’expéditeur le message tel qu’il l’a signé.",
  ],
  "ceb/signature-method": [
    "La signature est faite par une méthode qui n’est pas admise ici[ : {found}].",
    "Demandez à l’expéditeur de signer par sm2-sm3, ou par une autre méthode admise ce jour.",
  ],
  "ceb/signature-reference": [
    "La signature ne porte pas sur le message entier[ : {found}].",
    "N’agissez pas. Une signature doit porter sur le message entier et sur rien d’autre.",
  ],
  "ceb/signature-form": [
    "La signature n’est pas construite comme il faut[ : {found}].",
    "Demandez à l’expéditeur de vérifier le programme qui signe.",
  ],
  "ceb/signature-place": [
    "La signature n’est pas directement sous la racine.",
    "N’agissez pas sur ce message : des parties ont pu être déplacées.",
  ],
  "ceb/signature-many": [
    "Il y a plus d’une signature[ : {found}].",
    "Ne laissez que celle qui porte sur le message entier.",
  ],
  "ceb/signature-missing": ["Le message n’est pas signé.", "Demandez à l’expéditeur de le signer."],
  "ceb/signature-xml": [
    "Le XML signé ne peut pas être lu sûrement : il est abîmé ou contient des instructions ou un type de document.",
    "Demandez à l’expéditeur un message simple.",
  ],
  "ceb/sum": [
    "Le montant n’est pas la somme qu’il représente[ : {found} au lieu de {expected}].",
    "Demandez à l’expéditeur quel montant est juste.",
  ],
  "ceb/line-price": [
    "Le prix total de la ligne n’est pas le prix unitaire multiplié par la quantité[ : {found} au lieu de {expected}].",
    "Demandez à l’expéditeur lequel est juste.",
  ],
  "ceb/line-number": [
    "Les lignes ne sont pas numérotées à la suite[ : {found} au lieu de {expected}].",
    "Vérifiez qu’aucune ligne ne manque ou n’est en double.",
  ],
  "ceb/repeated-number": [
    "Le colis est nommé une deuxième fois[ : {found}, d’abord à la ligne {expected}].",
    "Vérifiez le pointage : ne comptez le colis qu’une fois.",
  ],
  "ceb/not-in-list": [
    "La spécification admet ici une autre valeur[ : {found} au lieu de {expected}].",
    "Demandez à l’expéditeur de corriger la valeur ; la douane peut la refuser.",
  ],
  "ceb/number-shape": [
    "Le numéro n’a pas la forme que la douane lui donne[ : {found} ; attendu : {expected}].",
    "Vérifiez s’il y a une faute de frappe.",
  ],
  "ceb/return-status": [
    "Une réponse de ce type ne porte pas cet état[ : {found} dans {expected}].",
    "L’état est gardé tel quel. Demandez sa signification à la plateforme portuaire.",
  ],
  "ceb/unknown-country": [
    "La liste de la douane chinoise n’a pas ce code de pays à cette date[ : {found}].",
    "Vérifiez le code ; la douane emploie trois chiffres à elle, non ceux de l’ISO.",
  ],
  "ceb/net-weight": [
    "Le poids net dépasse le poids brut[ : {found} contre {expected}].",
    "Demandez les poids exacts à l’expéditeur.",
  ],
} as const satisfies Record<string, CodeWords>;
