/**
 * "One line to add, one folder to delete", counted over `src/` for messages, regimes and products,
 * and shown to see an entry that has spread. How entries behave is tested beside them.
 */
import { describe, expect, test } from "vitest";
import { entriesOf, localityFaults, streamFaults } from "./house/locality-rules.ts";
import { readSources, type Source } from "./house/sources.ts";

const LEAST_FILES = 30;
const LEAST_ENTRIES = 1;

describe("law: one line to add, one folder to delete", () => {
  const files = readSources("src/**/*.{ts,tsx}");

  test("law: at most one file outside its home names a message, a regime or a product", () => {
    expect(localityFaults(files)).toEqual([]);
  });

  test("law: only regime, product and message files decide on the stream", () => {
    expect(files.flatMap(streamFaults)).toEqual([]);
  });

  test("law: the check saw the files and the entries", () => {
    expect(files.length).toBeGreaterThanOrEqual(LEAST_FILES);
    expect(entriesOf(files).length).toBeGreaterThanOrEqual(LEAST_ENTRIES);
  });
});

describe("canary: an entry that has spread is found", () => {
  const home = file("src/standards/messages/predes/read.ts", "export const tag = 1;");
  const registry = file(
    "src/standards/messages/index.ts",
    'import { predes } from "./predes/read.ts";',
  );
  const regime = file("src/domain/customs/regimes/cn-9610.ts", "export const cn9610 = 1;");
  const list = file("src/domain/customs/regimes/index.ts", 'import { a } from "./cn-9610.ts";');

  test("an entry named by its registry alone is local", () => {
    expect(localityFaults([home, registry, regime, list])).toEqual([]);
    expect(entriesOf([home, registry, regime, list]).map(({ name }) => name)).toEqual([
      "predes",
      "cn-9610",
    ]);
  });

  test.each([
    ["an import", 'import { x } from "#standards/messages/predes/read.ts";'],
    ["a re-export", 'export * from "#standards/messages/predes/read.ts";'],
    ["a text", 'if (kind === "predes") return;'],
    ["a text in capitals", "const kind = 'PREDES';"],
  ])("canary: a message is named elsewhere by %s", (_kind, text) => {
    const faults = localityFaults([home, registry, file("src/operations/send.ts", text)]);
    expect(faults).toEqual([
      "predes is named by src/standards/messages/index.ts, src/operations/send.ts",
    ]);
  });

  test("canary: a regime is named elsewhere", () => {
    const other = file("src/domain/centre/may-leave.ts", 'const special = "cn-9610";');
    expect(localityFaults([regime, list, other])).toHaveLength(1);
  });

  test("a file that messages share is no entry", () => {
    expect(entriesOf([home, registry, file("src/standards/messages/cells.ts", "")])).toHaveLength(
      1,
    );
  });

  test("tests, texts, screens, the world and the taking-in of that message may name it", () => {
    const free = [
      "src/operations/send.test.ts",
      "src/words/en.ts",
      "src/web/a.tsx",
      "src/world/post.ts",
      "src/operations/take-in-predes.ts",
    ].map((path) => file(path, 'const kind = "predes";'));
    expect(localityFaults([home, registry, ...free])).toEqual([]);
  });

  test.each([
    'if (shipment.stream === "postal") return 1;',
    "return 'express' !== item.stream ? 1 : 2;",
    "switch (shipment.stream) {}",
  ])("canary: a decision on the stream: %s", (text) => {
    expect(streamFaults(file("src/domain/items/item.ts", text))).toHaveLength(1);
    expect(streamFaults(file("src/domain/customs/regimes/a.ts", text))).toEqual([]);
  });
});

function file(path: string, text: string): Source {
  return { path, text };
}
