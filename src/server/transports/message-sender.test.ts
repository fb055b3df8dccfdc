import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ports } from "#operations/ports.ts";
import type { Partner } from "#operations/ports-messages.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows } from "#test/pieces.ts";
import { readTyped } from "#test/profiles/generated-values.ts";
import { putWhole } from "./folder-out.ts";
import { flushMessages } from "./message-sender.ts";
import type { SenderOptions } from "./outbox-retries.ts";

let centre: Centre;
let faults: string[] = [];

beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

function options(deliver: SenderOptions["deliver"] = putWhole): SenderOptions {
  const ports = centre.ports as Ports & { readonly blobKeys: BlobKeys };
  const blobKeyOf = (party: string): Promise<string> =>
    ports.blobKeys.keyOf(party, ports.ids.next());
  return { ports, blobKeyOf, deliver, onFault: ({ error }) => void faults.push(String(error)) };
}

/** A partner of a party with a folder of its own and these settings. */
async function partnerWith(code: string, party: string, settings: object = {}): Promise<Partner> {
  const folderOut = join(centre.folder, "out", code);
  mkdirSync(folderOut, { recursive: true });
  await centre.act("manager", "create-partner", { code, party, folderOut });
  const addresses = { sender: "CN101", recipient: code };
  const input = { partner: code, message: "emsevt", ...addresses, ...settings };
  await centre.act("manager", "set-partner-message", input);
  const partners = await centre.ports.store.transaction((tx) => tx.partners());
  const found = partners.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found;
}

const folderOf = (partner: Partner): string => partner.folderOut ?? "";
const send = (partner: Partner, given = options()) =>
  flushMessages(given, partner, folderOf(partner));

type Told = { readonly item: string; readonly event: string; readonly [field: string]: unknown };

/** The events of all files of a partner, in the order of names; a finding fails the test. */
function toldTo(partner: Partner): Told[] {
  const files = readdirSync(folderOf(partner)).sort();
  return files.flatMap((name) => {
    const { messages, findings } = readTyped(readFileSync(join(folderOf(partner), name)));
    expect(findings).toEqual([]);
    return messages.flatMap((message) => {
      expect(message.findings).toEqual([]);
      type Items = { item: string; events: { event: string }[] }[];
      const items = (message.value?.["items"] ?? []) as Items;
      return items.flatMap(({ item, events }) =>
        events.map((event) => JSON.parse(JSON.stringify({ item, ...event })) as Told),
      );
    });
  });
}

async function lodged(code: string, more: object = {}): Promise<void> {
  const given = declaration(`D-${code}`, [code], { stream: "postal", ...more });
  await all(centre, "post", "lodge-declarations", { declarations: [given] });
}

const arrive = (code: string): Promise<Rows> =>
  all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });

async function hold(code: string, kind = "open"): Promise<string> {
  const target = { kind: "item", code };
  const holds = [{ target, kind, publicReason: "to be looked at" }];
  const placed = await all(centre, "officer", "place-hold", { holds });
  return String(placed.rows[0]?.["holdId"]);
}

const lift = (holdId: string): Promise<unknown> =>
  centre.act("officer", "lift-hold", { holdId, reason: "looked at" });

async function leave(code: string, purpose = "release", destination = "CKG-DELIVERY") {
  await all(centre, "officer", "release-shipments", { releases: [{ code, purpose }] });
  await all(centre, "floor", "leave-centre", { exits: [{ code }], purpose, destination });
}

test("what happens to a piece is told in order, by the office's clock, and nothing that is nobody's event", async () => {
  const partner = await partnerWith("INB", "CNA");
  const code = "RR473124829GB";
  await lodged(code);
  await arrive(code);
  const holdId = await hold(code);
  await lift(holdId);
  await leave(code);
  const flushed = await send(partner);
  expect(faults).toEqual([]);
  expect(flushed).toEqual({ sent: 4, failed: 0 });
  expect(toldTo(partner)).toEqual(
    ["EMD", "EDB", "EDC", "EMF"].map((event) => ({
      item: code,
      event,
      at: { text: "20260921221320", format: "204" },
      office: "CNCKGA",
      ...(event === "EMF" && { comment: ["CKG-DELIVERY"] }),
    })),
  );
  expect(await send(partner)).toEqual({ sent: 0, failed: 0 });
  expect(faults).toEqual([]);
});
