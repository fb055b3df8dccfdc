/** Samples of the commands of the dialogue with customs: settings, answers, tallies, changes, cancels. */
import type { Sample, World } from "./command-samples.ts";
import { declaration } from "./pieces.ts";

const code = (tag: string): string => `LX${tag.toUpperCase()}`;

const lodged = async (world: World, tag: string): Promise<object> => {
  const given = declaration(`D-${tag}`, [code(tag)], { carrier: "HX" });
  await world.act("express", "lodge-declarations", { declarations: [given] });
  return given;
};

/** A partner that stands for customs and fetches what it is sent. */
const customs = async (world: World, tag: string): Promise<string> => {
  const partner = `P-${tag}`;
  await world.act("manager", "create-partner", { code: partner, party: "8000" });
  await world.act("manager", "set-ceb-partner", { partner, ...SETTINGS });
  return partner;
};

const SETTINGS = {
  side: "customs",
  transport: "pull",
  copCode: "CKG-1",
  dxpId: "DXPENT0000000009",
  customsCode: "8000",
  operatorCode: "CKG-CENTRE",
};

const answer = (number: string): object => ({
  answers: [{ answers: "CEB621", number, status: "120", at: "20260921100000000" }],
});

const tally = (tag: string, bill = `B-${tag}`): object => ({
  operator: "OTHER-OP",
  number: `T-${tag}`,
  bill,
  carrier: "HX",
  change: "new",
  statedAt: "20260921100000",
  facts: { trafNo: "X1" },
  parcels: [code(tag)],
});

export const cebSamples: Readonly<Record<string, Sample>> = {
  "acknowledge-messages": {
    who: "express",
    input: async (_world, tag) => ({ messageIds: [idOf(tag)] }),
    refused: null,
  },
  "amend-declarations": {
    who: "express",
    input: async (world, tag) => ({ amendments: [await lodged(world, tag)] }),
    refused: async (_world, tag) => ({
      amendments: [declaration(`NONE-${tag}`, [code(tag)], { carrier: "HX" })],
    }),
  },
  "cancel-lists": {
    who: "express",
    input: async (world, tag) => {
      await lodged(world, tag);
      return { cancels: [{ code: code(tag), reason: "the buyer cancelled" }] };
    },
    refused: async () => ({ cancels: [{ code: "NEVER-SEEN", reason: "no reason" }] }),
  },
  "record-customs-answers": {
    who: "officer",
    input: async (world, tag) => {
      await customs(world, tag);
      await lodged(world, tag);
      return answer(`D-${tag}`);
    },
    refused: async (world, tag) => {
      await customs(world, tag);
      return answer(`NONE-${tag}`);
    },
  },
  "record-tallies": {
    who: "express",
    input: async (_world, tag) => ({ tallies: [tally(tag)] }),
    refused: async (world, tag) => {
      await world.act("post", "record-tallies", { tallies: [tally(tag)] });
      return { tallies: [tally(tag, `C-${tag}`)] };
    },
  },
  "send-tally": {
    who: "floor",
    input: async (world, tag) => {
      const partner = await customs(world, tag);
      await lodged(world, tag);
      await world.act("express", "keep-documents", {
        documents: [
          {
            kind: "waybill",
            issuer: "HX",
            number: code(tag),
            change: "new",
            statedAt: "20260921100000",
            facts: { billNo: `B-${tag}` },
          },
        ],
      });
      await world.act("floor", "record-arrivals", {
        arrivals: [{ code: code(tag) }],
        place: "ARRIVAL-1",
      });
      return { bill: `B-${tag}`, vehicle: "X1", partner };
    },
    refused: async (_world, tag) => ({ bill: `B-${tag}`, vehicle: "X1", partner: `NONE-${tag}` }),
  },
  "set-ceb-partner": {
    who: "manager",
    input: async (world, tag) => {
      await world.act("manager", "create-partner", { code: `P-${tag}`, party: "CNA" });
      return { partner: `P-${tag}`, ...SETTINGS, authorisation: `Bearer ${tag}` };
    },
    refused: async (_world, tag) => ({ partner: `NONE-${tag}`, ...SETTINGS }),
  },
};

/** An id that no message has, another one for each tag. */
function idOf(tag: string): string {
  const hex = Buffer.from(tag).toString("hex").padEnd(12, "0").slice(-12);
  return `018f0000-0000-7000-8000-${hex}`;
}
