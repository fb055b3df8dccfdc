/**
 * The columns of a declaration and their other names: one table for CSV, JSON keys and manifests.
 * A nested JSON key counts as its path (`sender.name` is `sender_name`).
 */
import { type ColumnTable, columnTable } from "./cells.ts";

/** Columns that state the declaration as a whole; the first row of it counts. */
const HEAD = {
  reference: ["declaration_reference", "declaration_number", "declaration_id"],
  itemId: ["item_identifier", "s10", "item_number", "tracking_number"],
  waybill: ["waybill_number", "house_waybill", "hawb", "hawb_number"],
  masterWaybill: ["mawb", "master_waybill_number"],
  pieceCount: ["pieces", "number_of_pieces", "piece_total"],
  stream: [],
  direction: [],
  regime: ["regime_code", "procedure", "procedure_code"],
  mailClass: ["class"],
  product: ["service", "mail_type", "service_type"],
  nature: ["nature_of_transaction", "nature_code"],
  natureExplanation: ["explanation"],
  grossWeightKg: ["gross_weight", "total_gross_weight_kg"],
  lengthCm: ["length", "dimensions.length_cm"],
  widthCm: ["width", "dimensions.width_cm"],
  heightCm: ["height", "dimensions.height_cm"],
  currency: ["currency_code"],
  postage: ["postal_charges", "postage_amount"],
  freight: ["freight_amount", "freight_charges"],
  insurance: ["insurance_amount", "insured_fee"],
  discount: ["discount_amount"],
  taxTotal: ["tax", "tax_amount"],
  paid: ["amount_paid", "paid_amount"],
  indivisible: ["is_indivisible"],
  ownUse: ["personal_use", "is_own_use"],
  documentsOnly: ["is_documents_only"],
  senderName: ["shipper", "shipper_name", "consignor"],
  senderAddress: ["shipper_address", "sender.address_lines"],
  senderCity: ["shipper_city"],
  senderState: ["shipper_state"],
  senderPostcode: ["shipper_postcode"],
  senderCountry: ["shipper_country", "sender.country_code"],
  senderPhone: ["shipper_phone"],
  senderEmail: ["shipper_email"],
  senderIdentityNumber: [],
  senderTaxId: ["shipper_tax_id"],
  recipientName: ["consignee", "consignee_name", "addressee", "addressee_name"],
  recipientAddress: ["consignee_address", "recipient.address_lines"],
  recipientCity: ["consignee_city"],
  recipientState: ["consignee_state", "recipient_province"],
  recipientPostcode: ["consignee_postcode"],
  recipientCountry: ["consignee_country", "recipient.country_code"],
  recipientPhone: ["consignee_phone"],
  recipientEmail: ["consignee_email"],
  recipientIdentityNumber: ["buyer_identity_number", "consignee_identity_number"],
  recipientTaxId: ["consignee_tax_id", "ioss"],
  importerReference: ["importer_ref"],
  senderReference: ["sender_customs_reference"],
  declarantCode: ["declarant"],
  carrierCode: ["carrier", "logistics_code"],
  platformCode: ["platform", "ebp_code"],
  sellerCode: ["seller", "ebc_code"],
  payerCode: [],
  orderNumber: ["order_no", "order"],
  paymentNumber: ["payment_no", "payment"],
  postingOffice: ["office_of_posting"],
  postedOn: ["date_of_posting"],
  licences: ["licence", "licence_number", "licence_numbers"],
  certificates: ["certificate", "certificate_numbers"],
  invoices: ["invoice", "invoice_numbers"],
  comments: ["comment", "remarks"],
} as const;

/** Columns of one piece; a cell can name several, parted by `|`. */
const PIECE = {
  pieceId: ["piece_identifier", "piece", "piece_ids", "parcel_id"],
  pieceWeightKg: ["piece_weight"],
} as const;

/** Columns of one content line; a row without any of them adds no line. */
const LINE = {
  description: ["goods_description", "content", "contents"],
  quantity: ["qty"],
  quantityUnit: ["unit"],
  unitValue: ["value", "unit_price", "price"],
  netWeightKg: ["net_weight"],
  origin: ["country_of_origin", "origin_country", "origin_country_code"],
  hsCode: ["hs", "tariff_code", "commodity_code"],
  taxClass: ["parcel_tax_class", "tax_code"],
} as const;

export type HeadKey = keyof typeof HEAD;
export type LineKey = keyof typeof LINE;
export type DeclarationKey = HeadKey | LineKey | keyof typeof PIECE;

export const HEAD_KEYS = Object.keys(HEAD) as readonly HeadKey[];
export const LINE_KEYS = Object.keys(LINE) as readonly LineKey[];

const ALL: Readonly<Record<DeclarationKey, readonly string[]>> = { ...HEAD, ...PIECE, ...LINE };
const COMMON = [
  ["direction"],
  ["grossWeightKg"],
  ["currency"],
  ["senderName"],
  ["senderCountry"],
  ["recipientName"],
  ["recipientCountry"],
  ["description"],
  ["quantity"],
  ["unitValue"],
] as const satisfies readonly (readonly DeclarationKey[])[];

/** Declarations of any stream: a file names the stream in a column. */
export const declarationColumns: ColumnTable<DeclarationKey> = columnTable(ALL, [
  ["reference", "waybill", "itemId"],
  ["stream"],
  ...COMMON,
]);

/** Express manifests: the stream is express and every row names its waybill. */
export const expressColumns: ColumnTable<DeclarationKey> = columnTable(ALL, [
  ["waybill"],
  ...COMMON,
]);
