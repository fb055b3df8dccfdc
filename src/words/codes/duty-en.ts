/** Words of the codes of duty, regimes changed and declarations withdrawn, in English. */
import type { CodeWords } from "./code-words.ts";

export const DUTY_EN = {
  "declaration/decided": [
    "An authority has ordered what becomes of these goods.",
    "Ask the authority to take its order back first.",
  ],
  "declaration/released": [
    "What it declares is released or has left.",
    "Ask for a refund once the goods are back.",
  ],
  "declaration/withdrawn-already": [
    "This declaration is withdrawn already.",
    "Nothing is left to do.",
  ],
  "duty/amount-twice": [
    "The amount is given twice, in minor units and as written.",
    "Give one of them.",
  ],
  "duty/amount-zero": ["The amount is zero.", "Give an amount above zero."],
  "duty/assessed-by-centre": [
    "Customs and the centre’s operator assess duty.",
    "Ask them to assess it.",
  ],
  "duty/established-by-officer": [
    "Only an officer establishes values and classes.",
    "Ask an officer, or correct the declaration.",
  ],
  "duty/four-eyes": [
    "You asked for this yourself; another officer states it.",
    "Let a second officer give the same amount.",
  ],
  "duty/holder-missing": [
    "Nobody is named whose account or guarantee it is[: {found}].",
    "Name the party.",
  ],
  "duty/line-unknown": [
    "The declaration has no such line, or it is named twice[: {found}; it has {expected}].",
    "Name each declared line once.",
  ],
  "duty/not-customs": [
    "Duty is remitted by customs[, not by {found}].",
    "Ask an officer of customs.",
  ],
  "duty/level-too-low": [
    "Your level does not allow this[: {found} instead of {expected}].",
    "Ask a senior officer.",
  ],
  "duty/more-than-due": [
    "More would be waived than is due[: {found}, due {expected}].",
    "Waive at most what is due.",
  ],
  "duty/more-than-paid": [
    "More would be refunded than was paid[: {found}, paid {expected}].",
    "Refund at most what was paid.",
  ],
  "duty/not-assessed": ["Nothing was assessed on this shipment.", "Assess it first."],
  "duty/not-declared": ["No declaration of this shipment stands.", "Lodge a declaration first."],
  "duty/not-taxed": [
    "The rule book of this shipment taxes nothing[: {found}].",
    "Nothing is left to do.",
  ],
  "duty/not-yours": [
    "You cannot record this payment for this shipment[: {found}].",
    "Name your own account or guarantee, or ask the centre’s operator.",
  ],
  "duty/nothing-due": ["Nothing is due on this shipment.", "Nothing is left to do."],
  "duty/other-currency": [
    "Duty is owed in another currency[: {expected}, not {found}].",
    "Record the payment in the currency in which it is owed.",
  ],
  "duty/overpaid": [
    "More is paid than is due[: {found}, due {expected}].",
    "Record at most what is due; return the rest to who paid it.",
  ],
  "duty/reason-missing": [
    "This changes what was settled or established and needs a reason.",
    "Write the reason and assess again.",
  ],
  "duty/reference-used": [
    "A payment with this reference is on this shipment already[: {found}].",
    "It was recorded before; another payment has a reference of its own.",
  ],
  "duty/secure-whole": [
    "An account or guarantee takes all that is due, not a part[: {found}, due {expected}].",
    "Name the whole amount, or let the addressee pay the part first.",
  ],
  "duty/too-many-payments": [
    "This shipment has as many payments as are taken[: {expected}].",
    "Settle the rest in one payment of its declarant.",
  ],
  "regime/decided": [
    "This shipment is released already; its rule book stands.",
    "Let its authority take the decision back first.",
  ],
  "regime/identity-missing": [
    "The buyer’s identity number is missing; without it the yearly limit cannot be held.",
    "Declare the buyer’s identity number.",
  ],
  "regime/no-other": [
    "No other rule book takes this shipment as it is declared[: {found}].",
    "Complete the declaration, or name a rule book.",
  ],
  "regime/not-yours": [
    "Only its declarant and the centre move this shipment under another rule book.",
    "Ask its declarant.",
  ],
  "regime/same": [
    "This shipment is under this rule book already[: {found}].",
    "Nothing is left to do.",
  ],
} satisfies Record<string, CodeWords>;
