/**
 * Packed releases as those have them who install them: in a folder that is no part of this repository,
 * with JavaScript, declarations and dependencies only. Each trial gives its faults as sentences.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { filesOf } from "../scripts/pack/tarball.ts";
import { ROOT } from "./house/sources.ts";

const EXAMPLE = join(ROOT, "examples/postal-import.csv");
/** Two segments between its heads; each reader of EDIFACT takes it as one message. */
const INTERCHANGE =
  "UNB+UNOA:1+GB101+CN101+261122:1200+17'UNH+1+IFTSTA:D:96A:UN'BGM+23+1+9'UNT+3+1'UNZ+1+17'";
const MOST_START_MS = 120_000;

/** Says that this process is an older Node than it is. */
const PRETEND_OLD = `Object.defineProperty(process, "versions", {
  value: { ...process.versions, node: "20.20.2" },
});`;

/** A user's code: it compiles if and only if the declarations say what the package does. */
const STANDARDS_USE = `
import { type Finding, parseS10, readBytes, recognise, type S10 } from "mailport-standards";
import type { Predes21 } from "mailport-standards/messages/predes";
const s10: S10 | undefined = parseS10("RR473124829GB");
const { format } = recognise(new Uint8Array());
const rows = format === undefined ? [] : readBytes(format.open(), new Uint8Array()).rows;
export const references = rows.map(({ value }) => value?.kind === "declaration" && value.reference);
export const findings: readonly Finding[] = rows.flatMap((row) => row.findings);
export const serial: string = s10?.serviceIndicator ?? "";
export const dispatchOf = ({ dispatch }: Predes21): string | undefined => dispatch?.slice(0, 20);
// @ts-expect-error rows are no number
export const none: number = rows;
`;
const PRODUCT_USE = `
import { operations } from "mailport/operations";
import { startServer } from "mailport/server";
import { classify } from "mailport/standards";
export const names: readonly string[] = operations.map(({ name }) => name);
export { classify, startServer };
// @ts-expect-error operations are no number
export const none: number = operations;
`;
const PRODUCT_RUN = `
import { operations } from "mailport/operations";
import { startServer } from "mailport/server";
import { classify } from "mailport/standards";
console.log(operations.length, typeof startServer, classify("RR473124829GB").scheme);
`;

/** Puts a tarball where npm would, with links to the dependencies that it names and to no others. */
export function installLinked(tarball: string, folder: string): void {
  const files = filesOf(readFileSync(tarball));
  const manifest = JSON.parse(String(files.get("package.json"))) as Installed;
  const modules = join(folder, "node_modules");
  for (const [path, bytes] of files) put(join(modules, manifest.name, path), bytes);
  const { dependencies, optionalDependencies = {} } = manifest;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const installed = join(ROOT, "node_modules", name);
    const link = join(modules, name);
    if (!existsSync(installed) || existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed, link, "junction");
  }
}

type Installed = {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** Imports the standards, reads a CSV and an EDIFACT file by the readme's own example, compiles a use. */
export function standardsFaults(folder: string): readonly string[] {
  const readme = readFileSync(join(folder, "node_modules/mailport-standards/README.md"), "utf8");
  const example = /```js\n([^]*?)```/.exec(readme)?.[1] ?? "";
  put(join(folder, "example.mjs"), example);
  put(join(folder, "interchange.edi"), INTERCHANGE);
  const runs = [process.execPath, ...oldNodes()].flatMap((node) => [
    said(
      node,
      ["example.mjs", EXAMPLE],
      folder,
      /^s10 RR473124829GB 0\ndeclarations-csv 4 rows \[\]\n$/,
    ),
    said(node, ["example.mjs", "interchange.edi"], folder, /^s10 .*\nedifact\S* 1 rows/),
  ]);
  const short = example.split("\n").length - 1;
  return [
    ...runs.flat(),
    ...(short >= 5 && short <= 12 ? [] : [`the example of the readme has ${short} lines`]),
    ...typeFaults(folder, "standards-use.ts", STANDARDS_USE),
  ];
}

/**
 * Reads a file, imports the faces, compiles a use of them, refuses an old Node, and serves: `start` is
 * what it is told of the data folder.
 */
export async function productFaults(
  folder: string,
  start: readonly string[],
): Promise<readonly string[]> {
  const bin = join(folder, "node_modules/mailport/bin/mailport.mjs");
  put(join(folder, "faces.mjs"), PRODUCT_RUN);
  put(join(folder, "pretend-old.mjs"), PRETEND_OLD);
  const node = process.execPath;
  return [
    ...said(node, [bin, "read", EXAMPLE, "--json"], folder, /"declarations-csv"/),
    ...said(node, ["faces.mjs"], folder, /^\d{2,} function s10\n$/),
    ...typeFaults(folder, "product-use.ts", PRODUCT_USE),
    ...refusesOld([node, "--import", "./pretend-old.mjs", bin], folder),
    ...oldNodes().flatMap((old) => refusesOld([old, bin], folder)),
    ...(await startFaults(bin, folder, start)),
  ];
}

/** Every Node of PATH that is older than the product asks for. */
function oldNodes(): readonly string[] {
  const program = process.platform === "win32" ? "node.exe" : "node";
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, program))
    .filter((path) => existsSync(path))
    .filter((path) => major(path) >= 20 && major(path) < 24);
  return [...new Set(found)].slice(0, 1);
}

