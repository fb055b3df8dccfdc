/**
 * A centre with partners that are sent messages, and what is in their folders, read back by our own
 * reader. Used by the tests of the sender; every step is an operation of the registry.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Ports } from "#operations/ports.ts";
import type { Partner } from "#operations/ports-messages.ts";
import { putWhole } from "#server/transports/folder-out.ts";
import { flushMessages } from "#server/transports/message-sender.ts";
import type { Flush, SenderOptions } from "#server/transports/outbox-retries.ts";
import type { AnyMessage } from "#standards/profiles/value-of.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import type { Centre } from "./centre.ts";
import { all, declaration, type Rows } from "./pieces.ts";
import { readTyped } from "./profiles/generated-values.ts";

type Deliver = SenderOptions["deliver"];

export type OutgoingBench = ReturnType<typeof outgoingBench>;

/** What tests of outgoing messages do with a centre. */
export function outgoingBench(centre: Centre) {
  const faults: string[] = [];
  const options = (deliver: Deliver): SenderOptions => {
    const ports = centre.ports as Ports & { readonly blobKeys: BlobKeys };
    const blobKeyOf = (party: string): Promise<string> =>
      ports.blobKeys.keyOf(party, ports.ids.next());
    return { ports, blobKeyOf, deliver, onFault: ({ error }) => void faults.push(String(error)) };
  };
  return {
    /** What senders reported. */
    faults,
    /** One flush to a partner. */
    send: (partner: Partner, deliver: Deliver = putWhole): Promise<Flush> =>
      flushMessages(options(deliver), partner, folderOf(partner)),

    /** A partner of a party with a folder of its own and these settings of one message. */
    async partner(code: string, party: string, message: string, settings: object = {}) {
      const folderOut = join(centre.folder, "out", code);
      mkdirSync(folderOut, { recursive: true });
      await centre.act("manager", "create-partner", { code, party, folderOut });
      const addresses = { sender: "CN101", recipient: code };
      const input = { partner: code, message, ...addresses, ...settings };
      await centre.act("manager", "set-partner-message", input);
      const partners = await centre.ports.store.transaction((tx) => tx.partners());
      const found = partners.find((one) => one.code === code);
      if (found === undefined) throw new Error(code);
      return found;
    },

    async lodged(code: string, more: object = {}): Promise<void> {
      const given = declaration(`D-${code}`, [code], { stream: "postal", ...more });
      await all(centre, "post", "lodge-declarations", { declarations: [given] });
    },

    arrive: (...codes: readonly string[]): Promise<Rows> => {
      const arrivals = codes.map((code) => ({ code }));
      return all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    },

    async hold(code: string, kind = "open"): Promise<string> {
      const holds = [{ target: { kind: "item", code }, kind, publicReason: "to be looked at" }];
      const placed = await all(centre, "officer", "place-hold", { holds });
      return String(placed.rows[0]?.["holdId"]);
    },

    lift: (holdId: string): Promise<unknown> =>
      centre.act("officer", "lift-hold", { holdId, reason: "looked at" }),

    async leave(code: string, purpose = "release", destination = "CKG-DELIVERY") {
      await all(centre, "officer", "release-shipments", { releases: [{ code, purpose }] });
      await all(centre, "floor", "leave-centre", { exits: [{ code }], purpose, destination });
    },
  };
}

export const folderOf = (partner: Partner): string => partner.folderOut ?? "";

/** Texts of a partner's files, in the order of names. */
export function filesOf(partner: Partner): string[] {
  return readdirSync(folderOf(partner))
    .sort()
    .map((name) => readFileSync(join(folderOf(partner), name), "latin1"));
}

/** The messages in them; a finding fails the test. */
export function messagesTo(partner: Partner): AnyMessage[] {
  return filesOf(partner).flatMap((text) => {
    const { messages, findings } = readTyped(Buffer.from(text, "latin1"));
    expect(findings).toEqual([]);
    return messages.flatMap((message) => {
      expect(message.findings).toEqual([]);
      return message.value === undefined ? [] : [JSON.parse(JSON.stringify(message.value))];
    });
  });
}

export type ToldEvent = { readonly item: string; readonly event: string; readonly at: object };

/** The events of pieces in them, in order. */
export function eventsTo(partner: Partner): (ToldEvent & { readonly [field: string]: unknown })[] {
  type Items = { item: string; events: { event: string; at: object }[] }[];
  return messagesTo(partner).flatMap((message) =>
    (message["items"] as Items).flatMap(({ item, events }) =>
      events.map((event) => ({ item, ...event })),
    ),
  );
}

/** UNB references of a partner's files, in the order of names. */
export function referencesTo(partner: Partner): string[] {
  return filesOf(partner).map((text) => /UNB\+[^']*\+(\d{9})/.exec(text)?.[1] ?? "");
}
