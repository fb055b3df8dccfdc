/**
 * A database with one party and all ports on it, for tests of access and of the server. Time stands
 * still until a test moves it. No centre is set up in it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { Result } from "#base/result.ts";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor, Operation } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { actorOf, systemActor } from "#operations/sessions.ts";
import { makePorts } from "#server/ports.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { openPool } from "#store/pool.ts";
import { freshDatabase } from "./cluster.ts";
import { PASSWORD } from "./mailport.ts";

export const OPERATOR = "018f0000-0000-7000-8000-00000000000a";
const CUSTOMS = "018f0000-0000-7000-8000-00000000000b";
export const SITE = "CANHUB";

export type AccessBench = {
  readonly pool: pg.Pool;
  readonly folder: string;
  readonly ports: Ports & { readonly blobKeys: BlobKeys };
  readonly clock: { at: number };
  readonly run: (operation: Operation, actor: Actor, input: unknown) => Promise<Result<unknown>>;
  /** A user with the test password, as a caller. */
  readonly user: (login: string, roles: readonly string[]) => Promise<Actor>;
  readonly close: () => Promise<void>;
};

/** Call in `beforeAll`; `close` in `afterAll`. */
export async function accessBench(): Promise<AccessBench> {
  const database = await freshDatabase();
  const pool = openPool(database.connection, 10);
  const folder = mkdtempSync(join(tmpdir(), "mailport-access-"));
  await pool.query(
    `insert into mailport.party (party_id, version, site, code, kind, name, holds, readers,
       sensitivity) values ($1, 1, $2, 'OPS', 'operator', 'Operator', 0, array[$1]::uuid[], 1)`,
    [OPERATOR, SITE],
  );
  await pool.query(
    `insert into mailport.party (party_id, version, site, code, kind, name, holds, readers,
       sensitivity) values ($1, 1, $2, 'CUS', 'customs', 'Customs', 0, array[$1]::uuid[], 1)`,
    [CUSTOMS, SITE],
  );
  const clock = { at: 1_790_000_000_000 };
  const ports = makePorts({
    pool,
    dataFolder: folder,
    masterKey: Buffer.alloc(32, 3),
    site: siteFacts(),
    now: () => clock.at,
  });
  const run: AccessBench["run"] = (operation, actor, input) => call(ports, operation, actor, input);
  return {
    pool,
    folder,
    ports,
    clock,
    run,
    async user(login, roles) {
      const officer = roles.includes("officer") ? { authority: "customs" } : {};
      const party = roles.includes("officer") ? "CUS" : "OPS";
      const input = { login, name: login, password: PASSWORD, party, roles, ...officer };
      const made = await run(createUser, systemActor(OPERATOR), input);
      if (!made.ok) throw new Error(JSON.stringify(made.refusal));
      const user = await ports.store.transaction((tx) => tx.lockUser(login));
      if (user === undefined) throw new Error(login);
      return actorOf(user, { device: null, scopes: null });
    },
    async close() {
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function siteFacts(): Ports["site"] {
  return {
    site: SITE,
    name: "Canton hub",
    legalZone: "Asia/Shanghai",
    operatorId: OPERATOR,
    customsId: CUSTOMS,
    quarantineId: null,
    madeBy: "init",
  };
}
