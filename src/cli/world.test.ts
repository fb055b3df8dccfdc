import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "#test/cluster.ts";
import { PLANTS } from "#world/plants.ts";
import { runWorld, type WorldReport } from "./world.ts";

const ITEMS = 120;
/** Enough for every trouble to be there once. */
const PLANTED_ITEMS = 50;
/** Several worlds may take so long on a busy machine, ms. */
const WHOLE_MS = 240_000;
const SHIM = join(import.meta.dirname, "..", "..", "bin", "mailport.mjs");

async function worldWith(more: {
  seed?: number;
  connections?: number;
  items?: number;
  plant?: string;
}): Promise<WorldReport> {
  const database = await freshDatabase();
  const flags = { seed: 42, items: ITEMS, speed: Number.POSITIVE_INFINITY, connections: 4 };
  try {
    return await runWorld(database.connection, { ...flags, ...more });
  } finally {
    await database.drop();
  }
}

function worldBy(...flags: readonly string[]) {
  const env = { ...process.env, LANG: "en", LC_ALL: "en" };
  return spawnSync(process.execPath, [SHIM, "world", ...flags], { encoding: "utf8", env });
}

describe("the simulated world", () => {
  test(
    "law: one seed makes one record, twice, with one connection and with four; another makes another",
    async () => {
      const [four, one] = [await worldWith({}), await worldWith({ connections: 1 })];
      expect(four.findings).toEqual([]);
      expect(one.hash).toBe(four.hash);
      expect((await worldWith({})).hash).toBe(four.hash);
      expect((await worldWith({ seed: 43 })).hash).not.toBe(four.hash);
      expect(four.items).toBe(ITEMS);
      expect(four.events).toBeGreaterThan(ITEMS * 8);
      for (const verb of [
        "keep-documents",
        "lodge-declarations",
        "record-arrivals",
        "leave-centre",
        "place-hold",
        "relabel-item",
        "refund-duty",
      ]) {
        expect(four.rowsDone[verb], verb).toBeGreaterThan(0);
      }
    },
    WHOLE_MS,
  );

  test.each(["held-item-left", "lost-item", "refund-lost", "unmatched-released"])(
    "canary: the auditor finds what is planted: %s",
    async (plant) => {
      const { auditorFindings, hash } = await worldWith({ items: PLANTED_ITEMS, plant });
      expect(auditorFindings).toBeGreaterThan(0);
      expect(hash).not.toBe("");
    },
    WHOLE_MS,
  );

  test(
    "a world has the items asked for, though its last parcel could have had more pieces",
    async () => {
      for (const items of [5, 6, 7])
        expect((await worldWith({ seed: 4_294_967_295, items })).items).toBe(items);
    },
    WHOLE_MS,
  );

  test("an unknown plant is refused with the names of those there are, and help names them", () => {
    const { status, stderr } = worldBy("--plant", "weeds");
    expect(status).toBe(2);
    const help = worldBy("--help").stdout;
    for (const { name } of PLANTS) {
      expect(stderr).toContain(name);
      expect(help).toContain(name);
    }
  });

  test.each([
    ["--seed", "-1", "0 to 4294967295"],
    ["--seed", "4294967296", "0 to 4294967295"],
    ["--items", "0", "1 to 1000000"],
    ["--items", "1000001", "1 to 1000000"],
    ["--connections", "65", "1 to 64"],
    ["--speed", "0", "above 0, or max"],
  ])("%s %s is refused with what may be given", (flag, given, may) => {
    const { status, stderr } = worldBy(flag, given);
    expect(status).toBe(2);
    expect(stderr).toContain(may);
  });
});
