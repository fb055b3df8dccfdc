/**
 * Holds against exits at the same moment, on a real PostgreSQL with several connections: never both;
 * and staying holds against what takes something out of its container.
 * Each law is then shown to fail with the locks taken out of the transaction.
 */
import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "#operations/call.ts";
import { operationNamed } from "#operations/index.ts";
import type { Ports, Store, Tx } from "#operations/ports.ts";
import { openStore } from "#store/open.ts";
import { type Centre, openCentre } from "./centre.ts";
import { all, bagged, codes, declaration, type Rows, readyToLeave } from "./pieces.ts";
import { tappedPool } from "./tapped-pool.ts";

/** Histories of each of the three kinds; 540 in all. */
const HISTORIES = 180;
const AT_ONCE = 12;
/** Holds start at so many moments of an exit's length and a little after it. */
const HEAD_STARTS = 10;
const LONGEST_HEAD_START = 1.2;
/** How long a hold is waited for while a gate stands decided and not committed. */
const WAIT_MS = 250;

let centre: Centre;
let pool: pg.Pool;
beforeAll(async () => {
  centre = await openCentre();
  pool = tappedPool(centre.pool, AT_ONCE * 2, (text) => text);
});
afterAll(async () => {
  await pool.end();
  await centre.close();
});

/** The same centre on another store. */
function on(store: Store): Ports {
  return { ...centre.ports, store };
}

