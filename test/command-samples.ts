/**
 * One sample of every command: who calls it, an input that does something, and one that is refused.
 * A command without a line here fails the laws. Each tag names things of its own, so that samples
 * never meet; what a sample needs beforehand it makes by operations.
 */
import { readFileSync } from "node:fs";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { addresseeSamples } from "./addressee-samples.ts";
import { cebSamples } from "./ceb-samples.ts";
import type { Centre } from "./centre.ts";
import { dutySamples } from "./duty-samples.ts";
import { floorSamples } from "./floor-samples.ts";
import { bagged, declaration, type Rows, readyToLeave } from "./pieces.ts";

export type World = Pick<Centre, "act"> & {
  /** Keeps a party's bytes as a blob and gives the fields that name it. */
  readonly put: (who: string, bytes: Uint8Array) => Promise<object>;
};

export type Sample = {
  /** A person of the test centre; `system` or `public`. */
  readonly who: string;
  readonly input: (world: World, tag: string) => Promise<unknown>;
  /** Refused as a whole or in its only row; null where nothing well formed is. */
  readonly refused: ((world: World, tag: string) => Promise<unknown>) | null;
  /** True where every input is the same as any other. */
  readonly onlyOne?: true;
};

export const NOBODY = "018f0000-0000-7000-8000-0000000000ff";
const PASSWORD = "horse battery staple";

/** Codes of houses have no digits of a check: any text in capitals is one. */
const code = (tag: string): string => `LX${tag.toUpperCase()}`;

const declared = async (world: World, tag: string): Promise<Rows> =>
  world.act<Rows>("express", "lodge-declarations", {
    declarations: [declaration(`D-${tag}`, [code(tag)], { carrier: "HX" })],
  });

const arrived = async (world: World, tag: string): Promise<void> => {
  await world.act("floor", "record-arrivals", {
    arrivals: [{ code: code(tag) }],
    place: "ARRIVAL-1",
  });
};

const partner = async (world: World, tag: string): Promise<string> => {
  const folderOut = `/srv/to/${tag}`;
  await world.act("manager", "create-partner", { code: `P-${tag}`, party: "CNA", folderOut });
  return `P-${tag}`;
};

const user = async (world: World, tag: string): Promise<string> => {
  const who = { login: `u-${tag}`, name: tag, password: PASSWORD };
  const input = { ...who, party: "CNA", roles: ["clerk"] };
  await world.act("manager", "create-user", input);
  return input.login;
};

/** A file of one scan; one without its heading cannot be read and waits. */
const scans = (tag: string, heading = true): Buffer => {
  const [first = ""] = readFileSync("examples/scans.csv", "utf8").split("\n");
  const row = `${code(tag)},2026-09-21T08:15:04,Asia/Shanghai,HALL-1,SCN-07,W114,EMD,,852`;
  return Buffer.from(`${heading ? first : "nobody,knows,this"}\n${row}\n`);
};

const waiting = async (world: World, tag: string): Promise<string> => {
  const bytes = await world.put("floor", scans(tag, false));
  const input = { name: `${tag}.csv`, ...bytes };
  return (await world.act<{ messageId: string }>("floor", "take-in-message", input)).messageId;
};

const held = async (world: World, tag: string): Promise<unknown> => {
  await declared(world, tag);
  const holds = [{ target: { kind: "item", code: code(tag) }, kind: "open", publicReason: tag }];
  return (await world.act<Rows>("officer", "place-hold", { holds })).rows[0]?.["holdId"];
};

/** A list of one office, named by the tag. */
const codeFile = (list: string, tag: string): object => {
  const content = `code,name,operator_code\nCNCKGA,${tag},CNA\n`;
  const file = Buffer.from(content).toString("base64");
  return { list, name: `${tag}.csv`, file, apply: true };
};

/** A list of one denied party; imported once more it changes nothing. */
const DENIED = {
  list: "denied",
  name: "denied.csv",
  file: Buffer.from('1,"NOBODY, Nemo Nihil",individual,T,,,,,,,,\n').toString("base64"),
  apply: true,
};

/** The shipped profile of PREDES as a guide whose source is named by the tag. */
const profileFile = (tag: string): object => {
  const profile = JSON.stringify({ ...predes21, source: tag });
  return { name: `${tag}.json`, profile, apply: true };
};

/** An order of the platform; another party cannot change it. */
const order = (tag: string, statedAt: string): object => ({
  kind: "order",
  issuer: "PLAT-77",
  number: `O-${tag}`,
  change: "new",
  statedAt,
  facts: { goodsValue: "118" },
  persons: { buyer: { name: "Wang Example", phone: "13800000000" } },
});

