import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { formatNamed } from "#standards/messages/index.ts";
import { readBytes } from "#standards/messages/reading.ts";
import { cutFile, readPart } from "./cut-file.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const folder = mkdtempSync(join(tmpdir(), "mailport-cut-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the file's own reader makes of bytes, without its places. */
function valuesOf(format: string, bytes: Uint8Array): readonly unknown[] {
  const reader = formatNamed(format)?.open();
  if (reader === undefined) throw new Error(`there is a format ${format}`);
  const { rows, findings } = readBytes(reader, bytes);
  expect(findings.filter((one) => one.severity === "error")).toEqual([]);
  return rows.map((row) => row.value);
}

describe("a file cut into parts", () => {
  test.each([
    ["postal-import.csv", 100],
    ["express-manifest.csv", 300],
    ["ecommerce-import.csv", 200],
    ["containers.csv", 60],
    ["scans.csv", 100],
    ["scans.ndjson", 100],
  ])("property: the parts of %s read as the whole does, no group torn", async (name, bytes) => {
    const file = join(EXAMPLES, name);
    const whole = readFileSync(file);
    const cut = await cutFile(file, bytes);
    expect(cut.parts.length).toBeGreaterThan(1);
    expect(cut.sha256).toBe(createHash("sha256").update(whole).digest("hex"));
    const format = cut.format ?? "";
    const parts = await Promise.all(cut.parts.map((part) => readPart(file, part)));
    expect(parts.flatMap((part) => valuesOf(format, part)).map(plain)).toEqual(
      valuesOf(format, whole).map(plain),
    );
  });

  test("rows and lines of a part say where it begins in the file", async () => {
    const cut = await cutFile(join(EXAMPLES, "scans.csv"), 200);
    const [first, second] = cut.parts;
    expect(first).toMatchObject({ part: 0, from: 0, firstRow: 1, firstLine: 1 });
    expect(second?.firstLine).toBe((second?.firstRow ?? 0) + 1);
  });

  test("a JSON list is cut between its elements", async () => {
    const { declarations } = JSON.parse(
      readFileSync(join(EXAMPLES, "declarations.json"), "utf8"),
    ) as { declarations: object[] };
    const file = join(folder, "list.json");
    const many = Array.from({ length: 20 }, (_one, at) => ({
      ...declarations[1],
      waybill: `HX70001990${at + 10}`,
    }));
    writeFileSync(file, JSON.stringify(many, null, 1));
    const cut = await cutFile(file, 2_000);
    expect(cut.parts.length).toBeGreaterThan(5);
    for (const part of cut.parts) JSON.parse((await readPart(file, part)).toString("utf8"));
    const parts = await Promise.all(cut.parts.map((part) => readPart(file, part)));
    const format = cut.format ?? "";
    expect(parts.flatMap((part) => valuesOf(format, part))).toHaveLength(20);
  });

  test("a file without rows to cut at stays whole and says so", async () => {
    const file = join(folder, "a.xml");
    writeFileSync(file, `<?xml version="1.0"?><a>${"<b/>".repeat(1_000)}</a>`);
    const cut = await cutFile(file, 100);
    expect(cut.cuttable).toBe(false);
    expect(cut.parts).toHaveLength(1);
  });

  test("a small file is sent as it is, byte for byte", async () => {
    const file = join(EXAMPLES, "declarations.json");
    const cut = await cutFile(file);
    const [part] = cut.parts;
    if (part === undefined) throw new Error("there is a part");
    expect((await readPart(file, part)).equals(readFileSync(file))).toBe(true);
  });
});

/** Values name the row they came from; a part counts from its own first row. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, one: unknown) =>
      name === "row" || name === "line" || name === "offset" || name === "rows" ? undefined : one,
    ),
  );
}
