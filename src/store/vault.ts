/**
 * Seals person data and kept inputs. Each record has a key of its own, derived from the master key
 * and a random salt stored beside it: a destroyed salt is a record lost for good, in every copy
 * made later. Rows are written by the record's transaction, not here.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdCompressSync, zstdDecompress } from "node:zlib";
import type { Person, SealedBytes, Vault } from "#operations/ports.ts";
import { derivedKey, type KeyedHash, keyedHash, randomFromPool } from "./keyed-hash.ts";
import { NORMALISER_VERSION, personHashes } from "./person-hashes.ts";

/** Version of the master key and of what is derived from it; kept with every record. */
export const KEY_VERSION = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** A key seals one record only, so its nonce need not differ. */
const NONCE = Buffer.alloc(12);
const CIPHER = "aes-256-gcm";
/** Shorter texts are compressed at once: the way to another thread costs more. */
const AT_ONCE_LENGTH = 4096;
/** A kept text is never longer than the largest body, with room for what JSON adds. */
const UNPACKED_BYTES_LIMIT = 256 * 1024 * 1024;
/** Level 1: a fifth of the size in a third of the time of deflate. */
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const NO_SALT = Buffer.alloc(0);

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Opens the vault under a master key of 32 bytes. */
export function openVault(masterKey: Uint8Array): Vault {
  const match = keyedHash(derivedKey(masterKey, NO_SALT, "person-hash/1"));
  const personKey = keyedHash(derivedKey(masterKey, NO_SALT, "person-record/1"));
  const fingerprint = keyedHash(derivedKey(masterKey, NO_SALT, "fingerprint/1"));
  const packKey = keyedHash(derivedKey(masterKey, NO_SALT, "pack/1"));
  return {
    hash: (person) => personHashes(match, person),
    seal: (person, personRef) => ({
      sealed: seal(personKey, personRef, Buffer.from(JSON.stringify(person))),
      keyVersion: KEY_VERSION,
      normaliserVersion: NORMALISER_VERSION,
    }),
    open: (personRef, sealed) => opened(personKey, personRef, sealed),
    fingerprint,
    pack: async (text) => {
      const bytes = Buffer.from(text);
      const small = bytes.length < AT_ONCE_LENGTH;
      const packed = small ? zstdCompressSync(bytes, PACKING) : await compress(bytes, PACKING);
      return seal(packKey, "", packed);
    },
    unpack: async (sealed) => {
      const packed = unseal(packKey, "", sealed);
      const options = { maxOutputLength: UNPACKED_BYTES_LIMIT };
      return (await decompress(packed, options)).toString("utf8");
    },
  };
}

/** A record that was erased has no salt, or one of no bytes. */
function opened(key: KeyedHash, personRef: string, sealed: SealedBytes | null): Person | undefined {
  if (sealed === null || sealed.salt.length === 0) return undefined;
  return JSON.parse(unseal(key, personRef, sealed).toString("utf8")) as Person;
}

/** One authenticated encryption; bound to its owner, so that rows cannot be exchanged. */
function seal(key: KeyedHash, owner: string, plain: Uint8Array): SealedBytes {
  const salt = randomFromPool(SALT_BYTES);
  const cipher = createCipheriv(CIPHER, recordKey(key, salt, owner), NONCE);
  const first = cipher.update(plain);
  const last = cipher.final();
  return { salt, body: Buffer.concat([first, last, cipher.getAuthTag()]) };
}

/** Throws when a byte of the record, its salt or its owner is not as it was sealed. */
function unseal(key: KeyedHash, owner: string, sealed: SealedBytes): Buffer {
  const { salt, body } = sealed;
  const end = body.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, recordKey(key, salt, owner), NONCE, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(body.subarray(end));
  const first = decipher.update(body.subarray(0, end));
  return Buffer.concat([first, decipher.final()]);
}

/** As a key object: a cipher told to look whether bytes are one takes three times as long. */
function recordKey(key: KeyedHash, salt: Uint8Array, owner: string): KeyObject {
  return createSecretKey(key(`${Buffer.from(salt).toString("hex")}/${owner}`), "hex");
}
