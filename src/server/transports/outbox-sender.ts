/**
 * Sends what waits in the outbox: claims lines of the event report of each partner, writes them as one
 * NDJSON file into the partner's folder, then marks them. At least once, in the order of each subject;
 * the format of a line is told in docs/event-report.md.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Ports, Tx } from "#operations/ports.ts";
import type { CebPartner } from "#operations/ports-dialogue.ts";
import type { Message, OutboxRow, Partner } from "#operations/ports-messages.ts";
import { flushCeb } from "./ceb-sender.ts";
import { flushMessages } from "./message-sender.ts";
import { type Flush, failed, LEASE_MS, type SenderOptions } from "./outbox-retries.ts";

type Id = string;

/** Lines of one file: so many are encoded without holding others up for more than 50 ms. */
export const LINES_PER_FILE = 2_000;
/** Bytes of one line; a longer one fails alone and ends as a dead letter. */
export const LINE_BYTES_LIMIT = 65_536;
/** Between two looks at an outbox with nothing to send. */
export const LOOK_EVERY_MS = 1_000;

/** Name of the format of outgoing reports, kept with each message. */
export const EVENT_REPORT = "event-report";

/** Sends until the signal ends it; a flush under way is finished first. */
export async function sendOutbox(options: SenderOptions, signal: AbortSignal): Promise<void> {
  await Promise.all([sendToFolders(options, signal), sendDialogues(options, signal)]);
}

async function sendToFolders(options: SenderOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const busy = await flushAll(options, signal).catch((error: unknown) => {
      options.onFault({ partner: "", error });
      return false;
    });
    if (!busy) await pause(signal);
  }
}

function pause(signal: AbortSignal): Promise<unknown> {
  return sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
}

/** One flush for each partner with a folder; true when something was sent. */
async function flushAll(options: SenderOptions, signal: AbortSignal): Promise<boolean> {
  const partners = await options.ports.store.transaction((tx) => tx.partners());
  let sent = 0;
  for (const partner of partners) {
    if (signal.aborted || partner.folderOut === null) continue;
    sent += (await flush(options, partner, partner.folderOut)).sent;
    if (partner.sendsMessages)
      sent += (await flushMessages(options, partner, partner.folderOut)).sent;
  }
  return sent > 0;
}

/** The dialogue of customs messages has transports of its own: who answers slowly keeps nobody waiting. */
async function sendDialogues(options: SenderOptions, signal: AbortSignal): Promise<void> {
  const underWay = new Map<Id, Promise<void>>();
  while (!signal.aborted) {
    const partners = await dialoguePartners(options);
    for (const { partnerId: id } of partners) {
      if (underWay.has(id)) continue;
      const done = sendDialogue(options, id, signal).finally(() => underWay.delete(id));
      underWay.set(id, done);
    }
    await pause(signal);
  }
  await Promise.all(underWay.values());
}

async function dialoguePartners(options: SenderOptions): Promise<readonly CebPartner[]> {
  const found = options.ports.store.transaction((tx) => tx.cebPartners());
  return found.catch((error: unknown) => {
    options.onFault({ partner: "", error });
    return [];
  });
}

/** What waits for one partner, until nothing does, each time as it is set by then. */
async function sendDialogue(options: SenderOptions, id: Id, signal: AbortSignal): Promise<void> {
  let busy = true;
  while (busy && !signal.aborted) {
    const partner = (await dialoguePartners(options)).find(({ partnerId }) => partnerId === id);
    if (partner === undefined) return;
    const flushed = flushCeb(options, partner).catch((error: unknown) => {
      options.onFault({ partner: partner.code, error });
      return { sent: 0 };
    });
    busy = (await flushed).sent > 0;
  }
}

/**
 * Claims what may be sent to one partner and sends it as one file. When this process dies between
 * the file and the mark, the lines go again after the lease, in another file with the same keys.
 */
