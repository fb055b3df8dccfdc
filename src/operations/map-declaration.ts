/**
 * A declaration as a file states it, turned into the input of `lodge-declarations`. Nothing is
 * judged here; what the record has no field for goes along under `extra`, as it came.
 */
import type { Decimal } from "#base/decimal.ts";
import type {
  DeclarationContent,
  DeclarationLine,
  Scaled,
} from "#domain/declarations/declaration.ts";
import type {
  DeclarationRow,
  DeclaredLine,
  DeclaredParty,
} from "#standards/messages/declaration-row.ts";
import type { Person } from "./ports.ts";
import type { RowSource } from "./row-target.ts";
import { filled } from "./told.ts";

/** The input of `lodge-declarations` for these declarations. */
export function declarationsInput(rows: readonly DeclarationRow[], source: RowSource): unknown {
  return { declarations: rows.map(declarationOf), messageId: source.messageId };
}

/** The pieces it names; at least one. */
export function declarationWeight(row: DeclarationRow): number {
  return Math.max(1, row.pieces.length);
}

function declarationOf(row: DeclarationRow): unknown {
  return filled({
    number: row.reference,
    stream: row.stream,
    direction: row.direction,
    regime: row.regimeCode,
    declarant: row.declarantCode,
    carrier: row.carrierCode,
    platform: row.platformCode,
    seller: row.sellerCode,
    payer: row.payerCode,
    pieces: piecesOf(row),
    sender: personOf(row.sender),
    recipient: personOf(row.recipient),
    content: contentOf(row),
  });
}

/** Named pieces; a waybill of one unnamed piece is that piece's identifier. */
function piecesOf(row: DeclarationRow): readonly unknown[] {
  if (row.pieces.length === 0 && row.waybill !== undefined) {
    return [{ code: row.waybill.asWritten }];
  }
  return row.pieces.map(({ identifier, grossWeightKg }) =>
    filled({ code: identifier.asWritten, grossWeightKg: scaled(grossWeightKg) }),
  );
}

function personOf(party: DeclaredParty): Person {
  const { addressLines, countryCode, ...others } = party;
  return filled({
    ...others,
    addressLines: addressLines.length === 0 ? undefined : addressLines,
    countryCode: countryCode === "" ? undefined : countryCode,
  });
}

function contentOf(row: DeclarationRow): DeclarationContent {
  const dimensions = [row.lengthCm, row.widthCm, row.heightCm].filter((one) => one !== undefined);
  return filled({
    mailClass: row.mailClass,
    natureOfTransaction: row.natureCode,
    grossWeightKg: scaled(row.grossWeightKg),
    dimensionsCm:
      dimensions.length === 3 ? dimensions.map((one) => one.units / 10 ** one.scale) : undefined,
    currency: row.currency,
    postage: scaled(row.postage),
    freight: scaled(row.freight),
    insurance: scaled(row.insurance),
    discount: scaled(row.discount),
    taxTotal: scaled(row.taxTotal),
    paid: scaled(row.paid),
    indivisible: row.isIndivisible,
    ownUse: row.isOwnUse,
    documentsOnly: row.isDocumentsOnly,
    licenceNumber: row.licences[0],
    senderCountry: row.sender.countryCode,
    recipientCountry: row.recipient.countryCode,
    orderNumber: row.orderNumber,
    paymentNumber: row.paymentNumber,
    waybillNumber: row.waybill?.asWritten,
    lines: row.lines.map(lineOf),
    extra: extraOf(row),
  });
}

function lineOf(line: DeclaredLine): DeclarationLine {
  return filled({
    description: line.description,
    quantity: scaled(line.quantity),
    unit: line.quantityUnit,
    unitValue: scaled(line.unitValue),
    netWeightKg: scaled(line.netWeightKg),
    originCountry: line.originCountryCode,
    hsCode: line.hsCode,
    taxClass: line.taxClass,
  });
}

/** What the declaration's own fields have no room for. */
function extraOf(row: DeclarationRow): Readonly<Record<string, unknown>> | undefined {
  const kept = filled({
    masterWaybill: row.masterWaybill?.asWritten,
    pieceCount: row.pieceCount === row.pieces.length ? undefined : row.pieceCount,
    product: row.product,
    natureExplanation: row.natureExplanation,
    importerReference: row.importerReference,
    senderReference: row.senderReference,
    platformCode: row.platformCode,
    postingOffice: row.postingOffice,
    postedOn: row.postedOn,
    licences: listed(row.licences),
    certificates: listed(row.certificates),
    invoices: listed(row.invoices),
    comments: row.comments,
    columns: listed(row.extra),
  });
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function listed<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function scaled(value: Decimal): Scaled;
function scaled(value: Decimal | undefined): Scaled | undefined;
function scaled(value: Decimal | undefined): Scaled | undefined {
  return value === undefined ? undefined : { units: String(value.units), scale: value.scale };
}
