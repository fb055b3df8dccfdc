/**
 * What a verb loads before it does its work: nothing of the record for a verb that knows none,
 * nothing of the database for one that a running centre answers. Seconds are not measured here.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mailportCommand } from "./mailport.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-verb-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Tells at the end, behind a mark, from which packages something was loaded. */
const MARK = "loaded packages: ";
const TELLING = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  const packages = new Set();
  registerHooks({
    load(url, context, next) {
      const name = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
      if (name !== undefined) packages.add(name);
      return next(url, context);
    },
  });
  process.on("exit", () => process.stderr.write("${MARK}" + [...packages].sort().join(" ")));
`)}`;

function packagesOf(args: readonly string[], databaseUrl = ""): readonly string[] {
  const [node = "", ...rest] = mailportCommand(args);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stderr } = spawnSync(node, ["--import", TELLING, ...rest], { encoding: "utf8", env });
  return stderr.slice(stderr.indexOf(MARK) + MARK.length).split(" ");
}

test("law: a verb that knows no record loads neither schemas nor the database", () => {
  expect(packagesOf(["check-id", "RR123456785CN"])).toEqual(["commander"]);
  const read = packagesOf(["read", "examples/scans.csv"]);
  expect(read).toContain("csv-parse");
  for (const name of ["typebox", "pg", "graphile-worker", "pino", "fastify"]) {
    expect(read).not.toContain(name);
  }
});

test("law: a verb that a running centre answers loads neither the database nor the server", () => {
  // Nothing listens there: what is loaded by then is what a call needs.
  const note = { address: "http://127.0.0.1:1", token: "none", pid: process.pid };
  writeFileSync(join(folder, "instance.json"), JSON.stringify(note));
  const loaded = packagesOf(["who-am-i", "--data", folder]);
  expect(loaded).toContain("typebox");
  for (const name of ["pg", "graphile-worker", "pino", "fastify", "@node-rs/argon2"]) {
    expect(loaded).not.toContain(name);
  }
});

test("canary: what a verb on a stopped centre loads is seen to be the database", () => {
  const elsewhere = join(folder, "elsewhere");
  const loaded = packagesOf(["who-am-i", "--data", elsewhere], "postgres://a:b@127.0.0.1:1/c");
  expect(loaded).toContain("pg");
});
