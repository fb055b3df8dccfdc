import { createHmac } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Person } from "#operations/ports.ts";
import { keyedHash, randomFromPool } from "./keyed-hash.ts";
import { masterKey, masterKeyPath } from "./keys.ts";
import { openVault } from "./vault.ts";

const vault = openVault(Buffer.alloc(32, 7));
const REF = "018f0000-0000-7000-8000-000000000001";
const OTHER = "018f0000-0000-7000-8000-000000000002";
const LIN: Person = {
  name: "Lin Mei",
  phone: "+86 20 5550 0123",
  identityNumber: "44-0101 x",
  addressLines: ["8 Harbour Road"],
  city: "Guangzhou",
  countryCode: "CN",
  email: "Lin.Mei@Example.org",
};

describe("keyed hashes", () => {
  test("property: the keyed hash is HMAC-SHA256 for any key and any text", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          fc.string({ minLength: 2000, maxLength: 6000 }),
        ),
        (key, text) => {
          expect(keyedHash(key)(text)).toBe(createHmac("sha256", key).update(text).digest("hex"));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("the same person written in another way has the same hashes", () => {
    const again: Person = {
      name: " LIN   mei",
      phone: "0086-20-55500123",
      identityNumber: "440101X",
      addressLines: ["8  harbour road", ""],
      city: "GUANGZHOU",
      countryCode: "cn",
      email: "lin.mei@EXAMPLE.org ",
    };
    expect(vault.hash(again)).toEqual(vault.hash(LIN));
    expect(vault.hash({ ...LIN, name: "Ｌｉｎ Mei" }).name).toBe(vault.hash(LIN).name);
  });

  test("kinds, keys and persons have different hashes, and nothing given is no hash", () => {
    const { name, phone } = vault.hash({ name: "12345", phone: "12345" });
    expect(name).not.toBe(phone);
    expect(vault.hash(LIN).name).not.toBe(openVault(Buffer.alloc(32, 8)).hash(LIN).name);
    const none = { name: null, phone: null, identity: null, address: null, email: null };
    expect(vault.hash({ name: " ", countryCode: "CN" })).toEqual(none);
    expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe("sealed records", () => {
  test("a sealed person opens as it was, under its own reference only", () => {
    const { sealed } = vault.seal(LIN, REF);
    expect(vault.open(REF, sealed)).toEqual(LIN);
    expect(() => vault.open(OTHER, sealed)).toThrow();
    expect(() => openVault(Buffer.alloc(32, 8)).open(REF, sealed)).toThrow();
    expect(Buffer.from(sealed.body).includes("Lin")).toBe(false);
  });

  test("a record whose salt was destroyed is lost: no salt and no other salt opens it", () => {
    const { sealed } = vault.seal(LIN, REF);
    expect(vault.open(REF, null)).toBeUndefined();
    expect(vault.open(REF, { salt: new Uint8Array(), body: sealed.body })).toBeUndefined();
    expect(() => vault.open(REF, { salt: randomFromPool(16), body: sealed.body })).toThrow();
  });

  test("property: any flipped bit of a sealed record is found", () => {
    const { sealed } = vault.seal(LIN, REF);
    fc.assert(
      fc.property(fc.nat(sealed.body.length * 8 - 1), (bit) => {
        const body = Buffer.from(sealed.body);
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => vault.open(REF, { salt: sealed.salt, body })).toThrow();
      }),
    );
  });

  test("property: any text is packed and unpacked as it was", async () => {
    const long = fc.string({ minLength: 5000, maxLength: 20_000, unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "grapheme" }), long), async (text) => {
        expect(await vault.unpack(await vault.pack(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test("random bytes from the pool never repeat", () => {
    const seen = new Set(Array.from({ length: 20_000 }, () => randomFromPool(16).toString("hex")));
    expect(seen.size).toBe(20_000);
  });
});

describe("the master key", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailport-keys-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("it is made once, for its owner only, and refused when others may read it", () => {
    const made = masterKey(folder);
    const path = masterKeyPath(folder);
    expect(made).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(masterKey(folder)).toEqual(made);
    chmodSync(path, 0o640);
    expect(() => masterKey(folder)).toThrow(/chmod 600/);
    chmodSync(path, 0o600);
    writeFileSync(path, "00");
    expect(() => masterKey(folder)).toThrow(/damaged/);
  });
});
