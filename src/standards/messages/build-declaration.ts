/**
 * Rows of named cells that belong together, made into one declaration with all its findings.
 * The first row states the head; every row may add a content line and pieces.
 */
import { compareDecimals, formatDecimal, sumDecimals } from "#base/decimal.ts";
import type { Finding, FindingPlace } from "#base/result.ts";
import { isKnownCountry } from "#standards/codes/countries.ts";
import { isCurrencyCode } from "#standards/codes/currencies.ts";
import { natureOf } from "#standards/codes/natures.ts";
import { CellReader, type Cells, type WrittenIdentifier } from "./cells.ts";
import { type DeclarationKey, HEAD_KEYS, type HeadKey, LINE_KEYS } from "./declaration-columns.ts";
import {
  type DeclarationRow,
  type DeclaredLine,
  type DeclaredParty,
  type DeclaredPiece,
  DIRECTIONS,
  STREAMS,
  type Stream,
} from "./declaration-row.ts";
import { keepsOut } from "./finding-codes.ts";
import { MAX_LINES, MAX_PIECES } from "./limits.ts";

/** One source row: its cells, its place and what was wrong with it before any cell was read. */
export type DeclarationPart = {
  readonly cells: Cells<DeclarationKey>;
  readonly at: FindingPlace;
  readonly extra?: Readonly<Record<string, string>> | undefined;
  readonly findings: readonly Finding[];
};

type Parts = readonly [DeclarationPart, ...DeclarationPart[]];
type Reading = CellReader<DeclarationKey>;

/** Builds one declaration; `value` is there when no finding is an error. `stream` fills a lacking one. */
export function buildDeclaration(
  parts: Parts,
  stream?: Stream,
): { readonly value: DeclarationRow | undefined; readonly findings: readonly Finding[] } {
  const reading: Reading = new CellReader();
  for (const part of parts) reading.addAll(part.findings);
  // The cells of a damaged row are in doubt: faults found in them would only mislead.
  if (keepsOut(reading.findings)) return { value: undefined, findings: reading.findings };
  const head = parts[0];
  checkHeads(parts, reading);
  const lines = readLines(parts, reading);
  const value = {
    ...readHead(head, lines, reading, stream),
    ...readPieces(parts, reading),
    lines,
    extra: parts.flatMap((part) => (part.extra === undefined ? [] : [part.extra])),
  };
  return { value: keepsOut(reading.findings) ? undefined : value, findings: reading.findings };
}

/** What the rows of one declaration share, or undefined where a row names nothing. */
export function referenceOf(cells: Cells<DeclarationKey>): string | undefined {
  return (cells.reference ?? cells.waybill ?? cells.itemId)?.toUpperCase();
}

function readHead(
  { cells, at }: DeclarationPart,
  lines: readonly DeclaredLine[],
  reading: Reading,
  stream: Stream | undefined,
) {
  const reference = referenceOf(cells);
  if (reference === undefined) reading.add("field/missing", { ...at, field: "reference" });
  return {
    kind: "declaration" as const,
    reference: reference ?? "",
    ...readMovement(cells, at, reading, stream),
    ...readMeasures(cells, at, lines, reading),
    ...readNature(cells, at, reading),
    sender: readParty(cells, "sender", at, reading),
    recipient: readParty(cells, "recipient", at, reading),
    ...readReferences(cells, at, reading),
  };
}

function readMovement(
  cells: Cells<DeclarationKey>,
  at: FindingPlace,
  reading: Reading,
  stream: Stream | undefined,
) {
  if (stream === undefined) reading.required(cells, "stream", at);
  reading.required(cells, "direction", at);
  return {
    stream: reading.oneOf(cells, "stream", STREAMS, at) ?? stream ?? "postal",
    direction: reading.oneOf(cells, "direction", DIRECTIONS, at) ?? "import",
    regimeCode: cells.regime,
    mailClass: cells.mailClass,
    product: cells.product,
  };
}

