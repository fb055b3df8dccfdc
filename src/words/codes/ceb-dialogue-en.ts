/** Words of the codes of the dialogue of customs messages, tallies and amendments, in English. What a code means is decided where it is made. */
import type { CodeWords } from "./code-words.ts";

export const CEB_DIALOGUE_EN = {
  "ceb/not-customs": [
    "Only customs itself says how a list stands; this came from somebody else.",
    "Have customs’ own partner send it, or an administrator take it in.",
  ],
  "ceb/answer-to-nothing": [
    "This answers a document that nobody sent from here or declared here[: {found}].",
    "It waits: read it again once the document is here.",
  ],
  "ceb/answer-ambiguous": [
    "Several declarants use this number[: {found}]; the answer does not say whose it is.",
    "Ask customs for the answer with the declarant’s code.",
  ],
  "ceb/receipt-again": ["Customs told this state before[: {found}].", "Nothing is to be done."],
  "ceb/receipt-late": [
    "This state is older than what customs told since[: {found}; it stands at {expected}].",
    "Nothing is to be done; the later state stands.",
  ],
  "ceb/receipt-backward": [
    "This state lies behind the one reached[: {found}; it stands at {expected}].",
    "The state reached stands. Ask customs where the two differ for long.",
  ],
  "ceb/receipt-unknown": [
    "The table of states has no such state[: {found}].",
    "It is kept as it came. Ask the port platform what it means.",
  ],
  "ceb/recall": [
    "Customs controls what it had released[: {found}]; the release was acted upon, or may be.",
    "Call the piece back at once: stop it on the floor, or ask its carrier to return it.",
  ],
  "ceb/customs-refused": [
    "Customs returned the document[: {found}].",
    "Correct what it names and send it again as a change.",
  ],
  "ceb/sending-failed": [
    "The port could not send the document to customs[: {found}].",
    "Send it again.",
  ],
  "ceb/decided-otherwise": [
    "An officer of customs decided otherwise here[: {found}]; that order stands.",
    "Have the officer take it back, or ask customs which is right.",
  ],
  "ceb/signature-required": [
    "This partner must sign such a message, and it is not signed[: {found}].",
    "Ask the sender to sign it; a partner under test may be set so (set-ceb-partner).",
  ],
  "ceb/cancel-asked": [
    "Customs has this list: the cancel goes on to it, and the list stands until it answers[: {found}].",
    "Wait for the answer of customs.",
  ],
  "ceb/cancel-changed": [
    "A cancel is stated once; it is neither changed nor deleted.",
    "Lodge the list anew where it was cancelled by mistake.",
  ],
  "ceb/not-writable": [
    "The message cannot be written as its schema asks[: {finding} {path} {found}; {expected}].",
    "Correct the document it is made of, then replay the outbox.",
  ],
  "ceb/source-gone": [
    "What this message is made of is not there any more.",
    "Ask its declarant to send the document again.",
  ],
  "tally/not-operator": [
    "Only the operator of the centre sends its tally.",
    "Act as somebody of the operator.",
  ],
  "tally/no-partner": [
    "No partner stands for customs and takes tallies[: {found}].",
    "Set one (set-ceb-partner).",
  ],
  "tally/partner-needed": ["Several partners take tallies[: {expected}].", "Name one of them."],
  "tally/bill-unknown": [
    "No waybill names this master bill.",
    "Name the carrier, or have the waybills sent (CEB511).",
  ],
  "tally/carrier-needed": [
    "Several carriers have parcels under this bill[: {expected}]; a tally names one.",
    "Name one of them, and send one tally for each.",
  ],
  "tally/nothing-arrived": [
    "Nothing has arrived under this bill[: {found}].",
    "Record the arrivals first.",
  ],
  "tally/over": [
    "Parcels are here that no waybill of the bill names[: {expected}, such as {found}].",
    "Ask the carrier for their waybills, and hold them apart until then.",
  ],
  "tally/short": [
    "Parcels of the bill are not here[: {expected}, such as {found}].",
    "Look for them on the vehicle and in the other bags, then tell the carrier.",
  ],
  "tally/not-arrived": [
    "Parcels were named whose arrival nobody recorded[: {expected}, such as {found}].",
    "Record their arrival and send the tally again.",
  ],
  "amend/not-found": [
    "No declaration of yours stands under this number[: {found}].",
    "Check the number and the declarant, or lodge it as new.",
  ],
  "amend/other-pieces": [
    "A change speaks of the same pieces, and this one does not[: {found}].",
    "Withdraw the declaration and lodge it anew.",
  ],
  "amend/decided": [
    "Something is decided on it already[: {found}]; it is not changed any more.",
    "Ask customs; before the release it can still be cancelled.",
  ],
  "amend/other-regime": [
    "A change stays under the same regime and stream[: {found}].",
    "Move it by change-regime, or withdraw it and lodge it anew.",
  ],
  "amend/other-buyer": [
    "A change names the same buyer, whose yearly balance it draws on[: {found}].",
    "Withdraw the declaration and lodge it anew for the other buyer.",
  ],
} as const satisfies Record<string, CodeWords>;
