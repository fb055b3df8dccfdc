/**
 * Whether a file of customs messages is signed by who sent it, and what follows of it: where its
 * partner must sign, what is unsigned or wrongly signed waits; elsewhere it is only said.
 */
import type { Finding } from "#base/result.ts";
import { messageBytes } from "#standards/ceb/envelope-reader.ts";
import { MAX_CEB_BYTES } from "#standards/ceb/limits.ts";
import { TABLES_202205 } from "#standards/ceb/tables.ts";
import { cebSender } from "./ceb-work.ts";
import type { StepsContext } from "./define.ts";
import type { Ports } from "./ports.ts";
import type { CebPartner } from "./ports-dialogue.ts";
import type { Message } from "./ports-messages.ts";

/** What is to be said of the documents of a message by its name; undefined where nothing is. */
export type SignatureVerdict = (message: string, isSigned: boolean) => Finding | undefined;

const NOTHING: SignatureVerdict = () => undefined;

/** Reads the whole file: a signature is over all of it. */
export async function signatureVerdict(
  { ports }: Pick<StepsContext, "ports">,
  file: Message,
): Promise<SignatureVerdict> {
  if (file.format !== "ceb") return NOTHING;
  const partners = await ports.store.transaction((tx) => tx.cebPartners());
  const isRequired = demandsOne(partners, file);
  const fault = await faultIn(ports, file, codesOf(partners, file));
  return (message, isSigned) => {
    if (isSigned && fault !== undefined)
      return { code: fault, severity: isRequired ? "error" : "warning", at: {}, found: message };
    if (isSigned || !isRequired || !mustBeSigned(message)) return undefined;
    return { code: "ceb/signature-required", severity: "error", at: {}, found: message };
  };
}

/** A file that names none of its party's partners is asked what any of them is asked. */
function demandsOne(partners: readonly CebPartner[], file: Message): boolean {
  const sender = cebSender(partners, file);
  const own = partners.filter(
    ({ partyId, settings }) => partyId === file.partyId && settings.side === "declarant",
  );
  return (sender === undefined ? own : [sender]).some(({ settings }) => settings.signatureRequired);
}

/** Whose signature counts: the partner's that the file came from, else those of its party. */
function codesOf(partners: readonly CebPartner[], file: Message): readonly string[] {
  const own = partners.filter(({ partyId }) => partyId === file.partyId);
  const named = own.filter(({ partnerId }) => partnerId === file.partnerId);
  return (file.partnerId === null ? own : named).map(({ code }) => code);
}

/** Whether the schema demands a signature of this message. */
function mustBeSigned(message: string): boolean {
  return Object.entries(TABLES_202205).some(
    ([name, table]) => name === message && "signed" in table,
  );
}

/** Why the file's signature does not hold; undefined where it does, and where there can be none. */
async function faultIn(
  ports: Ports,
  file: Message,
  partners: readonly string[],
): Promise<string | undefined> {
  if (file.sizeBytes > MAX_CEB_BYTES) return "ceb/too-large";
  const parts: Uint8Array[] = [];
  for await (const part of ports.blobs.get(file.blobKeyId, file.blobHash)) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (!bytes.includes("Signature") && !bytes.includes("DxpMsg")) return undefined;
  const content = messageBytes(bytes);
  if (content === undefined) return "ceb/signature-xml";
  const verified = await ports.signature.verify(content, partners);
  return verified.ok ? undefined : verified.refusal.code;
}
