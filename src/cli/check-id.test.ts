/** `mailport check-id` through the real process: its lines, its exits, its input. */
import { describe, expect, test } from "vitest";
import type { Identification } from "#standards/upu/identify.ts";
import { mailport } from "#test/mailport.ts";

const lines = (stdout: string) =>
  stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Identification);

describe("check-id --json", () => {
  test("prints one line an identifier with exactly the six fields, and exits 0 for a warning", async () => {
    const ids = ["rr 473 124 829 gb", "RR473124828GB", "FRCDGADZALGDAUN40553006010061"];
    const ran = await mailport(["check-id", "--json", "--on", "2026-11-22", ...ids]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    const told = lines(ran.stdout);
    expect(told.map(({ input }) => input)).toEqual(ids);
    for (const one of told) {
      expect(Object.keys(one)).toEqual([
        "input",
        "scheme",
        "valid",
        "severity",
        "parts",
        "findings",
      ]);
    }
    expect(told.map(({ valid, severity }) => [valid, severity])).toEqual([
      [true, "none"],
      [false, "warning"],
      [true, "none"],
    ]);
    expect(told[2]?.parts).toMatchObject({ year: 2024, weightGrams: 6_100 });
  });

  test("what begins with a hyphen comes after --; an error exits 2 and the rest is told", async () => {
    const ran = await mailport(["check-id", "--json", "--", "-160-12345675", "", "JJ473124829GB"]);
    expect(ran.status).toBe(2);
    expect(lines(ran.stdout)).toMatchObject([
      { input: "-160-12345675", scheme: "awb", valid: true },
      { input: "", scheme: "other", valid: false, severity: "error" },
      { scheme: "s10", valid: false, findings: [{ code: "s10/reserved-indicator" }] },
    ]);
  });

  test("10,000 identifiers as arguments, and as lines of stdin, are told in order", async () => {
    const ids = Array.from({ length: 10_000 }, (_one, at) => `RR${String(at).padStart(9, "0")}GB`);
    const named = await mailport(["check-id", "--json", ...ids]);
    const piped = await mailport(["check-id", "--json"], `\uFEFF${ids.join("\r\n")}\n`);
    expect(named).toMatchObject({ status: 0, stderr: "" });
    expect(lines(named.stdout).map(({ input }) => input)).toEqual(ids);
    expect(piped.stdout).toBe(named.stdout);
    expect(piped.stderr).toBe("");
  });

  test("a line of a megabyte and bytes that are no text are answered, each on its line", async () => {
    const ran = await mailport(["check-id", "--json"], `${"A".repeat(1_000_000)}\n\u0001\nCNBJSA`);
    expect(ran.status).toBe(2);
    const [long, control, last] = lines(ran.stdout);
    expect(long).toMatchObject({ scheme: "other", findings: [{ code: "identifier/too-long" }] });
    expect(long?.input.length).toBe(4_096);
    expect(control).toMatchObject({ findings: [{ code: "identifier/control-character" }] });
    expect(last).toMatchObject({ input: "CNBJSA", scheme: "s34", valid: true });
  });
});

describe("check-id", () => {
  test("tells people in sentences what it is, its parts and what is wrong", async () => {
    const { status, stdout } = await mailport(["check-id", "RR473124828GB"]);
    expect(status).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "RR 473 124 828 GB: item identifier (UPU S10); not right, but the centre takes it with a warning.",
      "  service indicator: RR",
      "  product by the indicator: registered letter post",
      "  serial: 47312482",
      "  check digit: 8, 9 is expected",
      "  country: GB (United Kingdom)",
      "  The check digit of this S10 identifier fails: 8 instead of 9. It is taken as it is; compare it with the label. (s10/check-digit)",
      "",
    ]);
  });

  test("shows no character that steers the terminal", async () => {
    const { status, stdout } = await mailport(["check-id", "\u001b[31mRR473124829GB"]);
    expect(status).toBe(2);
    expect(stdout).toContain("\ufffd[31mRR473124829GB: text of no known scheme");
    expect(stdout).not.toContain("\u001b");
  });

  test("refuses no identifier at all, an unknown scheme and a day that is none", async () => {
    const none = await mailport(["check-id"]);
    expect(none).toMatchObject({ status: 2, stdout: "" });
    expect(none.stderr).toContain("No identifier was given");
    expect(await mailport(["check-id", "--as", "s11", "X"])).toMatchObject({ status: 2 });
    expect(await mailport(["check-id", "--on", "2026-02-30", "X"])).toMatchObject({ status: 2 });
  });

  test("--as says which scheme is meant", async () => {
    const ran = await mailport(["check-id", "--json", "--as", "house", "16012345674"]);
    expect(lines(ran.stdout)).toMatchObject([{ scheme: "house", valid: true, severity: "none" }]);
  });
});
