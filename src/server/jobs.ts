/**
 * The centre's clockwork: what is due is done, event months are made ahead, old answers, sessions,
 * sent lines and files that no row names are let go.
 * A library wakes them, in a schema of its own; no rule of the mail runs on its clock.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { call } from "#operations/call.ts";
import type { Operation } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { IDLE_MS, systemActor } from "#operations/sessions.ts";
import { purgeSessions } from "#store/access.ts";
import { sweepOrphans } from "#store/blobs/orphans.ts";
import { purgeAnswers } from "#store/calls.ts";
import { purgeOutbox } from "#store/outbox.ts";
import type { Pool } from "#store/pool.ts";
import { makeMonths } from "./event-months.ts";
import { faultFacts, type Log } from "./logs.ts";

/** The library's own schema; nothing of ours is in it. */
const SCHEMA = "mailport_jobs";
/** Deadlines taken by one call; a backlog takes several calls. */
const DUE_LIMIT = 500;
const AFTER_FAULT_MS = 5_000;

export type JobsOptions = {
  readonly pool: Pool;
  readonly ports: Ports;
  readonly doWhatIsDue: Operation;
  readonly log: Log;
  /** Where blobs lie. */
  readonly blobsFolder: string;
};

/** What runs when: minute, hour, day of the month, month, day of the week, in UTC. */
const CALENDAR = [
  { task: "do-what-is-due", match: "* * * * *" },
  { task: "make-months", match: "7 1 * * *" },
  { task: "purge-answers", match: "17 * * * *" },
  { task: "purge-sessions", match: "27 * * * *" },
  { task: "purge-outbox", match: "37 * * * *" },
  { task: "sweep-blobs", match: "47 2 * * *" },
];

/** Runs the jobs until the signal ends them; starts again when the library stops on a fault. */
export async function runJobs(options: JobsOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const runner = await start(options);
      const stop = (): void => void runner.stop().catch(() => undefined);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
      await runner.promise;
    } catch (error) {
      options.log.error({ err: error }, "jobs stopped");
    }
    await sleep(AFTER_FAULT_MS, undefined, { signal }).catch(() => undefined);
  }
}

function start(options: JobsOptions): Promise<Runner> {
  const logger = new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") options.log.warn({ job: message }, "jobs");
  });
  return run({
    pgPool: options.pool,
    schema: SCHEMA,
    noHandleSignals: true,
    concurrency: 1,
    pollInterval: 10_000,
    taskList: tasks(options),
    parsedCronItems: parseCronItems([...CALENDAR]),
    logger,
  });
}

function tasks(options: JobsOptions): TaskList {
  const told = (task: () => Promise<unknown>) => async (): Promise<void> => {
    try {
      await task();
    } catch (error) {
      options.log.error({ err: error }, "job failed");
      // The library keeps the words of a fault: they must not quote rows.
      throw new Error(String(faultFacts(error)["name"]));
    }
  };
  return {
    "do-what-is-due": told(() => doDue(options)),
    "make-months": told(() => makeMonths(options.pool, options.ports.clock.now())),
    "purge-answers": told(() => purgeAnswers(options.pool, options.ports.clock.now())),
    "purge-outbox": told(() => purgeOutbox(options.pool, options.ports.clock.now())),
    "sweep-blobs": told(async () => {
      const { pool, ports, blobsFolder, log } = options;
      const swept = await sweepOrphans(pool, blobsFolder, ports.clock.now());
      if (swept > 0) log.info({ swept }, "files that no row names were removed");
    }),
    "purge-sessions": told(() => {
      const now = options.ports.clock.now();
      return purgeSessions(options.pool, now, now - IDLE_MS);
    }),
  };
}

/** Calls until nothing is due any more. */
export async function doDue({ ports, doWhatIsDue, log }: JobsOptions): Promise<void> {
  const actor = systemActor(ports.site.operatorId);
  for (;;) {
    const answer = await call(ports, doWhatIsDue, actor, { limit: DUE_LIMIT });
    if (!answer.ok) {
      log.warn({ refusal: answer.refusal.code }, "what is due was refused");
      return;
    }
    const { done } = answer.value as { readonly done: number };
    if (done < DUE_LIMIT) return;
  }
}
