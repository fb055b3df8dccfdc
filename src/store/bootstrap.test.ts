/** Roles and the database on the run's real cluster, by its superuser and by lesser users. */
import { randomBytes } from "node:crypto";
import { afterAll, expect, inject, test } from "vitest";
import { bootstrap } from "./bootstrap.ts";
import { type Connection, withClient } from "./connection.ts";

const cluster = inject("cluster");
const unique = randomBytes(4).toString("hex");
const names = { own: `boot_${unique}`, other: `other_${unique}`, latin: `latin_${unique}` };
const users = { maker: `maker_${unique}`, clerk: `clerk_${unique}` };
const EMBEDDED = { ownerSignsIn: true };
const SERVER = { ownerSignsIn: false };

async function run(connection: Connection, sql: string) {
  return withClient(connection, async (client) => (await client.query(sql)).rows);
}

afterAll(async () => {
  for (const name of [...Object.values(names), `${names.own}_url`]) {
    await run(cluster, `drop database if exists ${name} with (force)`);
  }
  for (const user of Object.values(users)) {
    await run(cluster, `drop owned by ${user}`).catch(() => undefined);
    await run(cluster, `drop role if exists ${user}`);
  }
});

test("bootstrap makes a database of the owner that closes public doors, and may run again", async () => {
  const first = await bootstrap(cluster, names.own, EMBEDDED);
  const again = await bootstrap(cluster, names.own, EMBEDDED);
  expect(again).toEqual(first);
  const rows = await run(
    first,
    `select session_user::text as session, pg_get_userbyid(datdba) as owner, datlocprovider,
            datlocale, has_database_privilege('mailport_reader', datname, 'TEMP') as temporary,
            has_schema_privilege('mailport_public', 'public', 'USAGE') as usage
       from pg_database where datname = current_database()`,
  );
  expect(rows).toEqual([
    {
      session: "mailport_owner",
      owner: "mailport_owner",
      datlocprovider: "b",
      datlocale: "C.UTF-8",
      temporary: false,
      usage: false,
    },
  ]);
});

test("the owner becomes a reader for one transaction only; a reader cannot become the owner", async () => {
  const owner = await bootstrap(cluster, names.own, EMBEDDED);
  await withClient(owner, async (client) => {
    for (const role of ["mailport_reader", "mailport_public"]) {
      await client.query("begin");
      await client.query(`set local role ${role}`);
      expect((await client.query("select current_user::text as u")).rows).toEqual([{ u: role }]);
      await client.query("commit");
      const after = await client.query("select current_user::text as u");
      expect(after.rows).toEqual([{ u: "mailport_owner" }]);
    }
  });
  const sql = "select pg_has_role('mailport_reader', 'mailport_owner', 'MEMBER') as may";
  expect(await run(owner, sql)).toEqual([{ may: false }]);
});

test("two bootstraps at once make one database", async () => {
  await run(cluster, `drop database ${names.own} with (force)`);
  const both = await Promise.all([1, 2].map(() => bootstrap(cluster, names.own, EMBEDDED)));
  expect(both[0]).toEqual(both[1]);
});

test("on a server of others, a user who may make roles and databases is enough, and acts as the owner", async () => {
  const { maker } = users;
  await run(cluster, `create role ${maker} login createrole createdb`);
  await run(cluster, `grant mailport_owner to ${maker} with admin option`);
  await run(cluster, `grant mailport_reader, mailport_public to ${maker} with admin option`);
  const given = { ...cluster, user: maker };
  const owner = await bootstrap(given, `${names.own}_url`, SERVER);
  const sql = "select session_user::text as session, current_user::text as acts";
  expect(await run(owner, sql)).toEqual([{ session: maker, acts: "mailport_owner" }]);
  await withClient(owner, async (client) => {
    await client.query("begin");
    await client.query("set local role mailport_reader");
    await client.query("commit");
  });
});

test("a user who may not take the owner's role is told what an administrator must run", async () => {
  const { clerk } = users;
  await run(cluster, `create role ${clerk} login`);
  const given = { ...cluster, user: clerk };
  await expect(bootstrap(given, names.other, SERVER)).rejects.toMatchObject({
    code: "store/roles-missing",
    message: expect.stringContaining(`grant mailport_owner to ${clerk}`),
  });
});

test("a database of another owner or encoding is refused and left as it is", async () => {
  await run(cluster, `create database ${names.other}`);
  await expect(bootstrap(cluster, names.other, EMBEDDED)).rejects.toMatchObject({
    code: "store/database-of-another-owner",
  });
  await run(
    cluster,
    `create database ${names.latin} owner mailport_owner template template0 encoding 'LATIN1'
       locale_provider libc locale 'C'`,
  );
  await expect(bootstrap(cluster, names.latin, EMBEDDED)).rejects.toMatchObject({
    code: "store/database-other-encoding",
    facts: { encoding: "LATIN1" },
  });
});
