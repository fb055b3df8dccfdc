/** `mailport signature-key`: the key is made once, for its owner's eyes, and its public half is told. */
import { spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSignatureKeys } from "#server/signature-keys.ts";

const PROGRAM = join(import.meta.dirname, "main.ts");
const folder = mkdtempSync(join(tmpdir(), "mailport-signature-"));
const env = { ...process.env, LANG: "en", LC_ALL: "en", DATABASE_URL: "" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder that holds something, as one that was set up does. */
function dataFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, "keys"), { recursive: true });
  return path;
}

const run = (data: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, "signature-key", "--data", data, ...args], {
    env,
    encoding: "utf8",
  });

test("an SM2 key is made once and stays; its public half is all that is printed", () => {
  const data = dataFolder("one");
  const first = run(data);
  expect(first.status).toBe(0);
  expect(first.stderr).toMatch(/own\.pem is made and signs by sm2-sm3 once/);
  expect(first.stdout).not.toContain("PRIVATE");
  expect(first.stderr).not.toContain("Customs does not take");
  const path = join(data, "keys", "signature", "own.pem");
  if (process.platform !== "win32") expect(statSync(path).mode & 0o077).toBe(0);
  const { own } = readSignatureKeys(data);
  const known = createPublicKey(first.stdout);
  expect(own?.method).toBe("sm2-sm3");
  expect(own?.privateKey && createPublicKey(own.privateKey).equals(known)).toBe(true);
  const before = readFileSync(path, "utf8");
  const again = run(data, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ isNew: false, publicKey: first.stdout });
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a key for another method has its name; where one is there, no other is made", () => {
  const data = dataFolder("two");
  const made = run(data, "--method", "rsa-sha1", "--json");
  expect(JSON.parse(made.stdout)).toMatchObject({ method: "rsa-sha1", isNew: true });
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha1");
  const other = run(data, "--method", "sm2-sm3", "--json");
  expect(other.status).toBe(2);
  expect(JSON.parse(other.stdout)).toMatchObject({
    fault: { code: "store/signature-key-there" },
  });
  expect(readSignatureKeys(data).own?.method).toBe("rsa-sha1");
});

test("of a method that customs does not name the key is made, and that is said", () => {
  const data = dataFolder("three");
  const made = run(data, "--method", "rsa-sha256");
  expect(made.status).toBe(0);
  expect(made.stderr).toContain("Customs does not take rsa-sha256");
  expect(JSON.parse(run(data, "--json").stdout)).toMatchObject({ isForCustoms: false });
});

test("in a folder without a centre nothing is made", () => {
  const data = join(folder, "misspelt");
  const answer = run(data, "--json");
  expect(answer.status).toBe(2);
  expect(JSON.parse(answer.stdout)).toMatchObject({ refusal: { code: "init/not-initialised" } });
});
