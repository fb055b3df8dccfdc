/**
 * Refusals of what is asked: access, calls, holds, moves, exits, messages as a whole,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const RECORD_EN = {
  "office/unknown": [
    "The centre has no office with this code[: {found}].",
    "Name one that list-places shows.",
  ],
  "web/no-answer": [
    "The centre does not answer.",
    "Check the network; the same act may be tried again.",
  ],
  "access/not-allowed": [
    "Your role does not allow this[: {operation}].",
    "Ask someone whose role allows it.",
  ],
  "call/busy": [
    "The rows changed again and again while this was decided.",
    "Try again in a moment.",
  ],
  "call/key-length": [
    "The idempotency key is empty or too long[; at most {expected} characters].",
    "Send a shorter key.",
  ],
  "call/key-reused": ["This key was used before with other input.", "Use a new key for a new act."],
  "call/answer-gone": [
    "This was done before, but its answer is no longer kept.",
    "Look at the item to see what was done.",
  ],
  "blob/too-large": [
    "The file is larger than allowed[: at most {limitBytes} bytes].",
    "Split it, or send it by the command line.",
  ],
  "hold/lifted-already": ["This hold is lifted already.", "Nothing is left to do."],
  "hold/other-authority": [
    "Only the authority that placed this hold can lift it[: {expected}].",
    "Ask that authority.",
  ],
  "hold/level-too-low": [
    "This hold needs an officer of a higher level[: {expected}].",
    "Ask an officer of that level.",
  ],
  "hold/same-eyes": ["A second officer must lift this hold.", "Ask a colleague."],
  "move/not-allowed": [
    "The rules do not allow this move[: {found}].",
    "Choose a zone that the rules allow.",
  ],
  "web/no-builder": [
    "The screens are not built, and the tool that builds them is not installed.",
    "Install without --omit=dev, or start a release that carries the screens.",
  ],
  "web/build-failed": [
    "The screens could not be built[: {found}].",
    "Put the sources right; an earlier build is unharmed.",
  ],
  "access/authority-missing": ["An officer needs an authority.", "Name customs or quarantine."],
  "access/authority-without-officer": [
    "Only an officer acts for an authority.",
    "Give the role of officer, or leave the authority out.",
  ],
  "access/current-password-wrong": ["The current password is wrong.", "Type it again."],
  "access/end-is-past": ["The end of this token is in the past.", "Name a later time."],
  "access/forged": [
    "This request did not come from our own page.",
    "Open Mailport again and sign in.",
  ],
  "access/login-taken": ["This login is taken.", "Choose another one."],
  "access/login-unknown": ["This login is not known[: {login}].", "Check how it is written."],
  "access/not-signed-in": ["Nobody is signed in.", "Sign in, or send a token."],
  "access/own-user": ["You cannot disable yourself.", "Ask another administrator."],
  "access/password-changed-meanwhile": [
    "The password was changed meanwhile.",
    "Start again with the new one.",
  ],
  "access/scope-unknown": [
    "No operation has this name[: {found}].",
    "Choose among these[: {expected}].",
  ],
  "access/scopes-wider": ["A token cannot do more than its user[: {scopes}].", "Leave these out."],
  "access/sign-in-refused": [
    "Login or password is wrong, or the login is locked[ for {minutes} minutes].",
    "Check both; after some[ ({failures})] wrong tries wait or ask an administrator.",
  ],
  "access/token-not-found": ["There is no such token.", "List the tokens and choose one."],
  "access/user-disabled": ["This user is disabled[: {login}].", "Choose another user."],
  "access/user-not-found": ["There is no such user[: {login}].", "Check how the login is written."],
  "audit/block-changed": [
    "A sealed block of the audit trail was changed.",
    "Keep the data as it is and compare it with a backup.",
  ],
  "audit/call-unchained": [
    "A call stands outside the audit chain.",
    "Let the sealing run; when it stays, compare with a backup.",
  ],
  "audit/position-gap": [
    "The audit trail has a gap in its positions.",
    "Keep the data as it is and compare it with a backup.",
  ],
  "audit/row-changed": [
    "A row of the audit trail was changed.",
    "Keep the data as it is and compare it with a backup.",
  ],
  "audit/row-missing": [
    "A row of the audit trail is missing.",
    "Keep the data as it is and compare it with a backup.",
  ],
  "backup/not-embedded": [
    "This database is not ours to copy: it is named by DATABASE_URL.",
    "Use that server’s own backup.",
  ],
  "call/failed": [
    "The running instance failed[ with status {status}].",
    "Read its log and try again with the same key.",
  ],
  "container/announced-already": [
    "This container is announced already.",
    "Announce only what changed, or use another code.",
  ],
  "container/item-kept": [
    "A hold keeps this piece in the container it was announced in[: {found}].",
    "It stays there; ask who placed the hold.",
  ],
  "container/item-here-already": [
    "A piece listed in it is at the centre already[: {found}].",
    "Check where the piece was scanned.",
  ],
  "container/item-is-a-container": [
    "What is listed as a piece is a container[: {found}].",
    "Name it as a container inside.",
  ],
  "container/item-listed-twice": [
    "A piece is listed in two containers[: {found}].",
    "Leave it in one.",
  ],
  "container/parent-gone": [
    "The outer container is not expected and not here[: {found}].",
    "Name one that is, or leave it out.",
  ],
  "container/parent-unknown": [
    "The container around it is not known[: {found}].",
    "Announce the outer one first.",
  ],
  "declaration/other-declarant": [
    "You may not declare for another party[: {found}].",
    "Leave the declarant out, or ask that party.",
  ],
  "declaration/piece-declared-twice": [
    "A piece is named twice in this declaration[: {found}].",
    "Name it once.",
  ],
  "declaration/piece-is-a-container": [
    "A code declared as a piece is a container[: {found}].",
    "Declare the pieces inside.",
  ],
  "declaration/pieces-in-several-shipments": [
    "The pieces belong to several declared shipments[: {found}].",
    "Declare them by shipment.",
  ],
  "event/key-reused": [
    "This event key told of something else before[: {found}].",
    "Give every event a key of its own.",
  ],
  "exit/blocked": [
    "It may not leave yet.",
    "Have each thing that keeps it lifted by whom it names.",
  ],
  "exit/twice-in-batch": ["The same piece is let out twice in one call.", "Name it once."],
  "file/not-cut": [
    "This file is too large and cannot be read in parts[: {file}].",
    "Send it as CSV or NDJSON, or split it.",
  ],
  "file/not-found": [
    "The file is not there, or cannot be read[: {file}].",
    "Check the path and your rights.",
  ],
  "file/too-large": ["The file is larger than allowed.", "Split it."],
  "hold/not-found": [
    "There is no such hold, or it is not yours to see.",
    "Look at the item’s open holds.",
  ],
  "hold/person-needs-authority": [
    "Only an authority may hold a person’s mail.",
    "Hold the item, or ask an officer.",
  ],
  "hold/target-gone": [
    "What is to be held is gone[: {found}].",
    "Nothing can be held any more; tell the carrier.",
  ],
  "hold/target-not-found": ["What is to be held is not known.", "Check the code."],
  "init/already-initialised": [
    "This centre is set up already.",
    "Name another data folder for a new one.",
  ],
  "init/faults": [
    "The setup file has faults; nothing was made.",
    "Correct every fault listed and run it again.",
  ],
  "init/no-terminal": ["There is nobody to ask and no file was given.", "Give a file with --from."],
  "init/not-initialised": [
    "No centre is set up in this data folder.",
    "Run init first, or start the demo.",
  ],
  "init/password-missing": [
    "The first administrator has no password.",
    "Give one as the file’s documentation says.",
  ],
  "item/not-found": [
    "No item of yours answers to this code[: {found}].",
    "Check the code, or scan it again.",
  ],
  "match/proposed": ["Another piece may be the same[: {found}].", "Compare the two and decide."],
  "move/container-not-here": ["The container is not at the centre.", "Record its arrival first."],
  "move/into-itself": ["A container cannot go into itself.", "Name another container or a place."],
  "move/nested-too-deep": [
    "Containers lie too deep in each other[: at most {expected}].",
    "Take one out first.",
  ],
  "move/not-here": ["It is not at the centre.", "Record its arrival first."],
  "party/unknown": [
    "This party is not known here[: {found}].",
    "Have an administrator enter it, or correct the code.",
  ],
  "regime/other-stream": [
    "This regime is for another stream[: {expected}].",
    "Correct the regime or the stream.",
  ],
  "regime/unknown": ["This regime is not known[: {found}].", "Use one that the centre knows."],
  "release/authority-not-named": [
    "This regime asks no decision of this authority[: {found}].",
    "Leave it to those who decide[: {expected}].",
  ],
  "release/no-authority": ["You act for no authority, so you cannot decide.", "Ask an officer."],
  "release/not-counted": [
    "Nobody has said what is in this container, so it leaves only by order.",
    "Have its content counted or taken out, or order its return or hand-over.",
  ],
  "release/not-declared": [
    "It is not declared, so it leaves only by order[: {found}].",
    "Have it declared, or order its return or hand-over.",
  ],
  "release/nothing-counted": [
    "All that is in this container is on the record piece by piece.",
    "Decide on the shipments of its pieces.",
  ],
  "restore/journal-damaged": [
    "The list of erasures is damaged[ at line {line}].",
    "Use the list of another backup; erased data must not come back.",
  ],
  "scan/kept-in-container": [
    "It stays in its container; the place of the scan was not taken.",
    "Take it out by a move if it is out.",
  ],
  "scan/unknown": [
    "Nobody announced this code[: {found}].",
    "Put the piece aside and record its arrival.",
  ],
  "server/address-not-found": ["There is nothing at this address.", "Start from the first page."],
  "server/database-away": [
    "The database does not answer.",
    "Try again in a moment with the same key.",
  ],
  "server/disk-nearly-full": [
    "The disk is nearly full, so nothing new is taken in.",
    "Make room; reading goes on.",
  ],
  "server/fault": [
    "Something failed here; nothing was changed.",
    "Try again; if it fails again, tell the person who looks after the system.",
  ],
  "server/rate-limited": ["Too many requests came from here.", "Wait a moment and try again."],
  "shipment/not-found": [
    "There is no such shipment, or it is not yours to see.",
    "Check the code.",
  ],
  "start/demo-refused": [
    "The demo never runs on a database named by DATABASE_URL.",
    "Leave --demo or DATABASE_URL out.",
  ],
  "start/not-a-demo": [
    "This data folder holds a real centre, not a demo[: {folder}].",
    "Start it without --demo.",
  ],
  "start/port-forbidden": ["This port may not be used[: {port}].", "Choose one above 1023."],
  "start/port-taken": ["This port is in use[: {port}].", "Choose another with --port."],
  "verify/blob-changed": ["A stored file is not what it was.", "Take it from a backup."],
  "verify/blob-missing": ["A stored file is missing.", "Take it from a backup."],
  "verify/code-missing": [
    "A piece that is awaited or here has no code.",
    "Keep the data and report it.",
  ],
  "verify/count-differs": [
    "A count differs from what it counts[: {found} instead of {expected}].",
    "Keep the data and report it.",
  ],
  "verify/decision-differs": [
    "A decision row differs from its events.",
    "Keep the data and report it.",
  ],
  "verify/does-not-fold": ["The events of a subject do not fold.", "Keep the data and report it."],
  "verify/link-differs": [
    "A piece's shipment differs from its link[: {found} instead of {expected}].",
    "Keep the data and report it.",
  ],
  "verify/place-of-nothing": [
    "A place row names what does not exist.",
    "Keep the data and report it.",
  ],
  "verify/state-differs": ["A state row differs from its events.", "Keep the data and report it."],
  "verify/state-missing": ["Events have no state row.", "Keep the data and report it."],
  "audit/input-changed": [
    "A stored input differs from the hash kept with its call.",
    "Keep the data as it is and compare it with a backup.",
  ],
  "declaration/not-found": [
    "There is no such declaration, or it is not yours to see.",
    "Check its number.",
  ],
  "scan/before-exit": [
    "This scan was made before the piece left.",
    "Nothing was changed. If it is here, scan it again.",
  ],
  "scan/destroyed": [
    "The record says this piece was destroyed.",
    "Set it aside and call a supervisor.",
  ],
  "scan/merged": ["This record was joined to another.", "Work on the other one."],
  "access/role-of-the-centre": [
    "This role is only for the centre's own people[, not for {found}].",
    "Choose the operator or the authority as party, or another role.",
  ],
  "container/not-found": [
    "No container of yours answers to this code[: {found}].",
    "Check the code, or announce the container.",
  ],
  "container/here-already": [
    "This container is at the centre or was there[: {found}].",
    "What was seen of it stays; correct it by a scan or a move.",
  ],
  "container/left-out": [
    "The sender's newer announcement leaves this out[: {found}]: it is no longer expected.",
    "Ask the sender if it should come.",
  ],
  "container/withdrawn-already": [
    "This announcement came to its end before[: {found}].",
    "Nothing is to be done.",
  ],
  "report/zone-unknown": [
    "The zone of this office is not known[: {found}]; its local time was read as UTC.",
    "Name the office with its zone in the centre’s offices.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
