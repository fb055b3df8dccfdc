/**
 * Sends postal messages made of events: lines of the outbox become interchanges, each kept with its
 * bytes and reference before it is put into the partner's folder. Told in docs/edi-out.md.
 */
import { present } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { entryOf, outgoingProfile } from "#operations/outgoing-profile.ts";
import type { Ports, Tx } from "#operations/ports.ts";
import type { Message, OutboxRow, Partner } from "#operations/ports-messages.ts";
import type { MessageSettings, PartnerMessage, WrittenLines } from "#operations/ports-outgoing.ts";
import { outgoingMessages, settingFor } from "#operations/queue-outgoing.ts";
import {
  LINES_PER_INTERCHANGE,
  type Sending,
  unfit,
  type WrittenInterchange,
  writeInterchange,
} from "#operations/write-interchange.ts";
import {
  ATTEMPTS_LIMIT,
  type Flush,
  failed,
  LEASE_MS,
  type SenderOptions,
  waitMs,
} from "./outbox-retries.ts";

type Id = string;

/** Digits of a control reference at least: the first is 000000001. */
const REFERENCE_DIGITS = 9;
const FORMAT = "edifact";
const MEDIA_TYPE = "application/edifact";

/**
 * Writes what waits for one partner into interchanges, then delivers those that are due. When this
 * process dies between, the same bytes are delivered after the lease, under the same name.
 */
export async function flushMessages(
  options: SenderOptions,
  partner: Partner,
  folder: string,
): Promise<Flush> {
  for (const message of outgoingMessages.keys()) {
    await writeLines(options, partner, message).catch((error: unknown) =>
      options.onFault({ partner: partner.code, error }),
    );
  }
  const { ports } = options;
  const now = ports.clock.now();
  const due = await ports.store.transaction((tx) =>
    tx.claimWritten(partner.id, now, now + LEASE_MS, "edifact"),
  );
  const flush = { sent: 0, failed: 0 };
  const put: Put = (name, bytes) => options.deliver(folder, name, bytes);
  for (const written of due) {
    const isSent = await deliverWritten(options, partner, put, written);
    flush[isSent ? "sent" : "failed"] += written.ids.length;
  }
  return flush;
}

/** A partner's lines of one message, and how it is set. */
type Writing = {
  readonly options: SenderOptions;
  readonly tx: Tx;
  readonly partner: Partner;
  readonly message: string;
  readonly keyId: Id;
  readonly now: number;
};

/** One transaction: references are taken, and lines marked, only with what they stand in. */
async function writeLines(
  options: SenderOptions,
  partner: Partner,
  message: string,
): Promise<void> {
  const { ports } = options;
  const now = ports.clock.now();
  const look = (tx: Tx): ReturnType<Tx["unwrittenLines"]> =>
    tx.unwrittenLines(partner.id, message, now, 1);
  if ((await ports.store.transaction(look)).length === 0) return;
  const keyId = await options.blobKeyOf(partner.partyId);
  await ports.store.transaction(async (tx) => {
    await tx.lockPartner(partner.id);
    const lines = await tx.unwrittenLines(partner.id, message, now, LINES_PER_INTERCHANGE);
    if (lines.length === 0) return;
    const settings = (await tx.partnerMessages(now)).filter((one) => one.message === message);
    const writing = { options, tx, partner, message, keyId, now };
    for (const [key, group] of byAddress(lines, settings, partner)) {
      const found = key === undefined ? undefined : await sendingOf(writing, group.settings);
      if (found === undefined) await refuse(writing, group.lines, "partner/message-not-set");
      else await writeGroup(writing, found, group.lines);
    }
  });
}

type Group = { readonly settings: MessageSettings | undefined; readonly lines: OutboxRow[] };

