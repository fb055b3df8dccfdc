/**
 * The check of one signed document against the keys that may have signed it and the methods taken. It may
 * take seconds; where it is done is the port's.
 */
import { createHash, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { ok, type Result, refuse } from "#base/result.ts";
import type { SignedBy } from "#operations/ports-signature.ts";
import { type SignedParts, signedParts } from "#standards/ceb/signature.ts";
import type { SignatureMethod } from "#standards/ceb/signature-methods.ts";
import { isSm2, verifySm2 } from "./sm2.ts";

/** A method with the name it is called by. */
export type NamedMethod = SignatureMethod & { readonly name: string };

/** One document to be checked: the keys that may have signed it, and the methods taken. */
export type SignatureCheck = {
  readonly bytes: Uint8Array;
  readonly known: readonly { readonly partner: string; readonly key: KeyObject }[];
  readonly methods: readonly NamedMethod[];
};

/** As `SignaturePort.verify`; for a long document it takes seconds. */
export function checkSignature({ bytes, known, methods }: SignatureCheck): Result<SignedBy> {
  const parts = signedParts(bytes);
  if (!parts.ok) return parts;
  const { signatureMethod, digestMethod, digest, content, keyName } = parts.value;
  const method = methods.find(
    (one) => one.signatureId === signatureMethod && one.digestId === digestMethod,
  );
  if (method === undefined) return refuse("ceb/signature-method", { found: signatureMethod });
  const made = createHash(method.digest).update(content).digest();
  if (made.length !== digest.length || !timingSafeEqual(made, digest))
    return refuse("ceb/signature-digest");
  const signer = known.find(({ key }) => isSignedBy(parts.value, key, method));
  if (signer === undefined) return refuse("ceb/signature-key", { found: keyName ?? "" });
  return ok({ partner: signer.partner, method: method.name });
}

function isSignedBy(parts: SignedParts, key: KeyObject, method: SignatureMethod): boolean {
  const { signedInfo, value } = parts;
  if (method.key === "sm2") return isSm2(key) && verifySm2(signedInfo, value, key, method.identity);
  return key.asymmetricKeyType === "rsa" && verify(method.hash, signedInfo, key, value);
}
