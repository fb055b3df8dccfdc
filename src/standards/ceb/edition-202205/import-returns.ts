/**
 * Import messages customs and the platform send, edition 202205 (XSD of the import node): the return of
 * each import message, the tax bill, its state, and the refusal of a message's form.
 */
import { head, lines, type MessageTables, UNBOUNDED } from "#standards/ceb/table.ts";

const ORDER_RETURN = {
  guid: "C36",
  ebpCode: "C1..18",
  ebcCode: "C1..18",
  orderNo: "C1..60",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const PAYMENT_RETURN = {
  guid: "C36",
  payCode: "C1..18",
  payTransactionId: "C1..60",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const LOGISTICS_RETURN = {
  guid: "C36",
  logisticsCode: "C1..18",
  logisticsNo: "C1..60",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const LOGISTICS_STATUS_RETURN = {
  guid: "C36",
  logisticsCode: "C1..18",
  logisticsNo: "C1..60",
  logisticsStatus: "C1",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const INVENTORY_RETURN = {
  guid: "C36",
  "customsCode?": "C4",
  "ebpCode?": "C1..18",
  "ebcCode?": "C1..18",
  "agentCode?": "C1..18",
  copNo: "C1..20",
  preNo: "C18",
  "invtNo?": "C18",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const INVT_CANCEL_RETURN = {
  guid: "C36",
  "customsCode?": "C4",
  "agentCode?": "C1..18",
  "ebpCode?": "C1..18",
  "ebcCode?": "C1..18",
  copNo: "C1..20",
  preNo: "C18",
  "invtNo?": "C18",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const INVT_REFUND_RETURN = {
  guid: "C36",
  "customsCode?": "C4",
  "agentCode?": "C1..18",
  "ebpCode?": "C1..18",
  "ebcCode?": "C1..18",
  copNo: "C1..20",
  preNo: "C18",
  "invtNo?": "C18",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const DELIVERY_RETURN = {
  guid: "C36",
  "customsCode?": "C4",
  "operatorCode?": "C1..18",
  "copNo?": "C..20",
  "preNo?": "C..18",
  "rkdNo?": "C..18",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C1..1000",
} as const;

const TAX_HEAD_RD = {
  guid: "C36",
  returnTime: "C17",
  invtNo: "C1..18",
  taxNo: "C1..50",
  customsTax: "N19,5",
  valueAddedTax: "N19,5",
  consumptionTax: "N19,5",
  status: "C1",
  "entDutyNo?": "C..50",
  "note?": "C..1000",
  "assureCode?": "C..64",
  "ebcCode?": "C..64",
  "logisticsCode?": "C..64",
  "agentCode?": "C1..18",
  "customsCode?": "C4",
} as const;

const TAX_LIST_RD = {
  gnum: "I",
  gcode: "C10",
  taxPrice: "N19,5",
  customsTax: "N19,5",
  valueAddedTax: "N19,5",
  consumptionTax: "N19,5",
} as const;

const TAX_HEAD_STATUS = {
  guid: "C36",
  returnTime: "C17",
  invtNo: "C1..18",
  taxNo: "C1..50",
  status: "C1",
  "entDutyNo?": "C..50",
  "assureCode?": "C..64",
} as const;

const MESSAGE_RETURN = {
  guid: "C36",
  returnStatus: "C1..10",
  returnInfo: "C..5000",
  returnTime: "C17",
  oriCopMsgId: "C..255",
  oriMessageType: "C..15",
  oriBizMessage: "C..",
} as const;

export const IMPORT_RETURNS_202205 = {
  CEB312: { document: "OrderReturn", most: 100, fields: ORDER_RETURN },
  CEB412: { document: "PaymentReturn", most: 100, fields: PAYMENT_RETURN },
  CEB512: { document: "LogisticsReturn", most: 100, fields: LOGISTICS_RETURN },
  CEB514: { document: "LogisticsStatusReturn", most: 100, fields: LOGISTICS_STATUS_RETURN },
  CEB622: { document: "InventoryReturn", most: 100, fields: INVENTORY_RETURN },
  CEB624: { document: "InvtCancelReturn", most: 100, fields: INVT_CANCEL_RETURN },
  CEB626: { document: "InvtRefundReturn", most: 100, fields: INVT_REFUND_RETURN },
  CEB712: { document: "DeliveryReturn", most: 100, fields: DELIVERY_RETURN },
  CEB816: {
    document: "Tax",
    most: UNBOUNDED,
    parts: { TaxHeadRd: head(TAX_HEAD_RD), TaxListRd: lines(TAX_LIST_RD, 99) },
  },
  CEB818: { document: "Tax", most: UNBOUNDED, parts: { TaxHeadStatus: head(TAX_HEAD_STATUS) } },
  CEB900: { document: "MessageReturn", most: 1, fields: MESSAGE_RETURN },
} as const satisfies MessageTables;
