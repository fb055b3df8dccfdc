/**
 * Edition 2018-113 (annex of customs announcement 113 of 2018) as its difference from edition 202205:
 * what is not named here is equal. Other lengths and counts; no CEB213 to CEB216 and no `gseqno` yet.
 */
import type { FieldTable, MessageTable, MessageTables, PartTable } from "./table.ts";

/** What differs in a part or a flat document: forms of elements, its most, elements not yet there. */
type Difference = {
  readonly forms?: FieldTable;
  readonly least?: 1;
  readonly most?: number;
  readonly without?: readonly string[];
};

const ABSENT: readonly string[] = ["CEB213", "CEB214", "CEB215", "CEB216"];

const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, Difference>>>> = {
  CEB621: {
    InventoryList: { forms: { "itemNo?": "C..30", "tradeCountry?": "C3" } },
  },
  CEB303: {
    OrderHead: {
      forms: {
        appStatus: "C1 ~2",
        orderNo: "C1..60",
        ebpCode: "C1..50",
        ebpName: "C1..100",
        ebcCode: "C1..18",
        ebcName: "C1..100",
      },
    },
    OrderList: { forms: { itemNo: "C1..30", itemName: "C1..250" } },
  },
  CEB304: {
    OrderReturn: { forms: { ebpCode: "C1..50" } },
  },
  CEB403: {
    Receipts: {
      forms: {
        appStatus: "C1 ~2",
        ebpCode: "C1..50",
        ebpName: "C1..100",
        ebcCode: "C1..18",
        ebcName: "C1..100",
        orderNo: "C1..60",
        payName: "C1..100",
      },
    },
  },
  CEB505: {
    Logistics: {
      forms: {
        logisticsCode: "C1..18",
        logisticsName: "C1..100",
        logisticsNo: "C1..80",
        goodsInfo: "C1..200",
      },
    },
  },
  CEB506: {
    LogisticsReturn: { forms: { logisticsNo: "C..80" } },
  },
  CEB507: {
    ArrivalHead: {
      forms: {
        copNo: "C1..30",
        operatorCode: "C1..18",
        operatorName: "C1..100",
        trafMode: "C1",
        domesticTrafNo: "C1..100",
        logisticsCode: "C1..18",
        logisticsName: "C1..100",
      },
    },
    ArrivalList: { forms: { logisticsNo: "C1..80" } },
  },
  CEB509: {
    DepartureHead: {
      forms: { copNo: "C1..30", logisticsCode: "C1..18", logisticsName: "C1..100", trafMode: "C1" },
    },
    DepartureList: { forms: { logisticsNo: "C1..80" }, most: 100 },
  },
  CEB510: {
    DepartureReturn: { forms: { returnStatus: "C..10" } },
  },
  CEB603: {
    InventoryHead: {
      forms: {
        ebpCode: "C1..50",
        ebpName: "C1..100",
        orderNo: "C1..60",
        logisticsCode: "C1..18",
        logisticsName: "C1..100",
        logisticsNo: "C1..80",
        copNo: "C1..30",
        "invtNo?": "C18",
        agentCode: "C1..18",
        agentName: "C1..100",
        ebcCode: "C1..18",
        ebcName: "C1..100",
        ownerCode: "C1..18",
        ownerName: "C1..100",
        trafMode: "C1",
        "totalPackageNo?": "C..60",
        POD: "C3..4",
        fFlag: "C1",
        iFlag: "C1",
        wrapType: "C1",
      },
    },
    InventoryList: {
      forms: {
        itemNo: "C1..20",
        gname: "C1..250",
        gmodel: "C1..250",
        barCode: "C1..50",
        "unit2?": "C3",
      },
    },
  },
  CEB604: {
    InventoryReturn: { forms: { invtNo: "C18", ebpCode: "C1..50" } },
  },
  CEB605: {
    InvtCancel: {
      forms: {
        copNo: "C1..30",
        invtNo: "C18",
        reason: "C1..1000",
        agentCode: "C1..18",
        agentName: "C1..100",
        ebcCode: "C1..18",
        ebcName: "C1..100",
      },
    },
  },
  CEB606: {
    InvtCancelReturn: { forms: { invtNo: "C18" } },
  },
  CEB607: {
    WayBillHead: {
      forms: {
        copNo: "C1..30",
        agentCode: "C1..18",
        agentName: "C1..100",
        trafMode: "C1",
        trafName: "C1..100",
        voyageNo: "C1..32",
        billNo: "C1..37",
        logisticsCode: "C1..18",
        logisticsName: "C1..100",
      },
    },
    WayBillList: { forms: { logisticsNo: "C1..80", "invtNo?": "C18" }, most: 100 },
  },
  CEB701: {
    SummaryApplyHead: {
      forms: {
        copNo: "C1..30",
        agentCode: "C1..18",
        agentName: "C1..100",
        ebcCode: "C1..18",
        ebcName: "C1..100",
        declAgentCode: "C1..18",
        declAgentName: "C1..100",
      },
    },
    SummaryApplyList: { forms: { invtNo: "C18" }, least: 1, most: 100 },
  },
  CEB792: {
    SummaryResultList: {
      forms: { invtNo: "C18", logisticsNo: "C..80" },
      most: 100,
      without: ["gseqno"],
    },
  },
};

/** The tables of edition 2018-113, made from those of 202205. */
export function edition2018(tables: MessageTables): MessageTables {
  const kept = Object.entries(tables).filter(([name]) => !ABSENT.includes(name));
  return Object.fromEntries(
    kept.map(([name, table]) => {
      const differences = DIFFERENCES[name];
      return [name, differences === undefined ? table : tableWith(table, differences)];
    }),
  );
}

function tableWith(
  table: MessageTable,
  differences: Readonly<Record<string, Difference>>,
): MessageTable {
  if (table.fields !== undefined)
    return { ...table, fields: fieldsWith(table.fields, differences[table.document] ?? {}) };
  const parts = Object.entries(table.parts ?? {}).map(([name, part]) => [
    name,
    partWith(part, differences[name] ?? {}),
  ]);
  return { ...table, parts: Object.fromEntries(parts) };
}

function partWith(part: PartTable, difference: Difference): PartTable {
  return {
    least: difference.least ?? part.least,
    most: difference.most ?? part.most,
    fields: fieldsWith(part.fields, difference),
  };
}

/** A form replaced keeps the element's place in the order. */
function fieldsWith(fields: FieldTable, { forms, without = [] }: Difference): FieldTable {
  const kept = Object.entries(fields).filter(([key]) => !without.includes(key));
  return { ...Object.fromEntries(kept), ...forms };
}
