import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { addFileVerbs } from "./file-verbs.ts";
import { COMMON_FLAGS, flagsOf, valuesOf } from "./flags.ts";
import { addOperationVerbs } from "./operation-verbs.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "mailport-verbs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function mailport(args: readonly string[], options: { input?: string; env?: object } = {}) {
  return spawnSync(process.execPath, [SHIM, ...args], {
    encoding: "utf8",
    ...(options.input === undefined ? {} : { input: options.input }),
    env: { ...process.env, LANG: "en", LC_ALL: "en", ...options.env },
  });
}

const SHIM = join(ROOT, "bin/mailport.mjs");

/** Runs Node in a pipe whose reader leaves after one line; the exit code is added to stderr. */
function toFirstLine(args: readonly string[]) {
  const pipe = `{ "$0" "$@"; echo "exit $?" >&2; } | head -n 1`;
  const { stdout, stderr } = spawnSync("sh", ["-c", pipe, process.execPath, ...args], {
    encoding: "utf8",
    env: { ...process.env, LANG: "en", LC_ALL: "en" },
  });
  return { lines: stdout.split("\n").length - 1, stderr };
}

function verbNames(list: typeof operations): readonly string[] {
  const program = new Command();
  const names: string[] = [];
  const run = async (): Promise<void> => undefined;
  addFileVerbs(program, run);
  names.push(...program.commands.map((one) => one.name()), "version", "help");
  return [...names, ...list.map((operation) => operation.name)];
}

