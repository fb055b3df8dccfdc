/**
 * Laws over the registry of operations: each command is tested by being listed. Once and same
 * answer, other input refused, a refusal changes nothing, not allowed is refused and logged.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, faults } from "#operations/call.ts";
import type { Actor, Command, Operation } from "#operations/define.ts";
import { operations } from "#operations/index.ts";
import type { Ports } from "#operations/ports.ts";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { type Centre, openCentre } from "./centre.ts";
import { type Sample, samples, type World } from "./command-samples.ts";
import { recordHash, stateTables } from "./record-hash.ts";

const commands = operations.filter((one): one is Command => one.kind === "command");
const byName = commands.map((command) => [command.name, command] as const);

let centre: Centre;
let world: World;
let tables: readonly string[];
beforeAll(async () => {
  centre = await openCentre();
  const { blobs, blobKeys, ids } = centre.ports as Ports & { readonly blobKeys: BlobKeys };
  world = {
    act: centre.act,
    put: async (who, bytes) => {
      const keyId = await blobKeys.keyOf(actorNamed(who).partyId, ids.next());
      const put = await blobs.put(keyId, [bytes], 1e6);
      if (!put.ok) throw new Error(put.refusal.code);
      return { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
    },
  };
  tables = await stateTables(centre.pool);
});
afterAll(() => centre.close());

function actorNamed(who: string): Actor {
  const actor = who === "public" ? PUBLIC_ACTOR : centre.actors[who];
  if (actor === undefined) throw new Error(who);
  return actor;
}

const sampleOf = (name: string): Sample => {
  const sample = samples[name];
  if (sample === undefined) throw new Error(`${name} has no sample`);
  return sample;
};

const run = (operation: Operation, actor: Actor, input: unknown, key: string | null = null) =>
  call(centre.ports, operation, actor, input, key);

const state = () => recordHash(centre.pool, tables);

async function refusalsLogged(name: string, code: string): Promise<number> {
  const found = await centre.pool.query<{ n: number }>(
    "select count(*)::int as n from mailport.call where operation = $1 and refusal = $2",
    [name, code],
  );
  return found.rows[0]?.n ?? 0;
}

/** An answer as it is kept: what is shown once is not in it. */
function keptPart(command: Command, value: unknown): unknown {
  const secret = command.secretOutput ?? [];
  const kept = Object.entries(value as object).filter(([field]) => !secret.includes(field));
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)));
}

describe("law: the registry", () => {
  test("law: every command has a sample, and every sample is a command's", () => {
    expect(Object.keys(samples).sort()).toEqual(commands.map((command) => command.name).sort());
  });

  test("law: no two operations share a name, and every name is a verb in kebab case", () => {
    const names = operations.map((operation) => operation.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  test("law: every operation says in one sentence what it does and names who may", () => {
    for (const operation of operations) {
      expect(operation.sentence, operation.name).toMatch(/^[A-Z].{10,}\.$/);
      expect(operation.roles.length, operation.name).toBeGreaterThan(0);
    }
  });
});

type Tag = (law: string) => string;
/** Which commands the laws that not every command can have were made for. */
const made = { otherInput: [] as string[], refusal: [] as string[] };

/** Made where a command has more than one input. */
function otherInputRefused(name: string, command: Command, sample: Sample, tag: Tag): void {
  made.otherInput.push(name);
  test("law: the same key with other input is refused", async () => {
    const actor = actorNamed(sample.who);
    const input = await sample.input(world, tag("reused"));
    const other = await sample.input(world, tag("reused-x"));
    expect(await run(command, actor, input, `reused-${name}`)).toMatchObject({ ok: true });
    const before = await state();
    const refused = await run(command, actor, other, `reused-${name}`);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "call/key-reused" } });
    expect(await state()).toEqual(before);
    expect(await refusalsLogged(name, "call/key-reused")).toBe(1);
  });
}

