/**
 * Users, sessions and tokens on a real database, through the operations as they are called. What of it
 * HTTP adds is in `server-access.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor } from "#operations/define.ts";
import { disableUser } from "#operations/disable-user.ts";
import { issueToken, operations } from "#operations/index.ts";
import { listUsers } from "#operations/list-users.ts";
import { revokeToken } from "#operations/revoke-token.ts";
import { isLive, LOCKED_OUT_MS, PUBLIC_ACTOR } from "#operations/sessions.ts";
import { setPassword } from "#operations/set-password.ts";
import { signIn } from "#operations/sign-in.ts";
import { signOut } from "#operations/sign-out.ts";
import { whoAmI } from "#operations/who-am-i.ts";
import { purgeSessions } from "#store/access.ts";
import { type AccessBench, accessBench, OPERATOR } from "#test/access-bench.ts";
import { PASSWORD } from "#test/mailport.ts";

let bench: AccessBench;
let administrator: Actor;

beforeAll(async () => {
  bench = await accessBench();
  administrator = await bench.user("ada", ["administrator"]);
});
afterAll(() => bench.close());

type SignedIn = { signedIn: boolean; session: string; csrf: string };

async function tryPassword(login: string, password: string, device?: string): Promise<SignedIn> {
  const input = { login, password, ...(device === undefined ? {} : { device }) };
  const answer = await bench.run(signIn, PUBLIC_ACTOR, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value as SignedIn;
}

async function value(...given: Parameters<AccessBench["run"]>): Promise<Record<string, unknown>> {
  const answer = await bench.run(...given);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value as Record<string, unknown>;
}

async function refusal(...given: Parameters<AccessBench["run"]>): Promise<string> {
  const answer = await bench.run(...given);
  return answer.ok ? "none" : answer.refusal.code;
}

describe("signing in", () => {
  test("five wrong passwords lock the login for a quarter of an hour, the right one included", async () => {
    await bench.user("bo", ["floor"]);
    expect((await tryPassword("BO", PASSWORD)).signedIn).toBe(true);
    for (let count = 0; count < 5; count += 1) {
      expect(await tryPassword("bo", `wrong ${count}`)).toMatchObject({
        signedIn: false,
        refusal: { code: "access/sign-in-refused" },
      });
    }
    expect((await tryPassword("bo", PASSWORD)).signedIn).toBe(false);
    bench.clock.at += LOCKED_OUT_MS - 1;
    expect((await tryPassword("bo", PASSWORD)).signedIn).toBe(false);
    bench.clock.at += 1;
    expect((await tryPassword("bo", PASSWORD)).signedIn).toBe(true);
  });

  test("a right password forgets the wrong ones before it", async () => {
    await bench.user("cy", ["floor"]);
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1) await tryPassword("cy", "wrong wrong");
      expect((await tryPassword("cy", PASSWORD)).signedIn).toBe(true);
    }
  });

  test("twenty guesses at once are counted one after another", async () => {
    await bench.user("di", ["floor"]);
    await Promise.all(Array.from({ length: 20 }, (_, n) => tryPassword("di", `guess ${n}`)));
    expect((await tryPassword("di", PASSWORD)).signedIn).toBe(false);
  });

  test("an unknown login is answered like a wrong password, and takes as long", async () => {
    const timed = async (login: string): Promise<number> => {
      const startedAt = performance.now();
      expect(await tryPassword(login, "wrong wrong")).toEqual({
        signedIn: false,
        refusal: { code: "access/sign-in-refused", facts: { failures: 5, minutes: 15 } },
      });
      return performance.now() - startedAt;
    };
    const known = Math.min(await timed("ada"), await timed("ada"), await timed("ada"));
    const unknown = Math.min(await timed("nobody"), await timed("nobody"), await timed("nobody"));
    // Without the hash for nobody it would be a tenth.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test("no secret is at rest: passwords are argon2id, sessions are hashes, inputs lack them", async () => {
    await bench.user("ed", ["floor"]);
    const { session, csrf } = await tryPassword("ed", PASSWORD, "BENCH-1");
    const users = await bench.pool.query("select password_hash from mailport.user_account");
    for (const row of users.rows) {
      expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    const kept = await bench.pool.query("select s::text as text from mailport.session s");
    for (const row of kept.rows) {
      expect(row.text.includes(session) || row.text.includes(csrf)).toBe(false);
    }
    const inputs = await bench.pool.query(
      `select i.salt, i.body from mailport.call_input i join mailport.call c using (call_id)
        where c.operation in ('sign-in', 'create-user')`,
    );
    expect(inputs.rows.length).toBeGreaterThan(10);
    for (const row of inputs.rows) {
      expect(await bench.ports.vault.unpack(row)).not.toMatch(/wrong|guess|correct horse/);
    }
  });

  test("the audit trail counts a refused sign-in as refused", async () => {
    await tryPassword("ada", "wrong wrong");
    const found = await bench.pool.query(
      `select rows_done, rows_refused from mailport.call where operation = 'sign-in'
        order by call_id desc limit 1`,
    );
    expect(found.rows).toEqual([{ rows_done: 0, rows_refused: 1 }]);
  });
});

describe("sessions", () => {
  test("a bench session ends after ten idle minutes, another after twelve hours, all after a day", () => {
    const minute = 60_000;
    const session = {
      hash: "",
      userId: "",
      csrfHash: "",
      madeAt: 0,
      seenAt: 0,
      endsAt: 1440 * minute,
    };
    const bench = { ...session, device: "BENCH-1" };
    const own = { ...session, device: null };
    expect([isLive(bench, 10 * minute - 1), isLive(bench, 10 * minute)]).toEqual([true, false]);
    expect([isLive(own, 720 * minute - 1), isLive(own, 720 * minute)]).toEqual([true, false]);
    const touched = { ...own, seenAt: 1439 * minute };
    expect([isLive(touched, 1440 * minute - 1), isLive(touched, 1440 * minute)]).toEqual([
      true,
      false,
    ]);
  });

  test("sessions that ended by themselves are purged: at their end, or idle for twelve hours", async () => {
    await bench.pool.query("delete from mailport.session");
    await bench.pool.query(
      `insert into mailport.session (session_hash, user_id, csrf_hash, made_at, seen_at, ends_at)
       select hash, $1, '', 0, seen, ends
         from unnest(array['ended', 'idle', 'live'], array[90, 50, 51]::bigint[],
           array[100, 200, 101]::bigint[]) as n (hash, seen, ends)`,
      [OPERATOR],
    );
    expect(await purgeSessions(bench.pool, 99, 49)).toBe(0);
    expect(await purgeSessions(bench.pool, 100, 50)).toBe(2);
    const left = await bench.pool.query("select session_hash from mailport.session");
    expect(left.rows).toEqual([{ session_hash: "live" }]);
  });

  test("signing out ends the one session; disabling and a new password end all", async () => {
    const actor = await bench.user("fay", ["clerk"]);
    const first = await tryPassword("fay", PASSWORD);
    await tryPassword("fay", PASSWORD);
    expect(await value(signOut, actor, { session: first.session })).toEqual({ ended: 1 });
    await tryPassword("fay", PASSWORD);
    const input = { login: "fay", password: "another good one", current: PASSWORD };
    expect(await value(setPassword, actor, input)).toEqual({ sessionsEnded: 2 });
    expect((await tryPassword("fay", PASSWORD)).signedIn).toBe(false);
    expect((await tryPassword("fay", "another good one")).signedIn).toBe(true);
    const ended = await value(disableUser, administrator, { login: "fay" });
    expect(ended).toEqual({ disabled: true, sessionsEnded: 1 });
    expect((await tryPassword("fay", "another good one")).signedIn).toBe(false);
  });
});

describe("users and tokens", () => {
  test("a caller is told who it is", async () => {
    const actor = await bench.user("gil", ["officer"]);
    const told = await value(whoAmI, actor, {});
    expect(told).toMatchObject({
      login: "gil",
      roles: ["officer"],
      authority: "customs",
      level: 1,
    });
  });

  test("only an administrator makes and lists users, and not with the roles of nobody", async () => {
    const clerk = await bench.user("hal", ["clerk"]);
    const input = { login: "new", name: "New", party: "OPS", roles: ["floor"] };
    expect(await refusal(createUser, clerk, input)).toBe("access/not-allowed");
    expect(await refusal(createUser, administrator, { ...input, roles: ["system"] })).toBe(
      "input/invalid",
    );
    expect(await refusal(createUser, administrator, { ...input, roles: ["public"] })).toBe(
      "input/invalid",
    );
    expect(await refusal(createUser, administrator, { ...input, roles: ["officer"] })).toBe(
      "access/authority-missing",
    );
    expect(await refusal(createUser, administrator, { ...input, party: "NONE" })).toBe(
      "party/not-found",
    );
    expect(await refusal(createUser, administrator, { ...input, login: "hal" })).toBe(
      "access/login-taken",
    );
    expect(await refusal(createUser, administrator, { ...input, password: "short" })).toBe(
      "input/invalid",
    );
    expect(await refusal(listUsers, clerk, {})).toBe("access/not-allowed");
    const { users } = await value(listUsers, administrator, {});
    expect(JSON.stringify(users)).toContain('"hal"');
    expect(JSON.stringify(users)).not.toContain("argon2");
  });

  test("another's password is set by an administrator only, the own one by the one that stands", async () => {
    const clerk = await bench.user("ida", ["clerk"]);
    const set = (login: string, current: string) =>
      refusal(setPassword, clerk, { login, password: "long enough now", current });
    expect(await set("ada", PASSWORD)).toBe("access/not-allowed");
    expect(await set("ida", "wrong wrong")).toBe("access/current-password-wrong");
    expect(await set("ida", PASSWORD)).toBe("none");
    const input = { login: "ida", password: "from the office" };
    expect(await refusal(setPassword, administrator, input)).toBe("none");
  });

  test("tokens: own ones only, never wider than the caller's, revoked by owner or administrator", async () => {
    const clerk = await bench.user("jo", ["clerk"]);
    const other = await bench.user("kim", ["clerk"]);
    const input = { login: "jo", name: "scanner", scopes: ["find-items"] };
    expect(await refusal(issueToken, other, input)).toBe("access/not-allowed");
    const limited = { ...clerk, scopes: ["issue-token"] };
    expect(await refusal(issueToken, limited, input)).toBe("access/scopes-wider");
    expect(await refusal(issueToken, clerk, { ...input, endsAt: 1 })).toBe("access/end-is-past");
    const misspelt = { ...input, scopes: ["find-items", "find-item"] };
    expect(await call(bench.ports, issueToken, clerk, misspelt)).toMatchObject({
      refusal: {
        code: "access/scope-unknown",
        facts: { found: ["find-item"], expected: operations.map(({ name }) => name).sort() },
      },
    });
    const { token, tokenId } = await value(issueToken, clerk, input);
    expect(token).toMatch(/^mailport_[\w-]{43}$/);
    expect(await refusal(revokeToken, other, { tokenId })).toBe("access/token-not-found");
    expect(await value(revokeToken, clerk, { tokenId })).toEqual({ revoked: true });
    expect(await value(revokeToken, administrator, { tokenId })).toEqual({ revoked: false });
  });

  test("nobody disables the own user", async () => {
    expect(await refusal(disableUser, administrator, { login: "ada" })).toBe("access/own-user");
  });
});

test("the same key with another password is another input, and is refused", async () => {
  const set = (password: string): ReturnType<AccessBench["run"]> =>
    call(bench.ports, setPassword, administrator, { login: "bo", password }, "again");
  expect(await set("first long password")).toMatchObject({ ok: true });
  expect(await set("first long password")).toMatchObject({ ok: true });
  expect(await set("other long password")).toMatchObject({ refusal: { code: "call/key-reused" } });
});
