/**
 * Pushes a message to a partner's address: one POST over TLS with its certificate checked, bounded in
 * time, no redirects, and of the answer only so many bytes. When to try again is the outbox's affair.
 */

/** One push is given this long, answer included. */
export const PUSH_MS = 30_000;
/** Bytes of an answer that are read; a longer one is left there. */
export const ANSWER_BYTES_LIMIT = 1_048_576;
/** Characters of a refusal's body that are kept with the line that failed. */
const SAID = 200;
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

export type Push = {
  readonly url: string;
  /** The header Authorization; null for none. */
  readonly authorisation: string | null;
  /** The same for the same message, so that a receiver knows it again. */
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly timeoutMs?: number;
  /** Whether this machine itself is pushed to without TLS: tests alone set it. */
  readonly loopbackHttp?: boolean;
};

/**
 * The partner's answer, empty where it gave none. Throws what failed: another scheme than `https`, no
 * connection, a certificate that is not valid, no answer in time, a redirect, or a status that is not 2xx.
 */
export async function pushHttps(push: Push): Promise<Uint8Array> {
  const { url, authorisation, key, name, bytes, timeoutMs = PUSH_MS } = push;
  const target = new URL(url);
  if (!isSafe(target, push.loopbackHttp === true)) throw new Error("https is asked for");
  const answer = await fetch(target, {
    method: "POST",
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "idempotency-key": key,
      "x-file-name": encodeURIComponent(name),
      ...(authorisation !== null && { authorization: authorisation }),
    },
    body: Buffer.from(bytes),
  });
  const body = await bounded(answer);
  if (answer.ok) return body;
  const said = withoutSecret(new TextDecoder().decode(body), authorisation).slice(0, SAID);
  throw new Error(`HTTP ${answer.status} ${said.replace(/\s+/g, " ")}`.trim());
}

/** A server that says back what it was sent makes no log of ours carry the authorisation. */
function withoutSecret(text: string, authorisation: string | null): string {
  if (authorisation === null) return text;
  const secret = authorisation.slice(authorisation.lastIndexOf(" ") + 1);
  return text.replaceAll(authorisation, "…").replaceAll(secret, "…");
}

function isSafe({ protocol, hostname }: URL, loopbackHttp: boolean): boolean {
  return protocol === "https:" || (protocol === "http:" && loopbackHttp && LOOPBACK.has(hostname));
}

/** The first bytes of an answer; the rest is not fetched. */
async function bounded(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (answer.body === null) return new Uint8Array();
  for await (const part of answer.body) {
    if (size + part.length > ANSWER_BYTES_LIMIT) break;
    parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts);
}
