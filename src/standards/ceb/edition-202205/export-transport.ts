/**
 * Export messages of logistics firms, edition 202205 (XSD of the export node): waybill, arrival at the
 * supervised place, departure from the country, master bill to parcels and bags.
 */
import { anyLines, head, lines, type MessageTables, UNBOUNDED } from "#standards/ceb/table.ts";
import { EXPORT_AROUND as AROUND } from "./export-data.ts";

const LOGISTICS = {
  guid: "C36",
  appType: "C1",
  appTime: "C14",
  appStatus: "C1 ~2",
  logisticsCode: "C..18",
  logisticsName: "C..100",
  logisticsNo: "C..32",
  freight: "N19,5",
  insuredFee: "N19,5",
  currency: "C3",
  grossWeight: "N19,5",
  packNo: "I9",
  goodsInfo: "C..200 collapsed",
  "ebcCode?": "C..18",
  "ebcName?": "C..100",
  "ebcTelephone?": "C..50",
  "note?": "C..1000",
} as const;

const ARRIVAL_HEAD = {
  guid: "C36",
  appType: "C1",
  appTime: "C14",
  appStatus: "C1 ~1",
  customsCode: "C4",
  copNo: "C..30",
  "preNo?": "C18",
  operatorCode: "C..18",
  operatorName: "C..100",
  "loctNo?": "C..10",
  ieFlag: "C1",
  trafMode: "C1 collapsed",
  "billNo?": "C..37",
  domesticTrafNo: "C..100 collapsed",
  logisticsCode: "C..18",
  logisticsName: "C..100",
  msgCount: "I9",
  msgSeqNo: "I9",
  "note?": "C..1000",
} as const;

const ARRIVAL_LIST = {
  gnum: "I5",
  logisticsNo: "C..32",
  "totalPackageNo?": "C..37",
  "note?": "C..1000",
} as const;

const DEPARTURE_HEAD = {
  guid: "C36",
  appType: "C1",
  appTime: "C14",
  appStatus: "C1",
  customsCode: "C4",
  copNo: "C..30",
  "preNo?": "C18",
  logisticsCode: "C..18",
  logisticsName: "C..100",
  trafMode: "C1 collapsed",
  "trafName?": "C..100",
  "voyageNo?": "C..32",
  "billNo?": "C..37",
  leaveTime: "C14",
  msgCount: "I9",
  msgSeqNo: "I9",
  "note?": "C..1000",
} as const;

const DEPARTURE_LIST = {
  gnum: "I5",
  "totalPackageNo?": "C..37",
  logisticsNo: "C..32",
  "note?": "C..1000",
} as const;

const WAY_BILL_HEAD = {
  guid: "C36",
  appType: "C1",
  appTime: "C14",
  appStatus: "C1",
  customsCode: "C4",
  copNo: "C..30",
  "preNo?": "C18",
  agentCode: "C..18",
  agentName: "C..100",
  "loctNo?": "C..10",
  trafMode: "C1 collapsed",
  trafName: "C..100 collapsed",
  voyageNo: "C..32 collapsed",
  billNo: "C..37",
  "domesticTrafNo?": "C..100",
  grossWeight: "N19,5",
  logisticsCode: "C..18",
  logisticsName: "C..100",
  msgCount: "I9",
  msgSeqNo: "I9",
  "note?": "C..1000",
} as const;

const WAY_BILL_LIST = {
  gnum: "I5",
  "totalPackageNo?": "C..60",
  logisticsNo: "C..32",
  "invtNo?": "C..20",
  "note?": "C..1000",
} as const;

export const EXPORT_TRANSPORT_202205 = {
  CEB505: { document: "Logistics", most: 100, fields: LOGISTICS, around: AROUND },
  CEB507: {
    document: "Arrival",
    most: 100,
    parts: { ArrivalHead: head(ARRIVAL_HEAD), ArrivalList: anyLines(ARRIVAL_LIST, UNBOUNDED) },
    around: AROUND,
  },
  CEB509: {
    document: "Departure",
    most: 100,
    parts: { DepartureHead: head(DEPARTURE_HEAD), DepartureList: lines(DEPARTURE_LIST, UNBOUNDED) },
    around: AROUND,
  },
  CEB607: {
    document: "WayBill",
    most: 100,
    parts: { WayBillHead: head(WAY_BILL_HEAD), WayBillList: lines(WAY_BILL_LIST, UNBOUNDED) },
    around: AROUND,
  },
} as const satisfies MessageTables;
