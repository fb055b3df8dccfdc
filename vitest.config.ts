/**
 * How the tests run: every `*.test.ts(x)` beside the code and in `test/`, in Node.
 * Browser tests drive a real Chromium from Node too, so there is one project only.
 */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Tests start our program some hundred times; kept compiled, each start takes half as long. */
const COMPILED = join(import.meta.dirname, "node_modules/.cache/mailport-tests");

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/canaries/**"],
    globalSetup: ["test/cluster.ts"],
    setupFiles: ["test/chance.ts"],
    env: { NODE_COMPILE_CACHE: COMPILED },
    // One is left free otherwise: on two cores every file would wait for the one before it.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
