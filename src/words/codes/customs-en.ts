/**
 * What the customs’ rule books, the matching of documents and the annual balance find and refuse,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const CUSTOMS_EN = {
  "regime/required-field": [
    "The rule book needs a field that is not stated[: {expected}].",
    "State it; nothing else decides on it before.",
  ],
  "regime/value-negative": ["A value is below zero.", "Correct the value."],
  "regime/value-too-large": [
    "The value is larger than any shipment's[: {found} CNY].",
    "Correct the value or the currency.",
  ],
  "regime/rate-missing": [
    "No customs rate of exchange is in force[ for {found}][ on {expected}].",
    "Import the month’s list `customs-rates`.",
  ],
  "regime/over-limit": [
    "The value is above the limit of this rule book[: {found} CNY][, limit {expected} CNY].",
    "Return it, or declare it under the rule book that takes it.",
  ],
  "regime/balance-lapsed": [
    "It came after it had expired: its part of the buyer's year was given back.",
    "Let it be assessed anew, or amend the declaration.",
  ],
  "regime/declared-in-parts": [
    "A further declaration added pieces that owe duty of their own.",
    "Amend one declaration to state all of the goods, or let customs establish them.",
  ],
  "regime/one-article": [
    "One article that cannot be divided is above the limit and is accepted as such[: {found} CNY][, limit {expected} CNY].",
    "Nothing is to be done; full taxes may be due.",
  ],
  "regime/not-one-article": [
    "It is stated to be one indivisible article, but shows several lines or pieces.",
    "Correct the statement or the lines.",
  ],
  "regime/not-own-use": [
    "Goods that are not for own use are no personal articles.",
    "Declare them as goods.",
  ],
  "regime/not-in-force": [
    "This rule book has no rule for the day of the declaration[: {found}].",
    "Declare it under another rule book, or correct the day.",
  ],
  "regime/other-trade": [
    "This rule book is for another kind of sale[: {found}][, not {expected}].",
    "Declare it under the rule book for its kind of sale.",
  ],
  "regime/not-documents": [
    "This class is for documents only.",
    "Declare the goods in their own class.",
  ],
  "regime/only-documents": ["Documents have a class of their own.", "Declare them as documents."],
  "regime/documents-with-value": [
    "Documents have a declared value.",
    "Check that they are papers without commercial value.",
  ],
  "regime/licence-needed": [
    "Goods with a licence do not fit this rule book.",
    "Declare them in full.",
  ],
  "regime/personal-articles": [
    "These are personal articles within their own limit.",
    "Declare them as personal articles.",
  ],
  "regime/claim-needs-full": [
    "What is claimed needs a full declaration[: {found}].",
    "Declare it in full, or take the claim back.",
  ],
  "regime/balance-unknown": [
    "It is not known what the buyer may still buy this year.",
    "Give the buyer’s identity number, or ask the port’s system.",
  ],
  "regime/balance-exceeded": [
    "The value is above what the buyer may still buy this year[: {found} CNY][, left {expected} CNY].",
    "Declare it as general trade, or return it.",
  ],
  "regime/quantity-cap": [
    "The weight is above what one person may buy of these goods in a year[: {found} kg][, at most {expected} kg].",
    "Declare it as general trade, or reduce it.",
  ],
  "regime/hs-too-short": [
    "The HS code has too few digits[: {found}][, at least {expected}].",
    "Give the longer code.",
  ],
  "regime/above-usual": [
    "The value is above what is usual in this rule book[: {found} CNY][, usual {expected} CNY].",
    "Check the value; no law caps it.",
  ],
  "regime/clearance-note": [
    "Goods that need a clearance note have none stated.",
    "State the note where the goods need one.",
  ],
  "regime/tax-class-unknown": [
    "This class of parcel tax is not known on that day[: {found}].",
    "Name a class of the list, or leave it out.",
  ],
  "regime/goods-tax-unknown": [
    "The taxes on these goods are not known[: {found}].",
    "Import the tariff `cn-goods-tax`, or let an officer assess.",
  ],
  "regime/does-not-fit": [
    "The shipment does not fit its rule book[: {found}], so that it is not taxed by it.",
    "Change the rule book first.",
  ],
  "match/document-missing": [
    "One of order, payment, waybill and list is not there[: {expected}].",
    "Send the missing document.",
  ],
  "match/not-matched": [
    "Order, payment, waybill and list were not held against each other.",
    "Send the documents where they exist.",
  ],
  "match/order-payment": [
    "Order and payment differ[: {found}][, {expected}].",
    "Correct the one that is wrong, and send it again.",
  ],
  "match/order-waybill": [
    "Order and waybill differ[: {found}][, {expected}].",
    "Correct the one that is wrong, and send it again.",
  ],
  "match/order-list": [
    "Order and list differ[: {found}][, {expected}].",
    "Correct the one that is wrong, and send it again.",
  ],
  "match/waybill-list": [
    "Waybill and list differ[: {found}][, {expected}].",
    "Correct the one that is wrong, and send it again.",
  ],
  "match/paid-sum": [
    "What was paid is not goods and freight and tax less discount[: {found}][, sum {expected}].",
    "Correct the order.",
  ],
  "balance/exceeded": [
    "The amount is above what is left of the year’s balance[: {found}][, left {expected}].",
    "Take less, or wait for the next year.",
  ],
  "balance/not-positive": ["An amount must be above zero[: {found}].", "Correct the amount."],
  "balance/none-reserved": [
    "The shipment has reserved nothing of the balance.",
    "Reserve first; it may have been cancelled.",
  ],
  "balance/more-than-held": [
    "More is given back than the shipment holds[: {found}][, held {expected}].",
    "Correct the amount.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
