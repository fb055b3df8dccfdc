/**
 * The whole wiring of a running centre: ports on the database, the HTTP server, the audit chain,
 * the clockwork, messages in and out. What is handed in was opened before and stays its owner's.
 */
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { present } from "#base/result.ts";
import { clearDrafts } from "#store/blobs/files.ts";
import { newestMigration } from "#store/migrate.ts";
import { sealOnce } from "#store/seal.ts";
import { makeMonths } from "./event-months.ts";
import { freeBytes, watchDisk } from "./health.ts";
import { runJobs } from "./jobs.ts";
import { CLOSE_IDLE_EVERY_MS, STOP_MS } from "./limits.ts";
import { makeLog } from "./logs.ts";
import { blobsFolder, makePorts } from "./ports.ts";
import { sealing } from "./sealing.ts";
import { buildServer } from "./server.ts";
import type { RunningServer, StartOptions } from "./start-options.ts";
import { watchFolders } from "./transports/folder-in.ts";
import { putWhole } from "./transports/folder-out.ts";
import { sendOutbox } from "./transports/outbox-sender.ts";

export type { RunningServer, StartOptions } from "./start-options.ts";

/** Starts everything; listens when all is ready to answer. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { pool, dataFolder, site, operations, log = makeLog() } = options;
  const ports = makePorts(options);
  const blobKeyOf = (partyId: string): Promise<string> =>
    ports.blobKeys.keyOf(partyId, ports.ids.next());
  const onFault = (error: unknown): void => log.error({ err: error }, "fault behind the scenes");
  const disk = await watchDisk(options.freeBytes ?? (() => freeBytes(dataFolder)));
  await clearDrafts(blobsFolder(dataFolder));
  await makeMonths(pool, ports.clock.now());

  const migrations = newestMigration();
  const pages = (): boolean => options.pagesFolder() !== undefined;
  const health = { pool, migrations, pages, disk };
  // A real centre never shows a login, whatever it was started with.
  const offeredLogins = site.madeBy === "demo" ? (options.offeredLogins ?? []) : [];
  const app = await buildServer({
    ...options,
    ports,
    readOnly: disk.full,
    log,
    health,
    offeredLogins,
  });

  const ending = new AbortController();
  const doWhatIsDue = operations.find((one) => one.name === "do-what-is-due");
  const transport = {
    ports,
    blobKeyOf,
    onFault: ({ error }: { error: unknown }) => onFault(error),
  };
  await app.listen({ host: options.host, port: options.port });
  const loops = [
    sealing(() => sealOnce(pool, site.site, ports.clock.now()), onFault, ending.signal),
    sendOutbox({ ...transport, deliver: putWhole }, ending.signal),
    watchFolders(transport, ending.signal),
    runJobs(
      {
        pool,
        ports,
        doWhatIsDue: present(doWhatIsDue, "the registry has it"),
        log,
        blobsFolder: blobsFolder(dataFolder),
      },
      ending.signal,
    ),
  ];
  const stop = async (): Promise<void> => {
    await closeServer(app);
    ending.abort();
    disk.stop();
    await Promise.all(loops);
    await sealOnce(pool, site.site, ports.clock.now()).catch(onFault);
  };
  const { port } = app.server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return { address: `http://${host}:${port}`, ports, stop };
}

/** A connection kept alive after its last answer would keep the server open: it is closed then. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  const late = setTimeout(() => app.server.closeAllConnections(), STOP_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(late);
}
