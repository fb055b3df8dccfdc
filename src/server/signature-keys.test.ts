import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SIGNATURE_METHODS } from "#standards/ceb/signature-methods.ts";
import { makeSignatureKey, readSignatureKeys } from "./signature-keys.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const sm2 = generateKeyPairSync("ec", { namedCurve: "SM2" });
const privatePem = ({ privateKey }: typeof rsa) =>
  privateKey.export({ type: "pkcs8", format: "pem" });
const publicPem = ({ publicKey }: typeof rsa) => publicKey.export({ type: "spki", format: "pem" });
/** As `openssl req -x509 -sm3` makes one. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBjzCCATWgAwIBAgIUS1YRuNoTk2ZF/7CmFixwO+Lsm6MwCgYIKoEcz1UBg3Uw
HTEbMBkGA1UEAwwSSW52ZW50ZWQgZGVjbGFyYW50MB4XDTI2MTEyMzAxMTA1OFoX
DTM2MTEyMDAxMTA1OFowHTEbMBkGA1UEAwwSSW52ZW50ZWQgZGVjbGFyYW50MFkw
EwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEbMXJR7/6FeEWkPTSWvwNt6ZdHR0eKKqS
g0TkN9VaBwmWIAf5BXv01E6tJsWRabRwHt7k8MRF8hlLN3KoAH1AfKNTMFEwHQYD
VR0OBBYEFLoVU3o51mRbC8Wm/DF3Z/KH/n9CMB8GA1UdIwQYMBaAFLoVU3o51mRb
C8Wm/DF3Z/KH/n9CMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoEcz1UBg3UDSAAwRQIg
GEQWb7gTgNAzW8+pBeAzVnbW1g9GvyMcraT2akl0km8CIQCK+0gOEtjzib+b4Zlb
Igobvfyy1QI0VRumV/XV6P0a8g==
-----END CERTIFICATE-----
`;

let data: string;
const put = (path: string, content: string | Buffer, mode = 0o600): void => {
  const file = join(data, "keys", "signature", path);
  writeFileSync(file, content);
  chmodSync(file, mode);
};
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mailport-keys-"));
  mkdirSync(join(data, "keys", "signature", "known"), { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test("our key and those of the partners we believe are read from the data folder", () => {
  put("own.pem", privatePem(rsa));
  put("known/PLAT-77.pem", publicPem(rsa), 0o644);
  put("known/PLAT-77.2027.pem", publicPem(sm2), 0o644);
  put("known/BROKER.crt", CERTIFICATE, 0o644);
  const keys = readSignatureKeys(data);
  expect(keys.own).toMatchObject({
    name: expect.stringMatching(/^[0-9a-f]{40}$/),
    method: "rsa-sha1",
  });
  const counts = [...keys.known].map(([partner, known]) => [partner, known.length]);
  expect(counts).toEqual([
    ["BROKER", 1],
    ["PLAT-77", 2],
  ]);
});

test("without a folder nothing is signed and no signer is known", () => {
  expect(readSignatureKeys(join(data, "elsewhere"))).toEqual({
    known: new Map(),
    methods: SIGNATURE_METHODS,
  });
});

test("our key signs by what customs takes first of its kind, or by that in its file's name", () => {
  put("own.rsa-sha256.pem", privatePem(rsa));
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha256");
  put("own.sm2-sha1.pem", privatePem(sm2));
  expect(readSignatureKeys(data).own?.method).toBe("sm2-sha1");
  put("own.pem", privatePem(sm2));
  expect(readSignatureKeys(data).own?.method).toBe("sm2-sm3");
  put("own.pem", privatePem(rsa));
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha1");
});

test("what signs by default is what the specification names for customs", () => {
  const named = Object.entries(SIGNATURE_METHODS).filter(([, method]) => method.isForCustoms);
  expect(named.map(([name]) => name)).toEqual(["sm2-sm3", "rsa-sha1"]);
  expect(makeSignatureKey(join(data, "new"), undefined).key.method).toBe("sm2-sm3");
  const old = makeSignatureKey(join(data, "old"), "rsa-sha1");
  expect(old.path).toMatch(/own\.pem$/);
  expect(makeSignatureKey(join(data, "old"), undefined).key.method).toBe("rsa-sha1");
  expect(makeSignatureKey(join(data, "agreed"), "rsa-sha256").path).toMatch(
    /own\.rsa-sha256\.pem$/,
  );
});

test("a key that others may read, and a file that is no such key, are refused by name", () => {
  put("own.rsa-sha1.pem", privatePem(rsa), 0o644);
  expect(() => readSignatureKeys(data)).toThrow(/own\.rsa-sha1\.pem can be read by others/);
  put("own.rsa-sha1.pem", privatePem(sm2));
  expect(() => readSignatureKeys(data)).toThrow(/own\.rsa-sha1\.pem is no RSA key/);
  put("own.rsa-sha1.pem", privatePem(rsa));
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha1");
  const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });
  put("known/other.pem", publicPem(curve));
  expect(() => readSignatureKeys(data)).toThrow(/other\.pem is no RSA or SM2 key/);
});

test("methods.json changes a row of the methods and leaves the others", () => {
  put("methods.json", '{"rsa-sha1":{"validTo":"2026-12-31"},"sm2-sm3":{"value":"der"}}');
  const { methods } = readSignatureKeys(data);
  expect(methods).toEqual({
    ...SIGNATURE_METHODS,
    "rsa-sha1": { ...SIGNATURE_METHODS["rsa-sha1"], validTo: "2026-12-31" },
    "sm2-sm3": { ...SIGNATURE_METHODS["sm2-sm3"], value: "der" },
  });
});

test.each([
  "{",
  '{"rsa-sha512":{}}',
  '{"rsa-sha1":{"hash":"sha256"}}',
  '{"rsa-sha1":{"validTo":"soon"}}',
  '{"sm2-sm3":{"identity":""}}',
])("methods.json is refused where it is %s", (text) => {
  put("methods.json", text);
  expect(() => readSignatureKeys(data)).toThrow(/methods\.json is not as/);
});
