/**
 * `soak kill`: kills the server, the database or both at random points under load, again and again.
 * Every batch that got no answer is sent again with its key. At the end each must have happened once,
 * nothing acknowledged may be lost or doubled, and the record must verify. Kills only what it started.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "#base/chance.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { seedPieces } from "#test/load/seed-pieces.ts";
import { openCentreFolder, SERVER_SCRIPT, type Tokens } from "#test/load/served-centre.ts";
import { checkLedger } from "./kill/check-ledger.ts";
import { Ledger } from "./kill/ledger.ts";
import { TARGETS, Victims } from "./kill/victims.ts";

const ITEMS = 4_000;
const ROUNDS = 30;
const LANES = 4;
const SEED_BIT = 7;
/** A round's load lasts this long before the kill, at least and at most. */
const LOAD_MS = { least: 100, most: 1_500 };
const MINUTE_MS = 60_000;
/** Serves with COPY and upsert in two transactions. */
const CANARY_SCRIPT = join(import.meta.dirname, "kill", "serve-in-two.ts");

/** Runs the rounds; with `canary` the faulty server must be found out. */
export async function soak(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-kill-"));
  try {
    const tokens = await prepare(folder, options.items ?? ITEMS);
    const outcome = await trial(folder, tokens, options);
    if (!options.canary) return outcome;
    console.error(`the canary was found out by: ${outcome.faults.slice(0, 3).join("; ")}`);
    const missed = outcome.faults.length === 0 ? ["the canary was not found out"] : [];
    return { ...outcome, faults: missed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, items: number): Promise<Tokens> {
  const { record, site, ports, tokens } = await openCentreFolder(folder);
  const at = ports.clock.now() - MINUTE_MS;
  await seedPieces(record.pool, items, { site, declarantId: site.operatorId, at });
  await record.close();
  return tokens;
}

async function trial(folder: string, tokens: Tokens, options: RunOptions): Promise<Outcome> {
  const { rounds = ROUNDS, minutes = 60, seed, canary, items = ITEMS } = options;
  const chance = chanceOf(seed * SEED_BIT);
  const victims = await Victims.start(folder, canary ? CANARY_SCRIPT : SERVER_SCRIPT);
  const ledger = new Ledger(victims.address, tokens, { items, seed, lanes: LANES });
  const endsAt = performance.now() + minutes * MINUTE_MS;
  const killed: Record<string, number> = {};
  let slowestMs = 0;
  try {
    for (let round = 0; round < rounds && performance.now() < endsAt; round += 1) {
      await sleep(LOAD_MS.least + chance.below(LOAD_MS.most - LOAD_MS.least));
      const target = chance.pick(TARGETS);
      killed[target] = (killed[target] ?? 0) + 1;
      const began = performance.now();
      const answered = ledger.answered;
      await victims.kill(target);
      if (!(await ledger.progressFrom(answered))) break;
      slowestMs = Math.max(slowestMs, performance.now() - began);
      console.error(`round ${round + 1}: ${target} killed, ${ledger.answered} batches answered`);
    }
    await ledger.finish();
  } finally {
    ledger.close();
    await victims.stop();
  }
  const { faults, figures } = await checkLedger(folder, ledger);
  const kills = Object.values(killed).reduce((sum, count) => sum + count, 0);
  const rates = { rounds: kills, ...killed, slowestRecoverySeconds: slowestMs / 1000 };
  return { faults, figures: { ...rates, resent: ledger.resent, ...figures }, ratios: {} };
}
