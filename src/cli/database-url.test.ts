import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { withClient } from "#store/connection.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "mailport-url-"));
const name = `cli_${randomBytes(6).toString("hex")}`;

afterAll(async () => {
  const drop = `drop database if exists ${name} with (force)`;
  await withClient(inject("cluster"), (client) => client.query(drop));
  rmSync(folder, { recursive: true, force: true });
});

test("with DATABASE_URL a centre is set up, used and verified on that server", () => {
  const { host, port, user } = inject("cluster");
  const url = `postgresql://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  const mailport = (...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      [
        join(ROOT, "bin/mailport.mjs"),
        ...(args.includes("--data") ? args : [...args, "--data", folder]),
      ],
      {
        encoding: "utf8",
        env: {
          ...process.env,
          LC_ALL: "en",
          DATABASE_URL: url,
          MAILPORT_ADMIN_PASSWORD: "correct horse battery",
        },
      },
    );
  const file = (one: string): string => join(ROOT, "examples", one);
  const made = mailport("init", "--from", file("centre.json"));
  expect(made.stderr).toBe("");
  expect(made.status).toBe(0);
  expect(mailport("migrate", "--json").stdout).toContain('"applied": []');
  const taken = mailport("take-in", file("express-manifest.csv"), file("ecommerce-import.csv"));
  expect(taken).toMatchObject({ status: 0, stderr: "" });
  expect(taken.stdout).toContain("3 rows stored, 0 refused");
  expect(JSON.parse(mailport("find-items", "--text", "HX", "--json").stdout).count).toBe(6);
  expect(mailport("verify")).toMatchObject({ status: 0 });
  for (const verb of ["find-items", "verify", "start"]) {
    const refused = mailport(verb, "--data", join(folder, "other"));
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain("store/other-master-key");
  }
  const inFrench = mailport("find-items", "--data", join(folder, "other"), "--language", "fr");
  expect(inFrench.stderr).toContain("une autre clé maîtresse");
  expect(existsSync(join(folder, "other", "keys"))).toBe(false);
  expect(mailport("backup", join(folder, "copy")).stderr).toContain("own tools");
  expect(existsSync(join(folder, "postgres"))).toBe(false);
});
