/**
 * Under which identity the server runs: root, root below a closed folder, root without user
 * namespaces, an ordinary user, a uid without passwd entry. Each in a process of its own; cases
 * that need root, or a repository others can read, are skipped where there is none.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "#store/connection.ts";
import { type HoldAs, holdDatabase } from "#test/held-database.ts";

const NOBODY = 65534;
/** `daemon` has had this number on every unix. */
const DAEMON = 1;
/** A number that no passwd file names. */
const STRANGER = 54_321;

let base = "";
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "mailport-placement-"));
  chmodSync(base, 0o755);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
const readItself = `require("node:fs").readFileSync(${JSON.stringify(import.meta.filename)})`;
const othersReach =
  isRoot &&
  spawnSync(process.execPath, ["-e", readItself], { uid: DAEMON, gid: DAEMON, cwd: "/" }).status ===
    0;
const namespaces =
  spawnSync("unshare", ["-U", "--map-user=65534", "--map-group=65534", "true"]).status === 0;

async function startAndStop(args: readonly string[], as: HoldAs = {}) {
  const holding = await holdDatabase(args, as);
  expect(holding.said).not.toHaveProperty("code");
  const rows = await withClient(holding.connection, async (client) => {
    await client.query("create table if not exists kept (n int)");
    await client.query("insert into kept values (1)");
    return (await client.query<{ n: number }>("select count(*)::int as n from kept")).rows;
  });
  expect(await holding.stop()).toBe(0);
  return { ...holding, count: rows[0]?.n };
}

test.runIf(othersReach)("root becomes nobody where nobody reaches the data", async () => {
  const data = join(base, "open");
  const { clusterFolder, count } = await startAndStop([data]);
  expect(count).toBe(1);
  expect(clusterFolder).toBe(join(data, "postgres"));
  expect(statSync(clusterFolder).uid).toBe(NOBODY);
  expect(statSync(clusterFolder).mode & 0o777).toBe(0o700);
});

test.runIf(isRoot && namespaces)("root below a closed folder uses a user namespace", async () => {
  const closed = join(base, "closed");
  mkdirSync(closed, { mode: 0o700 });
  const data = join(closed, "data");
  const { clusterFolder } = await startAndStop([data]);
  expect(clusterFolder).toBe(join(data, "postgres"));
  expect(statSync(clusterFolder).uid).toBe(0);
});

/** Programs that can be found without `unshare` among them. */
function pathWithoutUnshare(): string {
  const folder = join(base, "bin");
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, "sh"), { force: true });
  symlinkSync("/bin/sh", join(folder, "sh"));
  return folder;
}

test.runIf(isRoot)(
  "root below a closed folder without user namespaces runs a copy, and takes the data along",
  async () => {
    const closed = join(base, "closed-too");
    mkdirSync(closed, { mode: 0o700 });
    const data = join(closed, "data");
    const first = namespaces ? (await startAndStop([data])).count : 0;
    const env = { ...process.env, PATH: pathWithoutUnshare() };
    const copied = await startAndStop([data, join(base, "copies")], { env });
    expect(copied.clusterFolder.startsWith(join(base, "copies"))).toBe(true);
    expect(copied.count).toBe((first ?? 0) + 1);
    const again = await startAndStop([data]);
    expect(again.clusterFolder).toBe(copied.clusterFolder);
    expect(again.count).toBe((first ?? 0) + 2);
  },
);

function folderOf(uid: number): string {
  const data = join(base, `of-${uid}`);
  mkdirSync(data);
  chownSync(data, uid, uid);
  return data;
}

test.runIf(othersReach)("an ordinary user runs the server as itself", async () => {
  const data = folderOf(DAEMON);
  await startAndStop([data], { uid: DAEMON, gid: DAEMON });
  expect(statSync(join(data, "postgres")).uid).toBe(DAEMON);
  const { count } = await startAndStop([data], { uid: DAEMON, gid: DAEMON });
  expect(count).toBe(2);
});

test.runIf(othersReach && namespaces)(
  "a uid without passwd entry runs the server as itself",
  async () => {
    const data = folderOf(STRANGER);
    await startAndStop([data], { uid: STRANGER, gid: STRANGER });
    expect(statSync(join(data, "postgres")).uid).toBe(STRANGER);
  },
);

test.runIf(othersReach)("a user who may not use the data folder is told so", async () => {
  const data = join(base, "open");
  const { said } = await holdDatabase([data], { uid: DAEMON, gid: DAEMON });
  expect(said).toMatchObject({ code: "store/data-unreachable" });
});
