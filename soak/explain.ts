/**
 * `soak explain`: the find of pieces and its count, read as a party under the policies over a million
 * rows. Every plan must use an index and read no large table from end to end.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { bootstrap } from "#store/bootstrap.ts";
import { startEmbedded } from "#store/embedded/launcher.ts";
import { migrate } from "#store/migrate.ts";
import { type FiguresRead, fillFigures, readFigures } from "#test/explain-figures.ts";
import { BROWSED, type Explained, explainFinds } from "#test/explain-finds.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { fillItems, OPERATOR } from "#test/many-items.ts";

const ITEMS = 1_000_000;
/** Each statement is run this often; the median counts. */
const RUNS = 5;
/** A person waits no longer than this for a find. */
const LIMIT_MS = 100;

/** As the views ask: a zone counted to 10,001, the floor looked at from 20,000 rows at most. */
const FIGURE_LIMITS = { most: 10_001, few: 20_000 };

/** Fills a database of its own, explains and times every find, and removes it. */
export async function soak(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-explain-"));
  const server = await startEmbedded({ dataFolder: folder });
  try {
    const connection = await bootstrap(server.connection, "explain", { ownerSignsIn: true });
    await migrate(connection);
    const pool = new pg.Pool({ ...connection, max: 2 });
    try {
      const items = options.items ?? ITEMS;
      const parties = await fillItems(pool, items);
      const typed = await explainFinds(pool, parties, items, { runs: RUNS });
      const browsed = { filters: BROWSED, runs: RUNS };
      const found = await explainFinds(pool, parties, items, browsed);
      await fillFigures(pool);
      const readers = { operator: OPERATOR, ...parties };
      const figures = await readFigures(pool, readers, items, FIGURE_LIMITS, RUNS);
      return outcomeOf(typed, found, figures, items);
    } finally {
      await pool.end();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Finds by a code are judged; those without one are only timed. */
function outcomeOf(
  explained: readonly Explained[],
  browsed: readonly Explained[],
  figures: readonly FiguresRead[],
  items: number,
): Outcome {
  const slowestMs = Math.max(...explained.map((one) => one.tookMs));
  const browsedMs = Math.max(...browsed.map((one) => one.tookMs));
  const faults = explained
    .filter((one) => one.scanned.length > 0)
    .map((one) => `${one.name} reads ${one.scanned.join(", ")} from end to end\n${one.plan}`);
  for (const { name, scanned } of figures.filter((one) => one.scanned.length > 0))
    faults.push(`${name} reads ${scanned.join(", ")} from end to end`);
  const slowestFigureMs = Math.max(...figures.map((one) => one.tookMs));
  for (const { name, tookMs } of [...explained, ...browsed, ...figures])
    console.error(`${name}: ${tookMs.toFixed(1)} ms`);
  return {
    figures: {
      items,
      plans: explained.length,
      slowestMs: Math.round(slowestMs * 10) / 10,
      slowestBrowsedMs: Math.round(browsedMs * 10) / 10,
      slowestFigureMs: Math.round(slowestFigureMs * 10) / 10,
    },
    ratios: { slowestToLimit: Math.round((slowestMs / LIMIT_MS) * 1000) / 1000 },
    faults,
  };
}
