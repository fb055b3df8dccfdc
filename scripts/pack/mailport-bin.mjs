#!/usr/bin/env node
/**
 * Starts the packed Mailport in this Node, or says in one sentence that it is too old. Plain
 * JavaScript that an old Node can read; knows no verb.
 */
const NEEDED_MAJOR = 24;

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  await import("../dist/cli/main.js");
} else {
  const here = process.versions.node;
  process.stderr.write(
    `mailport: Node ${NEEDED_MAJOR} or newer is needed; this is Node ${here}.\n`,
  );
  process.exitCode = 1;
}
