/**
 * The import table of ARCHITECTURE.md, executed over every file of `src/`, and shown to see each
 * kind of fault. It reads the text of the files; it does not judge what they do.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AREAS, importFaults } from "./house/import-table.ts";
import { importsOf } from "./house/imports.ts";
import { ROOT, readSources } from "./house/sources.ts";

const LEAST_FILES = 30;
const LEAST_IMPORTS = 60;

describe("law: areas import only what the table allows", () => {
  const files = readSources("src/**/*.{ts,tsx}");

  test("law: no file of src imports what its area may not", () => {
    expect(files.flatMap(importFaults)).toEqual([]);
  });

  test("law: the check saw the files and their imports", () => {
    expect(files.length).toBeGreaterThanOrEqual(LEAST_FILES);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThanOrEqual(
      LEAST_IMPORTS,
    );
  });

  test("law: every folder of src is an area of the table", () => {
    const known = Object.keys(AREAS);
    expect(readdirSync(join(ROOT, "src")).filter((name) => !known.includes(name))).toEqual([]);
  });

  test("law: every door of the table leads to an area", () => {
    const known = Object.keys(AREAS);
    const doors = Object.values(AREAS).flatMap(({ doors }) => doors.map((door) => door.to));
    expect(doors.filter((door) => !known.includes(door.split("/")[0] ?? ""))).toEqual([]);
  });
});

describe("canary: a forbidden import is found", () => {
  test.each([
    ["static", "src/base/a.ts", 'import { x } from "#domain/x.ts";'],
    [
      "over several lines",
      "src/base/a.ts",
      'import {\n  x,\n  type Y as Z,\n} from "#words/x.ts";',
    ],
    ["whole module", "src/domain/a.ts", 'import * as all from "#operations/x.ts";'],
    ["single quotes", "src/base/a.ts", "import { x } from '#domain/x.ts';"],
    ["side effect", "src/base/a.ts", 'import "#store/x.ts";'],
    ["dynamic", "src/words/a.ts", 'const m = await import("#server/x.ts");'],
    ["dynamic by template", "src/words/a.ts", "const m = await import(`#server/x.ts`);"],
    ["dynamic and computed", "src/operations/a.ts", "const m = await import(name);"],
    ["dynamic with a hole", "src/operations/a.ts", "const m = await import(`#base/${name}`);"],
    ["required", "src/domain/a.ts", 'const m = require("pg");'],
    ["resolved", "src/domain/a.ts", 'const m = import.meta.resolve("pg");'],
    ["exported again", "src/domain/a.ts", 'export { x } from "#store/x.ts";'],
    ["exported again whole", "src/domain/a.ts", 'export * from "#world/x.ts";'],
    ["a type where the door is closed", "src/base/a.ts", 'import type { X } from "#domain/x.ts";'],
    ["a type inside an import", "src/web/a.tsx", 'import { type X } from "#operations/x.ts";'],
    ["a value of a types-only door", "src/store/a.ts", 'import { fold } from "#domain/x.ts";'],
    ["a value called type", "src/store/a.ts", 'import type from "#domain/x.ts";'],
    [
      "a closed part of an open area",
      "src/domain/a.ts",
      'import { x } from "#standards/edifact/x.ts";',
    ],
    ["a part with a like name", "src/domain/a.ts", 'import { x } from "#standards/upu-more/x.ts";'],
    ["more than the ports", "src/store/a.ts", 'import { x } from "#operations/call.ts";'],
    ["a package", "src/domain/a.ts", 'import { z } from "fastify";'],
    ["a package of a like name", "src/store/a.ts", 'import pg from "pg-native";'],
    ["a part of Node", "src/operations/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["a part of Node by its old name", "src/operations/a.ts", 'import { readFile } from "fs";'],
    ["another program", "src/server/a.ts", 'import { spawn } from "node:child_process";'],
    ["climbing", "src/store/blobs/a.ts", 'import { x } from "../pool.ts";'],
    ["climbing after a step", "src/store/a.ts", 'import { x } from "./blobs/../../domain/x.ts";'],
    ["climbing in a test", "src/store/a.test.ts", 'import { x } from "../pool.ts";'],
    ["the screens from the command line", "src/cli/a.ts", 'import { x } from "#web/x.ts";'],
    ["an unknown area", "src/shared/a.ts", ""],
  ])("canary: %s", (_kind, path, text) => {
    expect(importFaults({ path, text })).toHaveLength(1);
  });

  test("an import that the table allows is not a fault, nor one in a comment or a test", () => {
    const allowed = [
      ["src/store/a.ts", 'import type { Item } from "#domain/items/item.ts";'],
      ["src/store/a.ts", 'export type { Item } from "#domain/items/item.ts";'],
      ["src/store/a.ts", 'import type { Log } from "#operations/ports-messages.ts";'],
      ["src/store/embedded/a.ts", 'import { spawn } from "node:child_process";'],
      ["src/domain/a.ts", 'import { parse } from "#standards/upu/s10.ts";\nimport "./near.ts";'],
      ["src/domain/a.ts", '// import { x } from "#store/x.ts";\n/* import "pg"; */'],
      ["src/domain/items/a.ts", 'import { x } from "#domain/places/x.ts";'],
      ["src/domain/a.test.ts", 'import { x } from "#store/x.ts";'],
      ["src/web/a.tsx", 'import "@mantine/core/styles.css";'],
    ] as const;
    expect(allowed.flatMap(([path, text]) => importFaults({ path, text }))).toEqual([]);
  });
});
