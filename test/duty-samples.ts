/** Samples of the commands about duty, regimes changed and declarations withdrawn. */
import type { Sample, World } from "./command-samples.ts";
import { declaration } from "./pieces.ts";

/** Personal articles of 820 CNY, whose parcel tax of 164 CNY is due. */
const DEAR = {
  currency: "EUR",
  senderCountry: "SI",
  recipientCountry: "CN",
  lines: [{ description: "wool coat", hsCode: "620111", totalValue: { units: "100", scale: 0 } }],
};

/** Bought online: what it costs is taken of its buyer's year. */
const BOUGHT = { stream: "ecommerce" };

/** Lodges an express parcel that owes parcel tax and gives its code. */
async function taxed(world: World, tag: string, more: object = {}): Promise<string> {
  const code = `HXD${tag.toUpperCase()}`;
  await world.act("express", "lodge-declarations", {
    declarations: [declaration(`DUTY-${tag}`, [code], { carrier: "HX", content: DEAR, ...more })],
  });
  return code;
}

async function paid(world: World, tag: string): Promise<string> {
  const code = await taxed(world, tag);
  const payments = [{ code, payer: "addressee", reference: `P-${tag}` }];
  await world.act("officer", "record-payment", { payments });
  return code;
}

const NEVER = { code: "NEVER-SEEN" };

export const dutySamples: Readonly<Record<string, Sample>> = {
  "assess-duty": {
    who: "officer",
    input: async (world, tag) => ({ assessments: [{ code: await taxed(world, tag) }] }),
    refused: async () => ({ assessments: [NEVER] }),
  },
  "change-regime": {
    who: "express",
    input: async (world, tag) => ({
      changes: [{ code: await taxed(world, tag), to: "express-c", reason: "goods of trade" }],
    }),
    refused: async () => ({ changes: [{ ...NEVER, reason: "goods of trade" }] }),
  },
  "record-payment": {
    who: "officer",
    input: async (world, tag) => ({
      payments: [{ code: await taxed(world, tag), payer: "addressee", reference: "BANK-1" }],
    }),
    refused: async () => ({ payments: [{ ...NEVER, payer: "addressee", reference: "BANK-1" }] }),
  },
  "refund-duty": {
    who: "senior",
    input: async (world, tag) => ({
      refunds: [{ code: await paid(world, tag), reason: "goods went back", reference: "R-1" }],
    }),
    refused: async () => ({ refunds: [{ ...NEVER, reason: "goods went back", reference: "R-1" }] }),
  },
  "waive-duty": {
    who: "senior",
    input: async (world, tag) => ({
      waivers: [{ code: await taxed(world, tag), reason: "relief goods" }],
    }),
    refused: async () => ({ waivers: [{ ...NEVER, reason: "relief goods" }] }),
  },
  "withdraw-declarations": {
    who: "express",
    input: async (world, tag) => ({
      withdrawals: [{ code: await taxed(world, tag, BOUGHT), reason: "order cancelled" }],
    }),
    refused: async () => ({ withdrawals: [{ ...NEVER, reason: "order cancelled" }] }),
  },
};
