/** All ports of the operations on a real database, a data folder, the clock and chance. */
import { hash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { legalDay } from "#base/time.ts";
import type { Ports, SiteFacts } from "#operations/ports.ts";
import { fileBlobs } from "#store/blobs/files.ts";
import { type BlobKeys, blobKeys } from "#store/blobs/keys.ts";
import { openDraw } from "#store/draw.ts";
import { openStore } from "#store/open.ts";
import type { Pool } from "#store/pool.ts";
import { openVault } from "#store/vault.ts";
import { makeIds } from "./ids.ts";
import { makePasswords } from "./passwords.ts";
import { readSignatureKeys } from "./signature-keys.ts";
import { type SignatureKeys, xmlSignature } from "./xml-signature.ts";

/** Bits of a secret; nobody guesses it, so its hash needs no salt. */
const SECRET_BYTES = 32;

export type PortsOptions = {
  readonly pool: Pool;
  readonly dataFolder: string;
  readonly masterKey: Uint8Array;
  readonly site: SiteFacts;
  /** Epoch ms now; the machine's clock where absent. */
  readonly now?: () => number;
  /** Keys of messages' signatures; those of the data folder where absent. */
  readonly signatureKeys?: SignatureKeys;
};

/** The folder of a data folder that holds the blobs. */
export function blobsFolder(dataFolder: string): string {
  return join(dataFolder, "blobs");
}

/** The ports, and the keys of blobs that a body's receiver needs beside them. */
export function makePorts(options: PortsOptions): Ports & { readonly blobKeys: BlobKeys } {
  const { pool, dataFolder, masterKey, site } = options;
  const clock = { now: options.now ?? Date.now };
  const keys = blobKeys(pool, masterKey);
  const today = (): string => legalDay(clock.now(), site.legalZone);
  return {
    store: openStore(pool),
    site,
    clock,
    ids: makeIds(clock),
    digest: (bytes) => hash("sha256", bytes),
    vault: openVault(masterKey),
    draw: openDraw(masterKey),
    blobs: fileBlobs(blobsFolder(dataFolder), keys),
    passwords: makePasswords(),
    secret: () => randomBytes(SECRET_BYTES).toString("base64url"),
    signature: xmlSignature(options.signatureKeys ?? readSignatureKeys(dataFolder), today),
    blobKeys: keys,
  };
}
