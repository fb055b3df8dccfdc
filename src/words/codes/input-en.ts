/**
 * Faults of what was sent in: files, fields, codes, identifiers, times, the request's shape,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const INPUT_EN = {
  "input/invalid": ["The request does not have the shape it needs.", "Correct the fields named."],
  "input/shape": ["A field does not have the shape it needs[: {expected}].", "Correct the field."],
  "s10/check-digit": [
    "The check digit of this S10 identifier fails[: {found} instead of {expected}].",
    "It is taken as it is; compare it with the label.",
  ],
  "clock/ahead": ["The time is ahead of our clock[: {found}].", "Put the device’s clock right."],
  "clock/corrected": [
    "The device’s clock is off; its times were corrected[ by {found}].",
    "Put the device’s clock right.",
  ],
  "clock/not-believed": [
    "The device’s clock is too far off to be corrected[: {found}]; the time of arrival here was kept.",
    "Put the device’s clock right.",
  ],
  "clock/too-old": ["The time is too far in the past[: {found}].", "Correct the time."],
  "code/hs-shape": [
    "An HS code has 4 to 14 digits[; found {found}].",
    "Correct it, or leave it out.",
  ],
  "code/unknown-container-kind": [
    "This kind of container is not known[: {found}].",
    "It is kept as it came; check the code.",
  ],
  "code/unknown-country": [
    "This country code is not known[: {found}].",
    "It is kept as it came; use two letters of ISO 3166.",
  ],
  "code/unknown-currency": [
    "This currency code is not known[: {found}].",
    "It is kept as it came; use three letters of ISO 4217.",
  ],
  "code/unknown-nature": [
    "This nature of transaction is not known[: {found}].",
    "It is kept as it came; check the code.",
  ],
  "container/head-differs": [
    "Rows of one container differ in what belongs to it as a whole[: {found}].",
    "Make the rows equal; the first one counts.",
  ],
  "container/item-twice": [
    "A piece is listed twice in one container[: {found}].",
    "It is taken once.",
  ],
  "container/too-many-items": [
    "A container lists too many pieces[: at most {expected}].",
    "Split the list.",
  ],
  "csv/damaged-row": [
    "This row cannot be read.",
    "Compare it with its neighbours and send it again.",
  ],
  "csv/duplicate-column": [
    "A column stands twice in the header[: {found}].",
    "Take one away; the first is used.",
  ],
  "csv/missing-column": [
    "A column is missing[: {expected}].",
    "Add it to the header and to every row.",
  ],
  "csv/no-rows": ["The file has a header and no rows.", "Send the rows below it."],
  "csv/ragged-row": [
    "The row has another number of cells than the heading[: {found} instead of {expected}].",
    "Look for a missing or extra separator or quote.",
  ],
  "csv/record-too-long": [
    "A row is longer than allowed.",
    "Often a quote is not closed: look a few rows above.",
  ],
  "csv/stray-quote": [
    "A quote stands inside a cell without quotes.",
    "Double it, or quote the whole cell.",
  ],
  "csv/too-many-columns": [
    "The header has too many columns[: at most {expected}].",
    "Send the columns of the format only.",
  ],
  "csv/unclosed-quote": [
    "A quote is opened and never closed.",
    "Close it; the rows after it were not read.",
  ],
  "csv/unknown-column": [
    "A column is not known[: {found}].",
    "Its cells are kept; check how it is written.",
  ],
  "decimal/empty": ["A number is empty.", "Write it, or leave the field out."],
  "decimal/finer-than-unit": [
    "The number has more decimals than its unit[: {found}].",
    "Round it as the unit asks.",
  ],
  "decimal/negative": ["The number is negative[: {found}].", "Write it without a sign."],
  "decimal/not-plain-digits": [
    "This is not a number in plain digits[: {found}].",
    "Write digits and one point, such as 12.50.",
  ],
  "decimal/too-long": ["The number has too many digits.", "Write a shorter one."],
  "declaration/duplicate": [
    "This declaration was lodged before[: {found}].",
    "Send it once; a change needs a correction.",
  ],
  "declaration/duplicates-not-watched": [
    "The file is so long that doubles in it are no longer looked for.",
    "Doubles are still found when rows are taken in.",
  ],
  "declaration/gross-below-nets": [
    "The gross weight is below the sum of the net weights[: {found} below {expected}].",
    "Check the weights.",
  ],
  "declaration/head-differs": [
    "Rows of one declaration differ in what belongs to it as a whole[: {found}].",
    "Make the rows equal; the first one counts.",
  ],
  "declaration/piece-twice": [
    "A piece stands twice in one declaration[: {found}].",
    "It is taken once.",
  ],
  "declaration/pieces-differ": [
    "The number of pieces is not the number listed[: {found} instead of {expected}].",
    "Correct the number or the list.",
  ],
  "declaration/regime-not-declarable": [
    "Nothing can be declared under this regime[: {found}].",
    "Name the regime the goods fall under, or none.",
  ],
  "declaration/shipment-decided": [
    "The shipment of these pieces is decided already; no piece can join it.",
    "Declare the further pieces as a shipment of their own.",
  ],
  "declaration/too-large": ["The declaration is larger than allowed.", "Split it."],
  "hold/person-not-identifiable": [
    "A name does not tell one person from another.",
    "Give the identity number, the telephone or the e-mail address.",
  ],
  "declaration/too-many-lines": [
    "The declaration has too many lines[: at most {expected}].",
    "Split it.",
  ],
  "declaration/too-many-pieces": [
    "The declaration has too many pieces[: at most {expected}].",
    "Split it.",
  ],
  "field/missing": ["A field is missing[: {expected}].", "Fill it in."],
  "field/not-a-number": ["This is not a number[: {found}].", "Write digits and one point."],
  "field/not-a-time": ["This is not a time[: {found}].", "Write it as 2026-03-01T14:30:00+08:00."],
  "field/not-one-of": [
    "The value is not one of those allowed[: {found}].",
    "Use one of those[: {expected}].",
  ],
  "field/shape": [
    "The field does not have the shape it needs[: {found}].",
    "Correct it[; expected: {expected}].",
  ],
  "field/too-long": [
    "The field is longer than allowed[: at most {expected} characters].",
    "Shorten it.",
  ],
  "file/binary": ["The file is no text.", "Send CSV, JSON, NDJSON, XML or EDIFACT as text."],
  "file/empty": ["The file is empty.", "Send it again whole."],
  "file/encoding": ["The file is not in UTF-8[: {found}].", "Save it as UTF-8."],
  "file/unknown-format": ["No known format fits this file.", "Check the header; the file is kept."],
  "identifier/ambiguous": [
    "Several pieces answer to this code[: {found}].",
    "Scan another bar code of the piece, or name its carrier.",
  ],
  "identifier/control-character": [
    "The code has a character that no bar code has.",
    "Scan it again.",
  ],
  "identifier/empty": ["The code is empty.", "Scan it again."],
  "identifier/too-long": [
    "The code is longer than any identifier.",
    "Two codes may have run together: scan again.",
  ],
  "init/code-twice": ["A code is given twice[: {found}].", "Give each code once."],
  "init/missing": ["A field of the setup file is missing[: {expected}].", "Add it."],
  "init/not-json": ["The setup file is not JSON.", "Correct it at the place named."],
  "init/shape": [
    "A field of the setup file does not have the shape it needs[: {found}].",
    "Correct it[; expected: {expected}].",
  ],
  "init/too-deep": ["The setup file is nested too deep.", "Make it flatter."],
  "init/unknown-code": [
    "A code in the setup file names nothing[: {found}].",
    "Define it, or correct it.",
  ],
  "init/unknown-field": [
    "A field of the setup file is not known[; known are: {expected}].",
    "Take it away, or correct its name.",
  ],
  "input/cut": [
    "The request ended in the middle; nothing was done.",
    "Send it again with the same key.",
  ],
  "input/malformed": ["The request cannot be read.", "Send well-formed JSON in UTF-8."],
  "input/media-type": [
    "This kind of content is not taken here[: {found}].",
    "Send JSON, or the file’s bytes where a file is asked for.",
  ],
  "input/text": [
    "A text holds a character that cannot be kept[: {at}].",
    "Take out NUL characters and halves of surrogate pairs.",
  ],
  "input/too-deep": [
    "The request is nested too deep[: at most {expected} levels].",
    "Send lists and objects as the description of the operation shows.",
  ],
  "input/too-large": [
    "The request is larger than allowed[: at most {expected} bytes].",
    "Split it, or send a file by the command line.",
  ],
  "input/too-many-rows": [
    "The request has too many rows[: at most {expected}].",
    "Split it into several calls.",
  ],
  "internal/check-character": [
    "The check character of our own code fails[: {found}].",
    "It is taken as it is; scan it again or compare it with the label.",
  ],
  "json/element-too-long": ["An element is longer than allowed.", "Split it."],
  "json/malformed": ["This is no well-formed JSON.", "Correct it at the place named."],
  "json/not-an-object": ["An element is no object.", "Write it in braces with named members."],
  "json/too-deep": ["The JSON is nested too deep.", "Make it flatter."],
  "json/truncated": ["The JSON ends in the middle.", "Send it again whole."],
  "message/unknown-type": [
    "The type of this message is not known yet[: {found}].",
    "It is kept whole and can be read again later.",
  ],
  "money/finer-than-minor-unit": [
    "The amount has more decimals than its currency[: {currency} has {exponent}].",
    "Round it as the currency asks.",
  ],
  "place/unknown": [
    "This place is not known here[: {found}].",
    "Scan the bar code of a place of this centre.",
  ],
  "sscc/check-digit": [
    "The check digit of this SSCC fails[: {found} instead of {expected}].",
    "It is taken as it is; compare it with the label.",
  ],
  "text/control-character": ["The text has a control character.", "Take it away."],
  "text/not-utf8": ["The text is not valid UTF-8.", "Save the file as UTF-8 and send it again."],
  "time/doubtful": [
    "This local time exists twice or not at all that day[: {found}].",
    "Write the offset, such as +02:00.",
  ],
  "time/no-such-day": ["There is no such day[: {found}].", "Correct the date."],
  "time/no-such-time": ["There is no such time[: {found}].", "Correct the time."],
  "time/shape": [
    "This is not written as a time[: {found}].",
    "Write it as 2026-03-01T14:30:00+08:00.",
  ],
  "time/unknown-zone": [
    "This time zone is not known[: {found}].",
    "Use a name such as Asia/Shanghai.",
  ],
  "xml/doctype": [
    "A document type is not taken, since it can hide other content.",
    "Send the XML without it.",
  ],
  "xml/encoding": ["The XML is not in UTF-8[: {found}].", "Send it in UTF-8."],
  "xml/not-well-formed": ["This is no well-formed XML.", "Have it sent again by its maker."],
  "xml/too-deep": ["The XML is nested too deep.", "Have it made flatter by its maker."],
  "xml/too-long": ["A part of the XML is longer than allowed.", "Have it split by its maker."],
  "zone/over-capacity": [
    "The zone is full[: {found} of {expected}].",
    "Bring the next pieces to another zone.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
