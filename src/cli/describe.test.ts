/** `mailport describe` through the real process: text with marks, data, languages, exit codes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mailport } from "#test/mailport.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-describe-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = "examples/predes.edi";
const damaged = join(folder, "damaged.edi");
writeFileSync(damaged, readFileSync(good, "latin1").replace("UNT+50", "UNT+51"));

test("golden: a good file is told in sentences and exits 0", async () => {
  const ran = await mailport(["describe", good]);
  expect(ran).toMatchObject({ status: 0, stderr: "" });
  const [title, summary] = ran.stdout.split("\n");
  expect(title).toBe("Message 1: PREDES 2.1, reference 1, from CN101 to US101, 2026-11-22 18:30.");
  expect(summary).toMatch(
    /^Dispatch CNBJSA → USJFKA, .* leaves PEK by CA981 on 2026-11-23 01:00\.$/,
  );
  expect(ran.stdout).toContain("\n    1. Dispatch: CNBJSAUSJFKAAEN60001;");
});

test.each([
  ["en", "segment 50 UNT, element 1", "Have the message sent again"],
  ["fr", "segment 50 UNT, élément 1", "Message 1 : PREDES 2.1"],
  ["zh", "第 50 段 UNT，第 1 个数据元", "报文 1：PREDES 2.1"],
])("golden: the failing element is marked, in %s", async (language, place, sentence) => {
  const { status, stdout } = await mailport(["describe", damaged, "--language", language]);
  expect(status).toBe(2);
  expect(stdout).toContain(place);
  expect(stdout).toContain(sentence);
  expect(stdout).toContain("    UNT+51+1\n        ^^\n");
});

test("with --json every file is one line of sentences as data", async () => {
  const absent = join(folder, "absent.edi");
  const ran = await mailport(["describe", good, damaged, absent, "--json"]);
  expect(ran.status).toBe(2);
  const lines = ran.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { file: good, language: "en", messages: [{ findings: [] }], messagesTotal: 1, findings: [] },
    { file: damaged, messages: [{ findings: [{ marked: { raw: "UNT+51+1" } }] }] },
    { file: absent, messages: [], findings: [{ code: "file/not-found" }], findingsTotal: 1 },
  ]);
});

test("nothing in a file steers the terminal", async () => {
  const input = "UNB+UNOC:3+A+B+261122:0800+1'UNH+1+X\u001b[2J:1:1:UN'UNT+2+1'UNZ+1+1'";
  const ran = await mailport(["describe", "-"], input);
  expect(ran.stdout).not.toContain("\u001b");
  expect(ran.stdout).toContain("Message 1: X\ufffd[2J 1:1");
});

test("a part of a large file is told, and with --all everything", async () => {
  const inside = Array.from({ length: 30 }, (_, n) => `UNH+${n}+X:1:1:UN'UNT+2+${n}'`);
  const input = `UNB+UNOC:3+A+B+261122:0800+1'${inside.join("")}UNZ+30+1'`;
  const part = await mailport(["describe", "-"], input);
  expect(part.stdout).toContain("… 10 more messages; --all describes them");
  const all = await mailport(["describe", "-", "--all"], input);
  expect(all.stdout).toContain("Message 30: X 1:1");
});
