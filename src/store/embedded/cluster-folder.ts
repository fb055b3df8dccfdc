/**
 * The cluster's files: made once by `initdb`, refused when another major version made them.
 */

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { StoreFault } from "#store/store-fault.ts";
import { program } from "./binaries.ts";
import { giveToServer, makePrivateFolder, type Placement, runAs } from "./placement.ts";

/** The superuser of every embedded cluster. */
export const SUPERUSER = "postgres";

/** A restore writes the cluster under this name first. */
export const RESTORING = "postgres.restoring";

/** Makes the cluster when there is none; a half-made one is never left under its name. */
export async function ensureCluster(placement: Placement, sync: boolean): Promise<void> {
  const { clusterFolder, home } = placement;
  if (existsSync(join(home, RESTORING))) {
    const sentence = `A restore into ${home} was cut off; empty the folder and restore again.`;
    throw new StoreFault("store/data-not-a-database", sentence, { home });
  }
  if (!existsSync(join(clusterFolder, "PG_VERSION"))) await makeCluster(placement, sync);
  refuseOtherVersion(placement);
  giveToServer(placement, clusterFolder);
  // A copy made by other tools may have opened it, which the server refuses.
  if (process.platform !== "win32") chmodSync(clusterFolder, 0o700);
}

async function makeCluster(placement: Placement, sync: boolean): Promise<void> {
  const { clusterFolder, initIdentity, binaries } = placement;
  if (existsSync(clusterFolder) && readdirSync(clusterFolder).length > 0) {
    const sentence = `${clusterFolder} is not empty and holds no database; move it away first.`;
    throw new StoreFault("store/data-not-a-database", sentence, { clusterFolder });
  }
  const unfinished = `${clusterFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  makePrivateFolder(placement, unfinished);
  const args = [...initArguments(placement), ...(sync ? [] : ["--no-sync"]), "-D", unfinished];
  const ended = await runAs(placement, initIdentity, program(binaries, "initdb"), args);
  if (ended.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const said = ended.said.trim();
    const sentence = `The database could not be made in ${clusterFolder}: ${said}${hint(said)}`;
    throw new StoreFault("store/database-could-not-be-made", sentence, { said: ended.said });
  }
  rmSync(clusterFolder, { recursive: true, force: true });
  renameSync(unfinished, clusterFolder);
}

/** `initdb` asks for the name of its user, which a container's free number does not have. */
function hint(said: string): string {
  if (!/effective user ID|unshare/.test(said)) return "";
  return " (run Mailport as a user named in /etc/passwd, or allow user namespaces)";
}

/**
 * Text sorts by code point on every machine (builtin C.UTF-8), pages carry checksums. On unix the
 * socket's folder is the key: only the server's identity and root enter it.
 */
function initArguments(placement: Placement): string[] {
  const args = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  args.push("--locale=C", "--data-checksums", `--username=${SUPERUSER}`, "--no-instructions");
  if (process.platform !== "win32") return [...args, "--auth-local=trust", "--auth-host=reject"];
  writePassword(placement);
  return [...args, "--auth=scram-sha-256", `--pwfile=${passwordFile(placement)}`];
}

function passwordFile(placement: Placement): string {
  return join(placement.home, "postgres.password");
}

function writePassword(placement: Placement): void {
  const password = randomBytes(24).toString("base64url");
  writeFileSync(passwordFile(placement), password, { mode: 0o600 });
}

/** The superuser's password where the server is reached over loopback; else undefined. */
export function superuserPassword(placement: Placement): string | undefined {
  if (process.platform !== "win32") return undefined;
  return readFileSync(passwordFile(placement), "utf8").trim();
}

function refuseOtherVersion(placement: Placement): void {
  const { clusterFolder, binaries } = placement;
  const found = Number.parseInt(readFileSync(join(clusterFolder, "PG_VERSION"), "utf8"), 10);
  if (found === binaries.major) return;
  const sentence = `The data in ${clusterFolder} was made by PostgreSQL ${found}; this Mailport
    carries ${binaries.major}. To move: run a PostgreSQL ${found} server on that folder, write
    pg_dump of database mailport from it, load that into the database of an empty data folder, and
    keep the blobs folder beside it.`.replace(/\s+/g, " ");
  const facts = { clusterFolder, found, carried: binaries.major };
  throw new StoreFault("store/data-of-other-version", sentence, facts);
}
