/**
 * Refusals and findings of messages as a whole, of suspense and of partners,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { MESSAGES_EN } from "./messages-en.ts";

export const MESSAGES_FR: Readonly<Record<keyof typeof MESSAGES_EN, CodeWords>> = {
  "message/too-large": [
    "Le fichier est trop grand[ : {found} octets, {limitBytes} au plus].",
    "Coupez-le en plusieurs fichiers avec le même en-tête.",
  ],
  "message/too-many-rows": [
    "Le fichier a trop de lignes[ ; seules les {expected} premières ont été lues].",
    "Envoyez le reste dans un autre fichier avec le même en-tête.",
  ],
  "message/not-found": ["Ce message n’existe pas.", "Vérifiez son identifiant dans les suspens."],
  "message/not-in-suspense": [
    "Ce message n’attend personne[ : il est {state}].",
    "Il n’y a rien à faire.",
  ],
  "suspense/quota": [
    "Trop de messages sont déjà en suspens[ : {messages} messages, {sizeBytes} octets].",
    "Corrigez ou rejouez ce qui attend, puis renvoyez ceci.",
  ],
  "partner/not-found": [
    "Aucun de vos partenaires n’a ce code[ : {found}].",
    "Vérifiez le code dans la liste des partenaires.",
  ],
  "partner/code-taken": ["Un autre partenaire a ce code[ : {found}].", "Choisissez un autre code."],
  "partner/folder-taken": [
    "Ce dossier sert déjà à autre chose[ : {found}].",
    "Donnez à chaque partenaire ses propres dossiers, un par sens.",
  ],
  "partner/product-unknown": [
    "Les réglages de ce message ne connaissent pas ce produit[ : {found} ; connus : {expected}].",
    "Nommez l’un d’eux, ou aucun pour tous les produits.",
  ],
  "partner/address-missing": [
    "Il faut notre adresse et celle du partenaire[ : {expected}].",
    "Donnez les deux ; les réglages suivants les gardent.",
  ],
  "partner/profile-unknown": [
    "Aucun profil de cette version ne peut être écrit[ : {found}].",
    "Nommez une version que montre list-profiles, ou importez le guide du partenaire.",
  ],
  "partner/interchange-unfit": [
    "L’enveloppe d’un tel échange aurait un défaut[ : {finding}, {found} ; {expected}].",
    "Changez les adresses, la syntaxe ou sa version pour qu’elles s’accordent.",
  ],
  "partner/no-folder": [
    "Ce partenaire n’a pas de dossier où ses fichiers sont déposés[ : {found}].",
    "Donnez-lui-en un : change-partner avec folderOut.",
  ],
  "partner/message-not-set": [
    "Aucun réglage de ce message ne vaut à présent pour le partenaire et le produit.",
    "Réglez-le par set-partner-message ; ce qui attend part alors, les lettres mortes par replay-outbox.",
  ],
  "office/no-impc": [
    "Le centre n’a pas de bureau d’échange avec un code IMPC[ : {found}].",
    "Nommez un bureau d’échange par son code de six caractères dans le fichier du centre.",
  ],
  "office/several": [
    "Le centre a plusieurs bureaux d’échange[ : {expected}].",
    "Dites lequel parle à ce partenaire.",
  ],
  "party/not-found": [
    "Aucune organisation n’a ce code[ : {found}].",
    "Vérifiez le code de l’organisation.",
  ],
  "message/no-effect": [
    "Ce message est lu et rien n’est fait pour lui ici[ : {found}].",
    "Il est conservé ; regardez-le vous-même.",
  ],
  "message/reference-reused": [
    "Son expéditeur a déjà employé cette référence pour un message qui dit autre chose[ : {found}].",
    "Demandez à l’expéditeur, ou prenez-le comme correction du message qu’il remplace.",
  ],
  "message/received-before": [
    "Ce message a déjà été pris en charge[ : {found}] ; rien n’a été fait deux fois.",
    "Il n’y a rien à faire.",
  ],
  "message/does-not-fit": [
    "Ce message ne correspond pas au profil qui l’a lu[ : {found}] ; rien n’a été fait pour lui.",
    "Corrigez-le, ou importez le profil de l’expéditeur et rejouez-le.",
  ],
  "document/other-sender": [
    "Un autre partenaire tient ce document[ : {found}].",
    "Demandez-lui de le modifier.",
  ],
  "document/older": [
    "Une déclaration plus récente de ce document est déjà conservée[ : de {expected}, celle-ci est de {found}].",
    "Rien à faire ; envoyez-en une plus récente pour le modifier.",
  ],
  "document/kept-already": ["Ce document est déjà conservé[ : {found}].", "Il n’y a rien à faire."],
  "document/not-kept-before": [
    "Ceci modifie un document qui n’était pas conservé[ : {found}].",
    "Demandez à l’expéditeur la première déclaration.",
  ],
  "ceb/draft": [
    "Ce document est un brouillon : son expéditeur ne l’a pas déposé.",
    "Attendez que l’expéditeur le dépose.",
  ],
  "ceb/app-type-unknown": [
    "L’annexe ne connaît pas cette sorte de déclaration[ : {found}].",
    "Demandez 1, 2 ou 3 à l’expéditeur.",
  ],
  "message/not-sent": [
    "Aucun de nos échanges ne vous a été envoyé sous cette référence[ : {found}].",
    "Vérifiez la référence et les deux adresses.",
  ],
  "message/acknowledged": ["Son destinataire l’a accepté.", "Il n’y a rien à faire."],
  "message/received": ["Son destinataire l’a reçu.", "Il n’y a rien à faire."],
  "message/rejected": [
    "Son destinataire l’a rejeté[ : erreur {found}].",
    "Regardez l’erreur, corrigez et renvoyez-le.",
  ],
  "document/not-found": [
    "Aucun document de ce genre n’est conservé.",
    "Vérifiez son genre, son émetteur et son numéro.",
  ],
  "container/empty-not-seen": [
    "Personne ici n’a vu que ce récipient est vide[ : {found}].",
    "Son contenu est noté inconnu ; scannez-le comme vide quand vous le voyez.",
  ],
};