async function act(ports: Ports, who: string, name: string, input: unknown): Promise<Rows> {
  const operation = operationNamed(name);
  const actor = centre.actors[who];
  if (operation === undefined || actor === undefined) throw new Error(`${who} ${name}`);
  const answer = await call(ports, operation, actor, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value as Rows;
}

type Target = {
  readonly kind: string;
  readonly code?: string;
  readonly id?: unknown;
  readonly person?: object;
  readonly staysWithItem?: boolean;
};

/** The floor holds what the operator reads, a party too; an officer everything else. */
const holder = (target: Target): string => (target.kind === "party" ? "floor" : "officer");

/** The id of the hold, or undefined where its target was gone; nothing else may refuse it. */
async function hold(ports: Ports, target: Target): Promise<string | undefined> {
  const { staysWithItem = false, ...on } = target;
  const holds = [{ target: on, kind: "hold", publicReason: "to be looked at", staysWithItem }];
  const { rows } = await act(ports, holder(target), "place-hold", { holds });
  const holdId = rows[0]?.["holdId"] as string | undefined;
  if (holdId === undefined)
    expect(rows[0]).toMatchObject({ refusal: { code: "hold/target-gone" } });
  return holdId;
}

async function leave(ports: Ports, code: string, purpose = "release"): Promise<boolean> {
  const input = { exits: [{ code }], purpose, destination: "CKG-DELIVERY" };
  return (await act(ports, "floor", "leave-centre", input)).rows[0]?.["left"] === true;
}

/** Whether it came out of its container: a staying hold that was there keeps it or goes with it. */
async function moveOut(ports: Ports, code: string): Promise<boolean> {
  const { rows } = await act(ports, "floor", "move-items", { moves: [{ code, to: "ARRIVAL-1" }] });
  return rows[0]?.["refusal"] === undefined;
}

async function scanOut(ports: Ports, code: string): Promise<boolean> {
  const scans = [{ code, place: "ARRIVAL-1" }];
  const { rows } = await act(ports, "floor", "record-scans", { scans });
  return !JSON.stringify(rows[0]?.["findings"] ?? []).includes("scan/kept-in-container");
}

type History = {
  readonly target: Target;
  readonly code: string;
  /** How it goes: out of the centre, or only out of its container. */
  readonly out?: (ports: Ports, code: string) => Promise<boolean>;
};

/** Runs each history's hold and exit at once, several histories at a time. */
async function race(ports: Ports, histories: readonly History[]) {
  const found = { both: 0, held: 0, left: 0, neither: 0 };
  const waiting = [...histories];
  // Of the exit that ended last: a busy machine is slower by much.
  let exitMs = 40;
  const timedLeave = async (code: string): Promise<boolean> => {
    const startedAt = performance.now();
    const left = await leave(ports, code);
    exitMs = performance.now() - startedAt;
    return left;
  };
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { target, code } = next;
      // A hold is the shorter call: it starts later by up to an exit's length, so that both win.
      const share = ((waiting.length % HEAD_STARTS) / (HEAD_STARTS - 1)) * LONGEST_HEAD_START;
      const late = setTimeout(share * exitMs);
      const holding = late.then(() => hold(ports, target));
      const [holdId, left] = await Promise.all([holding, timedLeave(code)]);
      if (holdId === undefined) found[left ? "left" : "neither"] += 1;
      else found[left ? "both" : "held"] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

describe("law: a hold and an exit never both succeed", () => {
  test.each(["item", "shipment", "container"])(
    "law: on one %s, in 180 concurrent histories",
    async (kind) => {
      const pieces = codes(`R${kind.slice(0, 2).toUpperCase()}`, HISTORIES);
      await readyToLeave(centre, pieces);
      const bags = pieces.map((code) => `BAG-${code}`);
      if (kind === "container") await bagged(centre, bags, pieces);
      const leaving = kind === "container" ? bags : pieces;
      const found = await race(
        on(openStore(pool)),
        leaving.map((code) => ({ target: { kind, code }, code })),
      );
      expect(found).toMatchObject({ both: 0, neither: 0 });
      expect(found.held + found.left).toBe(HISTORIES);
      expect(Math.min(found.held, found.left)).toBeGreaterThan(0);
      expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
    },
    120_000,
  );
});

/** A place in the course of an exit, a move or a scan where it has decided and not written yet. */
class Gate {
  readonly decided = Promise.withResolvers<void>();
  readonly goOn = Promise.withResolvers<void>();
  #passed = false;

  /** The store, stopping at this gate the first time an exit is about to be written. */
  stopping(store: Store, change: (tx: Tx) => Tx): Store {
    return {
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const append: Tx["append"] = async (events) => {
            if (
              !this.#passed &&
              events.some((event) => /-(left|moved|scanned)$/.test(event.type))
            ) {
              this.#passed = true;
              this.decided.resolve();
              await this.goOn.promise;
            }
            return tx.append(events);
          };
          return work(change({ ...tx, append }));
        }),
    };
  }
}

const sound = (tx: Tx): Tx => tx;
/** A faulty port: what should be locked is only looked at. */
const withoutLocks = (tx: Tx): Tx => ({
  ...tx,
  lock: (kind, ids) => tx.load(kind, ids),
  share: (kind, ids) => tx.load(kind, ids),
  lockPersons: async () => undefined,
});

const changed = (store: Store, change: (tx: Tx) => Tx): Store => ({
  ...store,
  transaction: (work) => store.transaction((tx) => work(change(tx))),
});

/** Whether a hold was committed between the decision of an exit and the exit itself, which stood. */
async function heldInBetween(store: Store, history: History, change: (tx: Tx) => Tx) {
  const gate = new Gate();
  const out = history.out ?? leave;
  const leaving = out(on(gate.stopping(store, change)), history.code);
  await Promise.race([gate.decided.promise, leaving]);
  let committed = false;
  const holding = hold(on(changed(store, change)), history.target).then((holdId) => {
    committed = holdId !== undefined && gateShut;
    return holdId;
  });
  let gateShut = true;
  await Promise.race([holding, setTimeout(WAIT_MS)]);
  gateShut = false;
  gate.goOn.resolve();
  const left = await leaving;
  const holdId = await holding;
  if (holdId !== undefined)
    await centre.act(holder(history.target), "lift-hold", { holdId, reason: "tried" });
  return { violated: committed && left, left };
}

