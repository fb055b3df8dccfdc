/**
 * `soak world`: a day and more of a centre, twice from one seed: with four connections and with one.
 * Both must come to the same record and the auditor must agree; with `--canary` each planted fault
 * must be found.
 */
import { runWorld, type WorldReport } from "#cli/world.ts";
import { onScratch } from "#cli/world-centre.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { PLANTS } from "#world/plants.ts";

const ITEMS = 20_000;
const CANARY_ITEMS = 500;
/** Twenty thousand items are handled in this time at most, seconds. */
const LIMIT_SECONDS = 300;
const SPEED = Number.POSITIVE_INFINITY;

/** Runs on scratch databases of its own. */
export async function soak(options: RunOptions): Promise<Outcome> {
  return options.canary ? canaries(options) : twice(options);
}

async function twice({ seed, items = ITEMS }: RunOptions): Promise<Outcome> {
  const flags = { seed, items, speed: SPEED };
  const four = await onScratch((database) => runWorld(database, { ...flags, connections: 4 }));
  tell(four, 4);
  const one = await onScratch((database) => runWorld(database, { ...flags, connections: 1 }));
  tell(one, 1);
  const faults = [four, one].flatMap(({ findings }) =>
    findings.map(({ code, about }) => `${code}: ${about}`),
  );
  if (four.hash !== one.hash) faults.push(`two records of one seed: ${four.hash}, ${one.hash}`);
  const seconds = four.seconds + four.auditSeconds;
  return {
    faults,
    figures: {
      items: four.items,
      events: four.events,
      seconds: four.seconds,
      auditSeconds: four.auditSeconds,
      secondsByOne: one.seconds,
      virtualDays: four.virtualDays,
    },
    ratios: { toLimit: seconds / LIMIT_SECONDS },
  };
}

function tell(report: WorldReport, connections: number): void {
  const { items, events, seconds, auditSeconds } = report;
  const what = `${items} items, ${events} events`;
  console.error(
    `${connections} connections: ${what} in ${seconds} s, audited in ${auditSeconds} s`,
  );
}

async function canaries({ seed, items = CANARY_ITEMS }: RunOptions): Promise<Outcome> {
  const faults: string[] = [];
  const figures: Record<string, number> = {};
  for (const { name } of PLANTS) {
    const flags = { seed, items, speed: SPEED, connections: 4, plant: name };
    const { auditorFindings } = await onScratch((database) => runWorld(database, flags));
    figures[name] = auditorFindings;
    if (auditorFindings === 0) faults.push(`${name} was not found`);
  }
  return { faults, figures, ratios: {} };
}
