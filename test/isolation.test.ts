/**
 * Who reads what, over every view and every table: owners all of theirs, others nothing, not even
 * that it exists. Each policy is then dropped, and each table left without policies, to show that
 * the law would find it.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import { NOBODY } from "./command-samples.ts";
import { readIsolation } from "./isolation-law.ts";
import { declareLate, type IsolationWorld, isolationWorld } from "./isolation-world.ts";

/** Pieces of each of three declarants. */
const EACH = 17;
/** Tables that carry no party's data; readable by all who work in the building. */
const OPEN_TABLES = ["site", "place", "move_rule", "device", "office", "code_import"];
const DENIED = "42501";

let world: IsolationWorld;
beforeAll(async () => {
  world = await isolationWorld(EACH);
});
afterAll(() => world.centre.close());

test("law: every view of the registry is read here", () => {
  const read = [
    "describe-message",
    "fetch-messages",
    "find-items",
    "list-code-lists",
    "list-duty",
    "list-matches",
    "list-papers",
    "list-places",
    "list-profiles",
    "list-risk-rules",
    "list-selected",
    "list-stuck",
    "list-suspense",
    "list-undetermined",
    "show-codes",
  ];
  const views = operations.filter((one) => one.kind === "view").map((one) => one.name);
  expect(
    [
      ...read,
      "read-paper",
      "show-floor",
      "show-item",
      "show-message",
      "show-messages",
      "show-profile",
      "show-shift",
      "show-shipment",
      "track",
      "who-am-i",
    ].sort(),
  ).toEqual([...views].sort());
});

test("law: owners see all of theirs, others nothing, in ten thousand reads", async () => {
  const found = await readIsolation(world);
  expect(found.violations.slice(0, 10)).toEqual([]);
}, 120_000);