/** One history for every way a hold reaches what leaves. */
const REACHES = [
  "item",
  "shipment",
  "declaration",
  "party",
  "person",
  "container",
  "container around a piece",
  "container around a container",
] as const;

async function historyOf(reach: (typeof REACHES)[number], name: string): Promise<History> {
  const code = `B-${name}`;
  const [bag, outer] = [`BAG-${code}`, `OUTER-${code}`];
  const more = { carrier: "HX" };
  const lodged = await all(centre, "express", "lodge-declarations", {
    declarations: [declaration(`D-${code}`, [code], more)],
  });
  await all(centre, "floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  await all(centre, "officer", "release-shipments", { releases: [{ code }] });
  if (reach.startsWith("container")) await bagged(centre, [bag], [code]);
  if (reach === "container around a container") await bagged(centre, [outer], [bag]);
  const histories: Record<(typeof REACHES)[number], History> = {
    item: { target: { kind: "item", code }, code },
    shipment: { target: { kind: "shipment", code }, code },
    declaration: {
      target: { kind: "declaration", id: lodged.rows[0]?.["declarationId"] },
      code,
    },
    party: { target: { kind: "party", code: "HX" }, code },
    person: { target: { kind: "person", person: { identityNumber: `ID-D-${code}` } }, code },
    container: { target: { kind: "container", code: bag }, code: bag },
    "container around a piece": { target: { kind: "container", code: bag }, code },
    "container around a container": { target: { kind: "container", code: outer }, code: bag },
  };
  return histories[reach];
}

describe("law: no hold that reaches a piece is committed while a gate has decided on it", () => {
  test.each(REACHES)("law: a hold on the %s waits for the gate", async (reach) => {
    const history = await historyOf(reach, `SOUND-${REACHES.indexOf(reach)}`);
    const found = await heldInBetween(openStore(pool), history, sound);
    expect(found).toEqual({ violated: false, left: true });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test.each([
    "declaration",
    "party",
    "person",
    "container around a piece",
    "container around a container",
  ])("canary: without locks a hold on the %s is passed by", async (reach) => {
    const at = REACHES.indexOf(reach as (typeof REACHES)[number]);
    const history = await historyOf(reach as (typeof REACHES)[number], `LOOSE-${at}`);
    const found = await heldInBetween(openStore(pool), history, withoutLocks);
    expect(found.violated).toBe(true);
  });

  test.each(["item", "shipment", "container"] as const)(
    "without locks the versions of rows still stop the exit of a held %s",
    async (reach) => {
      const history = await historyOf(reach, `VERSION-${reach}`);
      const found = await heldInBetween(openStore(pool), history, withoutLocks);
      expect(found).toEqual({ violated: false, left: false });
    },
  );
});

test("law: a piece put into a bag while its exit is looked for is judged with the bag", async () => {
  const code = "B-MOVED";
  const bag = "BAG-MOVED";
  await readyToLeave(centre, [code]);
  const bags = { arrivals: [{ code: bag, kind: "bag" }], place: "ARRIVAL-1" };
  await all(centre, "floor", "record-arrivals", bags);
  let moved = false;
  const movedMeanwhile = (tx: Tx): Tx => ({
    ...tx,
    chains: async (ids) => {
      const found = await tx.chains(ids);
      if (!moved) {
        moved = true;
        await all(centre, "floor", "move-items", { moves: [{ code, to: bag }] });
      }
      return found;
    },
  });
  const history = { target: { kind: "container", code: bag }, code };
  const found = await heldInBetween(openStore(pool), history, movedMeanwhile);
  expect(moved).toBe(true);
  expect(found).toEqual({ violated: false, left: true });
});

describe("law: what a piece that came back had left with is locked at the gate too", () => {
  const REACHED = ["shipment", "declaration", "party", "person"] as const;

  /** A piece of two that left, came back and is to be returned; the other is here still. */
  const history = async (kind: (typeof REACHED)[number], name: string): Promise<History> => {
    const [code, other] = [`C-${name}`, `C-OTHER-${name}`];
    const number = `D-${code}`;
    const lodged = await all(centre, "express", "lodge-declarations", {
      declarations: [declaration(number, [code, other], { carrier: "HX" })],
    });
    const arrivals = [{ code }, { code: other }];
    await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
    await all(centre, "officer", "release-shipments", { releases: [{ code }] });
    expect(await leave(centre.ports, code)).toBe(true);
    centre.clock.at += 60_000;
    await all(centre, "floor", "record-scans", { scans: [{ code }], place: "ARRIVAL-1" });
    const releases = [{ code, purpose: "return" }];
    await all(centre, "officer", "release-shipments", { releases });
    const targets: Record<(typeof REACHED)[number], Target> = {
      shipment: { kind, code: other },
      declaration: { kind, id: lodged.rows[0]?.["declarationId"] },
      party: { kind, code: "HX" },
      person: { kind, person: { identityNumber: `ID-${number}` } },
    };
    return { target: targets[kind], code, out: (ports) => leave(ports, code, "return") };
  };

  test.each(REACHED)("law: a hold on its former %s waits for the gate", async (kind) => {
    const given = await history(kind, `SOUND-${kind.toUpperCase()}`);
    const found = await heldInBetween(openStore(pool), given, sound);
    expect(found).toEqual({ violated: false, left: true });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test.each(REACHED)("canary: without locks a hold on its former %s is passed by", async (kind) => {
    const given = await history(kind, `LOOSE-${kind.toUpperCase()}`);
    const found = await heldInBetween(openStore(pool), given, withoutLocks);
    expect(found.violated).toBe(true);
  });
});

describe("law: no staying hold comes on a container while something is taken out of it", () => {
  const ways = { move: moveOut, scan: scanOut } as const;
  const outs = [
    ["move", "piece"],
    ["move", "bag"],
    ["scan", "piece"],
    ["scan", "bag"],
  ] as const;
  const history = async (way: keyof typeof ways, what: string, name: string): Promise<History> => {
    const [piece, bag, outer] = [`S-${name}`, `S-BAG-${name}`, `S-PAL-${name}`];
    await readyToLeave(centre, [piece]);
    await bagged(centre, [bag], [piece]);
    await bagged(centre, [outer], [bag]);
    const target = { kind: "container", code: outer, staysWithItem: true };
    return { target, code: what === "piece" ? piece : bag, out: ways[way] };
  };

  test.each(outs)("law: by a %s of a %s", async (way, what) => {
    const found = await heldInBetween(
      openStore(pool),
      await history(way, what, `${way}-${what}`.toUpperCase()),
      sound,
    );
    expect(found).toEqual({ violated: false, left: true });
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });

  test.each(outs)("canary: without locks it comes by a %s of a %s", async (way, what) => {
    const given = await history(way, what, `LOOSE-${way}-${what}`.toUpperCase());
    expect(await heldInBetween(openStore(pool), given, withoutLocks)).toMatchObject({
      violated: true,
    });
  });
});

describe("canary: with the locks removed from every statement the race is lost", () => {
  test.each(["item", "shipment", "container"] as const)("canary: on one %s", async (reach) => {
    const loose = tappedPool(centre.pool, 4, (text) =>
      text
        .replace(/for (no key update|share)(?=\)|$)/g, "")
        .replace("and t.version = u.prior", "and t.version >= u.prior")
        .replace("and t.ctid = u.spot", ""),
    );
    try {
      const history = await historyOf(reach, `STATEMENT-${reach}`);
      const found = await heldInBetween(openStore(loose), history, sound);
      expect(found.violated).toBe(true);
      expect((await centre.verify()).differencesTotal).toBeGreaterThan(0);
    } finally {
      await loose.end();
    }
  });
});
