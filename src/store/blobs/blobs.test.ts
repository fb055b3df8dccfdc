import { createHash, randomBytes, randomUUID } from "node:crypto";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Blobs } from "#operations/ports.ts";
import { openPool } from "#store/pool.ts";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";
import { blobPath, fileBlobs } from "./files.ts";
import { type BlobKeys, blobKeys } from "./keys.ts";

const MIB = 1024 * 1024;
let database: FreshDatabase;
let pool: pg.Pool;
let folder: string;
let keys: BlobKeys;
let blobs: Blobs;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 10);
  folder = mkdtempSync(join(tmpdir(), "mailport-blobs-"));
  keys = blobKeys(pool, Buffer.alloc(32, 5));
  blobs = fileBlobs(folder, keys);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function bytesOf(keyId: string, hash: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.get(keyId, hash)) parts.push(part);
  return Buffer.concat(parts);
}

async function kept(keyId: string, bytes: Uint8Array): Promise<string> {
  const put = await blobs.put(keyId, [bytes], 10 * MIB);
  if (!put.ok) throw new Error(put.refusal.code);
  return put.value.hash;
}

const drafts = (): number => readdirSync(join(folder, "drafts")).length;

test("property: bytes of any length in any pieces come back as they were", async () => {
  const keyId = await keys.keyOf(randomUUID(), randomUUID());
  const lengths = fc.array(fc.oneof(fc.nat(70_000), fc.constantFrom(0, 1, 65_536, 131_072)), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(lengths, async (sizes) => {
      const parts = sizes.map((size) => randomBytes(size));
      const whole = Buffer.concat(parts);
      const put = await blobs.put(keyId, parts, MIB);
      if (!put.ok) throw new Error(put.refusal.code);
      expect(put.value.hash).toBe(createHash("sha256").update(whole).digest("hex"));
      expect(put.value.sizeBytes).toBe(whole.length);
      expect(Buffer.from(put.value.head)).toEqual(whole.subarray(0, 8192));
      expect(await bytesOf(keyId, put.value.hash)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
  expect(drafts()).toBe(0);
});

test("a party has one live key, also when asked for at once", async () => {
  const party = randomUUID();
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => keys.keyOf(party, randomUUID())));
  expect(new Set(ids).size).toBe(1);
});

test("reading stops at the first byte above the limit and nothing is left", async () => {
  const keyId = await keys.keyOf(randomUUID(), randomUUID());
  let given = 0;
  function* endless(): Generator<Uint8Array> {
    for (;;) {
      given += 1000;
      yield Buffer.alloc(1000);
    }
  }
  const put = await blobs.put(keyId, endless(), 10_000);
  expect(put).toEqual({
    ok: false,
    refusal: { code: "blob/too-large", facts: { limitBytes: 10_000 } },
  });
  expect(given).toBe(11_000);
  expect((await blobs.put(keyId, [Buffer.alloc(10_000)], 10_000)).ok).toBe(true);
  expect(drafts()).toBe(0);
});

test("bytes that end with a fault leave nothing", async () => {
  const keyId = await keys.keyOf(randomUUID(), randomUUID());
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(100_000);
    throw new Error("cut");
  }
  await expect(blobs.put(keyId, broken(), MIB)).rejects.toThrow("cut");
  expect(drafts()).toBe(0);
});

test("the file does not hold the plain bytes, and a changed or cut file does not open", async () => {
  const keyId = await keys.keyOf(randomUUID(), randomUUID());
  const plain = Buffer.from("Lin Mei, 8 Harbour Road. ".repeat(8000));
  const hash = await kept(keyId, plain);
  const path = blobPath(folder, keyId, hash);
  const before = readFileSync(path);
  expect(before.includes("Harbour")).toBe(false);
  const changed = Buffer.from(before);
  changed[70_000] = (changed[70_000] ?? 0) ^ 1;
  writeFileSync(path, changed);
  await expect(bytesOf(keyId, hash)).rejects.toThrow(/not as it was written/);
  for (const length of [3, 20, 65_536 + 36, before.length - 1]) {
    writeFileSync(path, before);
    truncateSync(path, length);
    await expect(bytesOf(keyId, hash)).rejects.toThrow();
  }
  writeFileSync(path, before);
  expect(await bytesOf(keyId, hash)).toEqual(plain);
});

test("erasing one party's key loses its copy and leaves another party's copy of the same bytes", async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const oneKey = await keys.keyOf(one, randomUUID());
  const otherKey = await keys.keyOf(other, randomUUID());
  const bytes = randomBytes(200_000);
  const hash = await kept(oneKey, bytes);
  expect(await kept(otherKey, bytes)).toBe(hash);
  expect(await keys.destroy(oneKey, 1)).toBe(true);
  await expect(bytesOf(oneKey, hash)).rejects.toThrow(/no blob key/);
  expect(await bytesOf(otherKey, hash)).toEqual(bytes);
  expect(await keys.destroy(oneKey, 2)).toBe(false);
  expect(await keys.keyOf(one, randomUUID())).not.toBe(oneKey);
});
