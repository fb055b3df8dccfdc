/**
 * A centre that was set up from `examples/centre.json`: `mailport init` runs once in a test run, and
 * every test that is not about `init` itself works on a copy of what it made.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  renameSync,
} from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { withClient } from "#store/connection.ts";
import { CENTRE_FILE, mailport } from "./mailport.ts";

/** Of all the files that ask at once, one makes the centre and the others wait for it. */
const MAKING_LOCK = 7_305_017;

/** Makes a data folder that holds the centre; no server runs on it. */
export async function prepareCentre(data: string): Promise<void> {
  const made = join(inject("runFolder"), "centre");
  await withClient(inject("cluster"), async (client) => {
    await client.query("select pg_advisory_lock($1)", [MAKING_LOCK]);
    if (!existsSync(made)) await makeCentre(made);
  });
  cpSync(made, data, { recursive: true, verbatimSymlinks: true });
  for (const path of ["", ...readdirSync(made, { recursive: true, encoding: "utf8" })]) {
    keepOwner(join(made, path), join(data, path));
  }
}

async function makeCentre(made: string): Promise<void> {
  const making = `${made}-making`;
  const ran = await mailport(["init", "--from", CENTRE_FILE, "--data", making]);
  if (ran.status !== 0) throw new Error(ran.stderr);
  renameSync(making, made);
}

/** The database refuses a folder that others may read, and files that are not its user's. */
function keepOwner(from: string, to: string): void {
  const entry = lstatSync(from);
  if (process.getuid?.() === 0) lchownSync(to, entry.uid, entry.gid);
  if (!entry.isSymbolicLink()) chmodSync(to, entry.mode);
}