function major(node: string): number {
  return Number.parseInt(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.slice(1), 10);
}

function said(
  node: string,
  args: readonly string[],
  folder: string,
  wanted: RegExp,
): readonly string[] {
  const { status, stdout, stderr } = spawnSync(node, [...args], { cwd: folder, encoding: "utf8" });
  if (status === 0 && wanted.test(stdout)) return [];
  return [`${[node, ...args].join(" ")}: exit ${status}, said ${stdout}${stderr}`];
}

function refusesOld(command: readonly string[], folder: string): readonly string[] {
  const [node = "", ...args] = command;
  const ran = spawnSync(node, [...args, "read", EXAMPLE], { cwd: folder, encoding: "utf8" });
  const sentence = /^mailport: Node 24 or newer is needed; this is Node 2\d\.\d+\.\d+\.\n$/;
  if (ran.status === 1 && ran.stdout === "" && sentence.test(ran.stderr)) return [];
  return [`an old Node: exit ${ran.status}, said ${ran.stdout}${ran.stderr}`];
}

/** Strict, and every declaration of the packages is checked too. */
function typeFaults(folder: string, name: string, text: string): readonly string[] {
  put(join(folder, name), text);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const settings = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--skipLibCheck",
    "false",
  ];
  const target = ["--module", "nodenext", "--target", "es2024", "--types", ""];
  return said(
    process.execPath,
    [tsc, ...settings, ...target, "--ignoreConfig", name],
    folder,
    /^$/,
  );
}

async function startFaults(
  bin: string,
  folder: string,
  start: readonly string[],
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [bin, "start", "--port", "0", ...start], {
    cwd: folder,
    env: { ...process.env, LANG: "en", LC_ALL: "en", DATABASE_URL: "" },
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  const { address, output } = await ready(child);
  const page = address === undefined ? undefined : await pageOf(address);
  child.kill("SIGTERM");
  const [code] = await ended;
  return [
    ...(page === undefined ? [`packed start never was ready: ${output()}`] : page),
    ...(code === 0 ? [] : [`packed start ended with ${code}: ${output()}`]),
  ];
}

/** The page and every script and style that it names. */
async function pageOf(address: string): Promise<readonly string[]> {
  const page = await fetch(address);
  const html = await page.text();
  const assets = Array.from(html.matchAll(/"(\/assets\/[^"]+)"/g), (found) => found[1] ?? "");
  const answers = await Promise.all(assets.map((path) => fetch(new URL(path, address))));
  return [
    ...(page.status === 200 && assets.length > 0 ? [] : [`/ answers ${page.status}: ${html}`]),
    ...answers.filter(({ ok }) => !ok).map(({ url, status }) => `${url} answers ${status}`),
  ];
}

async function ready(
  child: ChildProcess,
): Promise<{ readonly address: string | undefined; readonly output: () => string }> {
  let out = "";
  const address = await new Promise<string | undefined>((resolve) => {
    const listen = (part: Buffer): void => {
      out += String(part);
      const found = /ready at (http\S+)\n/.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", () => resolve(undefined));
    setTimeout(() => resolve(undefined), MOST_START_MS).unref();
  });
  return { address, output: () => out };
}

function put(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
