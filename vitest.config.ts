/**
 * How the tests run: every `*.test.ts(x)` beside the code and in `test/`, in Node.
 * Browser tests drive a real Chromium from Node too, so there is one project only.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/canaries/**"],
    globalSetup: ["test/cluster.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
