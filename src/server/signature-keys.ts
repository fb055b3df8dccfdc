/**
 * The keys of message signatures, from a data folder: `keys/signature/own.pem` is the RSA key that we
 * sign with (`own.rsa-sha1.pem` where a partner still takes only that method), and each file of
 * `keys/signature/known` is the public key or certificate of somebody whose signature we believe, named by
 * the file. Without them nothing is signed and no signer is known.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { refuseOpenToOthers } from "#store/keys.ts";
import { StoreFault } from "#store/store-fault.ts";
import type { RsaKeys, RsaMethod } from "./rsa-signature.ts";

/** The file of our own key for each method; the first that is there is taken. */
const OWN: readonly (readonly [file: string, method: RsaMethod])[] = [
  ["own.pem", "rsa-sha256"],
  ["own.rsa-sha1.pem", "rsa-sha1"],
];

/**
 * Reads the keys. Throws `store/key-open-to-others` when others may read our own, and
 * `store/signature-key-damaged` where a file is no RSA key in PEM.
 */
export function readSignatureKeys(dataFolder: string): RsaKeys {
  const folder = join(dataFolder, "keys", "signature");
  const own = OWN.map(([file, method]) => ownKey(join(folder, file), method));
  const known = namesIn(join(folder, "known")).map((path): [string, KeyObject] => [
    basename(path).replace(/\.[a-z]+$/, ""),
    rsaKey(path, createPublicKey),
  ]);
  const [first] = own.filter((one) => one !== undefined);
  return { ...(first !== undefined && { own: first }), known: new Map(known) };
}

function ownKey(path: string, method: RsaMethod): RsaKeys["own"] {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  refuseOpenToOthers(path);
  const privateKey = rsaKey(path, createPrivateKey);
  return { name: nameOf(privateKey), privateKey, method };
}

function rsaKey(path: string, read: (pem: string) => KeyObject): KeyObject {
  const key = readOr(() => read(readFileSync(path, "utf8")));
  if (key?.asymmetricKeyType === "rsa") return key;
  const sentence = `${path} is no RSA key in PEM; put a key there, or take the file away.`;
  throw new StoreFault("store/signature-key-damaged", sentence, { path });
}

function readOr(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Printed in a signature as the name of its key: hash of the public key, as certificates name one. */
function nameOf(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("hex").slice(0, 40);
}

function namesIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .filter((name) => /\.(pem|crt|cer)$/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}
