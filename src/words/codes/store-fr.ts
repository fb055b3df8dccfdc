/**
 * What keeps the database from opening, being copied or brought up to date,
 * in French: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";
import type { STORE_EN } from "./store-en.ts";

export const STORE_FR: Readonly<Record<keyof typeof STORE_EN, CodeWords>> = {
  "store/data-in-use": [
    "Un autre Mailport utilise ce dossier de données.",
    "Arrêtez l’autre ou nommez un autre dossier.",
  ],
  "store/data-of-other-version": [
    "Ces données viennent d’une autre version majeure de PostgreSQL.",
    "Sauvegardez avec l’ancienne version et restaurez avec celle-ci.",
  ],
  "store/data-not-a-database": [
    "Le dossier a des fichiers mais aucune base de données à nous.",
    "Nommez un dossier vide, ou le bon.",
  ],
  "store/data-unreachable": [
    "L’utilisateur de la base de données ne peut pas lire ce dossier.",
    "Nommez un dossier qu’il peut lire.",
  ],
  "store/binaries-missing": [
    "Les programmes de la base de données pour cette machine ne sont pas installés.",
    "Réinstallez avec les paquets facultatifs, ou nommez un serveur par DATABASE_URL.",
  ],
  "store/database-did-not-start": [
    "La base de données n’a pas démarré.",
    "Lisez les dernières lignes du journal ; souvent le disque est plein ou la mémoire manque.",
  ],
  "store/database-could-not-be-made": [
    "La base de données n’a pas pu être créée dans ce dossier.",
    "Vérifiez que le dossier est inscriptible et a de la place.",
  ],
  "store/roles-missing": [
    "Il manque au serveur les rôles de base de données de Mailport.",
    "Faites-les créer par un administrateur comme le dit le message.",
  ],
  "store/server-too-old": [
    "Ce PostgreSQL est trop ancien[ : {found}].",
    "Prenez-en un plus récent.",
  ],
  "store/database-of-another-owner": [
    "La base [{name} ]appartient à un autre utilisateur.",
    "Nommez une autre base ou faites changer son propriétaire.",
  ],
  "store/database-other-encoding": [
    "La base [{name} ]n’est pas en UTF-8.",
    "Créez-en une en UTF-8.",
  ],
  "store/migration-list-broken": [
    "La liste des migrations a un trou ou un numéro double.",
    "Réinstallez Mailport ; un fichier manque.",
  ],
  "store/migration-changed": [
    "Une migration déjà faite a changé depuis[ : {file}].",
    "Remettez le fichier comme il était.",
  ],
  "store/migration-from-later-version": [
    "Une version plus récente de Mailport a utilisé cette base[ : {name}].",
    "Démarrez la version plus récente.",
  ],
  "store/migration-failed": [
    "Une migration a échoué ; rien n’en est gardé[ : {file}].",
    "Lisez le message et signalez-le.",
  ],
  "store/backup-failed": [
    "La sauvegarde n’est pas finie.",
    "Vérifiez la place sur le disque et recommencez.",
  ],
  "store/backup-damaged": [
    "Un fichier de cette sauvegarde manque ou est abîmé[ : {path}].",
    "Prenez une autre sauvegarde.",
  ],
  "store/target-not-empty": ["Le dossier cible n’est pas vide.", "Nommez un dossier vide."],
  "store/signature-key-damaged": [
    "La clé des signatures n’est pas une clé RSA ou SM2 en PEM.",
    "Remettez la clé en place ou retirez le fichier, puis redémarrez.",
  ],
  "store/signature-key-there": [
    "Il y a déjà une clé de signature d’une autre méthode[ : {found}].",
    "Retirez son fichier avant d’en créer une autre.",
  ],
  "store/signature-methods-damaged": [
    "Le fichier des méthodes de signature n’est pas comme il doit être.",
    "Corrigez-le ou retirez-le, puis redémarrez.",
  ],
  "store/key-damaged": [
    "Le fichier de clé est abîmé.",
    "Reprenez-le d’une sauvegarde ; sans lui, les données de personnes sont illisibles.",
  ],
  "store/other-master-key": [
    "La base a été mise en place avec une autre clé maîtresse que celle de ce dossier[ : {path}].",
    "Nommez le dossier de données d’origine, ou mettez-en la clé ici.",
  ],
  "store/key-open-to-others": [
    "D’autres peuvent lire le fichier de clé.",
    "Ôtez-leur ce droit (mode 0600).",
  ],
  "store/server-unreachable": [
    "Le serveur nommé par DATABASE_URL est injoignable.",
    "Vérifiez l’adresse, le réseau et que le serveur tourne.",
  ],
};