export async function flush(
  options: SenderOptions,
  partner: Partner,
  folder: string,
): Promise<Flush> {
  const { ports } = options;
  const now = ports.clock.now();
  const { claimed, codes } = await ports.store.transaction(async (tx) => {
    const rows = await tx.claimOutbox(
      partner.id,
      EVENT_REPORT,
      now,
      now + LEASE_MS,
      LINES_PER_FILE,
    );
    return { claimed: rows, codes: await codesOf(tx, rows) };
  });
  if (claimed.length === 0) return { sent: 0, failed: 0 };
  const lines = claimed.map((row) => ({ row, text: lineOf(row, codes.get(row.subjectId) ?? []) }));
  const long = lines.filter(({ text }) => Buffer.byteLength(text) > LINE_BYTES_LIMIT);
  if (long.length > 0)
    await failed(
      options,
      partner,
      long.map(({ row }) => row),
      LINE_TOO_LONG,
    );
  const good = lines.filter((line) => !long.includes(line));
  if (good.length === 0) return { sent: 0, failed: long.length };
  const rows = good.map(({ row }) => row);
  try {
    await sendFile(options, partner, folder, rows, good.map(({ text }) => text).join(""));
    return { sent: rows.length, failed: long.length };
  } catch (error) {
    await failed(options, partner, rows, error);
    return { sent: 0, failed: claimed.length };
  }
}

const LINE_TOO_LONG = new Error(`the line is longer than ${LINE_BYTES_LIMIT} bytes`);

/** The codes a partner knows each subject by: its live identifiers, those in dispute left out. */
async function codesOf(
  tx: Tx,
  rows: readonly OutboxRow[],
): Promise<ReadonlyMap<Id, readonly string[]>> {
  if (rows.length === 0) return new Map();
  const identifiers = await tx.identifiersOf([...new Set(rows.map((row) => row.subjectId))]);
  const live = identifiers.filter((one) => one.freedAt === null && !one.contested);
  const bySubject = Map.groupBy(live, (one) => one.subjectId);
  return new Map(
    [...bySubject].map(([id, group]) => [id, group.map((one) => one.normalised).sort()]),
  );
}

function lineOf(row: OutboxRow, codes: readonly string[]): string {
  return `${JSON.stringify({ report: row.kind, ...row.body, codes })}\n`;
}

/** The copy is kept first, then the file delivered, then all of it marked in one transaction. */
async function sendFile(
  options: SenderOptions,
  partner: Partner,
  folder: string,
  rows: readonly OutboxRow[],
  text: string,
): Promise<void> {
  const { ports } = options;
  const bytes = Buffer.from(text);
  const keyId = await options.blobKeyOf(partner.partyId);
  const kept = await ports.blobs.put(keyId, [bytes], bytes.length);
  if (!kept.ok) throw new Error(kept.refusal.code);
  const id = ports.ids.next();
  const name = `events-${partner.code}-${id}.ndjson`;
  await options.deliver(folder, name, bytes);
  const at = ports.clock.now();
  const message = sentMessage(ports, partner, {
    id,
    name,
    at,
    keyId,
    rows: rows.length,
    ...kept.value,
  });
  await ports.store.transaction(async (tx) => {
    const { blobHash: hash, sizeBytes } = message;
    const mediaType = "application/x-ndjson";
    await tx.keepBlob({
      hash,
      keyId,
      sizeBytes,
      mediaType,
      retentionClass: "message",
      storedAt: at,
    });
    await tx.saveMessage(message);
    await tx.outboxSent(
      rows.map((row) => row.id),
      id,
      at,
    );
    await tx.countMessage(partner.id, "out");
  });
}

type SentFile = {
  readonly id: Id;
  readonly name: string;
  readonly at: number;
  readonly keyId: Id;
  readonly rows: number;
  readonly hash: string;
  readonly sizeBytes: number;
};

function sentMessage(ports: Ports, partner: Partner, file: SentFile): Message {
  return {
    id: file.id,
    site: ports.site.site,
    partyId: partner.partyId,
    partnerId: partner.id,
    direction: "out",
    format: EVENT_REPORT,
    name: file.name,
    blobHash: file.hash,
    blobKeyId: file.keyId,
    sizeBytes: file.sizeBytes,
    state: "sent",
    rowsTotal: file.rows,
    rowsDone: file.rows,
    rowsRefused: 0,
    findings: [],
    findingsTotal: 0,
    attempts: 1,
    corrects: null,
    answerTo: null,
    firstRow: 1,
    receivedAt: file.at,
    readers: [...new Set([partner.partyId, ports.site.operatorId])].sort(),
  };
}
