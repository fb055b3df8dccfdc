/**
 * Whether a file of customs messages is signed by somebody known, and what follows of it: where its
 * partner must sign, what is unsigned or wrongly signed waits; elsewhere it is only said.
 */
import type { Finding } from "#base/result.ts";
import { MAX_CEB_BYTES } from "#standards/ceb/limits.ts";
import { TABLES_202205 } from "#standards/ceb/tables.ts";
import { cebSender } from "./ceb-work.ts";
import type { StepsContext } from "./define.ts";
import type { Ports } from "./ports.ts";
import type { Message } from "./ports-messages.ts";

/** What is to be said of the documents of a message by its name; undefined where nothing is. */
export type SignatureVerdict = (message: string, isSigned: boolean) => Finding | undefined;

const NOTHING: SignatureVerdict = () => undefined;
const MISSING = "ceb/signature-missing";

/** Reads the whole file: a signature is over all of it. */
export async function signatureVerdict(
  { ports }: Pick<StepsContext, "ports">,
  file: Message,
): Promise<SignatureVerdict> {
  if (file.format !== "ceb" || file.sizeBytes > MAX_CEB_BYTES) return NOTHING;
  const partners = await ports.store.transaction((tx) => tx.cebPartners());
  const isRequired = cebSender(partners, file)?.settings.signatureRequired === true;
  const fault = await faultIn(ports, file);
  return (message, isSigned) => {
    if (isSigned && fault !== undefined)
      return { code: fault, severity: isRequired ? "error" : "warning", at: {}, found: message };
    if (isSigned || !isRequired || !mustBeSigned(message)) return undefined;
    return { code: "ceb/signature-required", severity: "error", at: {}, found: message };
  };
}

/** Whether the schema demands a signature of this message. */
function mustBeSigned(message: string): boolean {
  return Object.entries(TABLES_202205).some(
    ([name, table]) => name === message && "signed" in table,
  );
}

/** Why the file's signature does not hold; undefined where it does, and where there is none. */
async function faultIn(ports: Ports, file: Message): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of ports.blobs.get(file.blobKeyId, file.blobHash)) parts.push(part);
  const content = contentOf(Buffer.concat(parts));
  if (!content.includes("Signature")) return undefined;
  const verified = await ports.signature.verify(content);
  if (verified.ok || verified.refusal.code === MISSING) return undefined;
  return verified.refusal.code;
}

/** What an envelope of the exchange platform carries, or the message itself. */
const ENVELOPED = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<(?:[\w.-]+:)?DxpMsg(?:Sv)?\b/;
const DATA = /<(?:[\w.-]+:)?Data\b[^>]*>([A-Za-z0-9+/=\s]*)</;

function contentOf(bytes: Buffer): Buffer {
  const head = bytes.toString("latin1", 0, 4_096);
  if (!ENVELOPED.test(head)) return bytes;
  const data = DATA.exec(bytes.toString("latin1"))?.[1];
  return data === undefined ? bytes : Buffer.from(data, "base64");
}
