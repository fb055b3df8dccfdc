import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DEMO_LOGINS, DEMO_PASSWORD } from "./demo-people.ts";

// Whole centres start and stop here, on machines that may be busy.
vi.setConfig({ testTimeout: 240_000 });

/** Each look starts a program, which takes from what the demo has to run with. */
const SOON = { timeout: 180_000, interval: 3_000 };

const ROOT = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "mailport-start-"));
const env = { ...process.env, LANG: "en", LC_ALL: "en", DATABASE_URL: "" };
const data = join(folder, "demo");
const HELD = new Set(["HOLD", "OPEN", "IMAGE", "QUARANTINE"]);
/** A second demo, which is started, stopped and started otherwise. */
const named = join(folder, "named");
const children: ChildProcess[] = [];
let running: Started;
let small: Started;

beforeAll(async () => {
  running = await started(["--demo", "--data", data, "--port", "0"]);
});
afterAll(async () => {
  await Promise.all(children.map(stopped));
  rmSync(folder, { recursive: true, force: true });
});

describe("a demo started on an empty folder", () => {
  test("says where it is and who may sign in; the page answers 200", async () => {
    expect(running.output()).toContain(DEMO_PASSWORD);
    for (const { login } of DEMO_LOGINS) expect(running.output()).toContain(`  ${login} `);
    expect(running.notes()).toContain(data);
    const page = await fetch(running.address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<!doctype html>");
  });

  test("soon has declared, arrived, held and released pieces in three streams", async () => {
    const left = (): number => find("--status", "left", "--limit", "1").count;
    await expect.poll(left, SOON).toBeGreaterThan(5);
    for (const stream of ["postal", "express", "ecommerce"]) {
      expect(find("--stream", stream).count).toBeGreaterThan(40);
    }
    expect(find("--status", "expected").count).toBeGreaterThan(20);
    expect(find("--status", "present").count).toBeGreaterThan(30);
    const scans = JSON.stringify(find("--status", "present", "--limit", "300").items.map(codeRow));
    const answer = mailport("record-scans", "--input", "-", "--place", "LANE-1", scans);
    const verdicts = JSON.parse(answer.stdout).rows.map((row: { verdict: string }) => row.verdict);
    for (const verdict of ["RELEASE", "WAIT"]) expect(verdicts).toContain(verdict);
    expect(verdicts.filter((one: string) => HELD.has(one)).length).toBeGreaterThan(0);
  });

  test("has e-commerce lists that wait for a document, on the desk of their declarant", async () => {
    type Stuck = { blockers: readonly { code: string; documents?: readonly string[] }[] };
    const waiting = (): readonly Stuck[] =>
      JSON.parse(mailport("list-stuck", "--as", "forwarder", "--thing", "send").stdout).shipments;
    await expect.poll(() => waiting().length, { timeout: 60_000 }).toBeGreaterThan(0);
    const [first] = waiting().flatMap(({ blockers }) => blockers);
    expect(first?.documents?.length).toBeGreaterThan(0);
  });

  test("has pieces that nobody announced, and a file of which a part waits in suspense", () => {
    const pieces = JSON.parse(mailport("list-undetermined").stdout).pieces;
    expect(pieces.length).toBeGreaterThanOrEqual(2);
    const { messages } = JSON.parse(mailport("list-suspense", "--as", "post").stdout);
    expect(messages).toMatchObject([{ state: "part", rowsDone: 1, rowsRefused: 1 }]);
  });

  test("a verb uses the running instance, as the user named", () => {
    expect(statSync(join(data, "instance.json")).mode & 0o777).toBe(0o600);
    const me = mailport("who-am-i", "--as", "customs");
    expect(JSON.parse(me.stdout)).toMatchObject({ login: "customs", roles: ["officer"] });
    expect(mailport("who-am-i", "--as", "nobody").status).toBe(2);
    const denied = mailport("release-shipments", "--code", "X", "--as", "floor");
    expect(denied).toMatchObject({ status: 2 });
    expect(denied.stderr).toContain("access/not-allowed");
  });

  test("the same key and input are done once, other input is refused", () => {
    const [piece] = find("--status", "expected", "--limit", "1").items;
    const arrive = (code: string) =>
      mailport("record-arrivals", "--code", code, "--place", "ARRIVAL-1", "--key", "test/1");
    const first = arrive(piece?.identifier ?? "");
    expect(first.status).toBe(0);
    expect(arrive(piece?.identifier ?? "").stdout).toBe(first.stdout);
    expect(arrive("ANOTHER-0001").stderr).toContain("call/key-reused");
  });

  test("moves a little by itself", async () => {
    const before = lastEvent();
    await expect.poll(lastEvent, SOON).toBeGreaterThan(before);
  });

  test("a second start on the same data is refused in one sentence", () => {
    const second = mailport("start", "--port", "0");
    expect(second.status).toBe(2);
    expect(second.stderr).toMatch(/is in use by process \d+; stop it first/);
  });

  test("a backup into a folder that holds something is refused", () => {
    const refused = mailport("backup", data);
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.stderr).toContain("store/target-not-empty");
  });

  test("files are taken in through the running instance; a repeat changes nothing", () => {
    const file = join(folder, "scans.csv");
    const rows = find("--status", "present", "--limit", "3").items;
    const lines = rows.map((one) => `${one.identifier},2026-11-22T08:15:04Z,HALL-1`);
    writeFileSync(file, ["identifier,scanned_at,place", ...lines, "?,,HALL-1", ""].join("\n"));
    const taken = mailport("take-in", file);
    expect(taken.status).toBe(2);
    const [sum] = JSON.parse(taken.stdout).files;
    expect(sum).toMatchObject({ format: "scans-csv", done: 3, refused: 1 });
    expect(JSON.parse(mailport("take-in", file).stdout).files[0]).toEqual(sum);
  });

  test("SIGTERM ends it cleanly: exit 0, no note left, the record verifies and starts again", async () => {
    running.child.kill("SIGTERM");
    const [code] = await once(running.child, "exit");
    expect(code).toBe(0);
    expect(existsSync(join(data, "instance.json"))).toBe(false);
    expect(mailport("verify")).toMatchObject({ status: 0 });
    const counted = find("--limit", "1").count;
    running = await started(["--data", data, "--port", "0"]);
    expect(running.output()).toContain(DEMO_PASSWORD);
    expect(find("--limit", "1").count).toBeGreaterThanOrEqual(counted);
  });
});

