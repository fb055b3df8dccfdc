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

/** Calls of that database, those with a place in the audit chain, and those that wait for one. */
async function calls() {
  const text = `select (select count(*) from mailport.call)::int as all,
    (select count(*) from mailport.call_position)::int as placed,
    (select count(*) from mailport.call_unsealed)::int as waiting`;
  const database = { ...inject("cluster"), database: name };
  return withClient(database, async (client) => (await client.query(text)).rows[0]);
}

test("with DATABASE_URL a centre is set up, used and verified on that server", async () => {
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
  expect(await calls()).toEqual({ all: 1, placed: 1, waiting: 0 });
  expect(mailport("migrate", "--json").stdout).toContain('"applied": []');
  const rates = ["customs-rates", file("customs-rates.csv"), "--yes"];
  expect(mailport("codes", "import", ...rates)).toMatchObject({ status: 0 });
  const taken = mailport("take-in", file("express-manifest.csv"), file("ecommerce-import.csv"));
  expect(taken).toMatchObject({ status: 0, stderr: "" });
  expect(taken.stdout).toContain("3 rows stored, 0 refused");
  const after = await calls();
  expect(after).toEqual({ all: after.placed, placed: after.all, waiting: 0 });
  expect(after.all).toBeGreaterThan(1);
  expect(JSON.parse(mailport("find-items", "--text", "HX", "--json").stdout).count).toBe(6);
  expect(mailport("verify")).toMatchObject({ status: 0 });
  for (const verb of ["find-items", "verify", "start"]) {
    const refused = mailport(verb, "--data", join(folder, "other"));
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("store/other-master-key");
  }
  const inFrench = mailport("find-items", "--data", join(folder, "other"), "--language", "fr");
  expect(inFrench.stderr).toContain("une autre clé maîtresse");
  expect(existsSync(join(folder, "other", "keys"))).toBe(false);
  expect(mailport("backup", join(folder, "copy")).stderr).toContain("own tools");
  expect(existsSync(join(folder, "postgres"))).toBe(false);
}, 60_000);
