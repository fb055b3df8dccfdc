/**
 * Merges and partings in any order, with holds between them, against an account of our own of what is
 * one with what: nothing held leaves, each code answers to one piece, and the record folds to itself.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

const PIECES = 4;
const side = fc.nat({ max: PIECES - 1 });
const step = fc.oneof(
  fc.record({ what: fc.constant("merge" as const), one: side, other: side, theirs: fc.boolean() }),
  fc.record({ what: fc.constant("undo" as const), one: side, other: side }),
  fc.record({ what: fc.constant("hold" as const), one: side, shipment: fc.boolean() }),
  fc.record({ what: fc.constant("lift" as const), one: side }),
  fc.record({ what: fc.constant("arrive" as const) }),
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const seen = { merged: 0, parted: 0, held: 0 };

type Shown = {
  readonly item: { readonly id: string; readonly status: string; readonly mergedInto?: string };
  readonly shipment: { readonly id: string };
  readonly blockers: readonly { readonly code: string; readonly holdId?: string }[];
};

/** Two declared by different parties here, one that nobody declared, one that is expected. */
async function piecesOf(run: string): Promise<readonly string[]> {
  const codes = Array.from({ length: PIECES }, (_, at) => `MP${run}X${at}`.replace("MP", "PR"));
  const [a = "", b = "", c = "", d = ""] = codes;
  const lodge = (who: string, code: string, more: object) =>
    all(centre, who, "lodge-declarations", {
      declarations: [declaration(`D-${code}`, [code], more)],
    });
  await lodge("express", a, { carrier: "HX" });
  await lodge("post", b, { stream: "postal" });
  await lodge("express", d, { carrier: "HX" });
  const arrivals = [a, b, c].map((code) => ({ code }));
  const { rows } = await all(centre, "floor", "record-arrivals", { arrivals, place: "LANE-1" });
  const expected = await centre.act<Shown>("floor", "show-item", { code: d });
  return [...rows.map((row) => String(row["subjectId"])), expected.item.id];
}

const show = (id: string) => centre.act<Shown>("officer", "show-item", { id });

/** What is one with what, and the shipments that merges left: our own account. */
class Account {
  readonly into = new Map<string, { readonly id: string; readonly left: string | undefined }>();

  /** Everything whose holds must reach a piece. */
  async reaches(id: string): Promise<ReadonlySet<string>> {
    const found = new Set([id, (await show(id)).shipment.id]);
    for (const [merged, { id: kept, left }] of this.into) {
      if (kept !== id) continue;
      for (const one of await this.reaches(merged)) found.add(one);
      if (left !== undefined) found.add(left);
    }
    return found;
  }
}

test("property: what holds a piece, and what is one with it, holds it; the record folds to itself", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      run += 1;
      const ids = await piecesOf(`${centre.clock.at}${run}`);
      const account = new Account();
      const open: Open = [];
      for (const one of steps) {
        centre.clock.at += 1_000;
        await doStep(one, ids, account, open);
      }
      await holdsHold(ids, account, open);
      expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });
      await lift(open.splice(0));
    }),
    { numRuns: Number(process.env["MERGE_RUNS"] ?? 4) },
  );
}, 600_000);

test("canary: a piece that lost what was merged into it is found", async () => {
  const ids = await piecesOf(`${centre.clock.at}C`);
  const account = new Account();
  const open: Open = [];
  await doStep({ what: "merge", one: 0, other: 1, theirs: false }, ids, account, open);
  await doStep({ what: "hold", one: 1, shipment: true }, ids, account, open);
  await holdsHold(ids, account, open);
  expect(seen.merged).toBeGreaterThan(0);
  expect(seen.held).toBeGreaterThan(0);
  await centre.pool.query("update mailport.item set absorbed = null where item_id = $1", [ids[0]]);
  await expect(holdsHold(ids, account, open)).rejects.toThrow();
});

type Open = { readonly holdId: string; readonly target: string }[];

async function doStep(
  given: Step,
  ids: readonly string[],
  account: Account,
  open: Open,
): Promise<void> {
  const idAt = (at: number): string => ids[at] ?? "";
  switch (given.what) {
    case "merge":
      return merge(idAt(given.one), idAt(given.other), given.theirs, account);
    case "undo":
      return part(idAt(given.one), idAt(given.other), account);
    case "hold":
      return hold(idAt(given.one), given.shipment, open);
    case "lift":
      return lift(open.splice(given.one, 1));
    case "arrive":
      return arrive(idAt(PIECES - 1));
  }
}

async function merge(one: string, other: string, theirs: boolean, account: Account): Promise<void> {
  const before = new Map([
    [one, (await show(one)).shipment.id],
    [other, (await show(other)).shipment.id],
  ]);
  const shipmentId = before.get(theirs ? other : one);
  const input = { itemId: one, otherId: other, shipmentId, reason: "same" };
  const answer = await centre.run("officer", "merge-items", input);
  if (!answer.ok) return;
  const done = answer.value as { itemId: string; mergedId: string; shipmentId: string };
  const was = before.get(done.itemId);
  const left = was === done.shipmentId ? undefined : was;
  seen.merged += 1;
  account.into.set(done.mergedId, { id: done.itemId, left });
}

async function part(one: string, other: string, account: Account): Promise<void> {
  const input = { itemId: one, otherId: other, act: "undo", reason: "not the same" };
  const answer = await centre.run("officer", "merge-items", input);
  if (!answer.ok) return;
  seen.parted += 1;
  account.into.delete((answer.value as { mergedId: string }).mergedId);
}

async function hold(on: string, shipment: boolean, open: Open): Promise<void> {
  const shown = await show(on);
  const id = shipment ? shown.shipment.id : shown.item.id;
  const target = { kind: shipment ? "shipment" : "item", id };
  const holds = [{ target, kind: "hold", publicReason: "looked at" }];
  const { rows } = await centre.act<Rows>("officer", "place-hold", { holds });
  open.push({ holdId: String(rows[0]?.["holdId"]), target: id });
}

async function lift(holds: Open): Promise<void> {
  for (const { holdId } of holds) {
    await centre.act("officer", "lift-hold", { holdId, reason: "fine" });
  }
}

async function arrive(id: string): Promise<void> {
  const { identifiers } = await centre.act<{ identifiers: { normalised: string }[] }>(
    "floor",
    "show-item",
    { id },
  );
  const arrivals = [{ code: identifiers[0]?.normalised }];
  await centre.act("floor", "record-arrivals", { arrivals, place: "LANE-1" });
}

/** Of each piece that is not one with another: exactly the holds that our account lets reach it. */
async function holdsHold(ids: readonly string[], account: Account, open: Open): Promise<void> {
  for (const id of ids) {
    const { item, blockers } = await show(id);
    expect(item.status === "merged").toBe(account.into.has(id));
    if (item.status === "merged") {
      expect(item.mergedInto).toBe(account.into.get(id)?.id);
      continue;
    }
    const reached = await account.reaches(id);
    const held = blockers.flatMap(({ code, holdId }) => (code === "held" ? [holdId] : []));
    seen.held += held.length;
    const expected = open.filter(({ target }) => reached.has(target)).map(({ holdId }) => holdId);
    expect(new Set(held)).toEqual(new Set(expected));
  }
}
