/**
 * What keeps the database from opening, being copied or brought up to date,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const STORE_EN = {
  "store/data-in-use": [
    "Another Mailport uses this data folder.",
    "Stop the other one, or name another folder.",
  ],
  "store/data-of-other-version": [
    "This data was made by another major version of PostgreSQL.",
    "Make a backup with the old version and restore it with this one.",
  ],
  "store/data-not-a-database": [
    "The folder has files but no database of ours.",
    "Name an empty folder, or the right one.",
  ],
  "store/data-unreachable": [
    "The user that runs the database cannot read this folder.",
    "Name a folder that this user can read.",
  ],
  "store/binaries-missing": [
    "The database programs for this machine are not installed.",
    "Install again without leaving optional packages out, or name a server by DATABASE_URL.",
  ],
  "store/database-did-not-start": [
    "The database did not start.",
    "Read its last lines in the log; often the disk is full or memory is short.",
  ],
  "store/database-could-not-be-made": [
    "The database could not be made in this folder.",
    "Check that the folder can be written and has room.",
  ],
  "store/roles-missing": [
    "The server lacks the database roles Mailport needs.",
    "Let an administrator make them as the message says.",
  ],
  "store/server-too-old": ["This PostgreSQL is too old[: {found}].", "Use a newer one."],
  "store/database-of-another-owner": [
    "Database [{name} ]belongs to another user.",
    "Name another database, or have its owner changed.",
  ],
  "store/database-other-encoding": [
    "Database [{name} ]is not encoded in UTF-8.",
    "Make one in UTF-8.",
  ],
  "store/migration-list-broken": [
    "The list of migrations has a gap or a double number.",
    "Install Mailport again; a file of it is missing.",
  ],
  "store/migration-changed": [
    "A migration that already ran was changed since[: {file}].",
    "Put the file back as it was.",
  ],
  "store/migration-from-later-version": [
    "A later version of Mailport has used this database[: {name}].",
    "Start the later version.",
  ],
  "store/migration-failed": [
    "A migration failed; nothing of it was kept[: {file}].",
    "Read the message and report it.",
  ],
  "store/backup-failed": [
    "The backup was not finished.",
    "Check the room on the disk and start it again.",
  ],
  "store/backup-damaged": [
    "A file of this backup is missing or damaged[: {path}].",
    "Use another backup.",
  ],
  "store/target-not-empty": ["The target folder is not empty.", "Name an empty folder."],
  "store/signature-key-damaged": [
    "The key for signatures is no RSA or SM2 key in PEM.",
    "Put the key there again, or take the file away; then start again.",
  ],
  "store/signature-key-there": [
    "There is a key for signatures of another method[: {found}].",
    "Take its file away before another is made.",
  ],
  "store/signature-methods-damaged": [
    "The file of signature methods is not as it must be.",
    "Mend it, or take it away; then start again.",
  ],
  "store/key-damaged": [
    "The key file is damaged.",
    "Take it from a backup; without it, person data cannot be read.",
  ],
  "store/other-master-key": [
    "The database was set up with another master key than that of this data folder[: {path}].",
    "Name the data folder it was set up with, or put that folder’s key here.",
  ],
  "store/key-open-to-others": [
    "Others can read the key file.",
    "Take their rights away (mode 0600).",
  ],
  "store/server-unreachable": [
    "The database server named by DATABASE_URL cannot be reached.",
    "Check the address, the network and that the server runs.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
