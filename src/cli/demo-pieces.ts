/**
 * Invents the demo's declarations from a number: the same number is always the same shipment, so
 * that a demo stopped and started again goes on where it was. Real codes, invented people.
 */
import { type Chance, chanceOf } from "#base/chance.ts";
import { writeS10 } from "#standards/upu/s10.ts";
import { GOODS, RECIPIENTS, SENDERS } from "./demo-people.ts";

/** A declaration as `lodge-declarations` takes it, and who lodges it. */
export type DemoShipment = {
  readonly lodgedBy: "post" | "forwarder";
  readonly declaration: Readonly<Record<string, unknown>>;
  readonly codes: readonly string[];
};

/** Every shipment's own chance starts from here. */
const SEED = 20_261_122;
/** Serial numbers stay far apart, so that neighbours do not look alike. */
const SERIAL_STEP = 7_919;
const SERIALS = 99_999_989;

/** The shipment of a number, counted from 0; one in three of each stream. */
export function demoShipment(number: number): DemoShipment {
  const chance = chanceOf(SEED + number);
  return STREAMS[number % STREAMS.length]?.(number, chance) ?? postal(number, chance);
}

const STREAMS = [postal, express, ecommerce];

function serialOf(number: number): number {
  return (10_000_019 + number * SERIAL_STEP) % SERIALS;
}

function postal(number: number, chance: Chance): DemoShipment {
  const sender = chance.pick(SENDERS);
  const [indicator, mailClass] = chance.pick([
    ["RR", "U"],
    ["LX", "U"],
    ["CP", "C"],
    ["EE", "E"],
  ] as const);
  const code = writeS10(indicator, serialOf(number), sender.countryCode);
  const natureOfTransaction = chance.pick(["GIFT", "SALE_GOODS", "DOCUMENTS"]);
  const content = {
    mailClass,
    natureOfTransaction,
    ...contentOf(chance, sender.countryCode, "EUR"),
  };
  return {
    lodgedBy: "post",
    codes: [code],
    declaration: { number: code, stream: "postal", ...common(chance, sender, [code]), content },
  };
}

function express(number: number, chance: Chance): DemoShipment {
  const sender = chance.pick(SENDERS);
  const waybill = `YR${String(serialOf(number)).padStart(10, "0")}`;
  const pieces = 1 + chance.below(3);
  const codes = Array.from({ length: pieces }, (_piece, at) => {
    return `${waybill}${String(at + 1).padStart(3, "0")}`;
  });
  const content = { waybillNumber: waybill, ...contentOf(chance, sender.countryCode, "USD") };
  const parties = { carrier: "YELLOW-RIVER" };
  const who = common(chance, sender, codes);
  return {
    lodgedBy: "forwarder",
    codes,
    declaration: { number: waybill, stream: "express", ...parties, ...who, content },
  };
}

function ecommerce(number: number, chance: Chance): DemoShipment {
  const sender = chance.pick(SENDERS);
  const code = `SS${String(serialOf(number)).padStart(10, "0")}`;
  const orderNumber = `PEONY-${String(number).padStart(7, "0")}`;
  const content = {
    orderNumber,
    waybillNumber: code,
    ...contentOf(chance, sender.countryCode, "CNY"),
  };
  const parties = { seller: "PEONY-SHOP" };
  const who = common(chance, sender, [code]);
  return {
    lodgedBy: "forwarder",
    codes: [code],
    declaration: { number: code, stream: "ecommerce", ...parties, ...who, content },
  };
}

function common(
  chance: Chance,
  sender: (typeof SENDERS)[number],
  codes: readonly string[],
): Readonly<Record<string, unknown>> {
  const recipient = chance.pick(RECIPIENTS);
  const house = (): string => String(1 + chance.below(240));
  return {
    direction: "import",
    pieces: codes.map((code) => ({ code })),
    sender: {
      name: sender.name,
      addressLines: [`${house()} ${sender.street}`],
      city: sender.city,
      countryCode: sender.countryCode,
    },
    recipient: {
      name: recipient.name,
      addressLines: [`${house()} ${recipient.street}`],
      city: recipient.city,
      countryCode: "CN",
    },
  };
}

function contentOf(
  chance: Chance,
  originCountry: string,
  currency: string,
): Readonly<Record<string, unknown>> {
  const lines = Array.from({ length: 1 + chance.below(2) }, () => {
    const goods = chance.pick(GOODS);
    const quantity = 1 + chance.below(3);
    const line = {
      description: goods.description,
      quantity: { units: String(quantity), scale: 0 },
      totalValue: { units: String(goods.minor * quantity), scale: 2 },
      netWeightKg: { units: String(goods.grams * quantity), scale: 3 },
      originCountry,
      hsCode: goods.hsCode,
    };
    return { line, grams: goods.grams * quantity };
  });
  const grams = lines.reduce((sum, one) => sum + one.grams, 120);
  return {
    grossWeightKg: { units: String(grams), scale: 3 },
    currency,
    senderCountry: originCountry,
    recipientCountry: "CN",
    lines: lines.map((one) => one.line),
  };
}
