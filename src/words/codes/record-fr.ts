/**
 * Refusals of what is asked: access, calls, holds, moves, exits, messages as a whole,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { RECORD_EN } from "./record-en.ts";

export const RECORD_FR: Readonly<Record<keyof typeof RECORD_EN, CodeWords>> = {
  "office/unknown": [
    "Le centre n’a pas de bureau de ce code[ : {found}].",
    "Nommez-en un que montre list-places.",
  ],
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
    "Le fichier dépasse la taille permise[ : au plus {limitBytes} octets].",
    "Coupez-le ou envoyez-le par la ligne de commande.",
  ],
  "hold/lifted-already": ["Cette retenue est déjà levée.", "Il n’y a plus rien à faire."],
  "hold/other-authority": [
    "Seule l’autorité qui a posé cette retenue peut la lever[ : {expected}].",
    "Demandez à cette autorité.",
  ],
  "hold/level-too-low": [
    "Cette retenue demande un agent d’un niveau plus élevé[ : {expected}].",
    "Demandez à un agent de ce niveau.",
  ],
  "hold/same-eyes": ["Un second agent doit lever cette retenue.", "Demandez à un collègue."],
  "move/not-allowed": [
    "Les règles ne permettent pas ce déplacement[ : {found}].",
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
  "access/authority-missing": [
    "Un agent a besoin d’une autorité.",
    "Nommez la douane ou la quarantaine.",
  ],
  "access/authority-without-officer": [
    "Seul un agent agit pour une autorité.",
    "Donnez le rôle d’agent ou ôtez l’autorité.",
  ],
  "access/current-password-wrong": ["Le mot de passe actuel est faux.", "Retapez-le."],
  "access/end-is-past": ["La fin de ce jeton est déjà passée.", "Nommez une heure plus tardive."],
  "access/forged": [
    "Cette demande ne vient pas de notre page.",
    "Rouvrez Mailport et connectez-vous.",
  ],
  "access/login-taken": ["Cet identifiant est pris.", "Choisissez-en un autre."],
  "access/login-unknown": [
    "Cet identifiant est inconnu[ : {login}].",
    "Vérifiez comment il s’écrit.",
  ],
  "access/not-signed-in": ["Personne n’est connecté.", "Connectez-vous ou envoyez un jeton."],
  "access/own-user": ["Vous ne pouvez pas vous désactiver.", "Demandez à un autre administrateur."],
  "access/password-changed-meanwhile": [
    "Le mot de passe a changé entre-temps.",
    "Recommencez avec le nouveau.",
  ],
  "access/scope-unknown": [
    "Aucune opération ne porte ce nom[ : {found}].",
    "Choisissez parmi celles-ci[ : {expected}].",
  ],
  "access/scopes-wider": [
    "Un jeton ne peut pas plus que son utilisateur[ : {scopes}].",
    "Ôtez ceux-là.",
  ],
  "access/sign-in-refused": [
    "Identifiant ou mot de passe faux, ou identifiant bloqué[ pour {minutes} minutes].",
    "Vérifiez les deux ; après quelques[ ({failures})] essais faux, attendez ou demandez à un administrateur.",
  ],
  "access/token-not-found": ["Ce jeton n’existe pas.", "Listez les jetons et choisissez-en un."],
  "access/user-disabled": [
    "Cet utilisateur est désactivé[ : {login}].",
    "Choisissez un autre utilisateur.",
  ],
  "access/user-not-found": [
    "Cet utilisateur n’existe pas[ : {login}].",
    "Vérifiez comment l’identifiant s’écrit.",
  ],
  "audit/block-changed": [
    "Un bloc scellé du journal d’audit a changé.",
    "Gardez les données telles quelles et comparez avec une sauvegarde.",
  ],
  "audit/call-unchained": [
    "Un appel est hors de la chaîne d’audit.",
    "Laissez le scellement passer ; sinon comparez avec une sauvegarde.",
  ],
  "audit/position-gap": [
    "Le journal d’audit a un trou dans ses positions.",
    "Gardez les données telles quelles et comparez avec une sauvegarde.",
  ],
  "audit/row-changed": [
    "Une ligne du journal d’audit a changé.",
    "Gardez les données telles quelles et comparez avec une sauvegarde.",
  ],
  "audit/row-missing": [
    "Une ligne du journal d’audit manque.",
    "Gardez les données telles quelles et comparez avec une sauvegarde.",
  ],
  "backup/not-embedded": [
    "Cette base n’est pas à copier ici : elle est nommée par DATABASE_URL.",
    "Utilisez la sauvegarde de ce serveur.",
  ],
  "call/failed": [
    "L’instance en marche a échoué[ avec l’état {status}].",
    "Lisez son journal et réessayez avec la même clé.",
  ],
  "container/announced-already": [
    "Ce contenant est déjà annoncé.",
    "N’annoncez que ce qui change, ou prenez un autre code.",
  ],
  "container/item-kept": [
    "Une retenue garde cette pièce dans son contenant annoncé[ : {found}].",
    "Elle y reste ; voyez qui a placé la retenue.",
  ],
  "container/item-here-already": [
    "Une pièce de sa liste est déjà au centre[ : {found}].",
    "Vérifiez où la pièce a été lue.",
  ],
  "container/item-is-a-container": [
    "Ce qui est listé comme pièce est un contenant[ : {found}].",
    "Nommez-le comme contenant intérieur.",
  ],
  "container/item-listed-twice": [
    "Une pièce est listée dans deux contenants[ : {found}].",
    "Laissez-la dans un seul.",
  ],
  "container/parent-gone": [
    "Le contenant extérieur n’est ni attendu ni présent[ : {found}].",
    "Nommez-en un autre, ou aucun.",
  ],
  "container/parent-unknown": [
    "Le contenant autour est inconnu[ : {found}].",
    "Annoncez d’abord l’extérieur.",
  ],
  "declaration/other-declarant": [
    "Vous ne pouvez pas déclarer pour une autre partie[ : {found}].",
    "Ôtez le déclarant, ou demandez à cette partie.",
  ],
  "declaration/piece-declared-twice": [
    "Une pièce est nommée deux fois dans la déclaration[ : {found}].",
    "Nommez-la une fois.",
  ],
  "declaration/piece-is-a-container": [
    "Un code déclaré comme pièce est un contenant[ : {found}].",
    "Déclarez les pièces qu’il contient.",
  ],
  "declaration/pieces-in-several-shipments": [
    "Les pièces appartiennent à plusieurs expéditions déclarées[ : {found}].",
    "Déclarez-les par expédition.",
  ],
  "event/key-reused": [
    "Cette clé a déjà servi pour un autre événement[ : {found}].",
    "Donnez à chaque événement sa propre clé.",
  ],
  "exit/blocked": [
    "Il ne peut pas encore partir.",
    "Faites lever chaque obstacle par qui il nomme.",
  ],
  "exit/twice-in-batch": ["La même pièce sort deux fois dans un appel.", "Nommez-la une fois."],
  "file/not-cut": [
    "Ce fichier est trop grand et ne se lit pas par parties[ : {file}].",
    "Envoyez-le en CSV ou NDJSON, ou coupez-le.",
  ],
  "file/not-found": ["Fichier absent ou illisible[ : {file}].", "Vérifiez le chemin, les droits."],
  "file/too-large": ["Le fichier dépasse la taille permise.", "Coupez-le."],
  "hold/not-found": [
    "Cette retenue n’existe pas, ou vous ne pouvez pas la voir.",
    "Consultez les retenues ouvertes de l’envoi.",
  ],
  "hold/person-needs-authority": [
    "Seule une autorité peut retenir le courrier d’une personne.",
    "Retenez l’envoi, ou demandez à un agent.",
  ],
  "hold/target-gone": [
    "Ce qu’il faut retenir est parti[ : {found}].",
    "On ne peut plus le retenir ; prévenez le transporteur.",
  ],
  "hold/target-not-found": ["Ce qu’il faut retenir est inconnu.", "Vérifiez le code."],
  "init/already-initialised": [
    "Ce centre est déjà installé.",
    "Nommez un autre dossier de données pour un nouveau.",
  ],
  "init/faults": [
    "Le fichier d’installation a des fautes ; rien n’est fait.",
    "Corrigez chaque faute listée et relancez.",
  ],
  "init/no-terminal": [
    "Il n’y a personne à interroger et aucun fichier donné.",
    "Donnez un fichier avec --from.",
  ],
  "init/not-initialised": [
    "Aucun centre n’est installé dans ce dossier.",
    "Lancez d’abord init, ou démarrez la démonstration.",
  ],
  "init/password-missing": [
    "Le premier administrateur n’a pas de mot de passe.",
    "Donnez-en un comme le dit la documentation du fichier.",
  ],
  "item/not-found": [
    "Aucun de vos envois ne répond à ce code[ : {found}].",
    "Vérifiez le code ou relisez-le.",
  ],
  "match/proposed": [
    "Une autre pièce est peut-être la même[ : {found}].",
    "Comparez les deux et décidez.",
  ],
  "move/container-not-here": [
    "Le contenant n’est pas au centre.",
    "Enregistrez d’abord son arrivée.",
  ],
  "move/into-itself": [
    "Un contenant ne peut pas aller dans lui-même.",
    "Nommez un autre contenant ou un emplacement.",
  ],
  "move/nested-too-deep": [
    "Les contenants sont trop emboîtés[ : au plus {expected}].",
    "Sortez-en un d’abord.",
  ],
  "move/not-here": ["Il n’est pas au centre.", "Enregistrez d’abord son arrivée."],
  "party/unknown": [
    "Cette partie est inconnue ici[ : {found}].",
    "Faites-la inscrire par un administrateur, ou corrigez le code.",
  ],
  "regime/other-stream": [
    "Ce régime est pour un autre flux[ : {expected}].",
    "Corrigez le régime ou le flux.",
  ],
  "regime/unknown": ["Ce régime est inconnu[ : {found}].", "Prenez-en un que le centre connaît."],
  "release/authority-not-named": [
    "Ce régime ne demande pas de décision de cette autorité[ : {found}].",
    "Laissez-la à celles qui décident[ : {expected}].",
  ],
  "release/no-authority": [
    "Vous n’agissez pour aucune autorité et ne pouvez pas décider.",
    "Demandez à un agent.",
  ],
  "release/not-counted": [
    "Personne n’a dit ce que contient ce récipient : il ne part que sur ordre.",
    "Faites compter ou sortir son contenu, ou ordonnez son renvoi ou sa remise.",
  ],
  "release/not-declared": [
    "Il n’est pas déclaré et ne part que sur ordre[ : {found}].",
    "Faites-le déclarer, ou ordonnez son renvoi ou sa remise.",
  ],
  "release/nothing-counted": [
    "Tout ce que contient ce récipient est enregistré pièce par pièce.",
    "Décidez sur les envois de ses pièces.",
  ],
  "restore/journal-damaged": [
    "La liste des effacements est abîmée[ à la ligne {line}].",
    "Prenez la liste d’une autre sauvegarde ; l’effacé ne doit pas revenir.",
  ],
  "scan/kept-in-container": [
    "Il reste dans son contenant ; l’emplacement de la lecture n’est pas pris.",
    "Sortez-le par un déplacement s’il en est sorti.",
  ],
  "scan/unknown": [
    "Personne n’a annoncé ce code[ : {found}].",
    "Mettez la pièce de côté et enregistrez son arrivée.",
  ],
  "server/address-not-found": ["Il n’y a rien à cette adresse.", "Repartez de la première page."],
  "server/database-away": [
    "La base de données ne répond pas.",
    "Réessayez dans un instant avec la même clé.",
  ],
  "server/disk-nearly-full": [
    "Le disque est presque plein ; rien de nouveau n’est pris.",
    "Faites de la place ; la lecture continue.",
  ],
  "server/fault": [
    "Quelque chose a échoué ici ; rien n’a changé.",
    "Réessayez ; si cela se répète, prévenez la personne qui s’occupe du système.",
  ],
  "server/rate-limited": ["Trop de demandes viennent d’ici.", "Attendez un peu et réessayez."],
  "shipment/not-found": [
    "Cette expédition n’existe pas, ou vous ne pouvez pas la voir.",
    "Vérifiez le code.",
  ],
  "start/demo-refused": [
    "La démonstration ne tourne jamais sur une base nommée par DATABASE_URL.",
    "Ôtez --demo ou DATABASE_URL.",
  ],
  "start/not-a-demo": [
    "Ce dossier contient un vrai centre, pas une démonstration[ : {folder}].",
    "Démarrez-le sans --demo.",
  ],
  "start/port-forbidden": [
    "Ce port ne peut pas être utilisé[ : {port}].",
    "Choisissez-en un au-dessus de 1023.",
  ],
  "start/port-taken": [
    "Ce port est déjà utilisé[ : {port}].",
    "Choisissez-en un autre avec --port.",
  ],
  "verify/blob-changed": [
    "Un fichier gardé n’est plus ce qu’il était.",
    "Reprenez-le d’une sauvegarde.",
  ],
  "verify/blob-missing": ["Un fichier gardé manque.", "Reprenez-le d’une sauvegarde."],
  "verify/code-missing": ["Une pièce n’a pas de code.", "Gardez les données et signalez-le."],
  "verify/count-differs": [
    "Un compte diffère de ce qu’il compte[ : {found} au lieu de {expected}].",
    "Gardez les données et signalez-le.",
  ],
  "verify/decision-differs": [
    "Une décision diffère de ses événements.",
    "Gardez les données et signalez-le.",
  ],
  "verify/does-not-fold": [
    "Les événements d’un sujet ne se replient pas.",
    "Gardez les données et signalez-le.",
  ],
  "verify/link-differs": [
    "L’expédition d’une pièce diffère de son lien[ : {found} au lieu de {expected}].",
    "Gardez les données et signalez-le.",
  ],
  "verify/place-of-nothing": [
    "Une ligne d’emplacement nomme ce qui n’existe pas.",
    "Gardez les données et signalez-le.",
  ],
  "verify/state-differs": [
    "Un état diffère de ses événements.",
    "Gardez les données et signalez-le.",
  ],
  "verify/state-missing": [
    "Des événements n’ont pas d’état.",
    "Gardez les données et signalez-le.",
  ],
  "audit/input-changed": [
    "Une entrée gardée diffère de l’empreinte de son appel.",
    "Gardez les données telles quelles et comparez avec une sauvegarde.",
  ],
  "declaration/not-found": [
    "Cette déclaration n’existe pas, ou vous ne pouvez pas la voir.",
    "Vérifiez son numéro.",
  ],
  "scan/before-exit": [
    "Cette lecture a été faite avant le départ de l’envoi.",
    "Rien n’a changé. S’il est ici, lisez-le de nouveau.",
  ],
  "scan/destroyed": [
    "Selon le dossier, cet envoi a été détruit.",
    "Mettez-le de côté et appelez un responsable.",
  ],
  "scan/merged": ["Ce dossier a été réuni à un autre.", "Travaillez sur l’autre."],
  "access/role-of-the-centre": [
    "Ce rôle est réservé au personnel du centre[, pas à {found}].",
    "Choisissez l’opérateur ou l’autorité, ou un autre rôle.",
  ],
  "container/not-found": [
    "Aucun de vos récipients ne répond à ce code[ : {found}].",
    "Vérifiez le code, ou annoncez le récipient.",
  ],
  "container/here-already": [
    "Ce récipient est au centre ou y a été[ : {found}].",
    "Ce qui en a été vu reste ; corrigez par un scan ou un déplacement.",
  ],
  "container/left-out": [
    "La nouvelle annonce de l’expéditeur l’omet[ : {found}] : il n’est plus attendu.",
    "Demandez à l’expéditeur s’il doit venir.",
  ],
  "container/withdrawn-already": [
    "Cette annonce a déjà pris fin[ : {found}].",
    "Il n’y a rien à faire.",
  ],
  "report/zone-unknown": [
    "Le fuseau de ce bureau est inconnu[ : {found}] ; son heure locale a été lue en UTC.",
    "Nommez le bureau et son fuseau parmi les bureaux du centre.",
  ],
};
