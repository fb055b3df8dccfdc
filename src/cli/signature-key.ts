/**
 * `mailport signature-key`: the public key of our own signatures, for partners to put where they keep keys.
 * Makes the private key on first use; never shows it and never replaces it.
 */
import { createPublicKey } from "node:crypto";
import { makeSignatureKey } from "#server/signature-keys.ts";
import type { SignatureMethodName } from "#standards/ceb/signature-methods.ts";
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
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
  if (terminal.json) terminal.printJson({ path, method, name, isNew, publicKey });
  else {
    const words = isNew ? "signature-key.made" : "signature-key.there";
    terminal.note(terminal.say(words, { path, method }));
    terminal.print(publicKey.trimEnd());
  }
  return EXIT.well;
}
