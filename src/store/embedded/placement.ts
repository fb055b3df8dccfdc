/**
 * Decides under which identity and in which folders the embedded server runs. PostgreSQL refuses
 * uid 0, so root becomes `nobody` where that identity reaches everything, else a user namespace,
 * else a copy in a readable folder. `initdb` also refuses a uid without passwd entry.
 */
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { StoreFault } from "#store/store-fault.ts";
import {
  type Binaries,
  copyBinaries,
  findBinaries,
  linkLibraries,
  program,
  programEnvironment,
} from "./binaries.ts";
import { type Command, type Ended, runCommand } from "./run-command.ts";

/** How the programs are started: as we are, as `nobody`, or inside a user namespace. */
export type Identity = "direct" | "nobody" | "namespace";

/** Everything about where and as whom the server of one data folder runs. */
export type Placement = {
  readonly identity: Identity;
  /** Identity of `initdb` alone. */
  readonly initIdentity: Identity;
  readonly binaries: Binaries;
  /** Holds the cluster, its log, links and socket; the data folder unless that is unreachable. */
  readonly home: string;
  readonly clusterFolder: string;
  readonly env: NodeJS.ProcessEnv;
};

/** The identity of `nobody` on every system that Mailport runs on. */
const NOBODY = 65534;
/** Where copies go when neither `nobody` nor a namespace reaches the data folder. */
export const COPY_FOLDER = "/var/lib/mailport";

/** Chooses by trying: what the chosen identity runs and reaches has been seen to work. */
export async function choosePlacement(dataFolder: string, copyFolder: string): Promise<Placement> {
  const binaries = findBinaries();
  if (process.getuid?.() === 0) return placeForRoot(dataFolder, copyFolder, binaries);
  const moved = movedHome(dataFolder);
  if (moved !== undefined) {
    const sentence = `The database of ${dataFolder} is in ${moved}, where only root reaches it.`;
    throw new StoreFault("store/data-unreachable", sentence, { dataFolder, home: moved });
  }
  const init = hasPasswdEntry() ? "direct" : "namespace";
  const placement = prepare(dataFolder, binaries, "direct", init);
  const ended = await runAs(placement, "direct", program(binaries, "postgres"), ["--version"]);
  if (ended.code !== 0) throw cannotRun(ended);
  return placement;
}

function hasPasswdEntry(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function placeForRoot(
  dataFolder: string,
  copyFolder: string,
  binaries: Binaries,
): Promise<Placement> {
  const moved = movedHome(dataFolder);
  if (moved !== undefined) return placeInCopy(dataFolder, moved, binaries);
  for (const identity of ["nobody", "namespace"] as const) {
    const placement = prepare(dataFolder, binaries, identity, identity);
    if (await reaches(placement)) return placement;
  }
  const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 16);
  return placeInCopy(dataFolder, join(copyFolder, name), binaries);
}

async function placeInCopy(dataFolder: string, home: string, found: Binaries): Promise<Placement> {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const binaries = copyBinaries(found, dirname(home));
  const placement = prepare(home, binaries, "nobody", "nobody");
  if (await reaches(placement)) {
    moveCluster(join(dataFolder, "postgres"), placement.clusterFolder);
    writeFileSync(join(dataFolder, MOVED_NOTE), `${home}\n`, { mode: 0o600 });
    return placement;
  }
  const sentence = `Neither user ${NOBODY}, nor a user namespace, nor a copy in ${home} can run
    the database for root; start Mailport as an ordinary user.`.replace(/\s+/g, " ");
  throw new StoreFault("store/data-unreachable", sentence, { dataFolder, home });
}

/** A database made or restored by others in the data folder goes along, never to be left behind. */
function moveCluster(from: string, to: string): void {
  if (!existsSync(join(from, "PG_VERSION")) || existsSync(to)) return;
  const unfinished = `${to}.moving`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, preserveTimestamps: true });
  renameSync(unfinished, to);
  renameSync(from, `${from}.copied-away`);
}

/** Names the folder where the database of this data folder is, once it had to live elsewhere. */
const MOVED_NOTE = "database-is-in";

function movedHome(dataFolder: string): string | undefined {
  const note = join(dataFolder, MOVED_NOTE);
  return existsSync(note) ? readFileSync(note, "utf8").trim() : undefined;
}

function prepare(
  home: string,
  binaries: Binaries,
  identity: Identity,
  initIdentity: Identity,
): Placement {
  const clusterFolder = join(home, "postgres");
  const links = join(home, "lib");
  mkdirSync(home, { recursive: true, mode: 0o711 });
  // Others may pass through but not look: `nobody` owns only the folders made for it.
  if (identity === "nobody") chmodSync(home, statSync(home).mode | 0o011);
  linkLibraries(binaries, links);
  const env = programEnvironment(binaries, links);
  return { identity, initIdentity, binaries, home, clusterFolder, env };
}

/** True when the identity runs the server's program and writes in a folder made for it. */
async function reaches(placement: Placement): Promise<boolean> {
  const { identity, binaries } = placement;
  const run = await runAs(placement, identity, program(binaries, "postgres"), ["--version"]);
  if (run.code !== 0) return false;
  const own = socketFolder(placement);
  try {
    makePrivateFolder(placement, own);
  } catch {
    // Some mounts do not let root give anything away.
    return false;
  }
  const script = 'cd "$1" && test -w .';
  return (await runAs(placement, identity, "/bin/sh", ["-c", script, "sh", own])).code === 0;
}

/** The folder of the server's socket, where its path is short enough. */
export function socketFolder(placement: Placement): string {
  return join(placement.home, "run");
}

/** Runs one of the programs to its end under an identity of the placement. */
export function runAs(
  placement: Placement,
  identity: Identity,
  file: string,
  args: readonly string[],
): Promise<Ended> {
  return runCommand(commandAs(placement, identity, file, args));
}

/** The command under an identity; a namespace runs in the same process, so signals reach it. */
export function commandAs(
  placement: Placement,
  identity: Identity,
  file: string,
  args: readonly string[],
): Command {
  const { env } = placement;
  if (identity === "nobody") return { file, args, env, uid: NOBODY, gid: NOBODY };
  if (identity === "direct") return { file, args, env };
  const mapped = ["-U", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--", file, ...args];
  return { file: "unshare", args: mapped, env };
}

/** Makes a folder that only the server's identity enters. */
export function makePrivateFolder(placement: Placement, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  giveToServer(placement, folder);
}

/**
 * Hands a whole folder to the identity of the server when it belongs to another one. Links are
 * not followed: the identity that owned the folder could have pointed them anywhere.
 */
export function giveToServer(placement: Placement, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const owner = placement.identity === "nobody" ? NOBODY : 0;
  if (statSync(folder).uid === owner) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(folder, name), owner, owner);
  }
  // The folder itself comes last: a change cut off in the middle is begun again.
  lchownSync(folder, owner, owner);
}

function cannotRun(ended: Ended): StoreFault {
  const sentence = `The database program cannot be run here: ${ended.said.trim()}`;
  return new StoreFault("store/binaries-missing", sentence, { said: ended.said });
}
