/**
 * Sends what the dialogue of customs messages queued: lines of the outbox become messages of the partner's
 * edition, signed where they must be, kept with their bytes, and then put into its folder, pushed to its
 * address or left for it to fetch.
 */
import { present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import { askedOfCustoms } from "#operations/ceb-asked.ts";
import type { Tx } from "#operations/ports.ts";
import type { CebPartner } from "#operations/ports-dialogue.ts";
import type { Message, OutboxRow } from "#operations/ports-messages.ts";
import { takeInMessage } from "#operations/take-in-message.ts";
import { type WrittenCeb, writeCebLines } from "#operations/write-ceb.ts";
import { folderActor } from "./folder-in.ts";
import { PUSH_MS, pushHttps } from "./https-push.ts";
import { deliverWritten, type Put } from "./message-sender.ts";
import {
  ATTEMPTS_LIMIT,
  type Flush,
  LEASE_MS,
  type SenderOptions,
  waitMs,
} from "./outbox-retries.ts";

type Id = string;

/** Documents of one message (annex); a tally goes alone. */
const DOCUMENTS = 100;
const TALLY = "CEB711";

/** Writes what waits for one partner of the dialogue, then delivers what is due. */
export async function flushCeb(options: SenderOptions, partner: CebPartner): Promise<Flush> {
  const { ports } = options;
  const now = ports.clock.now();
  const kinds = await ports.store.transaction((tx) => tx.cebKindsWaiting(partner.partnerId, now));
  for (const kind of kinds) {
    await writeKind(options, partner, kind).catch((error: unknown) =>
      options.onFault({ partner: partner.code, error }),
    );
  }
  const flush = { sent: 0, failed: 0 };
  if (partner.settings.transport === "pull")
    await ports.store.transaction((tx) => tx.leaveToFetch(partner.partnerId));
  const put = await channelOf(options, partner);
  if (put === undefined) return flush;
  const due = await ports.store.transaction((tx) =>
    tx.claimWritten(partner.partnerId, now, now + LEASE_MS, "ceb"),
  );
  const to = { id: partner.partnerId, code: partner.code };
  for (const written of due) {
    // What would outlast the claim is left to the next one: nobody else sends it meanwhile.
    if (ports.clock.now() - now > LEASE_MS - PUSH_MS) break;
    const isSent = await deliverWritten(options, to, put, written);
    flush[isSent ? "sent" : "failed"] += written.ids.length;
  }
  return flush;
}

/** How messages go to a partner; undefined where it fetches them. */
async function channelOf(options: SenderOptions, partner: CebPartner): Promise<Put | undefined> {
  const { folderOut, settings } = partner;
  const { transport, url, authorisation: sealed } = settings;
  if (transport === "pull") return undefined;
  if (transport === "folder")
    return folderOut === null
      ? undefined
      : (name, bytes) => options.deliver(folderOut, name, bytes);
  const { vault } = options.ports;
  const authorisation =
    sealed === null
      ? null
      : await vault.unpack({
          salt: Buffer.from(sealed.salt, "base64"),
          body: Buffer.from(sealed.body, "base64"),
        });
  return async (name, bytes, key) => {
    const answer = await pushHttps({
      url: url ?? "",
      authorisation,
      key,
      name,
      bytes,
      loopbackHttp: options.loopbackHttp === true,
    });
    await takeAnswer(options, partner, name, answer).catch((error: unknown) =>
      options.onFault({ partner: partner.code, error }),
    );
  };
}

/** A partner may answer at once: what looks like a message is taken in as one from it. */
async function takeAnswer(
  { ports, blobKeyOf }: SenderOptions,
  { partnerId, partyId, code }: CebPartner,
  name: string,
  answer: Uint8Array,
): Promise<void> {
  if (!/^\s*</.test(new TextDecoder().decode(answer.subarray(0, 64)))) return;
  const blobKeyId = await blobKeyOf(partyId);
  const kept = await ports.blobs.put(blobKeyId, [answer], answer.length);
  if (!kept.ok) throw new Error(kept.refusal.code);
  const { hash: blobHash, sizeBytes } = kept.value;
  const input = { name: `${name}.answer`, blobHash, blobKeyId, sizeBytes, partner: code };
  const actor = folderActor(ports, { id: partnerId, partyId, code });
  const taken = await call(ports, takeInMessage, actor, input);
  if (!taken.ok) throw new Error(taken.refusal.code);
}

/** One message of a kind; again while there are lines. */
async function writeKind(options: SenderOptions, partner: CebPartner, kind: string): Promise<void> {
  const { ports } = options;
  const keyId = await options.blobKeyOf(partner.partyId);
  const limit = kind === TALLY ? 1 : DOCUMENTS;
  await ports.store.transaction(async (tx) => {
    await tx.lockPartner(partner.partnerId);
    const now = ports.clock.now();
    const lines = await tx.unwrittenLines(partner.partnerId, kind, now, limit);
    if (lines.length > 0) await writeFit({ options, tx, partner, kind, keyId, now }, lines);
  });
}

type Writing = {
  readonly options: SenderOptions;
  readonly tx: Tx;
  readonly partner: CebPartner;
  readonly kind: string;
  readonly keyId: Id;
  readonly now: number;
};

/** Lines that do not go together are tried half by half, down to the one that cannot be written. */
async function writeFit(writing: Writing, lines: readonly OutboxRow[]): Promise<void> {
  const { options, tx, partner, kind, now } = writing;
  const made = await writeCebLines(options.ports, tx, partner, { kind, lines, now });
  if (made.ok) return keep(writing, made.value, lines);
  const [first, second] = lines;
  if (second === undefined || made.refusal.code === "ceb/signature-key") {
    const { code, facts = {} } = made.refusal;
    const said = `${code} ${Object.values(facts).join(" ")}`.trim();
    options.onFault({ partner: partner.code, error: new Error(said) });
    const attempts = first?.attempts ?? 0;
    // What is wrong with a document stays wrong; a key may yet be set.
    const isDead = code !== "ceb/signature-key" || attempts + 1 >= ATTEMPTS_LIMIT;
    const ids = lines.map(({ id }) => id);
    return tx.outboxFailed(ids, said, now + waitMs(attempts), isDead);
  }
  const half = Math.ceil(lines.length / 2);
  await writeFit(writing, lines.slice(0, half));
  await writeFit(writing, lines.slice(half));
}

/** The bytes and the message first, the lines with them; the clock of the answer begins. */
async function keep(
  writing: Writing,
  written: WrittenCeb,
  lines: readonly OutboxRow[],
): Promise<void> {
  const { options, tx, partner, keyId, now } = writing;
  const { ports } = options;
  const kept = await ports.blobs.put(keyId, [written.bytes], written.bytes.length);
  if (!kept.ok) throw new Error(kept.refusal.code);
  const { hash, sizeBytes } = kept.value;
  const blob = { hash, keyId, sizeBytes, mediaType: "application/xml" };
  await tx.keepBlob({ ...blob, retentionClass: "message", storedAt: now });
  const message = messageOf(writing, written, lines.length, hash);
  await tx.saveMessage(message);
  await tx.writeLines(
    lines.map(({ id }) => id),
    message.id,
    now,
  );
  const asked = lines.map(({ subjectId }) => subjectId);
  await askedOfCustoms({ ports, tx, now, partner }, asked, written.guid);
}

function messageOf(
  { options: { ports }, partner, kind, keyId, now }: Writing,
  { bytes, guid, findings }: WrittenCeb,
  rows: number,
  blobHash: string,
): Message {
  const { settings, partyId, partnerId, code } = partner;
  const id = ports.ids.next();
  return {
    id,
    site: ports.site.site,
    partyId,
    partnerId,
    direction: "out",
    format: "ceb",
    name: `${kind}-${code}-${id}.xml`,
    blobHash,
    blobKeyId: keyId,
    sizeBytes: bytes.length,
    state: settings.transport === "pull" ? "to-fetch" : "queued",
    rowsTotal: rows,
    rowsDone: rows,
    rowsRefused: 0,
    findings: [...findings],
    findingsTotal: findings.length,
    attempts: 0,
    corrects: null,
    answerTo: null,
    firstRow: 1,
    receivedAt: now,
    readers: [...new Set([partyId, ports.site.operatorId])].sort(),
    profile: `${kind} ${settings.edition}`,
    sentAs: {
      interchange: guid,
      sender: settings.dxpId,
      recipient: present(settings.receiverId ?? code, "a partner has a code"),
    },
  };
}
