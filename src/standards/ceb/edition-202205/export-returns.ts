/**
 * Export messages customs and the platform send, edition 202205 (XSD of the export node): the return of
 * each export message and the summary result.
 */
import { anyLines, head, type MessageTables, UNBOUNDED } from "#standards/ceb/table.ts";

const ORDER_RETURN = {
  guid: "C36",
  ebpCode: "C..18",
  ebcCode: "C..18",
  orderNo: "C..60",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const RECEIPTS_RETURN = {
  guid: "C36",
  ebcCode: "C..18",
  orderNo: "C..60",
  "payNo?": "C..60",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const LOGISTICS_RETURN = {
  guid: "C36",
  logisticsCode: "C..18",
  logisticsNo: "C..32",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const ARRIVAL_RETURN = {
  guid: "C36",
  operatorCode: "C..18",
  logisticsCode: "C..18",
  preNo: "C18",
  copNo: "C..30",
  billNo: "C..37",
  msgSeqNo: "I9",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const DEPARTURE_RETURN = {
  guid: "C36",
  logisticsCode: "C..18",
  copNo: "C..30",
  preNo: "C18",
  msgSeqNo: "I9",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const INVENTORY_RETURN = {
  guid: "C36",
  agentCode: "C..18",
  copNo: "C..30",
  preNo: "C18",
  invtNo: "C..20",
  ebcCode: "C..18",
  ebpCode: "C..18",
  orderNo: "C..60",
  statisticsFlag: "C1",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const INVT_CANCEL_RETURN = {
  guid: "C36",
  agentCode: "C..18",
  copNo: "C..30",
  preNo: "C18",
  invtNo: "C..20",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const WAY_BILL_RETURN = {
  guid: "C36",
  agentCode: "C..18",
  logisticsCode: "C..18",
  copNo: "C..30",
  preNo: "C18",
  billNo: "C..37",
  msgSeqNo: "I9",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const REFUND_RETURN = {
  guid: "C36",
  "ebpCode?": "C..18",
  "ebcCode?": "C..18",
  agentCode: "C..18",
  coElNo: "C..30",
  "preNo?": "C..18",
  invtNo: "C..20",
  returnStatus: "C..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const INVT_REFUND_DETAIL_RETURN = {
  guid: "C36",
  operatorCode: "C..18",
  logisticsCode: "C..18",
  logisticsNo: "C..80",
  coElNo: "C..30",
  "preNo?": "C..18",
  returnStatus: "C..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const SUMMARY_RETURN = {
  guid: "C36",
  agentCode: "C..18",
  ebcCode: "C..18",
  copNo: "C..30",
  preNo: "C18",
  "sumNo?": "C18",
  msgSeqNo: "I9",
  returnStatus: "C1..10",
  returnTime: "C17",
  returnInfo: "C..1000",
} as const;

const SUMMARY_RESULT_HEAD = {
  guid: "C36",
  customsCode: "C4",
  sumNo: "C18",
  opDate: "C17",
  declSeqNo: "C18",
  "decTmpNo?": "C18",
  "decPreNo?": "C18",
  "entryId?": "C18",
  decState: "C1..3",
  agentCode: "C..18",
  agentName: "C..100",
  ebcCode: "C..18",
  ebcName: "C..100",
  declAgentCode: "C..18",
  declAgentName: "C..100",
  grossWeight: "N19,5",
  netWeight: "N19,5",
  msgCount: "I9",
  msgSeqNo: "I9",
  "note?": "C..1000",
} as const;

const SUMMARY_RESULT_LIST = {
  invtNo: "C..20",
  logisticsNo: "C..32",
  gseqno: "I5",
  gnum: "I5",
  gcode: "C10",
} as const;

export const EXPORT_RETURNS_202205 = {
  CEB304: { document: "OrderReturn", most: 100, fields: ORDER_RETURN },
  CEB404: { document: "ReceiptsReturn", most: 100, fields: RECEIPTS_RETURN },
  CEB506: { document: "LogisticsReturn", most: 100, fields: LOGISTICS_RETURN },
  CEB508: { document: "ArrivalReturn", most: 100, fields: ARRIVAL_RETURN },
  CEB510: { document: "DepartureReturn", most: 100, fields: DEPARTURE_RETURN },
  CEB604: { document: "InventoryReturn", most: 100, fields: INVENTORY_RETURN },
  CEB606: { document: "InvtCancelReturn", most: 100, fields: INVT_CANCEL_RETURN },
  CEB608: { document: "WayBillReturn", most: 100, fields: WAY_BILL_RETURN },
  CEB214: { document: "RefundReturn", most: 100, fields: REFUND_RETURN },
  CEB216: { document: "InvtRefundDetailReturn", most: 100, fields: INVT_REFUND_DETAIL_RETURN },
  CEB702: { document: "SummaryReturn", most: 100, fields: SUMMARY_RETURN },
  CEB792: {
    document: "SummaryResult",
    most: 100,
    parts: {
      SummaryResultHead: head(SUMMARY_RESULT_HEAD),
      SummaryResultList: anyLines(SUMMARY_RESULT_LIST, UNBOUNDED),
    },
  },
} as const satisfies MessageTables;
