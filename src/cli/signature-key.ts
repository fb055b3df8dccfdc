/**
 * `mailport signature-key`: the public key of our own signatures, for partners to put where they keep keys.
 * Makes the private key on first use; never shows it and never replaces it.
 */
import { createPublicKey } from "node:crypto";
import { makeSignatureKey } from "#server/signature-keys.ts";
import { SIGNATURE_METHODS, type SignatureMethodName } from "#standards/ceb/signature-methods.ts";
import { refuseEmptyFolder } from "./data-folder.ts";
import { EXIT, type Terminal } from "./terminal.ts";

export function signatureKey(
  terminal: Terminal,
  folder: string,
  named: SignatureMethodName | undefined,
): number {
  refuseEmptyFolder(folder);
  const { path, key, isNew } = makeSignatureKey(folder, named);
  const { name, method, privateKey } = key;
  const { isForCustoms } = SIGNATURE_METHODS[method];
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
  if (terminal.json) terminal.printJson({ path, method, name, isNew, isForCustoms, publicKey });
  else {
    const words = isNew ? "signature-key.made" : "signature-key.there";
    terminal.note(terminal.say(words, { path, method }));
    if (!isForCustoms) terminal.note(terminal.say("signature-key.not-for-customs", { method }));
    terminal.print(publicKey.trimEnd());
  }
  return EXIT.well;
}
