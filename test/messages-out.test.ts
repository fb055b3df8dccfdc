/** Outgoing messages as an administrator has them: set by the command line, sent by a served centre. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CENTRE_FILE, mailport, printed, startMailport } from "./mailport.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-out-"));
const data = join(folder, "centre");
const out = join(folder, "to-cna");
const verb = (...args: readonly string[]) => mailport([...args, "--json", "--data", data]);

beforeAll(async () => {
  const made = await mailport(["init", "--from", CENTRE_FILE, "--data", data]);
  expect(made, made.stderr).toMatchObject({ status: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a partner set by the command line is sent what a served centre takes in", async () => {
  const served = await startMailport(data);
  try {
    const partner = [
      "create-partner",
      "--code",
      "USA",
      "--party",
      "CKG-CENTRE",
      "--folder-out",
      out,
    ];
    expect(await verb(...partner)).toMatchObject({ status: 0 });
    const input = join(folder, "settings.json");
    writeFileSync(
      input,
      JSON.stringify({ partner: "USA", message: "emsevt", reasons: { hold: "31" } }),
    );
    expect(await verb("set-partner-message", "--input", input)).toMatchObject({ status: 2 });
    const address = ["--sender", "CN101", "--recipient", "US101"];
    const named = ["--partner", "USA", "--message", "emsevt"];
    const set = await verb("set-partner-message", ...named, ...address);
    expect(printed<object>(set)).toMatchObject({ office: "CNCKGA", syntax: "UNOA", enabled: true });
    const taken = await verb("take-in", "examples/postal-import.csv");
    expect(taken, taken.stderr).toMatchObject({ status: 0 });
    const scanned = await verb("record-scans", "--code", "RR473124829GB", "--place", "HALL-1");
    expect(scanned, scanned.stderr).toMatchObject({ status: 0 });
    await expect
      .poll(() => existsSync(out) && readdirSync(out).length, { timeout: 15_000 })
      .toBe(1);
  } finally {
    await served.stop();
  }
  const [name = ""] = readdirSync(out);
  expect(name).toMatch(/^emsevt-USA-[0-9a-f-]{36}\.edi$/);
  const read = await mailport(["read", join(out, name), "--json"]);
  expect(printed<object>(read)).toMatchObject({
    format: "edifact",
    syntax: "UNOA:2",
    messages: [{ type: "EMSEVT", version: "3:0", reference: "1" }],
    findingsTotal: 0,
  });
  expect(readFileSync(join(out, name), "latin1")).toContain("STS++EMD'");
}, 120_000);
