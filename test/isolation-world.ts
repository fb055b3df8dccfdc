/**
 * A centre with pieces of several parties, and an account of its own of who may read what: the
 * parties each declaration named, and the centre's. The law compares the record with this account.
 */
import type { Actor } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { predes21 } from "#standards/messages/predes/profile.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { type Centre, openCentre } from "./centre.ts";
import { openTalk, type Talk } from "./isolation-dialogue.ts";
import { all, CONTENT, codes, declaration } from "./pieces.ts";

/** A subject and the ids under which its rows lie in the tables. */
export type Piece = {
  readonly code: string;
  readonly itemId: string;
  readonly shipmentId: string;
  readonly declarationId: string;
  readonly holdId: string | undefined;
  /** Parties that were named with it. */
  readonly owners: readonly string[];
};

/** Another thing with readers: a container, message or party. */
export type Thing = {
  readonly table: string;
  readonly id: string;
  readonly owners: readonly string[];
};

export type IsolationWorld = {
  readonly centre: Centre;
  readonly pieces: readonly Piece[];
  readonly things: readonly Thing[];
  readonly talks: readonly Talk[];
  readonly readers: readonly Actor[];
};

/** Parties of the centre itself read everything; the others what names them. */
export const CENTRE = ["CKG-CENTRE", "8000", "CKG-QUARANTINE"];
/** Who declares for which party, and whom each declaration names besides. */
const DECLARANTS = [
  ["post", "CNA", {}, ["CNA"]],
  ["express", "HX", { seller: "PLAT-41" }, ["HX", "PLAT-41"]],
  ["shop", "PLAT-77", { carrier: "HX" }, ["PLAT-77", "HX"]],
] as const;

/** Opens the centre with `each` pieces of every declarant. */
export async function isolationWorld(each: number): Promise<IsolationWorld> {
  const centre = await openCentre();
  const pieces: Piece[] = [];
  const things: Thing[] = await partyThings(centre);
  const talks: Talk[] = [];
  for (const [who, party, more, owners] of DECLARANTS) {
    pieces.push(
      ...(await declare(centre, who, codes(`ISO${party.slice(0, 2)}`, each), more, owners)),
    );
    things.push(await container(centre, who, party), await message(centre, who, party));
    talks.push(await openTalk(centre, who, party));
  }
  await claimOfAnother(centre, pieces);
  await pick(centre, pieces);
  await importLists(centre);
  await importGuide(centre);
  const strangers = await Promise.all([
    reader(centre, "LOG-12", ["clerk", "declarant"]),
    reader(centre, "PLAT-41", ["clerk"]),
    reader(centre, "DECL-5", ["auditor", "officer"]),
  ]);
  const people = ["post", "express", "shop", "floor", "officer", "manager"];
  const readers = people.flatMap((who) => centre.actors[who] ?? []);
  return { centre, pieces, things, talks, readers: [...readers, ...strangers] };
}

/** A paper of every shipment. */
const PAPER = {
  holdId: null,
  kind: "licence",
  mediaType: "text/plain",
  sizeBytes: 1,
  handedAt: 0,
  handedBy: "018f0000-0000-7000-8000-0000000000fe",
  partyId: "018f0000-0000-7000-8000-0000000000fe",
  sensitivity: 2,
} as const;

