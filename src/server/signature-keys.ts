/**
 * The keys of message signatures, from `keys/signature` of a data folder: `own.pem`, RSA or SM2, is the
 * key that we sign with (`own.METHOD.pem` for another method than the one customs takes first of its kind), `known/PARTNER.pem` a
 * public key or certificate that vouches for that partner (`known/PARTNER.ANYTHING.pem` a further one),
 * `methods.json` what differs from the carried methods. Without them nothing is signed and no signer is
 * known.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import {
  firstMethodOf,
  SIGNATURE_METHODS,
  type SignatureMethod,
  type SignatureMethodName,
  type SignatureMethods,
} from "#standards/ceb/signature-methods.ts";
import { refuseOpenToOthers } from "#store/keys.ts";
import { StoreFault } from "#store/store-fault.ts";
import { isSm2 } from "./sm2.ts";
import type { SignatureKeys } from "./xml-signature.ts";

/** Of an RSA key made here. */
const RSA_BITS = 3_072;

/**
 * Reads the keys. Throws `store/key-open-to-others` when others may read our own,
 * `store/signature-key-damaged` where a file is no such key in PEM, and
 * `store/signature-methods-damaged` where `methods.json` is not as it must be.
 */
export function readSignatureKeys(dataFolder: string): SignatureKeys {
  const folder = folderOf(dataFolder);
  const own = ownKey(folder);
  const known = new Map<string, KeyObject[]>();
  for (const path of pemsIn(join(folder, "known"))) {
    const [partner = ""] = basename(path).split(".");
    known.set(partner, [...(known.get(partner) ?? []), readKey(path, createPublicKey).key]);
  }
  const methods = readMethods(join(folder, "methods.json"));
  return { ...(own !== undefined && { own: own.key }), known, methods };
}

function folderOf(dataFolder: string): string {
  return join(dataFolder, "keys", "signature");
}

/** The key that we sign with, and its file. */
export type OwnKey = { readonly path: string; readonly key: Required<SignatureKeys>["own"] };

/**
 * The key that we sign with, made where there is none (for `sm2-sm3` unless another method is named).
 * Throws what `readSignatureKeys` throws of it, and `store/signature-key-there` where it is of another
 * method than the one named.
 */
export function makeSignatureKey(
  dataFolder: string,
  named: SignatureMethodName | undefined,
): OwnKey & { readonly isNew: boolean } {
  const folder = folderOf(dataFolder);
  const before = ownKey(folder);
  if (before === undefined)
    return { ...makeKey(folder, named ?? firstMethodOf("sm2")), isNew: true };
  const { path, key } = before;
  if (named === undefined || named === key.method) return { ...before, isNew: false };
  const sentence = `${path} signs by ${key.method}; take it away before another is made.`;
  throw new StoreFault("store/signature-key-there", sentence, { path, found: key.method });
}

function makeKey(folder: string, method: SignatureMethodName): OwnKey {
  const kind = SIGNATURE_METHODS[method].key;
  const path = join(folder, firstMethodOf(kind) === method ? "own.pem" : `own.${method}.pem`);
  const { privateKey } =
    kind === "sm2"
      ? generateKeyPairSync("ec", { namedCurve: "SM2" })
      : generateKeyPairSync("rsa", { modulusLength: RSA_BITS });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(path, pem, { mode: 0o600, flag: "wx" });
  return { path, key: { name: nameOf(privateKey), privateKey, method } };
}

/** The first that is there: without a method in its name, else by the order of the methods. */
function ownKey(folder: string): OwnKey | undefined {
  const names = [undefined, ...(Object.keys(SIGNATURE_METHODS) as SignatureMethodName[])];
  for (const method of names) {
    const path = join(folder, method === undefined ? "own.pem" : `own.${method}.pem`);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) continue;
    refuseOpenToOthers(path);
    const { key, kind } = readKey(path, createPrivateKey, method);
    const own = { name: nameOf(key), privateKey: key, method: method ?? firstMethodOf(kind) };
    return { path, key: own };
  }
  return undefined;
}

type Kind = SignatureMethod["key"];

function readKey(
  path: string,
  read: (pem: string) => KeyObject,
  method?: SignatureMethodName,
): { readonly key: KeyObject; readonly kind: Kind } {
  const key = readOr(() => read(readFileSync(path, "utf8")));
  const kind = key === undefined ? undefined : kindOf(key);
  const wanted = method === undefined ? kind : SIGNATURE_METHODS[method].key;
  if (key !== undefined && kind !== undefined && kind === wanted) return { key, kind };
  const sentence = `${path} is no ${wanted?.toUpperCase() ?? "RSA or SM2"} key in PEM; put a key there, or take the file away.`;
  throw new StoreFault("store/signature-key-damaged", sentence, { path });
}

function kindOf(key: KeyObject): Kind | undefined {
  if (key.asymmetricKeyType === "rsa") return "rsa";
  return isSm2(key) ? "sm2" : undefined;
}

function readOr<T>(read: () => T): T | undefined {
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

function pemsIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .filter((name) => /\.(pem|crt|cer)$/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Described = {
  signatureId: Type.String({ minLength: 1, maxLength: 500 }),
  digestId: Type.String({ minLength: 1, maxLength: 500 }),
  validFrom: Day,
  validTo: Day,
  source: Type.String({ minLength: 1, maxLength: 500 }),
  verified: Type.Boolean(),
};
const Sm2Parts = {
  identity: Type.String({ pattern: "^[ -~]{1,100}$" }),
  value: Type.Union([Type.Literal("raw"), Type.Literal("der")]),
};
const strict = { additionalProperties: false };
const RsaChange = Type.Partial(Type.Object(Described, strict), strict);
const Sm2Change = Type.Partial(Type.Object({ ...Described, ...Sm2Parts }, strict), strict);
/** What a row may differ in: all but its kind of key and its hashes. */
const Changes = Type.Partial(
  Type.Object(
    {
      "sm2-sm3": Sm2Change,
      "sm2-sha1": Sm2Change,
      "rsa-sha1": RsaChange,
      "rsa-sha256": RsaChange,
    },
    strict,
  ),
  strict,
);

function readMethods(path: string): SignatureMethods {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return SIGNATURE_METHODS;
  const changes = readOr((): unknown => JSON.parse(readFileSync(path, "utf8")));
  if (!Value.Check(Changes, changes)) {
    const sentence = `${path} is not as docs/customs-dialogue.md says; mend it, or take it away.`;
    throw new StoreFault("store/signature-methods-damaged", sentence, { path });
  }
  return changed(changes);
}

function changed(changes: Static<typeof Changes>): SignatureMethods {
  const carried = SIGNATURE_METHODS;
  return {
    "sm2-sm3": { ...carried["sm2-sm3"], ...changes["sm2-sm3"] },
    "sm2-sha1": { ...carried["sm2-sha1"], ...changes["sm2-sha1"] },
    "rsa-sha1": { ...carried["rsa-sha1"], ...changes["rsa-sha1"] },
    "rsa-sha256": { ...carried["rsa-sha256"], ...changes["rsa-sha256"] },
  };
}
