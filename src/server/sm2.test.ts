/**
 * SM2 with SM3 against the standards' own examples and against values made by OpenSSL 3.0.19 with an
 * invented key: `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:…`.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSm2, signSm2, sm2Der, verifySm2 } from "./sm2.ts";

const IDENTITY = "1234567812345678";
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

/** A.2 of GM/T 0003.5-2012. */
const STANDARD = {
  secret: "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8",
  point: `09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020
    CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13`.replace(/\s+/, ""),
  message: Buffer.from("message digest"),
  drawn: hex("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"),
  r: "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3",
  s: "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA",
};
const standardKey = createPrivateKey({
  key: hex(
    `308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${STANDARD.secret}` +
      `a14403420004${STANDARD.point}`,
  ),
  format: "der",
  type: "pkcs8",
});

/** Made by OpenSSL. */
const OPENSSL = {
  key: createPublicKey(`-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEbMXJR7/6FeEWkPTSWvwNt6ZdHR0e
KKqSg0TkN9VaBwmWIAf5BXv01E6tJsWRabRwHt7k8MRF8hlLN3KoAH1AfA==
-----END PUBLIC KEY-----`),
  message: Buffer.from("Chongqing, mail of 2026"),
  values: {
    [IDENTITY]:
      "MEYCIQDgvCirXe+HYB7Y+C2Aga3NlO/ekvOGhQIJumG9XCM8xAIhANW6C+FL5LbVY36NQmSkYIVgSy+hxIWRwaDCuZa96to3",
    "ALICE123@YAHOO.COM":
      "MEQCIEXN+2HWGCKCV9gjXiZOQkjknvRgTxvLX9f/MIcymIyrAiAeR0NtX3LlYVPKBiOGQuhnD/0kMghCqXHlGD0lBvQ+bA==",
    "": "MEQCIFcuDifdtKIoYL+4glKb7JGsGl/lJisXQBbG9rYDf/blAiBG8X9WbwuGSpbrBpKs7IceTetOHj/P5812bV42b+3Nog==",
  },
};

/** One bit turned over. */
function changed(bytes: Uint8Array, at: number): Uint8Array {
  const other = Buffer.from(bytes);
  const byte = Math.floor(at / 8) % other.length;
  other[byte] = (other[byte] ?? 0) ^ (1 << (at % 8));
  return other;
}

describe("against others", () => {
  test("golden: GM/T 0004-2012, examples 1 and 2: SM3 of Node", () => {
    const sm3 = (text: string): string => createHash("sm3").update(text).digest("hex");
    expect(sm3("abc")).toBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    expect(sm3("abcd".repeat(16))).toBe(
      "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
    );
  });

  test("golden: GM/T 0003.5-2012, A.2: the standard's signature is made and known", () => {
    const value = signSm2(STANDARD.message, standardKey, IDENTITY, () => STANDARD.drawn);
    expect(value).toEqual(hex(STANDARD.r + STANDARD.s));
    expect(verifySm2(STANDARD.message, value, createPublicKey(standardKey), IDENTITY)).toBe(true);
  });

  test("golden: signatures by OpenSSL are known, each for its identity alone", () => {
    for (const [identity, value] of Object.entries(OPENSSL.values)) {
      const holds = (asked: string): boolean =>
        verifySm2(OPENSSL.message, Buffer.from(value, "base64"), OPENSSL.key, asked);
      expect(Object.keys(OPENSSL.values).filter(holds)).toEqual([identity]);
    }
  });
});

describe("signing and verifying", () => {
  const own = generateKeyPairSync("ec", { namedCurve: "SM2" });
  const fromFile = createPrivateKey(own.privateKey.export({ type: "pkcs8", format: "pem" }));
  const message = Buffer.from("what is signed");
  const holds = (value: Uint8Array, key: KeyObject = own.publicKey): boolean =>
    verifySm2(message, value, key, IDENTITY);

  test("a key made here and the same key from a file sign alike", () => {
    for (const key of [own.privateKey, fromFile]) {
      expect(isSm2(key)).toBe(true);
      const value = signSm2(message, key, IDENTITY);
      expect(value).toHaveLength(64);
      expect(holds(value)).toBe(true);
      expect(holds(sm2Der(value))).toBe(true);
    }
  });

  test("property: what is signed is known, and no changed bit of message or value is", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(bytes, fc.nat(), (text, at) => {
        const value = signSm2(text, own.privateKey, IDENTITY);
        const isKnown = (said: Uint8Array, by: Uint8Array): boolean =>
          verifySm2(said, by, own.publicKey, IDENTITY);
        expect(isKnown(text, value)).toBe(true);
        expect(isKnown(changed(text, at), value)).toBe(false);
        expect(isKnown(text, changed(value, at))).toBe(false);
        expect(isKnown(text, changed(sm2Der(value), at))).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test("canary: another key, another curve and ECDSA on the same curve are refused", () => {
    const value = signSm2(message, own.privateKey, IDENTITY);
    const other = generateKeyPairSync("ec", { namedCurve: "SM2" }).publicKey;
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    expect([holds(value, other), holds(value, curve), isSm2(curve)]).toEqual([false, false, false]);
    const ecdsa = sign("sm3", message, { key: own.privateKey, dsaEncoding: "ieee-p1363" });
    expect([ecdsa.length, holds(ecdsa)]).toEqual([64, false]);
    expect(holds(sign("sm3", message, own.privateKey))).toBe(false);
  });

  test("numbers outside of their range, loose DER and any other bytes are refused", () => {
    const order = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    const value = signSm2(message, own.privateKey, IDENTITY);
    const [r, s] = [value.subarray(0, 32), value.subarray(32)];
    const zero = Buffer.alloc(32);
    // r + s = n would leave the key out of the equation.
    const left = BigInt(`0x${order.toString("hex")}`) - BigInt(`0x${r.toString("hex")}`);
    const rest = hex(left.toString(16).padStart(64, "0"));
    const der = sm2Der(value);
    const all = [
      Buffer.concat([zero, s]),
      Buffer.concat([r, zero]),
      Buffer.concat([order, s]),
      Buffer.concat([r, order]),
      Buffer.concat([r, rest]),
      Buffer.concat([der, zero]),
      Buffer.concat([hex("3081"), der.subarray(1)]),
      der.subarray(0, -1),
      value.subarray(0, 63),
      Buffer.alloc(0),
      Buffer.alloc(65, 0xff),
    ];
    expect(all.filter((one) => holds(one))).toEqual([]);
  });
});