describe("the verbs", () => {
  test("law: no two verbs share a name", () => {
    const names = verbNames(operations);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test("canary: an operation that takes the name of another verb is seen, here and when added", () => {
    const [first] = operations;
    if (first === undefined) throw new Error("there are operations");
    const twice = [...operations, { ...first, name: "restore" }];
    const names = verbNames(twice);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual(["restore"]);
    const program = new Command();
    const run = async (): Promise<void> => undefined;
    addFileVerbs(program, run);
    expect(() => addOperationVerbs(program, twice, run)).toThrow(/restore/);
  });

  test("law: no two flags of a verb share a name, and none takes a common one", () => {
    let seen = 0;
    for (const operation of operations) {
      const names = flagsOf(operation).map((flag) => flag.name);
      expect(new Set(names).size, operation.name).toBe(names.length);
      expect(names.filter((name) => COMMON_FLAGS.has(name))).toEqual([]);
      seen += names.length;
    }
    expect(seen).toBeGreaterThan(50);
  });

  test("flags fill the input, one row of a batch, and one object inside it", () => {
    const placeHold = operations.find(({ name }) => name === "place-hold");
    if (placeHold === undefined) throw new Error("there is place-hold");
    const given = {
      targetCode: "RR1",
      targetKind: "item",
      kind: "open",
      level: "2",
      fourEyes: true,
    };
    expect(valuesOf(flagsOf(placeHold), given)).toEqual({
      input: {},
      row: { target: { kind: "item", code: "RR1" }, kind: "open", level: 2, fourEyes: true },
    });
  });
});

describe("started as a process", () => {
  test("help lists every operation; the version is the package's", () => {
    const { stdout, stderr, status } = mailport(["help"]);
    for (const { name } of operations)
      if (name !== "take-in-message") expect(stdout).toContain(name);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(mailport(["version"])).toMatchObject({ stdout: `${version}\n`, stderr: "", status: 0 });
  });

  test("an unknown verb or flag is refused on stderr with exit 2", () => {
    for (const args of [
      ["no-such-verb"],
      ["read", "--no-such-flag", "x"],
      ["start", "--port", "x"],
      ["start", "--public-origin", "http://mail.example.org"],
      ["start", "--public-origin", "https://mail.example.org/centre"],
      ["start", "--trust-proxy", "true"],
      ["start", "--trust-proxy", "loopback,0.0.0.0/0"],
    ]) {
      const { stdout, stderr, status } = mailport(args);
      expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
      expect(stderr).toMatch(/^mailport: error: /);
    }
  });

  test("reading needs no database: counts on stdout, exit 0 for a good file, 2 for a damaged one", () => {
    const good = join(ROOT, "examples/postal-import.csv");
    const env = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", XDG_DATA_HOME: "/nowhere" };
    const read = mailport(["read", good], { env });
    expect(read).toMatchObject({ stderr: "", status: 0 });
    expect(read.stdout).toContain("declarations-csv, 4 rows\n  4 good, 0 with errors");
    const damaged = join(folder, "damaged.csv");
    writeFileSync(damaged, readFileSync(good, "utf8").replace("0.850", "many"));
    const json = mailport(["read", damaged, "--json"], { env });
    const file = JSON.parse(json.stdout);
    expect(json.status).toBe(2);
    expect(file).toMatchObject({ rows: 4, good: 3, refused: 1, findingsTotal: 1 });
    expect(file.findings[0]).toMatchObject({
      code: "field/not-a-number",
      found: "many",
      at: { row: 1, line: 2 },
    });
  });

  test("a file that is absent, empty or binary is told with its name and exit 2", () => {
    const absent = mailport(["read", join(folder, "absent")]);
    expect(absent.stdout).toContain("file/not-found");
    expect(absent).toMatchObject({ stderr: "", status: 2 });
    const restore = mailport(["restore", join(folder, "absent"), "--data", join(folder, "new")]);
    expect(restore.stderr).toContain("store/backup-damaged");
    expect(restore.status).toBe(2);
    writeFileSync(join(folder, "empty"), "");
    const empty = mailport(["read", join(folder, "empty")]);
    expect(empty.status).toBe(2);
    expect(empty.stdout).toContain("file/empty");
    writeFileSync(join(folder, "binary"), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    expect(mailport(["read", join(folder, "binary")]).stdout).toContain("file/binary");
  });

  test("a verb on a folder that is not there makes nothing and says what to do", () => {
    const env = { DATABASE_URL: "" };
    const missing = join(folder, "missing");
    for (const args of [["find-items"], ["verify"], ["backup", join(folder, "copy")]]) {
      const refused = mailport([...args, "--data", missing], { env });
      expect(refused).toMatchObject({ stdout: "", status: 2 });
      expect(refused.stderr).toContain("init/not-initialised");
    }
    expect(existsSync(missing)).toBe(false);
  });

  test("a file above the limit is refused before it is taken in", () => {
    const huge = join(folder, "huge.csv");
    writeFileSync(huge, "");
    truncateSync(huge, 2 * 1024 ** 3);
    const began = performance.now();
    const refused = mailport(["take-in", huge]);
    expect(refused).toMatchObject({ stdout: "", status: 2 });
    expect(refused.stderr).toContain("2147483648");
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test.runIf(process.platform !== "win32")(
    "a reader that stops reading ends nothing: no word on stderr, the verb's own exit code",
    () => {
      const [head = "", row = ""] = readFileSync(join(ROOT, "examples/scans.csv"), "utf8").split(
        "\n",
      );
      const bad = join(folder, "many-bad.csv");
      writeFileSync(bad, [head, ...Array(5_000).fill("?,never,?")].join("\n"));
      expect(toFirstLine([SHIM, "read", bad])).toEqual({ lines: 1, stderr: "exit 2\n" });
      expect(toFirstLine([SHIM, "read", bad, "--json"]).stderr).toBe("exit 2\n");
      const good = join(folder, "good.csv");
      writeFileSync(good, `${head}\n${row}\n`);
      const many = ["read", ...Array<string>(1_000).fill(good)];
      expect(toFirstLine([SHIM, ...many])).toEqual({ lines: 1, stderr: "exit 0\n" });
    },
  );

  test.runIf(process.platform !== "win32")(
    "canary: a program that does not watch its output dies of such a reader",
    () => {
      const program = "for (let n = 0; n < 50000; n += 1) process.stdout.write('0123456789\\n')";
      expect(toFirstLine(["--eval", program]).stderr).toMatch(/EPIPE[^]*exit 1\n$/);
    },
  );

  test("the language of sentences is the one asked for", () => {
    const good = join(ROOT, "examples/scans.csv");
    expect(mailport(["read", good, "--language", "fr"]).stdout).toContain("6 lignes");
    expect(mailport(["read", good], { env: { LC_ALL: "zh_CN.UTF-8" } }).stdout).toContain("6 行");
  });
});
