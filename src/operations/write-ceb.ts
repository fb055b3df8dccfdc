/**
 * Writes lines of the outbox into one customs message: answers as they were queued, lists and cancels as
 * their declarants sent them, tallies as they were counted. Checked as a received one is, signed where
 * its schema asks for it, in an envelope where the partner has one.
 */

import type { Finding } from "#base/result.ts";
import { ok, type Result, refuse } from "#base/result.ts";
import { formatInstant } from "#base/time.ts";
import { writeDxp } from "#standards/ceb/envelope-writer.ts";
import { type CebDocumentReading, readCeb } from "#standards/ceb/reader.ts";
import { cebRule, isCebName } from "#standards/ceb/tables.ts";
import type { CebDocument, CebMessage } from "#standards/ceb/values.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { blobBytes } from "./blob-bytes.ts";
import { tallyDocument } from "./ceb-tally.ts";
import { maskFinding } from "./mask-findings.ts";
import type { Ports, Tx } from "./ports.ts";
import type { CebPartner } from "./ports-dialogue.ts";
import type { OutboxRow } from "./ports-messages.ts";

/** Lines of one kind that are to stand in one message. */
export type CebLines = {
  readonly kind: string;
  readonly lines: readonly OutboxRow[];
  readonly now: number;
};

export type WrittenCeb = {
  readonly bytes: Uint8Array;
  readonly guid: string;
  /** What customs may refuse though it could be written. */
  readonly findings: readonly Finding[];
};

/**
 * The message's bytes. Refuses `ceb/not-writable` (with the first fault), `ceb/source-gone`,
 * `ceb/signature-key` where it must be signed and no key is set, and what else the signature refuses.
 */
export async function writeCebLines(
  ports: Ports,
  tx: Tx,
  partner: CebPartner,
  { kind, lines, now }: CebLines,
): Promise<Result<WrittenCeb>> {
  const { settings } = partner;
  const rule = isCebName(kind) ? cebRule(settings.edition, kind) : undefined;
  if (!isCebName(kind) || rule === undefined)
    return refuse("ceb/not-writable", { finding: "ceb/not-in-edition", found: kind });
  const documents: unknown[] = [];
  const sources: Sources = new Map();
  for (const line of lines) {
    const document = await documentOf(ports, tx, line, sources);
    if (document === undefined) return refuse("ceb/source-gone", { found: line.subjectId });
    documents.push(document);
  }
  const guid = ports.ids.next().toUpperCase();
  const isSent = rule.root.indexOf.has("BaseTransfer");
  const message: CebMessage = {
    kind: "ceb",
    message: kind,
    edition: settings.edition,
    guid,
    version: "1.0",
    // Documents of a line are of its kind.
    documents: documents as CebDocument[],
    ...(isSent && {
      transfer: {
        copCode: settings.copCode,
        copName: settings.copName,
        dxpMode: "DXP",
        dxpId: settings.dxpId,
      },
    }),
  };
  const written = writeCeb(message);
  if (written.bytes === undefined) return unfit(written.findings);
  const signed = await signedWhereAsked(ports, written.bytes, rule.root.indexOf.has("Signature"));
  if (!signed.ok) return signed;
  const findings = written.findings.filter(({ code }) => code !== "ceb/unsigned").map(maskFinding);
  const bytes = inEnvelope(ports, partner, { kind, guid, now }, signed.value);
  return bytes.ok ? ok({ bytes: bytes.value, guid, findings }) : bytes;
}

/** The refusal stays with the line and in the log: no person stands in it. */
function unfit(findings: readonly Finding[]): Result<never> {
  const fault = findings.find(({ severity }) => severity === "error");
  const {
    code = "",
    at,
    found = "",
    expected = "",
  } = fault === undefined ? {} : maskFinding(fault);
  return refuse("ceb/not-writable", { finding: code, path: at?.path ?? "", found, expected });
}

/** Whatever a declarant or we send is signed: the annex asks for it wherever a document is submitted. */
async function signedWhereAsked(
  ports: Ports,
  bytes: Uint8Array,
  hasPlace: boolean,
): Promise<Result<Uint8Array>> {
  return hasPlace ? ports.signature.sign(bytes) : ok(bytes);
}

function inEnvelope(
  ports: Ports,
  { settings }: CebPartner,
  { kind, guid, now }: { readonly kind: string; readonly guid: string; readonly now: number },
  content: Uint8Array,
): Result<Uint8Array> {
  if (settings.receiverId === null) return ok(content);
  const createdTime = formatInstant(now, ports.site.legalZone).slice(0, 19);
  const head = {
    copMsgId: guid,
    senderId: settings.dxpId.slice(0, 16),
    receiverIds: [settings.receiverId],
    createdTime,
    messageType: `${kind}Message`,
  };
  const { bytes, findings } = writeDxp(head, content);
  return bytes === undefined ? unfit(findings) : ok(bytes);
}

/** The business document of a line; undefined where what it was read from is gone. */
async function documentOf(
  ports: Ports,
  tx: Tx,
  line: OutboxRow,
  sources: Sources,
): Promise<unknown> {
  const { document, source, tally } = line.body;
  if (document !== undefined) return document;
  if (tally !== undefined) return tallyDocument(tx, line.subjectId);
  return typeof source === "string" ? sourceDocument(ports, tx, source, sources) : undefined;
}

/** Files that documents of a message came in, each read once. */
type Sources = Map<string, readonly CebDocumentReading[]>;

/** A document as its declarant sent it, from the file that it came in. */
async function sourceDocument(
  ports: Ports,
  tx: Tx,
  messageId: string,
  sources: Sources,
): Promise<unknown> {
  const message = await tx.lockMessage(messageId);
  if (message?.contained === undefined) return undefined;
  const { blobKeyId, blobHash } = message;
  const name = `${blobKeyId} ${blobHash}`;
  let documents = sources.get(name);
  if (documents === undefined) {
    documents = readCeb(await blobBytes(ports.blobs, blobKeyId, blobHash)).documents;
    sources.set(name, documents);
  }
  return documents[message.contained.row - 1]?.value;
}