/** Lines by what their interchange says of itself; those that nothing is set for are under undefined. */
function byAddress(
  lines: readonly OutboxRow[],
  all: readonly PartnerMessage[],
  partner: Partner,
): ReadonlyMap<string | undefined, Group> {
  const groups = new Map<string | undefined, Group>();
  for (const line of lines) {
    const product = String(line.body["product"]);
    const settings = settingFor(all, partner.id, product)?.settings;
    const key = settings === undefined ? undefined : JSON.stringify(settings);
    const group = groups.get(key) ?? { settings, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return groups;
}

async function sendingOf(
  { options, tx, partner, message, now }: Writing,
  settings: MessageSettings | undefined,
): Promise<Sending | undefined> {
  const entry = entryOf(message);
  const outgoing = outgoingMessages.get(message);
  if (settings === undefined || entry === undefined || outgoing === undefined) return undefined;
  const { site, legalZone } = options.ports.site;
  const on = legalDay(now, legalZone);
  const version = settings.profileVersion;
  const profile = await outgoingProfile(tx, partner.code, entry, version, on);
  const zone = (await tx.officeZone(site, settings.office)) ?? legalZone;
  return profile && { entry, outgoing, profile, settings, zone, now };
}

/**
 * Writes what can be written: lines that are not fit together are tried half by half, down to one that
 * cannot. What follows of a subject that was written or refused is for another time: interchanges may
 * be delivered in another order than they were written in.
 */
async function writeGroup(
  writing: Writing,
  sending: Sending,
  lines: readonly OutboxRow[],
  done: Set<Id> = new Set(),
): Promise<void> {
  const free = lines.filter(({ subjectId }) => !done.has(subjectId));
  const [first, second] = free;
  if (first === undefined) return;
  const fault = unfit(sending, free);
  if (fault === undefined) {
    for (const { subjectId } of free) done.add(subjectId);
    return keepInterchange(writing, sending, free);
  }
  if (second === undefined) {
    const { code, at, found = "", expected = "" } = fault;
    const said = `${code} ${at.tag ?? ""} ${found} ${expected}`.trim();
    done.add(first.subjectId);
    return refuse(writing, [first], said, true);
  }
  const half = Math.ceil(free.length / 2);
  await writeGroup(writing, sending, free.slice(0, half), done);
  await writeGroup(writing, sending, free.slice(half), done);
}

/** Lines that are not written now: dead letters where trying again would be the same. */
async function refuse(
  { options, tx, partner, now }: Writing,
  lines: readonly OutboxRow[],
  said: string,
  isDead = false,
): Promise<void> {
  options.onFault({ partner: partner.code, error: new Error(said) });
  for (const [attempts, group] of Map.groupBy(lines, (line) => line.attempts)) {
    const dead = isDead || attempts + 1 >= ATTEMPTS_LIMIT;
    const ids = group.map(({ id }) => id);
    await tx.outboxFailed(ids, said, now + waitMs(attempts), dead);
  }
}

/** The reference is one of a series for each pair of addresses, without gaps. */
async function keepInterchange(
  writing: Writing,
  sending: Sending,
  lines: readonly OutboxRow[],
): Promise<void> {
  const { options, tx, keyId, now } = writing;
  const { ports } = options;
  const { sender, recipient } = sending.settings;
  const series = seriesOf(sender.id, recipient.id);
  const number = await tx.takeNumbers(ports.site.site, series, 1);
  const reference = String(number).padStart(REFERENCE_DIGITS, "0");
  const written = writeInterchange(sending, reference, lines);
  if (written.fault !== undefined) throw new Error(`${written.fault.code} in ${series}`);
  const { bytes } = written;
  const kept = await ports.blobs.put(keyId, [bytes], bytes.length);
  if (!kept.ok) throw new Error(kept.refusal.code);
  const { hash, sizeBytes } = kept.value;
  const blob = { hash, keyId, sizeBytes, mediaType: MEDIA_TYPE };
  await tx.keepBlob({ ...blob, retentionClass: "message", storedAt: now });
  const sentAs = { interchange: reference, sender: sender.id, recipient: recipient.id };
  const message = { ...queuedMessage(writing, written, lines.length, hash), sentAs };
  await tx.saveMessage(message);
  const ids = lines.map(({ id }) => id);
  await tx.writeLines(ids, message.id, now);
}

/** No other pair of addresses has the same series, whatever blanks are in them. */
function seriesOf(...addresses: readonly [sender: string, recipient: string]): string {
  const plain = addresses.map((one) => one.replaceAll("%", "%25").replaceAll(" ", "%20"));
  return `interchange ${plain.join(" ")}`;
}

function queuedMessage(
  { options, partner, message, keyId, now }: Writing,
  { bytes }: WrittenInterchange,
  rows: number,
  blobHash: string,
): Message {
  const { ports } = options;
  const id = ports.ids.next();
  return {
    id,
    site: ports.site.site,
    partyId: partner.partyId,
    partnerId: partner.id,
    direction: "out",
    format: FORMAT,
    name: `${message}-${partner.code}-${id}.edi`,
    blobHash,
    blobKeyId: keyId,
    sizeBytes: bytes.length,
    state: "queued",
    rowsTotal: rows,
    rowsDone: rows,
    rowsRefused: 0,
    findings: [],
    findingsTotal: 0,
    attempts: 0,
    corrects: null,
    answerTo: null,
    firstRow: 1,
    receivedAt: now,
    readers: [...new Set([partner.partyId, ports.site.operatorId])].sort(),
  };
}

/** Gives a partner a message under its name; throws when it cannot. */
export type Put = (name: string, bytes: Uint8Array, messageId: Id) => Promise<void>;

/** The message as it is kept, then all of it marked in one transaction; false where it failed. */
export async function deliverWritten(
  options: SenderOptions,
  partner: Pick<Partner, "id" | "code">,
  put: Put,
  { messageId, ids, attempts }: WrittenLines,
): Promise<boolean> {
  const { ports } = options;
  try {
    const message = await ports.store.transaction((tx) => tx.lockMessage(messageId));
    const { name, blobKeyId, blobHash } = present(message, "lines stand in a message that is kept");
    await put(name, await bytesOf(ports, blobKeyId, blobHash), messageId);
    const at = ports.clock.now();
    await ports.store.transaction(async (tx) => {
      await tx.outboxSent(ids, messageId, at);
      await tx.setMessageState(messageId, "sent", attempts + 1);
      await tx.countMessage(partner.id, "out");
    });
    return true;
  } catch (error) {
    await failed(
      options,
      partner,
      ids.map((id) => ({ id, attempts })),
      error,
    );
    const state = attempts + 1 >= ATTEMPTS_LIMIT ? "dead" : "queued";
    await ports.store.transaction((tx) => tx.setMessageState(messageId, state, attempts + 1));
    return false;
  }
}

async function bytesOf(ports: Ports, keyId: Id, hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of ports.blobs.get(keyId, hash)) parts.push(part);
  return Buffer.concat(parts);
}
