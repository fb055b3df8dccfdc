/**
 * One invented sale over a platform for tests of the matched documents: its order, payment and waybill as
 * `keep-documents` takes them, and its list in neutral form. Goods of 118.00 CNY, paid with 10.74 of tax.
 */

/** What differs of one document from a sale that matches. */
export type Told = Readonly<Record<string, string>>;

const BUYER = { name: "王例", identityNumber: "110101199003070011" };
const CONSIGNEE = { name: "王例", phone: "13800000000", addressLines: ["重庆市例路1号"] };
const PLATFORM = "PLAT-77";

type Kept = {
  readonly facts?: Told;
  readonly persons?: object;
  readonly change?: string;
  readonly statedAt?: string;
};

const said = ({ change = "new", statedAt = "20260920081500" }: Kept) => ({ change, statedAt });

/** The order of this sale, as its platform tells it. */
export function orderOf(tag: string, told: Kept = {}, platform = PLATFORM): object {
  return {
    kind: "order",
    issuer: platform,
    number: `O-${tag}`,
    ...said(told),
    facts: {
      goodsValue: "118.00",
      freight: "0",
      discount: "0",
      taxTotal: "10.74",
      acturalPaid: "128.74",
      currency: "142",
      payCode: "PAY-1",
      payTransactionId: `T-${tag}`,
      "line.1": "1|118.00|118.00",
      ...told.facts,
    },
    persons: { buyer: BUYER, consignee: CONSIGNEE, ...told.persons },
  };
}

export function paymentOf(tag: string, told: Kept = {}, platform = PLATFORM): object {
  return {
    kind: "payment",
    issuer: "PAY-1",
    number: `T-${tag}`,
    ...said(told),
    facts: {
      orderNo: `O-${tag}`,
      ebpCode: platform,
      amountPaid: "128.74",
      currency: "142",
      ...told.facts,
    },
    persons: { payer: BUYER, ...told.persons },
  };
}

export function waybillOf(tag: string, told: Kept = {}): object {
  return {
    kind: "waybill",
    issuer: "LOG-12",
    number: codeOf(tag),
    ...said(told),
    facts: { orderNo: `O-${tag}`, ...told.facts },
    persons: { consignee: CONSIGNEE, ...told.persons },
  };
}

/** The piece of this sale. */
export function codeOf(tag: string): string {
  return `LJ${tag.padStart(8, "0")}`;
}

/** The list of this sale in neutral form; `content` replaces members of its content. */
export function listOf(tag: string, content: object = {}, more: object = {}): object {
  return {
    number: `L-${tag}`,
    stream: "ecommerce",
    direction: "import",
    carrier: "LOG-12",
    platform: PLATFORM,
    partiesIfKnown: true,
    pieces: [{ code: codeOf(tag) }],
    sender: { name: "Invented shop", countryCode: "GB" },
    recipient: { ...BUYER, countryCode: "CN" },
    content: {
      currency: "CNY",
      senderCountry: "GB",
      recipientCountry: "CN",
      orderNumber: `O-${tag}`,
      paymentNumber: `T-${tag}`,
      waybillNumber: codeOf(tag),
      lines: [
        {
          description: "wool scarf",
          quantity: { units: "1", scale: 0 },
          unitValue: { units: "11800", scale: 2 },
          hsCode: "6214200090",
        },
      ],
      ...content,
    },
    ...more,
  };
}
