/**
 * What reading, writing and importing by profile finds, in English: one sentence and what to do.
 * Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const PROFILES_EN = {
  "message/segment-missing": [
    "A segment of the message is missing[: {expected}].",
    "Ask the sender for a complete message.",
  ],
  "message/segment-misplaced": [
    "A segment stands where the message has no place for it[: {found}].",
    "It is kept unread; ask the sender about it.",
  ],
  "message/segment-unread": [
    "A segment is not known to the profile[: {found}].",
    "It is kept unread; a profile of this partner may know it.",
  ],
  "message/segment-repeated": [
    "A segment stands more often than the message allows[: {found}, {expected}].",
    "Ask the sender for a corrected message.",
  ],
  "message/order-differs": [
    "A segment stands before another one of its kind, against the profile’s order.",
    "Nothing is to be done: it was read.",
  ],
  "message/element-missing": [
    "A mandatory element is empty.",
    "Ask the sender for a corrected message.",
  ],
  "message/element-too-long": [
    "An element is too long[: {found}][, characters allowed {expected}].",
    "Ask the sender for a corrected message.",
  ],
  "message/element-format": [
    "An element is not of its format[: {found}][, expected {expected}].",
    "Ask the sender for a corrected message.",
  ],
  "message/element-unread": [
    "An element is not known to the profile[: {found}][, expected {expected}].",
    "It is kept unread; a profile of this partner may know it.",
  ],
  "message/number-form": [
    "A number is written in an unusual form[: {found}].",
    "Nothing is to be done: it was read.",
  ],
  "message/trailing-separator": [
    "An element or segment ends with a separator and nothing behind it.",
    "Nothing is to be done unless values around it are wrong: a separator may be damaged.",
  ],
  "message/code-unknown": [
    "A code is not on its list[: {found}][, list {expected}].",
    "It is kept; load the newest list, or ask the sender.",
  ],
  "message/identifier-shape": [
    "An identifier has not the shape of its standard[: {found}][, expected {expected}].",
    "It is kept as written; compare it with the label.",
  ],
  "message/version-unknown": [
    "This version of the message is not known[: {found}][, expected {expected}].",
    "It was read with the nearest profile; import the profile of this partner.",
  ],
  "message/over-limit": [
    "The message is larger than can be held[: {expected}].",
    "Ask the sender to cut it into several messages.",
  ],
  "message/more-findings": [
    "There are more findings than are told[: {found} more].",
    "Correct those that are told first.",
  ],
  "message/read-only": [
    "This version of the message is only read, never sent[: {found} {expected}].",
    "Write the newest version.",
  ],
  "message/value-lacking": [
    "A value that the message must state is missing.",
    "Complete the record, then send again.",
  ],
  "message/value-unfit": [
    "A value does not fit into its element[: {found}][, characters allowed {expected}].",
    "Shorten the value, then send again.",
  ],
  "message/value-repeated": [
    "A list is longer than the message can carry[: {found}][, allowed {expected}].",
    "Send it as several messages.",
  ],
  "message/unread-unplaced": [
    "Something that was kept unread has no place any more[: {found}].",
    "The message was changed: decide whether it is still to be sent.",
  ],
  "message/total-differs": [
    "A declared total is not the sum of what is listed[: {found}][, sum {expected}].",
    "Count or weigh what arrives, and tell the sender.",
  ],
  "message/outside-dispatch": [
    "A receptacle does not belong to the dispatch that names it[: {found}][, dispatch {expected}].",
    "Compare it with the label on arrival.",
  ],
  "message/twice": [
    "An identifier stands twice in the message[: {found}].",
    "Look whether there are two pieces, and tell the sender.",
  ],
  "message/rule": [
    "A rule of the message is broken[: {found}][, expected {expected}].",
    "Ask the sender for the missing statement.",
  ],
  "profile/too-large": [
    "The profile is too large[: {found}][, allowed {expected}].",
    "Cut it to one message.",
  ],
  "profile/not-json": ["The profile is no JSON[: {found}].", "Correct the file."],
  "profile/missing": ["The profile lacks a statement[: {expected}].", "Add it."],
  "profile/not-of-kind": [
    "A statement of the profile is of another kind[: {found}][, expected {expected}].",
    "Correct it.",
  ],
  "profile/unknown-key": [
    "The profile states something that is not known[: {found}].",
    "Correct the name, or take it out.",
  ],
  "profile/unknown-base": [
    "The profile’s base structure is not known[: {found}][, known {expected}].",
    "Name one that is known.",
  ],
  "profile/against-base": [
    "A position is against the base structure[: {found}][, expected {expected}].",
    "Bind it where the base has a place for it.",
  ],
  "profile/ambiguous": [
    "Two statements of the profile cannot be told apart[: {found}].",
    "Give each a qualifier, a name or a component of its own.",
  ],
  "profile/unknown-message": [
    "There is no message of this name[: {found}][, known {expected}].",
    "Name the message as it is known here.",
  ],
  "profile/not-valid": [
    "The profile cannot be taken.",
    "Mend what the findings name, each at its JSON path.",
  ],
  "profile/not-found": [
    "There is no profile of this message[: {found}].",
    "`mailport list-profiles` names them all.",
  ],
  "profile/changed-meanwhile": [
    "The profile was imported again meanwhile[: revision {found}, not {expected}].",
    "Look at the difference once more, then apply it.",
  ],
  "profile/before-last": [
    "The day lies before the last import of the profile[: {found}, not before {expected}].",
    "Name that day or a later one.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
