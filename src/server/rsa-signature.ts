/**
 * The signature port with RSA: XML-DSig enveloped, rsa-sha1 as China's customs still takes it and rsa-sha256.
 * Trusts only the public keys it is given, never one that comes with a message. SM2 with SM3 is not here:
 * what Node signs with a key on the curve SM2 is ECDSA, which no verifier of SM2 (GM/T 0003.2) takes.
 */
import { createHash, type KeyObject, sign, timingSafeEqual, verify } from "node:crypto";
import { ok, type Result, refuse } from "#base/result.ts";
import type { SignaturePort, SignedBy } from "#operations/ports-signature.ts";
import { prepareSignature, type SignedParts, signedParts } from "#standards/ceb/signature.ts";

/** Methods by the short name used in settings; identifiers of XML-Signature and RFC 9231. */
const METHODS = {
  "rsa-sha1": {
    signature: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    digest: "http://www.w3.org/2000/09/xmldsig#sha1",
    hash: "sha1",
  },
  "rsa-sha256": {
    signature: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    digest: "http://www.w3.org/2001/04/xmlenc#sha256",
    hash: "sha256",
  },
} as const;

export type RsaMethod = keyof typeof METHODS;

export type RsaKeys = {
  /** The key to sign with; without one nothing is signed. */
  readonly own?: {
    readonly name: string;
    readonly privateKey: KeyObject;
    readonly method: RsaMethod;
  };
  /** Public keys of those whose signatures are known, by name. */
  readonly known: ReadonlyMap<string, KeyObject>;
  /** Methods a signature may have; both where absent. */
  readonly methods?: readonly RsaMethod[];
};

/** Signs and verifies with these keys. */
export function rsaSignature(keys: RsaKeys): SignaturePort {
  const methods = keys.methods ?? ["rsa-sha1", "rsa-sha256"];
  return {
    sign: (bytes) => Promise.resolve(signed(bytes, keys.own)),
    verify: (bytes) => Promise.resolve(verified(bytes, keys.known, methods)),
  };
}

function signed(bytes: Uint8Array, own: RsaKeys["own"]): Result<Uint8Array> {
  if (own === undefined) return refuse("ceb/signature-key");
  const { signature, digest: digestMethod, hash } = METHODS[own.method];
  const method = { signatureMethod: signature, digestMethod, keyName: own.name };
  const prepared = prepareSignature(bytes, method);
  if (!prepared.ok) return prepared;
  const { content, toSign, finish } = prepared.value;
  const digest = createHash(hash).update(content).digest();
  return ok(finish(digest, sign(hash, toSign(digest), own.privateKey)));
}

function verified(
  bytes: Uint8Array,
  known: RsaKeys["known"],
  methods: readonly RsaMethod[],
): Result<SignedBy> {
  const parts = signedParts(bytes);
  if (!parts.ok) return parts;
  const { signatureMethod, digestMethod, digest, content, keyName } = parts.value;
  const method = methods.find(
    (one) => METHODS[one].signature === signatureMethod && METHODS[one].digest === digestMethod,
  );
  if (method === undefined) return refuse("ceb/signature-method", { found: signatureMethod });
  const made = createHash(METHODS[method].hash).update(content).digest();
  if (made.length !== digest.length || !timingSafeEqual(made, digest))
    return refuse("ceb/signature-digest");
  const key = signerOf(parts.value, known, METHODS[method].hash);
  if (key === undefined) return refuse("ceb/signature-key", { found: keyName ?? "" });
  return ok({ key, method });
}

/** The known key that made the signature; the name in the message only says which to try first. */
function signerOf(parts: SignedParts, known: RsaKeys["known"], hash: string): string | undefined {
  const names = [...known.keys()].sort((a, b) => rank(a, parts) - rank(b, parts));
  return names.find((name) => {
    const key = known.get(name);
    const isRsa = key?.asymmetricKeyType === "rsa";
    return isRsa && verify(hash, parts.signedInfo, key, parts.value);
  });
}

function rank(name: string, { keyName }: SignedParts): number {
  return name === keyName ? 0 : 1;
}