function readMeasures(
  cells: Cells<DeclarationKey>,
  at: FindingPlace,
  lines: readonly DeclaredLine[],
  reading: Reading,
) {
  reading.required(cells, "grossWeightKg", at);
  const gross = reading.decimal(cells, "grossWeightKg", at);
  const nets = lines.flatMap((line) => (line.netWeightKg === undefined ? [] : [line.netWeightKg]));
  const sum = sumDecimals(nets);
  if (sum.ok && gross !== undefined && compareDecimals(gross, sum.value) < 0)
    reading.add(
      "declaration/gross-below-nets",
      { ...at, field: "grossWeightKg" },
      formatDecimal(gross),
      `${formatDecimal(sum.value)} or more`,
    );
  reading.required(cells, "currency", at);
  return {
    grossWeightKg: gross ?? { units: 0, scale: 0 },
    lengthCm: reading.decimal(cells, "lengthCm", at),
    widthCm: reading.decimal(cells, "widthCm", at),
    heightCm: reading.decimal(cells, "heightCm", at),
    currency: reading.code(cells, "currency", isCurrencyCode, "code/unknown-currency", at) ?? "",
    postage: reading.decimal(cells, "postage", at),
    freight: reading.decimal(cells, "freight", at),
    insurance: reading.decimal(cells, "insurance", at),
    discount: reading.decimal(cells, "discount", at),
    taxTotal: reading.decimal(cells, "taxTotal", at),
    paid: reading.decimal(cells, "paid", at),
    isIndivisible: reading.flag(cells, "indivisible", at),
    isOwnUse: reading.flag(cells, "ownUse", at),
    isDocumentsOnly: reading.flag(cells, "documentsOnly", at),
  };
}

function readNature(cells: Cells<DeclarationKey>, at: FindingPlace, reading: Reading) {
  const natureCode = cells.nature;
  const nature = natureCode === undefined ? undefined : natureOf(natureCode);
  if (natureCode !== undefined && nature === undefined)
    reading.add("code/unknown-nature", { ...at, field: "nature" }, natureCode);
  return { natureCode, nature, natureExplanation: cells.natureExplanation };
}

function readParty(
  cells: Cells<DeclarationKey>,
  who: "sender" | "recipient",
  at: FindingPlace,
  reading: Reading,
): DeclaredParty {
  const country = `${who}Country` as const;
  const name = reading.required(cells, `${who}Name`, at);
  reading.required(cells, country, at);
  return {
    name,
    addressLines: listOf(cells[`${who}Address`]),
    city: cells[`${who}City`],
    state: cells[`${who}State`],
    postcode: cells[`${who}Postcode`],
    countryCode: reading.code(cells, country, isKnownCountry, "code/unknown-country", at) ?? "",
    phone: cells[`${who}Phone`],
    email: cells[`${who}Email`],
    identityNumber: cells[`${who}IdentityNumber`],
    taxId: cells[`${who}TaxId`],
  };
}

function readReferences(cells: Cells<DeclarationKey>, at: FindingPlace, reading: Reading) {
  const postedOn = cells.postedOn;
  if (postedOn !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(postedOn))
    reading.add("field/shape", { ...at, field: "postedOn" }, postedOn, "YYYY-MM-DD");
  return {
    importerReference: cells.importerReference,
    senderReference: cells.senderReference,
    declarantCode: cells.declarantCode,
    carrierCode: cells.carrierCode,
    platformCode: cells.platformCode,
    sellerCode: cells.sellerCode,
    payerCode: cells.payerCode,
    orderNumber: cells.orderNumber,
    paymentNumber: cells.paymentNumber,
    postingOffice: cells.postingOffice,
    postedOn,
    licences: listOf(cells.licences),
    certificates: listOf(cells.certificates),
    invoices: listOf(cells.invoices),
    comments: cells.comments,
  };
}

/** Content lines of all rows; a declaration without one is not complete. */
function readLines(parts: Parts, reading: Reading): DeclaredLine[] {
  const stating = parts.filter((part) => LINE_KEYS.some((key) => part.cells[key] !== undefined));
  if (stating.length === 0) reading.add("field/missing", { ...parts[0].at, field: "description" });
  if (stating.length > MAX_LINES)
    reading.add("declaration/too-many-lines", parts[0].at, String(stating.length), `${MAX_LINES}`);
  return stating.slice(0, MAX_LINES).map((part) => readLine(part, reading));
}

