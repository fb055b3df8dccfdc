/**
 * `mailport world`: runs the simulated world on a scratch database, lets its auditor compare the
 * books, and tells what was found. Exit 2 where the auditor found something, planted or not.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { operations } from "#operations/index.ts";
import type { Connection } from "#store/connection.ts";
import { type FoldedHash, foldedHash, freshStatistics } from "#store/folded-hash.ts";
import { audit } from "#world/audit.ts";
import type { AuditorFinding } from "#world/books.ts";
import { openCentre } from "#world/opening.ts";
import { PLANTS } from "#world/plants.ts";
import { type World, worldOf } from "#world/world.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";
import { onScratch, withWorldCentre } from "./world-centre.ts";

export type WorldFlags = {
  readonly seed: number;
  readonly items: number;
  /** Times as fast as life; infinite for as fast as it goes. */
  readonly speed: number;
  readonly connections: number;
  /** Name of a planted fault. */
  readonly plant?: string;
};

/** What a world came to; findings are counted whole and listed up to a hundred. */
export type WorldReport = {
  readonly seed: number;
  readonly items: number;
  readonly parcels: number;
  readonly events: number;
  readonly hash: string;
  readonly auditorFindings: number;
  readonly findings: readonly AuditorFinding[];
  readonly rowsDone: Readonly<Record<string, number>>;
  readonly ticks: number;
  readonly virtualDays: number;
  readonly seconds: number;
  readonly auditSeconds: number;
  readonly plant: string | null;
};

const FINDINGS_LISTED = 100;

/** Runs it and tells it; the last line of `--json` is the report. Refuses `world/plant-unknown`. */
export async function world(terminal: Terminal, flags: WorldFlags): Promise<number> {
  const known = PLANTS.map(({ name }) => name);
  if (flags.plant !== undefined && !known.includes(flags.plant)) {
    throw new Refused({
      code: "world/plant-unknown",
      facts: { found: flags.plant, expected: known.join(", ") },
    });
  }
  const report = await onScratch((database) =>
    runWorld(database, flags, (ran) => {
      const facts = { items: ran.items, day: Math.ceil(ran.scene.clock.day) };
      terminal.progress(terminal.say("world.progress", facts));
    }),
  );
  if (terminal.json) terminal.print(JSON.stringify(report));
  else tell(terminal, report);
  if (report.auditorFindings > 0) return EXIT.refused;
  return report.plant === null ? EXIT.well : EXIT.fault;
}

/** The world of these flags on an empty, migrated database; the same flags give the same hash. */
export async function runWorld(
  database: Connection,
  flags: WorldFlags,
  onTick: (world: World) => void = () => undefined,
): Promise<WorldReport> {
  const plant = PLANTS.find(({ name }) => name === flags.plant);
  const { seed, connections } = flags;
  return withWorldCentre(database, { seed, connections, plant }, async (centre) => {
    const began = performance.now();
    const { clock, actors, portsOf, keep } = centre;
    const options = { seed, connections, clock, actors, portsOf, keep, operations };
    const made = worldOf(options, flags.items);
    await openCentre((...one) => made.call(...one));
    const ticks = await live(made, flags.speed, onTick);
    const lived = performance.now();
    await freshStatistics(centre.pool);
    await audit(made, connections);
    const times = { ticks, began, lived, audited: performance.now() };
    return reportOf(made, flags, times, await foldedHash(centre.pool));
  });
}

/** Tick by tick to the end, no faster than asked; gives how many ticks had something to do. */
async function live(made: World, speed: number, onTick: (world: World) => void): Promise<number> {
  const { clock } = made.scene;
  for (let ticks = 0; ; ticks += 1) {
    const before = clock.now();
    if (!(await made.step())) return ticks;
    onTick(made);
    if (Number.isFinite(speed)) await sleep((clock.now() - before) / speed);
  }
}

type Times = {
  readonly ticks: number;
  readonly began: number;
  readonly lived: number;
  readonly audited: number;
};

function reportOf(
  { scene: { books, clock }, items, parcels }: World,
  { seed, plant }: WorldFlags,
  { ticks, began, lived, audited }: Times,
  { hash, events }: FoldedHash,
): WorldReport {
  return {
    seed,
    items,
    parcels,
    events,
    hash,
    auditorFindings: books.findingsTotal,
    findings: books.findings.slice(0, FINDINGS_LISTED),
    rowsDone: Object.fromEntries(books.rowsDone),
    ticks,
    virtualDays: tenth(clock.day),
    seconds: tenth((lived - began) / 1000),
    auditSeconds: tenth((audited - lived) / 1000),
    plant: plant ?? null,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function tell(terminal: Terminal, report: WorldReport): void {
  const { items, parcels, events, virtualDays, seconds, hash, auditorFindings } = report;
  terminal.print(
    terminal.say("world.done", { items, parcels, events, days: virtualDays, seconds }),
  );
  terminal.print(terminal.say("world.hash", { hash }));
  terminal.print(terminal.say("world.findings", { count: auditorFindings }));
  terminal.noteFindings(
    report.findings.map(({ code, about }) => ({ code, severity: "error", at: {}, found: about })),
    auditorFindings,
  );
  if (report.plant !== null && auditorFindings === 0) {
    terminal.note(terminal.say("world.missed", { plant: report.plant }));
  }
}
