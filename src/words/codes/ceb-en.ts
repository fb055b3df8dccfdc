/**
 * Findings of messages of China customs (CEB) and of their envelopes, in English: one sentence and what
 * to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const CEB_EN = {
  "ceb/namespace": [
    "The message's elements are not in the namespace of the family[: {found} instead of {expected}].",
    "It was read all the same. Ask the sender to correct the namespace.",
  ],
  "ceb/root-name": [
    "The root element has another name than the schema gives it[: {found} instead of {expected}].",
    "It was read all the same. Ask the sender to correct the name.",
  ],
  "ceb/edition-taken": [
    "The message fits both editions of the schema[; it was read as {found}].",
    "Nothing is to be done.",
  ],
  "ceb/not-in-edition": [
    "The edition[ {expected}] has no message[ {found}].",
    "Choose the other edition in the partner's profile.",
  ],
  "ceb/missing-element": [
    "An element that must stand here is missing[: {expected}].",
    "Add it, or ask the sender for a corrected message.",
  ],
  "ceb/missing-attribute": [
    "An attribute that must stand here is missing[: {expected}].",
    "Add it, or ask the sender for a corrected message.",
  ],
  "ceb/unknown-attribute": [
    "The table has no such attribute[: {found}].",
    "It was left aside. Check its name.",
  ],
  "ceb/unknown-element": [
    "The table has no such element here[: {found}].",
    "It is kept beside the document. Check its name, place and namespace.",
  ],
  "ceb/not-allowed": [
    "The schema has no such element here, so it cannot be written[: {found}].",
    "Take it out, or choose the other edition.",
  ],
  "ceb/not-xml": [
    "What should be written as it stands is not one XML element of its name[: {found}; {expected} expected].",
    "Correct the XML text.",
  ],
  "ceb/element-order": [
    "The element stands out of the schema's order[: {found} belongs {expected}].",
    "It was read all the same. Customs may refuse the message: correct the order.",
  ],
  "ceb/repeated-element": [
    "The element stands more than once[: {found}].",
    "The first one was read, the others are kept beside the document. Leave one.",
  ],
  "ceb/too-many": [
    "There are more than the schema allows[: {found}, {expected}].",
    "Send the rest as another message.",
  ],
  "ceb/element-in-text": [
    "There is an element where only text belongs[: {found}].",
    "It is kept beside the document. Check the sender's program.",
  ],
  "ceb/stray-text": [
    "There is text between the elements[: {found}].",
    "It is kept beside the document. Check the sender's program.",
  ],
  "ceb/length": [
    "The text has not the length it must have[: {found}; {expected} expected].",
    "Correct the text.",
  ],
  "ceb/not-a-number": ["This is no number[: {found}; {expected} expected].", "Correct the number."],
  "ceb/digits": [
    "The number has too many digits[: {found}; {expected} expected].",
    "Correct the number.",
  ],
  "ceb/fixed-value": [
    "Only one value is allowed here[: {found} instead of {expected}].",
    "Correct the value.",
  ],
  "ceb/not-a-time": [
    "This is no time or date of the form expected[: {found}; {expected}].",
    "It was kept as text. Ask the sender to correct it.",
  ],
  "ceb/character": [
    "The text has a character that XML cannot carry[: {found}].",
    "Take it out of the text.",
  ],
  "ceb/unsigned": [
    "The schema demands a signature and there is none.",
    "Ask the sender to sign the message.",
  ],
  "ceb/too-large": [
    "The message is too large[; {expected} at most].",
    "Cut it into several messages.",
  ],
  "ceb/document-too-large": [
    "The document is larger than can be read[; {expected} at most].",
    "Cut it into several messages.",
  ],
  "ceb/too-many-findings": [
    "There are more faults than are listed[; the first {expected} stand here].",
    "Correct these and read the message again.",
  ],
  "ceb/envelope-content": [
    "The envelope's content is not a message of the family[: {found}; {expected} expected].",
    "Ask the sender what was put into the envelope.",
  ],
  "ceb/not-base64": [
    "The envelope's content is not base64 from here on[: {found}].",
    "Ask the sender for the whole envelope: characters were changed or lost.",
  ],
  "ceb/envelope-type": [
    "The envelope names another type than its content has[: {found} instead of {expected}].",
    "The content was read by its own type. Ask the sender to correct the envelope.",
  ],
  "ceb/not-signable": [
    "The schema of this message has no place for a signature[: {found}].",
    "Send it without one.",
  ],
  "ceb/signature-key": [
    "No key known for its sender made this signature[: {found}].",
    "Ask the sender for the public key and put it under its code, or set the key to sign with.",
  ],
  "ceb/signature-digest": [
    "The message was changed after it was signed.",
    "Do not act on it. Ask the sender for the message as it was signed.",
  ],
  "ceb/signature-method": [
    "The signature is made by a method that is not taken here[: {found}].",
    "Ask the sender to sign by sm2-sm3, or by another method that is taken today.",
  ],
  "ceb/signature-reference": [
    "The signature is not over the whole message[: {found}].",
    "Do not act on it. A signature must be over the whole message and nothing else.",
  ],
  "ceb/signature-form": [
    "The signature is not built as it must be[: {found}].",
    "Ask the sender to check the program that signs.",
  ],
  "ceb/signature-place": [
    "The signature does not stand directly below the root.",
    "Do not act on the message: parts of it may have been moved.",
  ],
  "ceb/signature-many": [
    "There is more than one signature[: {found}].",
    "Leave the one over the whole message.",
  ],
  "ceb/signature-missing": ["The message is not signed.", "Ask the sender to sign it."],
  "ceb/signature-xml": [
    "The signed XML cannot be read safely: it is damaged or has instructions or a document type.",
    "Ask the sender for a plain message.",
  ],
  "ceb/sum": [
    "The amount is not the sum it stands for[: {found} instead of {expected}].",
    "Ask the sender which amount is right.",
  ],
  "ceb/line-price": [
    "The total price of the line is not its unit price times its quantity[: {found} instead of {expected}].",
    "Ask the sender which of them is right.",
  ],
  "ceb/line-number": [
    "The lines are not numbered one after the other[: {found} instead of {expected}].",
    "Check that no line is missing or doubled.",
  ],
  "ceb/repeated-number": [
    "The parcel is named a second time[: {found}, first on line {expected}].",
    "Check the tally: count the parcel once.",
  ],
  "ceb/not-in-list": [
    "The specification allows another value here[: {found} instead of {expected}].",
    "Ask the sender to correct the value; customs may refuse it.",
  ],
  "ceb/number-shape": [
    "The number does not have the shape customs gives it[: {found}; expected {expected}].",
    "Check the number for a slip.",
  ],
  "ceb/return-status": [
    "An answer of this kind carries no such state[: {found} in {expected}].",
    "The state is kept as it came. Ask the port platform what it means.",
  ],
  "ceb/unknown-country": [
    "The list of China's customs has no such country code on that day[: {found}].",
    "Check the code; customs uses three digits of its own, not ISO's.",
  ],
  "ceb/net-weight": [
    "The net weight is above the gross weight[: {found} against {expected}].",
    "Ask the sender for the right weights.",
  ],
} as const satisfies Record<string, CodeWords>;