/** Made where a command refuses something well formed. */
function refusalChangesNothing(name: string, command: Command, sample: Sample, tag: Tag): void {
  made.refusal.push(name);
  test("law: what it refuses changes nothing", async () => {
    const input = await sample.refused?.(world, tag("refused"));
    const before = await state();
    const answer = await run(command, actorNamed(sample.who), input, null);
    if (answer.ok) {
      expect(command.counts?.(answer.value)).toEqual({ done: 0, refused: 1 });
    } else {
      expect(answer.refusal.code).toMatch(/^[a-z]+\/[a-z-]+$/);
      expect(await refusalsLogged(name, answer.refusal.code)).toBeGreaterThan(0);
    }
    expect(await state()).toEqual(before);
  });
}

describe.each(byName)("law: %s", (name, command) => {
  const sample = sampleOf(name);
  const tag = (law: string): string => `${name.replaceAll("-", "").slice(0, 16)}${law}`;

  test("law: the same key and input is done once and has the same answer", async () => {
    const actor = actorNamed(sample.who);
    const input = await sample.input(world, tag("once"));
    const first = await run(command, actor, input, `once-${name}`);
    expect(first).toMatchObject({ ok: true });
    if (first.ok) expect(command.counts?.(first.value).refused ?? 0).toBe(0);
    const answered = first.ok ? JSON.parse(JSON.stringify(first.value)) : {};
    expect(faults(command.output, answered), "is described").toEqual([]);
    const before = await state();
    const again = await run(command, actor, input, `once-${name}`);
    expect(again.ok && again.value).toEqual(first.ok && keptPart(command, first.value));
    expect(await state()).toEqual(before);
  });

  test("law: two calls with one key at the same time are one", async () => {
    const actor = actorNamed(sample.who);
    const input = await sample.input(world, tag("twin"));
    const calls = Array.from({ length: 4 }, () => run(command, actor, input, `twin-${name}`));
    const answers = await Promise.all(calls);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true });
    const kept = answers.map((answer) => (answer.ok ? keptPart(command, answer.value) : null));
    for (const answer of kept) expect(answer).toEqual(kept[0]);
    const found = await centre.pool.query(
      "select 1 from mailport.call where operation = $1 and idempotency_key = $2",
      [name, `twin-${name}`],
    );
    expect(found.rowCount).toBe(1);
  });

  if (sample.onlyOne !== true) otherInputRefused(name, command, sample, tag);
  if (sample.refused !== null) refusalChangesNothing(name, command, sample, tag);

  test("law: an input of a wrong shape is refused with its findings and changes nothing", async () => {
    const before = await state();
    const refused = await run(command, actorNamed(sample.who), { noSuchField: 1 }, null);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "input/invalid" } });
    if (!refused.ok) expect(refused.refusal.facts?.["findings"]).not.toEqual([]);
    expect(await state()).toEqual(before);
  });

  test("law: who may not is refused, changes nothing and is in the audit trail", async () => {
    const actor = actorNamed(sample.who);
    const input = await sample.input(world, tag("outsider"));
    const open = command.roles.includes("public");
    const outsiders = [
      { ...actor, scopes: ["some-other-operation"] },
      ...(open ? [] : [{ ...actor, roles: [] }, PUBLIC_ACTOR]),
    ];
    const before = await state();
    for (const [at, outsider] of outsiders.entries()) {
      const refused = await run(command, outsider, input, `outsider-${name}`);
      expect(refused).toMatchObject({ ok: false, refusal: { code: "access/not-allowed" } });
      expect(await refusalsLogged(name, "access/not-allowed")).toBe(at + 1);
    }
    expect(await state()).toEqual(before);
  });
});

test("law: a law is left out only where a command has one input or refuses nothing", () => {
  const without = (names: readonly string[]): string[] =>
    commands.map((command) => command.name).filter((name) => !names.includes(name));
  expect(without(made.otherInput)).toEqual(["list-partners", "list-users", "sign-out"]);
  const refuseNothing = [
    "acknowledge-messages",
    "do-what-is-due",
    "list-partners",
    "list-users",
    "sign-in",
    "sign-out",
  ];
  expect(without(made.refusal)).toEqual(refuseNothing);
});

test("law: after all of it the record folds to itself and its trail is whole", async () => {
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
});

test("canary: a refusal that leaves a row behind is seen", async () => {
  const before = await state();
  const client = await centre.pool.connect();
  try {
    await client.query("update mailport.counter set last = last + 1");
    expect(await state()).not.toEqual(before);
  } finally {
    client.release();
  }
});
