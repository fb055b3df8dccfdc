/** The databases that tests get, on the run's real cluster. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { withClient } from "#store/connection.ts";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";

let databases: FreshDatabase[] = [];

beforeAll(async () => {
  databases = await Promise.all([1, 2, 3, 4, 5, 6].map(() => freshDatabase()));
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

test("several files that ask at once each get a database of their own, acting as the owner", async () => {
  const names = await Promise.all(
    databases.map((database) =>
      withClient(database.connection, async (client) => {
        const sql = "select current_database() || ' ' || current_user as name";
        return (await client.query<{ name: string }>(sql)).rows[0]?.name;
      }),
    ),
  );
  expect(new Set(names).size).toBe(6);
  for (const name of names) expect(name).toMatch(/^test_[0-9a-f]{16} mailport_owner$/);
});

test("a cloned database gives nobody temporary tables or the public schema", async () => {
  const database = present(databases[0], "beforeAll made databases");
  const found = await withClient(database.superuser, (client) =>
    client.query<{ temporary: boolean; usage: boolean }>(
      `select has_database_privilege('mailport_reader', current_database(), 'TEMP') as temporary,
              has_schema_privilege('mailport_reader', 'public', 'USAGE') as usage`,
    ),
  );
  expect(found.rows).toEqual([{ temporary: false, usage: false }]);
});
