/**
 * The demo: a small seeded set of declared, arrived and held pieces that moves a little. Everything
 * it does goes through `call(operation, …)` as one of its users; the world of senders and carriers
 * is another matter.
 */
import { type Chance, chanceOf } from "#base/chance.ts";
import { assert, present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor, Operation } from "#operations/define.ts";
import { systemActor } from "#operations/sessions.ts";
import { DEMO_LOGINS, DEMO_PASSWORD, type DemoLogin } from "./demo-people.ts";
import { type DemoShipment, demoShipment } from "./demo-pieces.ts";
import { troubledFile, UNANNOUNCED } from "./demo-troubles.ts";
import { actorNamed, type OpenPorts } from "./open-record.ts";

/** Shipments the demo begins with. */
export const DEMO_SHIPMENTS = 240;
/** The demo declares nothing new once it has this many items. */
export const DEMO_ITEMS_LIMIT = 2_000;
/** Between two moves, ms. */
export const DEMO_EVERY_MS = 2_000;

/** Shares of the first set: arrived, of those held, of those free released. */
const ARRIVED = 0.7;
const HELD = 0.08;
const RELEASED = 0.3;
/** Seed of what moves; the pieces have their own. */
const SEED = 9_610;
const BENCHES = ["ARRIVAL-1", "ARRIVAL-2"] as const;

export type Demo = {
  /** Makes one small move; answers false once it pauses. */
  readonly step: () => Promise<boolean>;
  readonly items: number;
};

/** Makes what is missing of the users and the first set, and answers what moves it. */
export async function openDemo(ports: OpenPorts, operations: readonly Operation[]): Promise<Demo> {
  await makeUsers(ports, operations);
  const actors = new Map<string, Actor>();
  for (const { login } of DEMO_LOGINS) actors.set(login, await actorNamed(ports, login));
  const act: Act = (login, name, input, key) => {
    const actor = present(actors.get(login), "the demo has its users");
    return must(ports, named(operations, name), actor, input, key);
  };
  const known = await count(act);
  if (known === 0) {
    await firstSet(act);
    const { partyId } = present(actors.get("post"), "the demo has its users");
    await act("post", "take-in-message", await troubledFile(ports, partyId), "demo/file");
  }
  return moving(act, chanceOf(SEED + known));
}

async function makeUsers(ports: OpenPorts, operations: readonly Operation[]): Promise<void> {
  const createUser = named(operations, "create-user");
  const system = systemActor(ports.site.operatorId);
  const missing = await ports.store.transaction(async (tx) => {
    const there = new Set((await tx.listUsers()).map((user) => user.login));
    return DEMO_LOGINS.filter(({ login }) => !there.has(login));
  });
  const make = (login: DemoLogin): Promise<Answer> =>
    must(ports, createUser, system, { ...login, password: DEMO_PASSWORD });
  await Promise.all(missing.map(make));
}

type Act = (login: string, name: string, input: unknown, key?: string) => Promise<Answer>;
type Answer = Readonly<Record<string, unknown>>;

/** A refusal of the demo's own input is a bug of ours; single rows may be refused. */
async function must(
  ports: OpenPorts,
  operation: Operation,
  actor: Actor,
  input: unknown,
  key?: string,
): Promise<Answer> {
  const answer = await call(ports, operation, actor, input, key ?? null);
  const why = answer.ok ? "" : JSON.stringify(answer.refusal);
  assert(answer.ok, `the demo's ${operation.name} is well formed: ${why}`);
  return answer.value as Answer;
}

function named(operations: readonly Operation[], name: string): Operation {
  return present(
    operations.find((operation) => operation.name === name),
    `the registry has ${name}`,
  );
}

async function count(act: Act, status?: string): Promise<number> {
  const input = status === undefined ? { limit: 1 } : { limit: 1, status };
  return Number((await act("floor", "find-items", input))["count"]);
}