describe("tables without a grant", () => {
  async function readable(role: string): Promise<readonly string[]> {
    const client = await world.centre.pool.connect();
    try {
      const found = await client.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'mailport' and c.relkind in ('r', 'p', 'v', 'm')`,
      );
      const open: string[] = [];
      for (const { name } of found.rows) {
        await client.query("begin read only");
        await client.query(`set local role ${role}`);
        const code = await client.query(`select 1 from mailport.${name} limit 1`).then(
          () => "",
          (error: { code?: string }) => error.code,
        );
        await client.query("rollback");
        if (code !== DENIED) open.push(name);
      }
      return open.sort();
    } finally {
      client.release();
    }
  }

  test("law: a reader reads the tables with policies and no partition of events by its name", async () => {
    const policies = await world.centre.pool.query<{ name: string }>(
      "select distinct tablename as name from pg_policies where schemaname = 'mailport'",
    );
    const guarded = policies.rows.map((row) => row.name);
    expect(await readable("mailport_reader")).toEqual([...guarded, ...OPEN_TABLES].sort());
    expect(guarded.length).toBeGreaterThan(14);
  });

  test("law: the public reads no table and no view but tracking", async () => {
    expect(await readable("mailport_public")).toEqual([]);
    const { centre } = world;
    for (const operation of operations) {
      const allowed = operation.roles.includes("public");
      const answer = await centre.run(PUBLIC_ACTOR, operation.name, {});
      const refused = !answer.ok && answer.refusal.code === "access/not-allowed";
      expect(refused, operation.name).toBe(!allowed);
    }
  });

  test("law: tracking tells types, times and direction, and nothing of who or why", async () => {
    const held = world.pieces.find((piece) => piece.holdId !== undefined);
    const tracked = await world.centre.act<{ events: object[] }>(PUBLIC_ACTOR, "track", {
      code: held?.code,
    });
    expect(tracked.events.length).toBeGreaterThan(1);
    for (const event of tracked.events) {
      expect(Object.keys(event).sort()).toEqual(["direction", "occurredAt", "type"]);
    }
    const unknown = await world.centre.run(PUBLIC_ACTOR, "track", { code: "ISONOBODY" });
    expect(unknown).toMatchObject({ ok: false, refusal: { code: "item/not-found" } });
  });
});

describe("canary: without one policy the law fails", () => {
  const guarded = [
    "party",
    "item",
    "shipment",
    "declaration",
    "container",
    "message",
    "event",
    "identifier",
    "whereabouts",
    "hold",
    "hold_restricted",
    "decision",
    "duty",
    "item_shipment",
    "declaration_shipment",
    "proposed_match",
    "vault",
    "code_entry",
    "dialogue",
    "message_profile",
    "paper",
    "partner",
    "risk_hit",
    "screening_hit",
  ];
  const few = () => world.pieces.filter((_piece, at) => at % EACH === 0);

  /** An owner, an officer and a foreign party, each with its own clearance. */
  const four = () => world.readers.filter((_reader, at) => [0, 2, 4, 6].includes(at));

  const violations = async () =>
    (await readIsolation(world, { pieces: few(), readers: four(), untilFound: true })).violations;

  test.each(guarded)(
    "canary: the policy of %s dropped, then its table left open",
    async (table) => {
      const { pool } = world.centre;
      const [policy] = (
        await pool.query<{ name: string; qual: string }>(
          "select policyname as name, qual from pg_policies where tablename = $1",
          [table],
        )
      ).rows;
      if (policy === undefined) throw new Error(`${table} has no policy`);
      await pool.query(`drop policy ${policy.name} on mailport.${table}`);
      const closed = await violations();
      await pool.query(
        `create policy ${policy.name} on mailport.${table} for select to mailport_reader
        using (${policy.qual})`,
      );
      await pool.query(`alter table mailport.${table} disable row level security`);
      const open = await violations();
      await pool.query(`alter table mailport.${table} enable row level security`);
      expect(open.length, "open").toBeGreaterThan(0);
      expect(closed.length, "closed").toBeGreaterThan(0);
    },
  );

  test("canary: the list of what was picked, without what it asks of a reader", async () => {
    const { pool } = world.centre;
    const found = await pool.query<{ text: string }>(
      "select pg_get_functiondef(oid) as text from pg_proc where proname = 'selected_shipments'",
    );
    const text = found.rows[0]?.text ?? "";
    const stranger = { partyId: NOBODY, clearance: 3 as const };
    const listed = () =>
      world.centre.ports.store.read(stranger, (view) =>
        view.selected({ settled: true, noted: true, limit: 1 }),
      );
    const officer = { partyId: world.centre.ports.site.customsId, clearance: 2 as const };
    const uncleared = () =>
      world.centre.ports.store.read(officer, (view) =>
        view.selected({ settled: true, noted: true, limit: 1 }),
      );
    expect([await listed(), await uncleared()]).toEqual([[], []]);
    await pool.query(text.replace(/and s\.readers @> array\[[^\]]*\]/, "").replace(">= 3", ">= 2"));
    expect([await listed(), await uncleared()]).toMatchObject([[{}], [{}]]);
    await pool.query(text);
    expect([await listed(), await uncleared()]).toEqual([[], []]);
  });

  test.each(["pieces_here_by_zone", "pieces_here_of_reader", "is_readable"])(
    "canary: %s without what it asks of a reader",
    async (name) => {
      const { pool } = world.centre;
      const found = await pool.query<{ text: string }>(
        "select pg_get_functiondef(oid) as text from pg_proc where proname = $1",
        [name],
      );
      const text = found.rows[0]?.text ?? "";
      const open = text.replace(/(\bi\.)?readers @> array\[[^\]]*\]/, "true");
      expect(open).not.toBe(text);
      // The two ways to the pieces here are tried each, whatever a reader's share is.
      const few = await pool.query<{ text: string }>(
        "select pg_get_functiondef(oid) as text from pg_proc where proname = 'floor_figures'",
      );
      const floor = few.rows[0]?.text ?? "";
      if (name === "pieces_here_by_zone") await pool.query(floor.replace("<= few", "< 0"));
      if (name === "pieces_here_of_reader") await pool.query(floor.replace("<= few", ">= 0"));
      await pool.query(open);
      const seen = await violations();
      await pool.query(text);
      await pool.query(floor);
      expect(seen.length).toBeGreaterThan(0);
    },
  );

  test("with all policies back the law holds again", async () => {
    expect((await readIsolation(world, { pieces: few() })).violations).toEqual([]);
    const policies = await world.centre.pool.query<{ name: string }>(
      "select tablename as name from pg_policies where schemaname = 'mailport' order by 1",
    );
    expect(policies.rows.map((row) => row.name)).toEqual([...guarded].sort());
  });
});

test("law: a party named later sees the past", async () => {
  const { centre } = world;
  const code = "LATE0000001";
  await declareLate(centre, code, {});
  const show = () => centre.run("shop", "show-item", { code });
  expect(await show()).toMatchObject({ ok: false, refusal: { code: "item/not-found" } });
  await declareLate(centre, code, { seller: "PLAT-77" });
  const shown = JSON.stringify(await show());
  for (const past of ["item-expected", "item-arrived", "hold-placed"])
    expect(shown).toContain(past);
  expect(shown).not.toContain("profile of");
});
