/**
 * A centre on a database of its own, set up from `examples/centre.json`, with a user per role and
 * all ports real. Time stands still until a test moves it.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { Result } from "#base/result.ts";
import { establish } from "#cli/init.ts";
import { readInitFile } from "#cli/init-file.ts";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor, Role } from "#operations/define.ts";
import { operationNamed } from "#operations/index.ts";
import type { Ports } from "#operations/ports.ts";
import { actorOf, systemActor } from "#operations/sessions.ts";
import { FOLDS } from "#operations/unit.ts";
import { makePorts } from "#server/ports.ts";
import { openPool } from "#store/pool.ts";
import { type VerifyReport, verifyRecord } from "#store/verify.ts";
import { freshDatabase } from "./cluster.ts";
import { PASSWORD } from "./mailport.ts";
import { importRates } from "./rates.ts";

/** Who works there: login, roles, party code, authority and level. */
const PEOPLE: readonly (readonly [string, readonly Role[], string, (string | null)?, number?])[] = [
  ["floor", ["floor"], "CKG-CENTRE"],
  ["post", ["clerk", "declarant"], "CNA"],
  ["express", ["clerk", "declarant"], "HX"],
  ["shop", ["declarant"], "PLAT-77"],
  ["officer", ["officer"], "8000", "customs", 1],
  ["senior", ["officer"], "8000", "customs", 3],
  ["vet", ["officer"], "CKG-QUARANTINE", "quarantine", 1],
  ["manager", ["administrator"], "CKG-CENTRE"],
];

export type Centre = {
  readonly pool: pg.Pool;
  readonly folder: string;
  readonly ports: Ports;
  readonly clock: { at: number };
  readonly actors: Readonly<Record<string, Actor>>;
  /** Runs an operation by name as one of the people, or as the centre's own clockwork. */
  readonly run: (
    who: string | Actor,
    name: string,
    input: unknown,
    key?: string,
  ) => Promise<Result<unknown>>;
  /** The same, and fails the test where it is refused. */
  readonly act: <T>(who: string | Actor, name: string, input: unknown, key?: string) => Promise<T>;
  readonly verify: () => Promise<VerifyReport>;
  readonly close: () => Promise<void>;
};

/** Call in `beforeAll`; `close` in `afterAll`. */
export async function openCentre(): Promise<Centre> {
  const database = await freshDatabase();
  const pool = openPool(database.connection, 8);
  const folder = mkdtempSync(join(tmpdir(), "mailport-centre-"));
  const masterKey = Buffer.alloc(32, 7);
  const clock = { at: 1_790_000_000_000 };
  const { plan } = readInitFile(readFileSync("examples/centre.json", "utf8"), "centre.json");
  if (plan === undefined) throw new Error("examples/centre.json does not read");
  const record = { pool, masterKey, close: async () => undefined } as unknown as Parameters<
    typeof establish
  >[0];
  const site = await establish(record, folder, plan, PASSWORD, "init");
  if (!site.ok) throw new Error(site.refusal.code);
  const ports = makePorts({
    pool,
    dataFolder: folder,
    masterKey,
    site: site.value,
    now: () => clock.at,
  });
  const actors: Record<string, Actor> = { system: systemActor(site.value.operatorId) };
  for (const person of PEOPLE) actors[person[0]] = await hire(ports, ...person);
  await importRates(ports, actors["manager"]);
  const run: Centre["run"] = async (who, name, input, key) => {
    const operation = operationNamed(name);
    const actor = typeof who === "string" ? actors[who] : who;
    if (operation === undefined || actor === undefined)
      throw new Error(`no ${name} or nobody ${typeof who === "string" ? who : who.login}`);
    return call(ports, operation, actor, input, key ?? null);
  };
  return {
    pool,
    folder,
    ports,
    clock,
    actors,
    run,
    act: async <T>(who: string | Actor, name: string, input: unknown, key?: string) => {
      const answer = await run(who, name, input, key);
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
      return answer.value as T;
    },
    verify: () => verifyRecord(pool, { folds: FOLDS, blobs: ports.blobs }),
    async close() {
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function hire(
  ports: Ports,
  login: string,
  roles: readonly Role[],
  party: string,
  authority: string | null = null,
  level = 1,
): Promise<Actor> {
  const officer = authority === null ? {} : { authority, level };
  const input = { login, name: login, password: PASSWORD, party, roles, ...officer };
  const made = await call(ports, createUser, systemActor(ports.site.operatorId), input);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const user = await ports.store.transaction((tx) => tx.lockUser(login));
  if (user === undefined) throw new Error(login);
  return actorOf(user, { device: null, scopes: null });
}
