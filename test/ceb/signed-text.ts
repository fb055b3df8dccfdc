/** A message under the signature of whoever a test makes up. */
import { type SignatureKeys, xmlSignature } from "#server/xml-signature.ts";
import { SIGNATURE_METHODS } from "#standards/ceb/signature-methods.ts";

/** Throws the code of the refusal where it cannot be signed. */
export async function signedText(
  text: string | Uint8Array,
  own: Required<SignatureKeys>["own"],
): Promise<Buffer> {
  const keys = { own, known: new Map(), methods: SIGNATURE_METHODS };
  const signed = await xmlSignature(keys, () => "2026-09-21").sign(Buffer.from(text));
  if (!signed.ok) throw new Error(signed.refusal.code);
  return Buffer.from(signed.value);
}
