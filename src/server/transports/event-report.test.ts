import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Result } from "#base/result.ts";
import { createPartner } from "#operations/create-partner.ts";
import type { Actor } from "#operations/define.ts";
import type { MessageAnswer } from "#operations/message-answer.ts";
import type { Partner } from "#operations/ports-messages.ts";
import { takeInMessage } from "#operations/take-in-message.ts";
import { type AccessBench, accessBench, OPERATOR } from "#test/access-bench.ts";
import { putWhole } from "./folder-out.ts";
import type { SenderOptions } from "./outbox-retries.ts";
import { flush } from "./outbox-sender.ts";

let bench: AccessBench;
let clerk: Actor;
let folder: string;

beforeAll(async () => {
  bench = await accessBench();
  clerk = await bench.user("clerk", ["clerk", "floor", "administrator"]);
  folder = mkdtempSync(join(tmpdir(), "mailport-report-"));
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

function valueOf<T>(result: Result<unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value as T;
}

const keyOf = (party: string): Promise<string> =>
  bench.ports.blobKeys.keyOf(party, bench.ports.ids.next());

async function takeIn(name: string): Promise<MessageAnswer> {
  const keyId = await keyOf(OPERATOR);
  const put = valueOf<{ hash: string; sizeBytes: number }>(
    await bench.ports.blobs.put(keyId, [readFileSync(join("examples", name))], 1e6),
  );
  const input = { name, blobHash: put.hash, blobKeyId: keyId, sizeBytes: put.sizeBytes };
  return valueOf(await bench.run(takeInMessage, clerk, input));
}

test("golden: what is declared and scanned is told to a partner, in the fields the document names", async () => {
  const input = { code: "SELF", party: "OPS", folderOut: folder, reports: true };
  const partner = valueOf<Partner>(await bench.run(createPartner, clerk, input));
  expect((await takeIn("postal-import.csv")).state).toBe("taken-in");
  expect((await takeIn("scans.csv")).state).toBe("taken-in");
  const { ports } = bench;
  const options: SenderOptions = {
    ports,
    blobKeyOf: keyOf,
    deliver: putWhole,
    onFault: () => undefined,
  };
  while ((await flush(options, partner, folder)).sent > 0);
  const lines = readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const events = await bench.pool.query(
    "select event_key from mailport.event where subject_kind in ('item', 'shipment', 'container') and sensitivity = 1",
  );
  expect(new Set(lines.map((line) => line["eventKey"]))).toEqual(
    new Set(events.rows.map((row) => row.event_key)),
  );
  expect(new Set(lines.flatMap((line) => Object.keys(line)))).toEqual(new Set(documented()));
  const scanned = lines.filter((line) => (line["codes"] as string[]).includes("RR473124829GB"));
  const versions = scanned.map((line) => line["version"] as number);
  expect(versions.length).toBeGreaterThan(1);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  const [shipmentId] = new Set(scanned.map((line) => line["shipmentId"]));
  expect(lines.filter((line) => line["subjectId"] === shipmentId).length).toBeGreaterThan(0);
  expect(lines.filter((line) => line["shipmentId"] === undefined)).toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/Harrowgate|Weng|Bristol/);
});

/** The fields that the document's table names, and its example has. */
function documented(): string[] {
  const text = readFileSync("docs/event-report.md", "utf8");
  const fields = [...text.matchAll(/^\| `(\w+)` +\|/gm)].map(([, field = ""]) => field);
  const example = JSON.parse(/```ndjson\n(.*)\n```/.exec(text)?.[1] ?? "{}");
  expect(Object.keys(example).sort()).toEqual([...fields].sort());
  return fields;
}
