/**
 * The audit chain and the idempotency keys on a real database, with a canary for every way in which a
 * trail can be changed.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { purgeAnswers } from "#store/calls.ts";
import { BLOCK_LIMIT, sealAll, sealOnce, verifyChain } from "#store/seal.ts";
import { verifyInputs } from "#store/verify-inputs.ts";
import { type AccessBench, accessBench, OPERATOR, SITE } from "#test/access-bench.ts";

let bench: AccessBench;

beforeAll(async () => {
  bench = await accessBench();
});
afterAll(() => bench.close());

async function write(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => bench.ports.ids.next());
  await bench.ports.store.transaction(async (tx) => {
    for (const callId of ids) {
      await tx.writeCall(
        {
          callId,
          site: SITE,
          operation: "record-scans",
          actor: OPERATOR,
          partyId: OPERATOR,
          device: null,
          calledAt: bench.clock.at,
          inputHash: bench.ports.digest(callId),
          rowsGiven: 1,
          rowsDone: 1,
          rowsRefused: 0,
          refusal: null,
          idempotencyKey: null,
        },
        { salt: Buffer.alloc(16), body: Buffer.alloc(1) },
      );
    }
  });
  return ids;
}

const seal = (): Promise<number> => sealOnce(bench.pool, SITE, bench.clock.at);

async function verify() {
  const client = await bench.pool.connect();
  try {
    return await verifyChain(client, SITE);
  } finally {
    client.release();
  }
}

describe("the audit chain", () => {
  test("calls get positions 1, 2, 3 … without gaps, in blocks, and the chain is whole", async () => {
    await write(3);
    expect(await seal()).toBe(3);
    expect(await seal()).toBe(0);
    await write(BLOCK_LIMIT + 5);
    expect((await verify()).waiting).toBe(BLOCK_LIMIT + 5);
    expect([await seal(), await seal(), await seal()]).toEqual([BLOCK_LIMIT, 5, 0]);
    const found = await bench.pool.query(
      "select min(position)::int as first, max(position)::int as last, count(*)::int as count from mailport.call_position",
    );
    const total = BLOCK_LIMIT + 8;
    expect(found.rows).toEqual([{ first: 1, last: total, count: total }]);
    expect(await verify()).toEqual({ calls: total, blocks: 3, waiting: 0, findings: [] });
  });

  test("all that waits is placed at one time, also where it is more than a block", async () => {
    const before = (await verify()).calls;
    await write(BLOCK_LIMIT + 1);
    expect(await sealAll(bench.pool, bench.clock.at)).toBe(BLOCK_LIMIT + 1);
    expect(await sealAll(bench.pool, bench.clock.at)).toBe(0);
    const after = await verify();
    expect(after).toMatchObject({ calls: before + BLOCK_LIMIT + 1, waiting: 0, findings: [] });
  });

  test("many sealers at once while calls are committed place each call once", async () => {
    let sealed = 0;
    const sealers = Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 25; round += 1) {
        const placed = await seal();
        sealed += placed;
      }
    });
    const writers = Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 20; round += 1) await write(3);
    });
    await Promise.all([...sealers, ...writers]);
    for (let placed = await seal(); placed > 0; placed = await seal()) sealed += placed;
    expect(sealed).toBe(240);
    expect((await verify()).findings).toEqual([]);
  });

  test("a call that rolled back takes no position", async () => {
    const before = (await verify()).calls;
    const lost = bench.ports.store.transaction(async (tx) => {
      await tx.answerKey({ partyId: OPERATOR, operation: "x", key: "k", answer: Buffer.alloc(0) });
      throw new Error("rolled back");
    });
    await expect(lost).rejects.toThrow("rolled back");
    await write(1);
    expect(await seal()).toBe(1);
    expect((await verify()).calls).toBe(before + 1);
  });
});

describe("canary: a changed trail is found", () => {
  let ids: string[];
  beforeEach(async () => {
    ids = await write(10);
    await seal();
    expect((await verify()).findings).toEqual([]);
  });

  async function tampered(sql: string, values: unknown[], undo: string, undoValues: unknown[]) {
    await bench.pool.query(sql, values);
    const { findings } = await verify();
    await bench.pool.query(undo, undoValues);
    expect((await verify()).findings).toEqual([]);
    return findings.map((finding) => finding.code);
  }

  test("canary: one field of one call", async () => {
    const codes = await tampered(
      "update mailport.call set rows_done = 2 where call_id = $1",
      [ids[4]],
      "update mailport.call set rows_done = 1 where call_id = $1",
      [ids[4]],
    );
    expect(codes).toEqual(["audit/row-changed"]);
  });

  test("canary: a deleted call, its position, or its block", async () => {
    const copy = "create table mailport.kept as";
    for (const [table, where, code] of [
      ["call", "call_id = $1", "audit/row-missing"],
      ["call_position", "call_id = $1", "audit/position-gap"],
    ] as const) {
      await bench.pool.query(
        `${copy} select * from mailport.${table} where ${where.replace("$1", `'${ids[4]}'`)}`,
      );
      const codes = await tampered(
        `delete from mailport.${table} where ${where}`,
        [ids[4]],
        `insert into mailport.${table} select * from mailport.kept`,
        [],
      );
      await bench.pool.query("drop table mailport.kept");
      expect(codes).toContain(code);
    }
    await bench.pool.query(`${copy} select * from mailport.seal_block where last_position = 3`);
    const codes = await tampered(
      "delete from mailport.seal_block where last_position = 3",
      [],
      "insert into mailport.seal_block select * from mailport.kept",
      [],
    );
    await bench.pool.query("drop table mailport.kept");
    expect(codes).toContain("audit/position-gap");
  });

  test("canary: a call written past the trail, and the time of a block", async () => {
    const [stray] = await write(1);
    const unchained = await tampered(
      "delete from mailport.call_unsealed where call_id = $1",
      [stray],
      "insert into mailport.call_unsealed values ($1, $2)",
      [stray, SITE],
    );
    expect(unchained).toEqual(["audit/call-unchained"]);
    await seal();
    const moved = await tampered(
      "update mailport.seal_block set sealed_at = sealed_at + 1 where last_position = 3",
      [],
      "update mailport.seal_block set sealed_at = sealed_at - 1 where last_position = 3",
      [],
    );
    expect(moved).toContain("audit/block-changed");
  });
});

describe("stored inputs", () => {
  async function changed(): Promise<readonly string[]> {
    const found: string[] = [];
    const client = await bench.pool.connect();
    try {
      await verifyInputs(
        client,
        (sealed) => bench.ports.vault.unpack(sealed),
        ({ at }) => found.push(at.field ?? ""),
      );
    } finally {
      client.release();
    }
    return found;
  }

  test("canary: an input changed, exchanged, removed or destroyed without an erasure is found", async () => {
    await bench.pool.query("delete from mailport.call where operation = 'record-scans'");
    const calls: string[] = [];
    for (const login of ["una", "vic", "wim", "xia"]) await bench.user(login, ["floor"]);
    const found = await bench.pool.query<{ call_id: string }>(
      "select call_id from mailport.call where operation = 'create-user' order by call_id",
    );
    calls.push(...found.rows.map((row) => row.call_id));
    expect(await changed()).toEqual([]);
    const set = (what: string, values: unknown[]) =>
      bench.pool.query(`update mailport.call_input set ${what} where call_id = $1`, values);
    await set("body = set_byte(body, 3, 255 - get_byte(body, 3))", [calls[0]]);
    const other = await bench.ports.vault.pack("{}");
    await set("salt = $2, body = $3", [calls[1], other.salt, other.body]);
    await bench.pool.query("delete from mailport.call_input where call_id = $1", [calls[2]]);
    await set("salt = null, body = null", [calls[3]]);
    expect(await changed()).toEqual(calls.slice(0, 4));
  });
});

describe("idempotency keys", () => {
  test("of two calls with one key at once, one is fresh; the other reads its answer", async () => {
    const row = { partyId: OPERATOR, operation: "record-scans", key: randomUUID() };
    const claim = () =>
      bench.ports.store.transaction(async (tx) => {
        const mine = { ...row, inputHash: "h", callId: randomUUID(), at: bench.clock.at };
        const claimed = await tx.claimKey(mine);
        if (claimed.fresh) await tx.answerKey({ ...row, answer: Buffer.from("first") });
        return claimed;
      });
    const claims = await Promise.all([claim(), claim(), claim(), claim()]);
    expect(claims.filter((one) => one.fresh)).toHaveLength(1);
    for (const one of claims) {
      if (!one.fresh) expect(Buffer.from(one.answer ?? []).toString()).toBe("first");
    }
  });

  test("answers go after 72 hours, keys after 400 days", async () => {
    const row = { partyId: OPERATOR, operation: "move-items", key: randomUUID() };
    const at = bench.clock.at;
    const claim = { ...row, inputHash: "h", callId: randomUUID(), at };
    await bench.ports.store.transaction(async (tx) => {
      await tx.claimKey(claim);
      await tx.answerKey({ ...row, answer: Buffer.from("a") });
    });
    const again = () => bench.ports.store.transaction((tx) => tx.claimKey(claim));
    const hour = 3_600_000;
    await purgeAnswers(bench.pool, at + 72 * hour);
    expect(await again()).toMatchObject({ fresh: false, answer: Buffer.from("a") });
    await purgeAnswers(bench.pool, at + 72 * hour + 1);
    expect(await again()).toMatchObject({ fresh: false, answer: null });
    await purgeAnswers(bench.pool, at + 400 * 24 * hour + 1);
    expect(await again()).toEqual({ fresh: true });
  });
});

test("every client of the store goes back to the pool", async () => {
  const { totalCount, idleCount } = bench.pool;
  expect(idleCount).toBe(totalCount);
});