/** What a rule and a screening found of every shipment, as their operations keep it. */
async function pick({ ports, actors }: Centre, pieces: readonly Piece[]) {
  const { store, ids, clock, blobs, blobKeys } = ports as Ports & { readonly blobKeys: BlobKeys };
  const blobKeyId = await blobKeys.keyOf(actors["post"]?.partyId ?? "", ids.next());
  const put = await blobs.put(blobKeyId, [Buffer.from("A")], 10);
  const blobHash = put.ok ? put.value.hash : "";
  const found = { rule: "isolation", version: 1, code: "risk/random", action: "note", facts: {} };
  const name = { role: "sender", code: "9001", version: 1, how: "same", country: "unknown" };
  const shipments = [...new Set(pieces.map(({ shipmentId }) => shipmentId))];
  await store.transaction(async (tx) => {
    await tx.addHits(
      shipments.map((shipmentId) => ({
        id: ids.next(),
        shipmentId,
        declarationId: null,
        itemId: null,
        ...found,
        holdId: null,
        reason: { en: "isolation" },
        foundAt: clock.now(),
      })),
    );
    for (const shipmentId of shipments) {
      const paper = { ...PAPER, blobHash, blobKeyId, shipmentId };
      await tx.keepPaper({ ...paper, id: ids.derived("paper", shipmentId) });
    }
    await tx.addScreeningHits(
      shipments.map((shipmentId) => ({
        shipmentId,
        nameHash: shipmentId,
        ...name,
        foundAt: clock.now(),
      })),
    );
  });
}

/** Every third is held with a restricted reason, every second is here; of six, one left and is back. */
async function declare(
  centre: Centre,
  who: string,
  named: readonly string[],
  more: object,
  owners: readonly string[],
): Promise<readonly Piece[]> {
  const declarations = named.map((code) =>
    declaration(`D-${code}`, [code], isDue({ code }) ? { ...more, content: DEAR } : more),
  );
  const lodged = await all(centre, who, "lodge-declarations", { declarations });
  const here = named.filter((_code, at) => at % 2 === 0).map((code) => ({ code }));
  await all(centre, "floor", "record-arrivals", { arrivals: here, place: "ARRIVAL-1" });
  await all(centre, "officer", "release-shipments", { releases: here });
  await leftAndBack(
    centre,
    named.filter((_code, at) => at % 6 === 2),
  );
  const holds = named.map((code) => ({
    target: { kind: "item", code },
    kind: "open",
    publicReason: "to be opened",
    restrictedReason: `profile of ${code}`,
  }));
  const held = await all(centre, "officer", "place-hold", {
    holds: holds.filter((_hold, at) => at % 3 === 0),
  });
  return named.map((code, at) => {
    const row = lodged.rows[at] ?? {};
    return {
      code,
      itemId: String((row["itemIds"] as string[])[0]),
      shipmentId: String(row["shipmentId"]),
      declarationId: String(row["declarationId"]),
      holdId: at % 3 === 0 ? String(held.rows[at / 3]?.["holdId"]) : undefined,
      owners,
    };
  });
}

/** What comes back has another shipment, for those who read it before. */
async function leftAndBack(centre: Centre, named: readonly string[]): Promise<void> {
  const exits = named.map((code) => ({ code }));
  const exit = { purpose: "release", destination: "CKG-DELIVERY" };
  await all(centre, "floor", "leave-centre", { exits, ...exit });
  centre.clock.at += 60_000;
  await all(centre, "floor", "record-scans", { scans: exits, place: "ARRIVAL-1" });
}

/** Under whom a piece's number is unique; named in both declarations of it, it reads both. */
export function carrierOf(owners: readonly string[]): string {
  return ["CNA", "HX"].find((party) => owners.includes(party)) ?? "";
}

/** Whether duty on a piece is due. */
export function isDue({ code }: Pick<Piece, "code">): boolean {
  return code.endsWith("0000004");
}

/** Personal articles above what is not collected. */
const DEAR = {
  ...CONTENT,
  lines: [{ description: "wool coat", hsCode: "620111", totalValue: { units: "100", scale: 0 } }],
};

/** Whether a piece is declared a second time, by another party. */
export function isMatched({ code }: Pick<Piece, "code">): boolean {
  return code.endsWith("0000000");
}

/**
 * Each declarant's first piece is declared by another party as well, under the same carrier, for a
 * number is unique under its carrier only: a proposed match.
 */
