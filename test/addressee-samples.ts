/** Samples of the commands of addressees, of the clerk who issues their codes, and of refused rows. */
import type { Sample, World } from "./command-samples.ts";
import { declaration } from "./pieces.ts";

/** Personal articles of 900 CNY, whose parcel tax is due. */
const DEAR = {
  currency: "CNY",
  senderCountry: "SI",
  recipientCountry: "CN",
  lines: [{ description: "wool coat", hsCode: "620111", totalValue: { units: "900", scale: 0 } }],
};

type Issued = { readonly itemId: string; readonly code: string; readonly oneTimeCode: string };
const NOBODY_ITEM = "018f0000-0000-7000-8000-0000000000ff";

/** Lodges a dutiable parcel for import and issues its addressee's code. */
async function issued(world: World, tag: string): Promise<Issued> {
  const code = `LA${tag.toUpperCase()}`;
  await world.act("express", "lodge-declarations", {
    declarations: [declaration(`A-${tag}`, [code], { carrier: "HX", content: DEAR })],
  });
  return world.act<Issued>("express", "issue-addressee-code", { code });
}

/** The number of such a parcel and the one-time code of its addressee. */
async function opened(world: World, tag: string): Promise<object> {
  const { code, oneTimeCode } = await issued(world, tag);
  return { code, oneTimeCode };
}

const unknown = async (): Promise<object> => ({ code: "NEVER-SEEN", oneTimeCode: "2345678923" });
const ofAddressee = (more: object = {}): Sample => ({
  who: "public",
  input: async (world, tag) => ({ ...(await opened(world, tag)), ...more }),
  refused: async () => ({ ...(await unknown()), ...more }),
});

const LINE = { description: "Field microscope", quantity: { units: "1", scale: 0 } };

export const addresseeSamples: Readonly<Record<string, Sample>> = {
  "act-for-addressee": {
    who: "system",
    input: async (world, tag) => ({ itemId: (await issued(world, tag)).itemId, act: "abandon" }),
    refused: async () => ({ itemId: NOBODY_ITEM, act: "see" }),
  },
  "abandon-item": ofAddressee(),
  "ask-return": ofAddressee(),
  "declare-as-addressee": ofAddressee({ lines: [LINE], currency: "USD" }),
  "issue-addressee-code": {
    who: "express",
    input: async (world, tag) => ({ code: (await issued(world, tag)).code }),
    refused: async () => ({ code: "NEVER-SEEN" }),
  },
  "open-as-addressee": ofAddressee(),
  "pay-as-addressee": ofAddressee({ way: "counter", reference: "R-1001" }),
  "show-refused-rows": {
    who: "express",
    input: async (world, tag) => {
      const bytes = await world.put("express", Buffer.from(`[{"number":"${tag}"}]`));
      const file = { name: `${tag}.json`, ...bytes };
      const { messageId } = await world.act<{ messageId: string }>(
        "express",
        "take-in-message",
        file,
      );
      return { messageId };
    },
    refused: async () => ({ messageId: NOBODY_ITEM }),
  },
  "set-payment-ways": {
    who: "manager",
    input: async (_world, tag) => ({ ways: [{ way: "bank", texts: { en: tag } }] }),
    refused: async () => ({
      ways: [
        { way: "bank", texts: {} },
        { way: "bank", texts: {} },
      ],
    }),
  },
};
