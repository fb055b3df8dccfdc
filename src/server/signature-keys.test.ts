import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSignatureKeys } from "./signature-keys.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PRIVATE = privateKey.export({ type: "pkcs8", format: "pem" });
const PUBLIC = publicKey.export({ type: "spki", format: "pem" });

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

test("our key and those of the signers we believe are read from the data folder", () => {
  put("own.pem", PRIVATE);
  put("known/PLAT-77.pem", PUBLIC, 0o644);
  const keys = readSignatureKeys(data);
  expect(keys.own).toMatchObject({
    name: expect.stringMatching(/^[0-9a-f]{40}$/),
    method: "rsa-sha256",
  });
  expect([...keys.known.keys()]).toEqual(["PLAT-77"]);
});

test("without a folder nothing is signed and no signer is known", () => {
  expect(readSignatureKeys(join(data, "elsewhere"))).toEqual({ known: new Map() });
});

test("a key that others may read, and a file that is no RSA key, are refused by name", () => {
  put("own.rsa-sha1.pem", PRIVATE, 0o644);
  expect(() => readSignatureKeys(data)).toThrow(/own\.rsa-sha1\.pem can be read by others/);
  put("own.rsa-sha1.pem", PRIVATE);
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha1");
  const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  put("known/other.pem", curve.export({ type: "spki", format: "pem" }));
  expect(() => readSignatureKeys(data)).toThrow(/other\.pem is no RSA key/);
});
