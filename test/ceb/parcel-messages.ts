/** CEB messages of one invented parcel, for tests of the intake: order, payment, waybill and list. */

/** Elements in the schema's order; a list repeats its element. */
type Part = { readonly [element: string]: string | Part | readonly Part[] };

const GUID = "4CDE1CFD-EDED-46B1-946C-B8022E42FC";

/** A message of these documents as text; `guid` is its last two characters. */
export function cebText(name: string, documents: readonly Part[], guid = "94"): string {
  const inside = documents.map(elements).join("");
  const transfer = elements({
    BaseTransfer: {
      copCode: "LOG-12",
      copName: "Invented",
      dxpMode: "DXP",
      dxpId: "DXPENT0000000001",
    },
  });
  const open = `<ceb:${name}Message guid="${GUID}${guid}" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">`;
  return `<?xml version="1.0" encoding="UTF-8"?>${open}${inside}${transfer}</ceb:${name}Message>`;
}

function elements(part: Part): string {
  return Object.entries(part)
    .map(([name, value]) => {
      if (typeof value === "string") return `<ceb:${name}>${value}</ceb:${name}>`;
      const all = Array.isArray(value) ? (value as readonly Part[]) : [value as Part];
      return all.map((one) => `<ceb:${name}>${elements(one)}</ceb:${name}>`).join("");
    })
    .join("");
}

/** What differs between parcels and statements. */
export type Stated = {
  readonly at: number;
  readonly appType?: string;
  readonly appTime?: string;
  readonly freight?: string;
};

const numbered = (at: number, prefix: string): string => `${prefix}${String(at).padStart(6, "0")}`;
const own = ({ at, appType = "1", appTime = "20260920081500" }: Stated, kind: string): Part => ({
  guid: `${kind}${appType}${String(at).padStart(35 - kind.length, "0")}`,
  appType,
  appTime,
  appStatus: "2",
});

export const parcelNumber = (at: number): string => numbered(at, "LJ2026");

export function order(stated: Stated): Part {
  return {
    Order: {
      OrderHead: {
        ...own(stated, "A"),
        orderType: "I",
        orderNo: numbered(stated.at, "O"),
        ebpCode: "PLAT-77",
        ebpName: "Invented platform",
        ebcCode: "PLAT-41",
        ebcName: "Invented shop",
        goodsValue: "118.00",
        freight: stated.freight ?? "0",
        discount: "0",
        taxTotal: "10.74",
        acturalPaid: (128.74 + Number(stated.freight ?? "0")).toFixed(2),
        currency: "142",
        buyerRegNo: "B1",
        buyerName: "王例",
        buyerTelephone: "13800000000",
        buyerIdType: "1",
        buyerIdNumber: "110101199003070011",
        payCode: "PAY-1",
        payName: "Invented payments",
        payTransactionId: numbered(stated.at, "T"),
        consignee: "王例",
        consigneeTelephone: "13800000000",
        consigneeAddress: "重庆市例路1号",
      },
      OrderList: [
        {
          gnum: "1",
          itemName: "羊毛围巾",
          gmodel: "100%羊毛",
          unit: "011",
          qty: "1",
          price: "118.00",
          totalPrice: "118.00",
          currency: "142",
          country: "303",
        },
      ],
    },
  };
}

export function payment(stated: Stated): Part {
  return {
    Payment: {
      PaymentHead: {
        ...own(stated, "B"),
        payCode: "PAY-1",
        payName: "Invented payments",
        payTransactionId: numbered(stated.at, "T"),
        orderNo: numbered(stated.at, "O"),
        ebpCode: "PLAT-77",
        ebpName: "Invented platform",
        payerIdType: "1",
        payerIdNumber: "110101199003070011",
        payerName: "王例",
        amountPaid: "128.74",
        currency: "142",
        payTime: "20260920080000",
      },
    },
  };
}

export function waybill(stated: Stated): Part {
  return {
    Logistics: {
      LogisticsHead: {
        ...own(stated, "C"),
        logisticsCode: "LOG-12",
        logisticsName: "Invented carrier",
        logisticsNo: parcelNumber(stated.at),
        orderNo: numbered(stated.at, "O"),
        freight: "0",
        insuredFee: "0",
        currency: "142",
        weight: "0.25",
        packNo: "1",
        consignee: "王例",
        consigneeAddress: "重庆市例路1号",
        consigneeTelephone: "13800000000",
      },
    },
  };
}

export function inventory(stated: Stated): Part {
  return {
    Inventory: {
      InventoryHead: {
        ...own(stated, "D"),
        orderNo: numbered(stated.at, "O"),
        ebpCode: "PLAT-77",
        ebpName: "Invented platform",
        ebcCode: "PLAT-41",
        ebcName: "Invented shop",
        logisticsNo: parcelNumber(stated.at),
        logisticsCode: "LOG-12",
        logisticsName: "Invented carrier",
        copNo: numbered(stated.at, "COP"),
        assureCode: "PLAT-77",
        ieFlag: "I",
        declTime: "20260920",
        customsCode: "8000",
        portCode: "8000",
        buyerIdType: "1",
        buyerIdNumber: "110101199003070011",
        buyerName: "王例",
        buyerTelephone: "13800000000",
        consigneeAddress: "重庆市例路1号",
        agentCode: "DECL-5",
        agentName: "Invented broker",
        tradeMode: "9610",
        trafMode: "5",
        country: "303",
        freight: "0",
        insuredFee: "0",
        currency: "142",
        packNo: "1",
        grossWeight: "0.25",
        netWeight: "0.2",
      },
      InventoryList: [
        {
          gnum: "1",
          gcode: "6214200090",
          gname: "羊毛围巾",
          gmodel: "100%羊毛",
          country: "303",
          currency: "142",
          qty: "1",
          unit: "011",
          qty1: "0.2",
          unit1: "035",
          price: "118.00",
          totalPrice: "118.00",
        },
      ],
    },
  };
}
