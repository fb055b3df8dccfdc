/**
 * The signature port: XML-DSig enveloped, by RSA and by SM2, with the methods that are taken on the day.
 * Trusts only the public keys it is given, each for its partner, never one that comes with a message.
 */
import { createHash, type KeyObject, sign } from "node:crypto";
import { ok, type Result, refuse } from "#base/result.ts";
import type { SignaturePort } from "#operations/ports-signature.ts";
import { prepareSignature } from "#standards/ceb/signature.ts";
import {
  isTakenOn,
  type SignatureMethod,
  type SignatureMethodName,
  type SignatureMethods,
} from "#standards/ceb/signature-methods.ts";
import { checkSignature, type NamedMethod } from "./signature-check.ts";
import { checkApart } from "./signature-thread.ts";
import { signSm2, sm2Der } from "./sm2.ts";

/** Files up to this are checked where the server works, longer ones in a thread of their own. */
const CHECKED_HERE_BYTES = 256 * 1_024;

export type SignatureKeys = {
  /** The key to sign with; without one nothing is signed. */
  readonly own?: {
    readonly name: string;
    readonly privateKey: KeyObject;
    readonly method: SignatureMethodName;
  };
  /** Public keys of those whose signatures are known, by the codes of the partners that they vouch for. */
  readonly known: ReadonlyMap<string, readonly KeyObject[]>;
  readonly methods: SignatureMethods;
};

/** Signs and verifies with these keys; `today` is the day `YYYY-MM-DD` that the methods are asked for. */
export function xmlSignature(keys: SignatureKeys, today: () => string): SignaturePort {
  return {
    sign: (bytes) => Promise.resolve(signed(bytes, keys, today())),
    verify: (bytes, partners) => {
      const known = partners.flatMap((partner) =>
        (keys.known.get(partner) ?? []).map((key) => ({ partner, key })),
      );
      const check = { bytes, known, methods: taken(keys.methods, today()) };
      if (bytes.length > CHECKED_HERE_BYTES) return checkApart(check);
      return Promise.resolve(checkSignature(check));
    },
  };
}

function taken(methods: SignatureMethods, day: string): readonly NamedMethod[] {
  return Object.entries(methods)
    .filter(([, method]) => isTakenOn(method, day))
    .map(([name, method]) => ({ ...method, name }));
}

function signed(bytes: Uint8Array, keys: SignatureKeys, day: string): Result<Uint8Array> {
  if (keys.own === undefined) return refuse("ceb/signature-key");
  const { name: keyName, privateKey, method: name } = keys.own;
  const method = keys.methods[name];
  if (!isTakenOn(method, day)) return refuse("ceb/signature-method", { found: name });
  const { signatureId: signatureMethod, digestId: digestMethod } = method;
  const prepared = prepareSignature(bytes, { signatureMethod, digestMethod, keyName });
  if (!prepared.ok) return prepared;
  const { content, toSign, finish } = prepared.value;
  const digest = createHash(method.digest).update(content).digest();
  return ok(finish(digest, valueOf(toSign(digest), privateKey, method)));
}

function valueOf(signedInfo: Uint8Array, key: KeyObject, method: SignatureMethod): Uint8Array {
  if (method.key === "rsa") return sign(method.hash, signedInfo, key);
  const value = signSm2(signedInfo, key, method.identity);
  return method.value === "raw" ? value : sm2Der(value);
}
