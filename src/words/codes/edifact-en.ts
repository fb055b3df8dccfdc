/**
 * Faults of EDIFACT interchanges (ISO 9735): nesting, counts, references, characters, in English:
 * one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const EDIFACT_EN = {
  "edifact/byte-order-mark": [
    "A byte order mark stands before the interchange[: {found}].",
    "It is passed over; ask for files without it.",
  ],
  "edifact/code-extension": [
    "The text switches character sets by escape sequences[: {found}]; they are not followed.",
    "Ask for UNOY (UTF-8); this text is shown byte by byte.",
  ],
  "edifact/control-character": [
    "A control character stands in the text[: {found}].",
    "Have it sent again without; the file may be damaged here.",
  ],
  "edifact/element-too-long": [
    "A service segment holds a text that is far too long[: {found}; {expected} are kept].",
    "Look for a damaged separator; ISO 9735 allows 35 characters at most.",
  ],
  "edifact/extra-element": [
    "A service segment has more than it may[: {found}, at most {expected}].",
    "Look for a separator that should be text, or a missing terminator.",
  ],
  "edifact/group-count": [
    "The interchange does not hold as many groups as it says[: {found} stated, {expected} there].",
    "Have it sent again whole; a group may be missing.",
  ],
  "edifact/group-reference": [
    "The group ends with another reference than it began with[: {found} instead of {expected}].",
    "Have it sent again; parts of two groups may be mixed.",
  ],
  "edifact/groups-and-messages": [
    "The interchange holds both groups and single messages[: {found} where {expected} was due].",
    "Have it sent again with all messages in groups or none; UNZ counts only one kind.",
  ],
  "edifact/interchange-reference": [
    "The interchange ends with another reference than it began with[: {found} instead of {expected}].",
    "Have it sent again; parts of two files may be mixed.",
  ],
  "edifact/line-end-in-text": [
    "A line end stands inside a segment[: {found}].",
    "It is kept as text; ask for files without line breaks inside segments.",
  ],
  "edifact/looks-utf8": [
    "The bytes are those of another character set than the one declared[: {found}, not {expected}].",
    "Ask the sender to declare UNOY; letters with accents look wrong until then.",
  ],
  "edifact/message-count": [
    "There are not as many messages as stated[: {found} stated, {expected} there].",
    "Have it sent again whole; a message may be missing.",
  ],
  "edifact/message-reference": [
    "The message ends with another reference than it began with[: {found} instead of {expected}].",
    "Have it sent again; parts of two messages may be mixed.",
  ],
  "edifact/message-reference-twice": [
    "Another message of the interchange has the same reference[: {found}].",
    "Both are kept; ask the sender to number its messages.",
  ],
  "edifact/missing-element": [
    "A service segment lacks a value it must have.",
    "Have it sent again with this value; a separator may be damaged.",
  ],
  "edifact/missing-ung": [
    "A group ends that never began[: {found} without {expected}].",
    "Have the file sent again whole.",
  ],
  "edifact/missing-unb": [
    "A message or group stands outside any interchange[: {found} without {expected}].",
    "Have the file sent again from its beginning.",
  ],
  "edifact/missing-une": [
    "A group is not closed[: {found} where {expected} was due].",
    "Have the file sent again whole.",
  ],
  "edifact/missing-unh": [
    "A message ends that never began[: {found} without {expected}].",
    "Look at the segments before it; the message’s beginning is damaged or lost.",
  ],
  "edifact/missing-unt": [
    "A message is not closed[: {found} where {expected} was due].",
    "Have the message sent again; its end is damaged or lost.",
  ],
  "edifact/missing-unz": [
    "An interchange is not closed[: {found} where {expected} was due].",
    "Have the file sent again whole; its end is damaged or lost.",
  ],
  "edifact/more-characters": [
    "The message has more characters outside its set; they are not listed[ beyond {expected}].",
    "Correct the character set declared, then read it again.",
  ],
  "edifact/no-interchange": [
    "No interchange is here[; found {found}].",
    "Send a file that begins with UNA or UNB.",
  ],
  "edifact/not-utf8": [
    "The bytes are not of the declared character set[: {found} is no {expected}].",
    "Have it sent again in UTF-8, or with the character set it really has.",
  ],
  "edifact/outside-charset": [
    "The declared set has no character for this byte[: {found}, {expected}].",
    "Ask the sender to declare the set that is really used.",
  ],
  "edifact/outside-interchange": [
    "Something stands before the interchange[: {found} instead of {expected}].",
    "Take it away; a damaged beginning must be sent again.",
  ],
  "edifact/outside-level": [
    "This character is not of the declared level[: {found}, {expected}].",
    "It is read as it is; the sender should declare UNOC or UNOY.",
  ],
  "edifact/outside-message": [
    "Segments stand outside any message[: {found} without {expected}].",
    "The beginning of a message is damaged or lost here; have it sent again.",
  ],
  "edifact/package": [
    "A package stands beside the messages; what is in it is not read[: {found}].",
    "Ask the sender for it another way; the messages are read and the file is kept whole.",
  ],
  "edifact/package-damaged": [
    "What UNO and UNP say of a package does not fit[: {found} instead of {expected}].",
    "Have it sent again: behind a wrong length bytes may be read as segments.",
  ],
  "edifact/segment-count": [
    "The message does not hold as many segments as it says[: {found} stated, {expected} there].",
    "Have the message sent again; a segment may be lost or damaged.",
  ],
  "edifact/segment-too-long": [
    "A segment is longer than allowed[: at most {expected}].",
    "Look for a missing terminator.",
  ],
  "edifact/stray-release": [
    "A release character stands before text that needs none[: {found}].",
    "It is taken out; the byte behind it may be damaged.",
  ],
  "edifact/tag": [
    "A segment has no proper tag[: {found} instead of {expected}].",
    "Look at the bytes here: the tag or the terminator before it is damaged.",
  ],
  "edifact/trailing-bytes": [
    "Something stands behind the end of the interchange[: {found}].",
    "Take it away, or have what was cut off sent again.",
  ],
  "edifact/truncated": [
    "The interchange ends in the middle[: {found} is the last][; {expected} was due].",
    "Have it sent again whole.",
  ],
  "edifact/una-marks": [
    "The service characters cannot be used[: {found}][; needed: {expected}].",
    "The usual ones are taken; have the file sent again if it is damaged.",
  ],
  "edifact/unknown-syntax": [
    "This syntax identifier is not known[: {found} is none of {expected}].",
    "Correct it; it says in which characters the text is.",
  ],
  "edifact/unknown-version": [
    "This syntax version is not known[: {found} instead of {expected}].",
    "It is read as version 3; correct it.",
  ],
  "edifact/unwritable-character": [
    "A character cannot be written in the declared set[: {found}, {expected}].",
    "Declare UNOC or UNOY, or write it otherwise; this must not be sent.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