/** By name of the command. */
export const samples: Readonly<Record<string, Sample>> = {
  ...floorSamples,
  ...addresseeSamples,
  ...cebSamples,
  ...dutySamples,
  "announce-containers": {
    who: "post",
    input: async (_world, tag) => ({
      containers: [{ code: `BAG-${tag}`, kind: "bag", items: [code(tag)] }],
    }),
    refused: async (_world, tag) => ({
      containers: [{ code: `BAG-${tag}`, kind: "bag", inside: "BAG-NOWHERE" }],
    }),
  },
  "correct-message": {
    who: "floor",
    input: async (world, tag) => ({
      messageId: await waiting(world, tag),
      ...(await world.put("floor", scans(tag))),
    }),
    refused: async (world, tag) => ({
      messageId: NOBODY,
      ...(await world.put("floor", scans(tag))),
    }),
  },
  "change-partner": {
    who: "manager",
    input: async (world, tag) => ({ partner: await partner(world, tag), reports: true }),
    refused: async (_world, tag) => ({ partner: `NONE-${tag}`, reports: true }),
  },
  "create-partner": {
    who: "manager",
    input: async (_world, tag) => ({ code: `P-${tag}`, party: "CNA" }),
    refused: async (_world, tag) => ({ code: `P-${tag}`, party: "NO-PARTY" }),
  },
  "create-user": {
    who: "manager",
    input: async (_world, tag) => ({
      login: `u-${tag}`,
      name: tag,
      party: "CNA",
      roles: ["clerk"],
    }),
    refused: async (_world, tag) => ({
      login: `u-${tag}`,
      name: tag,
      party: "NO-PARTY",
      roles: ["clerk"],
    }),
  },
  "disable-user": {
    who: "manager",
    input: async (world, tag) => ({ login: await user(world, tag) }),
    refused: async (_world, tag) => ({ login: `none-${tag}` }),
  },
  "do-what-is-due": {
    who: "system",
    input: async (_world, tag) => ({ limit: 1 + (tag.length % 7) }),
    refused: null,
  },
  "erase-persons": {
    who: "manager",
    input: async (world, tag) => {
      const declarationId = (await declared(world, tag)).rows[0]?.["declarationId"];
      return { erasures: [{ declarationId, reason: "asked for" }] };
    },
    refused: async () => ({ erasures: [{ declarationId: NOBODY, reason: "asked for" }] }),
  },
  "expect-items": {
    who: "express",
    input: async (_world, tag) => ({ items: [{ code: code(tag), carrier: "HX" }] }),
    refused: async () => ({ items: [{ code: "-", carrier: "HX" }] }),
  },
  "hand-in-paper": {
    who: "express",
    input: async (world, tag) => {
      await declared(world, tag);
      const bytes = await world.put("express", Buffer.from(`The licence of ${tag}.`));
      return { code: code(tag), kind: "licence", ...bytes };
    },
    refused: async (world, tag) => ({
      code: `LXNONE${tag.toUpperCase()}`,
      kind: "licence",
      ...(await world.put("express", Buffer.from("A licence."))),
    }),
  },
  "import-codes": {
    who: "manager",
    input: async (_world, tag) => codeFile("impc", tag),
    refused: async (_world, tag) => codeFile("nothing", tag),
  },
  "import-profile": {
    who: "manager",
    input: async (_world, tag) => profileFile(tag),
    refused: async (_world, tag) => ({ ...profileFile(tag), profile: "{}" }),
  },
  "issue-token": {
    who: "manager",
    input: async (_world, tag) => ({ login: "floor", name: tag, scopes: ["record-scans"] }),
    refused: async (_world, tag) => ({ login: `none-${tag}`, name: tag, scopes: ["track"] }),
  },
  "keep-documents": {
    who: "express",
    input: async (_world, tag) => ({ documents: [order(tag, "20260901000000")] }),
    refused: async (world, tag) => {
      await world.act("shop", "keep-documents", { documents: [order(tag, "20260101000000")] });
      return { documents: [order(tag, "20260901000000")] };
    },
  },
  "leave-centre": {
    who: "floor",
    input: async (world, tag) => {
      await readyToLeave(world, [code(tag)]);
      await bagged(world, [`BAG-${tag}`], [code(tag)]);
      const exits = [{ code: `BAG-${tag}` }];
      return { exits, purpose: "release", destination: "CKG-DELIVERY" };
    },
    refused: async (world, tag) => {
      await declared(world, tag);
      return { exits: [{ code: code(tag) }], purpose: "release", destination: "CKG-DELIVERY" };
    },
  },
  "lift-hold": {
    who: "officer",
    input: async (world, tag) => ({ holdId: await held(world, tag), reason: "looked at" }),
    refused: async () => ({ holdId: NOBODY, reason: "looked at" }),
  },
  "list-partners": {
    who: "manager",
    input: async () => ({}),
    refused: null,
    onlyOne: true,
  },
  "list-users": {
    who: "manager",
    input: async () => ({}),
    refused: null,
    onlyOne: true,
  },
  "lodge-declarations": {
    who: "express",
    input: async (world, tag) => {
      await arrived(world, tag);
      return { declarations: [declaration(`D-${tag}`, [code(tag), `${code(tag)}B`])] };
    },
    refused: async (_world, tag) => ({
      declarations: [declaration(`D-${tag}`, [code(tag)], { carrier: "NO-PARTY" })],
    }),
  },
  "move-items": {
    who: "floor",
    input: async (world, tag) => {
      await arrived(world, tag);
      return { moves: [{ code: code(tag), to: "LANE-1" }] };
    },
    refused: async (world, tag) => {
      await arrived(world, tag);
      return { moves: [{ code: code(tag), to: "NOWHERE" }] };
    },
  },
  "record-arrivals": {
    who: "floor",
    input: async (_world, tag) => ({ arrivals: [{ code: code(tag), weightGrams: 420 }] }),
    refused: async (_world, tag) => ({ arrivals: [{ code: code(tag), place: "NOWHERE" }] }),
  },
  "record-reports": {
    who: "post",
    input: async (world, tag) => {
      await world.act("post", "announce-containers", {
        containers: [{ code: `BAG-${tag}`, kind: "bag", items: [code(tag)] }],
      });
      const report = { kind: "item", list: "item-events", event: "EMC", at: "2026-09-01T10:00:00" };
      return { reports: [{ ...report, code: code(tag), office: "GBLALA" }] };
    },
    refused: async (_world, tag) => ({
      reports: [{ code: code(tag), kind: "item", list: "item-events", event: "EMC", at: 1 }],
    }),
  },
  "record-scans": {
    who: "floor",
    input: async (world, tag) => {
      await declared(world, tag);
      return { scans: [{ code: code(tag), weightGrams: 421 }], place: "ARRIVAL-2" };
    },
    refused: async (world, tag) => {
      await declared(world, tag);
      return { scans: [{ code: code(tag), at: 1 }] };
    },
  },
  "replay-message": {
    who: "floor",
    input: async (world, tag) => ({ messageId: await waiting(world, tag) }),
    refused: async () => ({ messageId: NOBODY }),
  },
  "replay-outbox": {
    who: "manager",
    input: async (world, tag) => ({ partner: await partner(world, tag) }),
    refused: async (_world, tag) => ({ partner: `NONE-${tag}` }),
  },
  "revoke-token": {
    who: "manager",
    input: async (world, tag) => {
      const input = { login: "floor", name: tag, scopes: ["track"] };
      const issued = await world.act<{ tokenId: string }>("manager", "issue-token", input);
      return { tokenId: issued.tokenId };
    },
    refused: async () => ({ tokenId: NOBODY }),
  },
  "screen-shipments": {
    who: "officer",
    input: async (world, tag) => {
      await world.act("manager", "import-codes", DENIED);
      await declared(world, tag);
      return { shipments: [{ code: code(tag) }] };
    },
    refused: async (world, tag) => {
      await world.act("manager", "import-codes", DENIED);
      return { shipments: [{ code: code(`none${tag}`) }] };
    },
  },
  "set-partner-message": {
    who: "manager",
    input: async (world, tag) => ({
      partner: await partner(world, tag),
      message: "emsevt",
      sender: "CN101",
      recipient: "US101",
    }),
    refused: async (world, tag) => ({
      partner: await partner(world, tag),
      message: "emsevt",
      recipient: "US101",
    }),
  },
  "set-password": {
    who: "manager",
    input: async (world, tag) => ({ login: await user(world, tag), password: PASSWORD }),
    refused: async (_world, tag) => ({ login: `none-${tag}`, password: PASSWORD }),
  },
  "show-persons": {
    who: "express",
    input: async (world, tag) => ({
      declarationId: (await declared(world, tag)).rows[0]?.["declarationId"],
      reason: "asked for",
    }),
    refused: async () => ({ declarationId: NOBODY, reason: "asked for" }),
  },
  "sign-in": {
    who: "public",
    input: async (world, tag) => ({ login: await user(world, tag), password: PASSWORD }),
    refused: null,
  },
  "sign-out": {
    who: "floor",
    input: async () => ({}),
    refused: null,
    onlyOne: true,
  },
  "take-in-message": {
    who: "floor",
    input: async (world, tag) => ({
      name: `${tag}.csv`,
      ...(await world.put("floor", scans(tag))),
    }),
    refused: async (world, tag) => ({
      name: `${tag}.csv`,
      ...(await world.put("floor", scans(tag))),
      partner: "NO-PARTNER",
    }),
  },
  "withdraw-announcements": {
    who: "post",
    input: async (world, tag) => {
      await world.act("post", "announce-containers", {
        containers: [{ code: `BAG-${tag}`, kind: "bag", items: [code(tag)] }],
      });
      return { containers: [{ code: `BAG-${tag}` }] };
    },
    refused: async (_world, tag) => ({ containers: [{ code: `BAG-${tag}` }] }),
  },
};