function readLine({ cells, at }: DeclarationPart, reading: Reading): DeclaredLine {
  const hsCode = cells.hsCode?.replaceAll(/[.\s]/g, "");
  if (hsCode !== undefined && !/^\d{6,12}$/.test(hsCode))
    reading.add("code/hs-shape", { ...at, field: "hsCode" }, cells.hsCode, "6 to 12 digits");
  return {
    description: reading.required(cells, "description", at),
    quantity: reading.requiredDecimal(cells, "quantity", at),
    quantityUnit: cells.quantityUnit,
    unitValue: reading.requiredDecimal(cells, "unitValue", at),
    netWeightKg: reading.decimal(cells, "netWeightKg", at),
    originCountryCode: reading.code(cells, "origin", isKnownCountry, "code/unknown-country", at),
    hsCode,
    taxClass: cells.taxClass,
  };
}

/** Waybills and pieces; a postal item is its own only piece. */
function readPieces(parts: Parts, reading: Reading) {
  const { cells, at } = parts[0];
  const pieces = new Map<string, DeclaredPiece>();
  if (cells.itemId !== undefined) addPieces(pieces, "itemId", parts[0], reading);
  for (const part of parts) if (part.cells.pieceId) addPieces(pieces, "pieceId", part, reading);
  const named = [...pieces.values()];
  const stated = reading.whole(cells, "pieceCount", at, MAX_PIECES);
  if (named.length > MAX_PIECES)
    reading.add("declaration/too-many-pieces", at, String(named.length), `${MAX_PIECES}`);
  if (stated !== undefined && named.length > 0 && stated !== named.length)
    reading.add(
      "declaration/pieces-differ",
      { ...at, field: "pieceCount" },
      String(named.length),
      String(stated),
    );
  return {
    waybill: identifierOf(cells, "waybill", at, reading),
    masterWaybill: identifierOf(cells, "masterWaybill", at, reading),
    pieces: named,
    pieceCount: Math.max(stated ?? 1, named.length, 1),
  };
}

function addPieces(
  pieces: Map<string, DeclaredPiece>,
  key: "itemId" | "pieceId",
  part: DeclarationPart,
  reading: Reading,
): void {
  const texts = listOf(part.cells[key]);
  const single = texts.length === 1 && key === "pieceId";
  const weight = single ? reading.decimal(part.cells, "pieceWeightKg", part.at) : undefined;
  for (const text of texts.slice(0, MAX_PIECES + 1)) {
    const identifier = reading.identifier(text, key, part.at);
    if (!pieces.has(identifier.normalised))
      pieces.set(identifier.normalised, { identifier, grossWeightKg: weight });
    else if (LINE_KEYS.every((one) => part.cells[one] === undefined))
      reading.add("declaration/piece-twice", { ...part.at, field: key }, text);
  }
}

function identifierOf(
  cells: Cells<DeclarationKey>,
  key: "waybill" | "masterWaybill",
  at: FindingPlace,
  reading: Reading,
): WrittenIdentifier | undefined {
  const text = cells[key];
  return text === undefined ? undefined : reading.identifier(text, key, at);
}

/** Later rows may leave head cells empty or repeat them; where they differ the first counts. */
function checkHeads(parts: Parts, reading: Reading): void {
  const [first, ...others] = parts;
  for (const part of others) {
    const key = HEAD_KEYS.find((one) => differs(first.cells, part.cells, one));
    if (key === undefined) continue;
    const at = { ...part.at, field: key };
    // What persons are called or live at stands in no finding.
    if (/^(sender|recipient)/.test(key)) reading.add("declaration/head-differs", at);
    else reading.add("declaration/head-differs", at, part.cells[key], first.cells[key] ?? "empty");
  }
}

function differs(
  first: Cells<DeclarationKey>,
  later: Cells<DeclarationKey>,
  key: HeadKey,
): boolean {
  return later[key] !== undefined && later[key] !== first[key];
}

/** A cell that lists several things, parted by `|` or line ends. */
function listOf(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text
    .split(/[|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
