/**
 * Merges, decisions and exits at the same moment, on a real PostgreSQL with several connections: what
 * holds a merged record holds the piece while it leaves, and two authorities never lose each other's
 * decision. The laws of the gate are shown to fail with the locks taken out of the transaction.
 */
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "#operations/call.ts";
import { operationNamed } from "#operations/index.ts";
import type { Store, Tx } from "#operations/ports.ts";
import { type Centre, openCentre } from "./centre.ts";
import { all, codes, declaration, type Rows, readyToLeave } from "./pieces.ts";

/** Shipments that two authorities and a gate meet on. */
const HISTORIES = 24;
/** How long a call is waited for while a gate stands decided and not committed. */
const WAIT_MS = 150;
/** The same where nothing keeps it waiting: a busy machine is no bug. */
const FREE_WAIT_MS = 10_000;

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Answer = { readonly ok: boolean; readonly value?: unknown; readonly refusal?: object };

async function on(store: Store, who: string, name: string, input: unknown): Promise<Answer> {
  const operation = operationNamed(name);
  const actor = centre.actors[who];
  if (operation === undefined || actor === undefined) throw new Error(`${who} ${name}`);
  return call({ ...centre.ports, store }, operation, actor, input);
}

const changed = (change: (tx: Tx) => Tx): Store => {
  const { store } = centre.ports;
  return {
    ...store,
    transaction: (work) => store.transaction((tx) => work(change(tx))),
  };
};

/** A faulty port: what should be locked is only looked at. */
const withoutLocks = (tx: Tx): Tx => ({
  ...tx,
  lock: (kind, ids) => tx.load(kind, ids),
  share: (kind, ids) => tx.load(kind, ids),
  lockPersons: async () => undefined,
});
const sound = (tx: Tx): Tx => tx;

async function leave(store: Store, code: string): Promise<boolean> {
  const input = { exits: [{ code }], purpose: "release", destination: "CKG-DELIVERY" };
  const answer = await on(store, "floor", "leave-centre", input);
  return (answer.value as Rows | undefined)?.rows[0]?.["left"] === true;
}

/** What another call did while an exit stood decided and not yet written. */
async function inBetween(
  code: string,
  change: (tx: Tx) => Tx,
  other: (store: Store) => Promise<boolean>,
) {
  const decided = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const stopping = changed((tx) => ({
    ...change(tx),
    append: async (events) => {
      decided.resolve();
      await goOn.promise;
      return tx.append(events);
    },
  }));
  const leaving = leave(stopping, code);
  await Promise.race([decided.promise, leaving]);
  let meanwhile = false;
  let open = false;
  const acting = other(changed(change)).then((done) => {
    meanwhile = done && !open;
    return done;
  });
  const waitMs = change === sound ? WAIT_MS : FREE_WAIT_MS;
  await Promise.race([acting, setTimeout(waitMs, undefined, { ref: false })]);
  open = true;
  goOn.resolve();
  const left = await leaving;
  return { violated: meanwhile && left, left, acted: await acting };
}

type Both = { readonly code: string; readonly kept: string; readonly merged: string };

/** A released piece and the post's record of the same code. */
async function matched(code: string): Promise<Both & { readonly declarationId: unknown }> {
  await readyToLeave(centre, [code]);
  const more = { stream: "postal", carrier: "HX", seller: "PLAT-41" };
  const { rows } = await all(centre, "post", "lodge-declarations", {
    declarations: [declaration(`P-${code}`, [code], more)],
  });
  const [lodged = {}] = rows;
  const scanned = await all(centre, "floor", "record-scans", { scans: [{ code }] });
  return {
    code,
    kept: String(scanned.rows[0]?.["itemId"]),
    merged: String((lodged["itemIds"] as string[])[0]),
    declarationId: lodged["declarationId"],
  };
}

const mergeOf = ({ kept, merged }: Both) => ({ itemId: kept, otherId: merged, reason: "one" });

async function held(store: Store, target: object): Promise<boolean> {
  const holds = [{ target, kind: "hold", publicReason: "to be looked at" }];
  const answer = await on(store, "officer", "place-hold", { holds });
  return (answer.value as Rows | undefined)?.rows[0]?.["holdId"] !== undefined;
}

