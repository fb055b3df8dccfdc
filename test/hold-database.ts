/**
 * A process of its own that starts an embedded database, says where it is in one line of JSON, and
 * stops it when its input ends. Run by tests that kill it or run it as another user.
 */

import { startEmbedded } from "#store/embedded/launcher.ts";
import { StoreFault } from "#store/store-fault.ts";

const [dataFolder = "", copyFolder] = process.argv.slice(2);

try {
  const server = await startEmbedded({
    dataFolder,
    settings: { shared_buffers: "16MB" },
    ...(copyFolder === undefined ? {} : { copyFolder }),
  });
  const { connection, clusterFolder, pid } = server;
  process.stdout.write(`${JSON.stringify({ connection, clusterFolder, pid })}\n`);
  process.stdin.on("end", () => void server.stop()).resume();
} catch (error) {
  if (!(error instanceof StoreFault)) throw error;
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message })}\n`);
}
