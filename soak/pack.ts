/**
 * `npm run soak -- pack`: makes the packages and installs them by npm into a folder that knows nothing
 * of this repository, then tries them as the tests do. Needs npm's cache or the network; a few minutes.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { productFaults, standardsFaults } from "#test/packed.ts";
import { npm } from "../scripts/pack/npm.ts";
import { type Packed, packAll } from "../scripts/pack/pack-all.ts";

const INSTALL = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];

/** Figures: sizes in bytes, packages installed, seconds of the whole installation. */
export async function soak({ canary }: RunOptions): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), "mailport-packed-"));
  try {
    const [product, standards] = (await packAll(join(scratch, "out"))) as [Packed, Packed];
    const alone = installed(join(scratch, "standards"), standards);
    const whole = installed(join(scratch, "product"), product);
    if (canary)
      rmSync(join(whole.folder, "node_modules/mailport/dist/store/migrations/"), {
        recursive: true,
      });
    const faults = [
      ...product.faults,
      ...standards.faults,
      ...standardsFaults(alone.folder),
      ...(await productFaults(whole.folder, ["--demo", "--data", join(scratch, "data")])),
    ];
    const figures = {
      productBytes: product.bytes,
      standardsBytes: standards.bytes,
      standardsPackages: alone.packages,
      productPackages: whole.packages,
      standardsInstallSeconds: alone.seconds,
      productInstallSeconds: whole.seconds,
    };
    return { faults, figures, ratios: { standardsToLimit: standards.bytes / 1_000_000 } };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Installed = { readonly folder: string; readonly packages: number; readonly seconds: number };

function installed(folder: string, { file }: Packed): Installed {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module" }\n`);
  const began = performance.now();
  npm([...INSTALL, file], folder);
  const seconds = (performance.now() - began) / 1000;
  return { folder, packages: packagesIn(join(folder, "node_modules")), seconds };
}

function packagesIn(modules: string): number {
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  const inside = names.map((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).length : 1,
  );
  return inside.reduce((sum, one) => sum + one, 0);
}