describe("law: what holds a merged record waits for the gate of the piece", () => {
  const REACHES = ["item", "shipment", "declaration", "party", "person"] as const;
  const targetOf = async (reach: (typeof REACHES)[number], code: string) => {
    const both = await matched(code);
    await centre.act("floor", "merge-items", mergeOf(both));
    const shown = await centre.act<{ shipment: { id: string } }>("floor", "show-item", {
      id: both.merged,
    });
    return {
      item: { kind: "item", id: both.merged },
      shipment: { kind: "shipment", id: shown.shipment.id },
      declaration: { kind: "declaration", id: both.declarationId },
      party: { kind: "party", code: "PLAT-41" },
      person: { kind: "person", person: { identityNumber: `ID-P-${code}` } },
    }[reach];
  };
  const holdsIt = (target: object) => async (store: Store) =>
    "code" in target
      ? (
          await on(store, "floor", "place-hold", {
            holds: [{ target, kind: "hold", publicReason: "to be looked at" }],
          })
        ).ok
      : held(store, target);

  test.each(REACHES)("law: on its %s", async (reach) => {
    const code = `FRSOUND${reach.toUpperCase()}`;
    const target = await targetOf(reach, code);
    const found = await inBetween(code, sound, holdsIt(target));
    expect(found).toMatchObject({ violated: false, left: true });
    await liftAll();
  });

  test.each(REACHES)("canary: without locks a hold on its %s is passed by", async (reach) => {
    const code = `FRLOOSE${reach.toUpperCase()}`;
    const target = await targetOf(reach, code);
    const found = await inBetween(code, withoutLocks, holdsIt(target));
    expect(found.violated).toBe(true);
    await liftAll();
  });
});

/** A hold on a party or person reaches pieces of later tests. */
async function liftAll(): Promise<void> {
  const { rows } = await centre.pool.query<{ id: string; authority: string }>(
    "select hold_id as id, authority from mailport.hold where lifted_at is null",
  );
  for (const { id, authority } of rows) {
    const who = authority === "operator" ? "floor" : "officer";
    await centre.act(who, "lift-hold", { holdId: id, reason: "tried" });
  }
}

describe("law: a merge and an exit at once", () => {
  test("law: a merge waits for a gate that has decided, and finds the piece gone", async () => {
    const both = await matched("FRMERGE01");
    await held(centre.ports.store, { kind: "item", id: both.merged });
    const merge = async (store: Store) =>
      (await on(store, "floor", "merge-items", mergeOf(both))).ok;
    const found = await inBetween(both.code, sound, merge);
    expect(found).toEqual({ violated: false, left: true, acted: false });
  });

  test("law: a merge between the finding and the lock is seen: the hold stops the exit", async () => {
    const both = await matched("FRMERGE02");
    await held(centre.ports.store, { kind: "item", id: both.merged });
    let merged = false;
    const mergedMeanwhile = changed((tx) => ({
      ...tx,
      chains: async (ids) => {
        const found = await tx.chains(ids);
        if (!merged) {
          merged = true;
          await centre.act("floor", "merge-items", mergeOf(both));
        }
        return found;
      },
    }));
    expect(await leave(mergedMeanwhile, both.code)).toBe(false);
    expect(merged).toBe(true);
    await liftAll();
    expect(await leave(centre.ports.store, both.code)).toBe(true);
  });
});

describe("law: two authorities decide at once", () => {
  test("law: neither loses its decision, and nothing that one of them held has left", async () => {
    const pieces = codes("FRAUTH", HISTORIES);
    await all(centre, "express", "lodge-declarations", {
      declarations: pieces.map((code) => declaration(`D-${code}`, [code], { carrier: "HX" })),
    });
    await all(centre, "floor", "record-arrivals", {
      arrivals: pieces.map((code) => ({ code })),
      place: "ARRIVAL-1",
    });
    const { store } = centre.ports;
    const decide = (who: string, code: string, decision: string) =>
      on(store, who, "decide-shipment", { code, decision, publicReason: "plants" });
    const seen = { left: 0, held: 0 };
    for (let at = 0; at < pieces.length; at += 8) {
      await Promise.all(
        pieces.slice(at, at + 8).map(async (code, offset) => {
          const customs = decide("officer", code, "release");
          const leaving = customs.then(() => leave(store, code));
          const vet = setTimeout(offset * 4).then(() =>
            decide("vet", code, offset % 2 === 0 ? "detain" : "return"),
          );
          const [left, other, first] = await Promise.all([leaving, vet, customs]);
          expect(first.ok).toBe(true);
          expect(left).toBe(!other.ok);
          if (left) expect(other).toMatchObject({ refusal: { code: "decide/gone" } });
          seen[left ? "left" : "held"] += 1;
        }),
      );
    }
    expect(seen.left + seen.held).toBe(HISTORIES);
    expect(seen.held).toBeGreaterThan(0);
    const { rows } = await centre.pool.query<{ n: number }>(
      "select count(*)::int as n from mailport.decision where authority = 'customs' and purpose = 'release'",
    );
    expect(rows[0]?.n).toBeGreaterThanOrEqual(HISTORIES);
    expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
  });
});