/** A few large calls: a demo is ready within seconds. */
async function firstSet(act: Act): Promise<void> {
  const chance = chanceOf(SEED);
  const shipments = Array.from({ length: DEMO_SHIPMENTS }, (_one, at) => demoShipment(at));
  for (const login of ["post", "forwarder"] as const) {
    const own = shipments.filter((one) => one.lodgedBy === login);
    const declarations = own.map((one) => one.declaration);
    await act(login, "lodge-declarations", { declarations }, `demo/lodge/${login}`);
  }
  const arrived = shipments.filter(() => chance.happens(ARRIVED));
  const arrivals = arrived.flatMap(({ codes }) => codes).map((code) => ({ code }));
  await act("floor", "record-arrivals", { arrivals, place: BENCHES[0] }, "demo/arrive");
  const unannounced = { arrivals: UNANNOUNCED, place: BENCHES[1] };
  await act("floor", "record-arrivals", unannounced, "demo/unannounced");
  await firstHolds(act, arrived, chance);
  const free = arrived.filter(() => chance.happens(RELEASED));
  const releases = free.map(({ codes }) => ({ code: codes[0], purpose: "release" }));
  await act("customs", "release-shipments", { releases }, "demo/release");
}

async function firstHolds(
  act: Act,
  arrived: readonly DemoShipment[],
  chance: Chance,
): Promise<void> {
  const held = arrived.filter(() => chance.happens(HELD));
  const split = held.length - Math.floor(held.length / 4);
  await act("customs", "place-hold", { holds: held.slice(0, split).map(customsHold) }, "demo/hold");
  const rest = held.slice(split).map(quarantineHold);
  if (rest.length > 0) await act("quarantine", "place-hold", { holds: rest }, "demo/quarantine");
}

function customsHold({ codes }: Pick<DemoShipment, "codes">, at: number): Answer {
  return {
    target: { kind: "item", code: codes[0] },
    kind: at % 2 === 0 ? "open" : "hold",
    publicReason: "The declared value is to be checked.",
    restrictedReason: "Demo: value below the usual one for this description.",
  };
}

function quarantineHold({ codes }: DemoShipment): Answer {
  return {
    target: { kind: "item", code: codes[0] },
    kind: "quarantine",
    publicReason: "Plant material is to be looked at.",
  };
}

/** One move after the other, never two at once. */
function moving(act: Act, chance: Chance): Demo {
  let items = 0;
  const moves = [arrive, scan, release, leave, declare] as const;
  return {
    get items() {
      return items;
    },
    async step() {
      items = await count(act);
      if (items >= DEMO_ITEMS_LIMIT) return false;
      await chance.pick(moves)(act, chance, items);
      return true;
    },
  };
}

type Move = (act: Act, chance: Chance, items: number) => Promise<unknown>;

const declare: Move = async (act, _chance, items) => {
  // More items than shipments: the number is new, and rises with every item.
  const { lodgedBy, declaration } = demoShipment(DEMO_SHIPMENTS + items);
  return act(lodgedBy, "lodge-declarations", { declarations: [declaration] });
};

const arrive: Move = async (act, chance) => {
  const code = await someCode(act, chance, "expected");
  if (code === undefined) return;
  await act("floor", "record-arrivals", { arrivals: [{ code }], place: chance.pick(BENCHES) });
};

const scan: Move = async (act, chance) => {
  const code = await someCode(act, chance, "present");
  if (code === undefined) return;
  await act("floor", "record-scans", { scans: [{ code }], place: "LANE-1", device: "SCAN-2" });
};

const release: Move = async (act, chance) => {
  const code = await someCode(act, chance, "present");
  if (code === undefined) return;
  await act("customs", "release-shipments", { releases: [{ code, purpose: "release" }] });
};

/** Whether it may leave is the gate's decision, here as for everyone. */
const leave: Move = async (act, chance) => {
  const code = await someCode(act, chance, "present");
  if (code === undefined) return;
  const exit = { purpose: "release", destination: "ZHENGZHOU" };
  await act("floor", "leave-centre", { exits: [{ code }], ...exit });
};

/** A piece in this status, from somewhere among the first hundred by code. */
async function someCode(act: Act, chance: Chance, status: string): Promise<string | undefined> {
  const text = chance.pick(["", "R", "L", "C", "E", "Y", "S"]);
  const input = { status, limit: 100, ...(text === "" ? {} : { text }) };
  const found = (await act("floor", "find-items", input))["items"];
  const items = found as readonly { readonly identifier: string }[];
  return items.length === 0 ? undefined : chance.pick(items).identifier;
}