async function claimOfAnother(centre: Centre, pieces: readonly Piece[]): Promise<void> {
  for (const { code, owners } of pieces.filter(isMatched)) {
    const who = owners.includes("CNA") ? "express" : "post";
    const carrier = carrierOf(owners);
    const declarations = [declaration(`M-${code}`, [code], { stream: "ecommerce", carrier })];
    await all(centre, who, "lodge-declarations", { declarations });
  }
}

async function partyThings(centre: Centre): Promise<Thing[]> {
  const found = await centre.pool.query<{ id: string; code: string }>(
    "select party_id as id, code from mailport.party",
  );
  return found.rows.map(({ id, code }) => ({ table: "party", id, owners: [code] }));
}

async function container(centre: Centre, who: string, party: string): Promise<Thing> {
  const by = who === "shop" ? "post" : who;
  const containers = [{ code: `BAG-${party}`, kind: "bag", seal: "S1" }];
  const { rows } = await all(centre, by, "announce-containers", { containers });
  const owner = by === who ? party : "CNA";
  return { table: "container", id: String(rows[0]?.["containerId"]), owners: [owner] };
}

/** On the list of denied parties; invented. */
export const DENIED_NAME = "HARBOUR LANTERN TRADING";

/** A list for everybody and one for few. */
async function importLists(centre: Centre): Promise<void> {
  const files = {
    denied: `9001,"${DENIED_NAME}",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n`,
    impc: "code,name,operator_code\nCNCKGA,CHONGQING,CNA\n",
  };
  for (const [list, content] of Object.entries(files)) {
    const file = Buffer.from(content).toString("base64");
    await centre.act("manager", "import-codes", { list, name: "list.csv", file, apply: true });
  }
}

/** A partner whose guide is the shipped profile of PREDES. */
export const GUIDE = { partner: "GUIDE-CNA", party: "CNA" };

async function importGuide(centre: Centre): Promise<void> {
  await centre.act("manager", "create-partner", { code: GUIDE.partner, party: GUIDE.party });
  const profile = JSON.stringify({ ...predes21, partner: GUIDE.partner });
  await centre.act("manager", "import-profile", { name: "guide.json", profile, apply: true });
}

/** A file nobody can read, which waits in suspense. */
async function message(centre: Centre, who: string, party: string): Promise<Thing> {
  const { blobs, blobKeys, ids } = centre.ports as Ports & { readonly blobKeys: BlobKeys };
  const keyId = await blobKeys.keyOf(centre.actors[who]?.partyId ?? "", ids.next());
  const put = await blobs.put(keyId, [Buffer.from(`nobody,reads,${party}\n1,2,3\n`)], 1e6);
  if (!put.ok) throw new Error(put.refusal.code);
  const { hash, sizeBytes } = put.value;
  const input = { name: `${party}.csv`, blobHash: hash, blobKeyId: keyId, sizeBytes };
  const taken = await centre.act<{ messageId: string }>(who, "take-in-message", input);
  return { table: "message", id: taken.messageId, owners: [party] };
}

/** Somebody of a party, with the roles of another. */
async function reader(centre: Centre, party: string, roles: Actor["roles"]): Promise<Actor> {
  const found = await centre.pool.query<{ id: string }>(
    "select party_id as id from mailport.party where code = $1",
    [party],
  );
  const like = centre.actors["post"];
  const partyId = found.rows[0]?.id;
  if (like === undefined || partyId === undefined) throw new Error(party);
  return { ...like, login: `somebody of ${party}`, partyId, roles };
}

/** Declares one piece of the post's, held and here after the first time; `more` names parties. */
export async function declareLate(centre: Centre, code: string, more: object): Promise<void> {
  const number = `D-${code}-${Object.keys(more).length}`;
  await all(centre, "post", "lodge-declarations", {
    declarations: [declaration(number, [code], more)],
  });
  if (Object.keys(more).length > 0) return;
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  const target = { kind: "item", code };
  const reasons = { publicReason: "to be opened", restrictedReason: `profile of ${code}` };
  await all(centre, "officer", "place-hold", { holds: [{ target, kind: "open", ...reasons }] });
}