describe("what starts and what does not", () => {
  test("the demo never runs with DATABASE_URL", () => {
    const refused = spawnSync(process.execPath, [SHIM, "start", "--demo", "--data", data], {
      encoding: "utf8",
      env: { ...env, DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" },
    });
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("DATABASE_URL");
  });

  test("an empty folder for other machines without --demo is refused with what to do", () => {
    const everywhere = ["start", "--port", "0", "--host", "0.0.0.0"];
    const refused = mailportOn(join(folder, "bare"), ...everywhere);
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.stderr).toContain("mailport init");
    expect(existsSync(join(folder, "bare"))).toBe(false);
  });

  test("a named empty folder on this machine only starts as a demo", async () => {
    small = await started(["--data", named, "--port", "0"]);
    expect(small.output()).toContain(DEMO_PASSWORD);
    expect((await fetch(small.address)).status).toBe(200);
    expect(small.notes()).not.toMatch(/warning|deprecat/i);
  });

  test("listening for other machines, start says that browsers need TLS unless a proxy has it", () => {
    const everywhere = ["start", "--port", "0", "--host", "0.0.0.0"];
    const told = mailportOn(join(folder, "bare"), ...everywhere);
    expect(told.stderr).toContain("TLS in front");
    const origin = ["--public-origin", "https://mail.example.org"];
    const quiet = mailportOn(join(folder, "bare"), ...everywhere, ...origin);
    expect(quiet.stderr).not.toContain("TLS in front");
  });

  test("init sets a centre up from a file, once; start shows no demo logins on it", async () => {
    const centre = join(folder, "centre");
    const file = join(ROOT, "examples/centre.json");
    const init = (password: string) =>
      spawnSync(process.execPath, [SHIM, "init", "--from", file, "--data", centre], {
        encoding: "utf8",
        env: { ...env, MAILPORT_ADMIN_PASSWORD: password },
      });
    expect(init("short").stderr).toMatch(/MAILPORT_ADMIN_PASSWORD .*12 characters/);
    expect(init("correct horse battery")).toMatchObject({ status: 0 });
    expect(init("correct horse battery").stderr).toContain("init/already-initialised");
    expect(mailportOn(centre, "start", "--demo", "--port", "0")).toMatchObject({ status: 2 });
    const real = await started(["--data", centre, "--port", "0"]);
    expect(real.output()).not.toContain(DEMO_PASSWORD);
    const offered = await fetch(`${real.address}/api/v1/demo-logins`);
    expect(await offered.json()).toEqual({ logins: [] });
    const signIn = await fetch(`${real.address}/api/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: "admin", password: "correct horse battery" }),
    });
    expect(signIn.status).toBe(200);
    real.child.kill("SIGTERM");
    await once(real.child, "exit");
    expect(mailportOn(centre, "verify")).toMatchObject({ status: 0 });
  });

  test("init without a file and without a terminal asks nothing and is refused", () => {
    const refused = mailportOn(join(folder, "asked"), "init");
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.stderr).toContain("terminal");
    expect(existsSync(join(folder, "asked"))).toBe(false);
  });

  test("every fault of a bad init file is told with its place, and nothing is made", () => {
    const file = join(folder, "bad.json");
    const text = readFileSync(join(ROOT, "examples/centre.json"), "utf8");
    writeFileSync(file, text.replace("Asia/Shanghai", "Asia/Nowhere").replace("SCN-11", "SCN 11"));
    const refused = mailportOn(join(folder, "bad"), "init", "--from", file);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("site.legalZone");
    expect(refused.stderr).toContain("devices[1].code");
    expect(existsSync(join(folder, "bad"))).toBe(false);
  });
});

describe("a start that is interrupted, or lacks its screens", () => {
  test("interrupted twice while its database starts, it leaves neither server nor lock behind", async () => {
    const half = join(folder, "half");
    const child = spawn(
      process.execPath,
      [SHIM, "start", "--demo", "--data", half, "--port", "0"],
      {
        stdio: ["ignore", "ignore", "pipe"],
        env,
      },
    );
    children.push(child);
    let notes = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      notes += part;
    });
    await expect
      .poll(() => existsSync(join(half, "mailport.lock")), { timeout: 60_000 })
      .toBe(true);
    child.kill("SIGINT");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(notes).not.toMatch(/error|\n\s+at /i);
    expect(existsSync(join(half, "mailport.lock"))).toBe(false);
    expect(existsSync(join(half, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("a second SIGINT right after the first changes nothing: exit 0, and the record verifies", async () => {
    const ended = once(small.child, "exit");
    small.child.kill("SIGINT");
    small.child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 50));
    small.child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(small.notes()).toContain("stopped");
    expect(small.notes()).not.toMatch(/\n\s+at /);
    expect(existsSync(join(named, "mailport.lock"))).toBe(false);
    expect(mailportOn(named, "verify")).toMatchObject({ status: 0 });
  });

  test("a port that is taken is refused clearly, and the database is stopped again", () => {
    const taken = mailportOn(named, "start", "--port", new URL(running.address).port);
    expect(taken.status).toBe(2);
    expect(taken.stderr).toContain("start/port-taken");
    expect(existsSync(join(named, "mailport.lock"))).toBe(false);
    expect(existsSync(join(named, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("without Vite and without a build it says so, serves its operations, and 503 for screens", async () => {
    const preload = join(folder, "no-vite.mjs");
    writeFileSync(preload, NO_VITE);
    rmSync(join(named, "web"), { recursive: true });
    const hidden = { NODE_OPTIONS: `--import=${preload}` };
    const centre = await started(["--data", named, "--port", "0"], hidden);
    expect(centre.notes()).toMatch(/screens are not built.*--omit=dev.*\(web\/no-builder\)/);
    const page = await fetch(centre.address);
    expect(page.status).toBe(503);
    expect(await page.text()).toBe("The screens are not built.\n");
    expect((await fetch(`${centre.address}/ready`)).status).toBe(503);
    expect((await fetch(`${centre.address}/api/v1/demo-logins`)).status).toBe(200);
    await stopped(centre.child);
  });
});

/** Hides the builder of the screens from this process, as `npm ci --omit=dev` does. */
const NO_VITE = `import Module from "node:module";
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => {
  if (name.startsWith("vite/")) throw new Error("no package " + name);
  return resolve(name, ...rest);
};`;
const SHIM = join(ROOT, "bin/mailport.mjs");

function mailportOn(at: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [SHIM, ...args, "--data", at], { encoding: "utf8", env });
}

/** A verb on the demo with JSON answers; an argument that is a JSON list goes to its stdin. */
function mailport(...args: readonly string[]) {
  const input = args.find((one) => one.startsWith("["));
  const rest = args.filter((one) => one !== input);
  const isQuiet = ["start", "migrate"].includes(rest[0] ?? "");
  const json = isQuiet || rest.includes("--json") ? [] : ["--json"];
  const all = [SHIM, ...rest, ...json, "--data", data];
  const given = input === undefined ? {} : { input };
  const options = { encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024, ...given } as const;
  return spawnSync(process.execPath, all, options);
}

type Found = { count: number; items: readonly { identifier: string; lastAt: number }[] };

function find(...args: readonly string[]): Found {
  return JSON.parse(mailport("find-items", ...args).stdout) as Found;
}

function codeRow({ identifier }: { readonly identifier: string }) {
  return { code: identifier };
}

function lastEvent(): number {
  return Math.max(...find("--limit", "500").items.map((one) => one.lastAt));
}

type Started = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly output: () => string;
  readonly notes: () => string;
};

/** Starts the centre and waits until it says that it is ready. */
async function started(args: readonly string[], more: object = {}): Promise<Started> {
  const child = spawn(process.execPath, [SHIM, "start", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...env, ...more },
  });
  const said = { out: "", err: "" };
  children.push(child);
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    said.err += part;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      said.out += part;
      if (/ready at http\S+\n/.test(said.out)) resolve();
    });
    child.once("exit", () => reject(new Error(`it ended: ${said.err}`)));
  });
  const address = /ready at (http\S+)\n/.exec(said.out)?.[1] ?? "";
  return { child, address, output: () => said.out, notes: () => said.err };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
