/**
 * Refusals and findings of messages as a whole, of suspense and of partners,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const MESSAGES_EN = {
  "message/too-large": [
    "The file is too large[: {found} bytes, at most {limitBytes}].",
    "Cut it into several files with the same header.",
  ],
  "message/too-many-rows": [
    "The file has too many rows[; only the first {expected} were read].",
    "Send the rest as another file with the same header.",
  ],
  "message/not-found": ["There is no such message.", "Check its id on the list of suspense."],
  "message/not-in-suspense": [
    "This message does not wait for anyone[: it is {state}].",
    "Nothing is to be done.",
  ],
  "suspense/quota": [
    "Too much waits in suspense already[: {messages} messages, {sizeBytes} bytes].",
    "Correct or replay what waits, then send this again.",
  ],
  "partner/not-found": [
    "No partner of yours has this code[: {found}].",
    "Check the code on the list of partners.",
  ],
  "partner/code-taken": ["Another partner has this code[: {found}].", "Choose another code."],
  "partner/folder-taken": [
    "This folder serves another purpose already[: {found}].",
    "Give each partner folders of its own, one for each direction.",
  ],
  "partner/product-unknown": [
    "Settings of this message know no such product[: {found}; known: {expected}].",
    "Name one of these, or none for every product.",
  ],
  "partner/address-missing": [
    "Messages need our address and the partner's[: {expected}].",
    "Give both; later settings keep them.",
  ],
  "partner/profile-unknown": [
    "No profile of this version can be written[: {found}].",
    "Name a version that list-profiles shows, or import the partner's guide.",
  ],
  "partner/interchange-unfit": [
    "The envelope of such an interchange would have a fault[: {finding}, {found}; {expected}].",
    "Change addresses, syntax or its version so that they fit each other.",
  ],
  "partner/no-folder": [
    "This partner has no folder that files for it are put into[: {found}].",
    "Give it one: change-partner with folderOut.",
  ],
  "partner/message-not-set": [
    "No settings of this message hold for the partner and product now.",
    "Set them with set-partner-message; what waits is then sent, dead letters by replay-outbox.",
  ],
  "office/no-impc": [
    "The centre has no office of exchange with an IMPC code[: {found}].",
    "Name an office of exchange by its six-character code in the file of the centre.",
  ],
  "office/several": [
    "The centre has several offices of exchange[: {expected}].",
    "Say which of them speaks to this partner.",
  ],
  "party/not-found": ["No party has this code[: {found}].", "Check the code of the party."],
  "message/no-effect": [
    "This message is read, and nothing is done for it here[: {found}].",
    "It is kept; look at it by hand.",
  ],
  "message/reference-reused": [
    "Its sender used this reference before for a message that says something else[: {found}].",
    "Ask the sender, or take it in as the correction of the message it replaces.",
  ],
  "message/received-before": [
    "This message was taken in before[: {found}]; nothing was done twice.",
    "Nothing is to be done.",
  ],
  "message/does-not-fit": [
    "This message does not fit the profile it was read by[: {found}]; nothing was done for it.",
    "Correct it, or import the sender’s own profile and replay it.",
  ],
  "document/other-sender": [
    "Another party keeps this document[: {found}].",
    "Ask that party to change it.",
  ],
  "document/older": [
    "A later statement of this document is kept already[: of {expected}, this is of {found}].",
    "Nothing is to be done; send a later one to change it.",
  ],
  "document/kept-already": ["This document is kept already[: {found}].", "Nothing is to be done."],
  "document/not-kept-before": [
    "This changes a document that was not kept before[: {found}].",
    "Ask the sender for the first statement.",
  ],
  "ceb/draft": [
    "This document is a draft: its sender has not submitted it.",
    "Wait until the sender submits it.",
  ],
  "ceb/app-type-unknown": [
    "The annex does not have this kind of statement[: {found}].",
    "Ask the sender for 1, 2 or 3.",
  ],
  "message/not-sent": [
    "No interchange of ours was sent to you under this reference[: {found}].",
    "Check the reference and both addresses.",
  ],
  "message/acknowledged": ["Its recipient acknowledged it.", "Nothing is to be done."],
  "message/received": ["Its recipient received it.", "Nothing is to be done."],
  "message/rejected": [
    "Its recipient rejected it[: error {found}].",
    "Look at the error, correct what was wrong and send it again.",
  ],
  "document/not-found": ["No such document is kept.", "Check its kind, issuer and number."],
  "container/empty-not-seen": [
    "Nobody here has seen that this container is empty[: {found}].",
    "It is noted as content unknown; scan it as empty when you see that it is.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
