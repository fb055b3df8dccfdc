/** `mailport profile import` as a user has it: shown first, applied on a yes, refused with its paths. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { mailport, printed } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-profile-"));
const data = join(folder, "centre");
const file = join(folder, "guide.json");
const importing = (...args: readonly string[]) =>
  mailport(["profile", "import", file, ...args, "--data", data]);

beforeAll(() => prepareCentre(data), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("an import shows its difference, changes nothing without a yes, and then does", async () => {
  writeFileSync(file, JSON.stringify({ ...predes21, source: "Guide of all partners" }));
  const shown = await importing();
  expect(shown.status).toBe(0);
  expect(shown.stdout).toContain("predes 2.1: 1 differences from the shipped profile 2.1");
  expect(shown.stdout).toContain("~ source: UN/EDIFACT directory D.96A (IFCSUM)");
  expect(shown.stderr).toContain("--yes");
  const applied = await importing("--yes", "--json");
  expect(printed<object>(applied)).toMatchObject({ applied: true, revision: 1, partner: null });
  const again = await importing("--yes");
  expect(again.stdout).toContain("predes 2.1: 0 differences from the imported profile 2.1");
  const listed = await mailport(["list-profiles", "--message", "predes", "--data", data, "--json"]);
  expect(printed<{ profiles: object[] }>(listed).profiles).toMatchObject([
    { from: "imported", revision: 1, source: "Guide of all partners" },
    { from: "shipped" },
  ]);
}, 60_000);

test("a profile that cannot be taken is refused with file and JSON path, exit 2", async () => {
  const [head, ...rest] = predes21.structure;
  writeFileSync(
    file,
    JSON.stringify({ ...predes21, structure: [{ ...head, tag: "BGN" }, ...rest] }),
  );
  const refused = await importing("--yes");
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("profile/not-valid");
  expect(refused.stderr).toContain(`${file}, $.structure[0]: error`);
  writeFileSync(file, JSON.stringify({ ...predes21, partner: "NOBODY" }));
  const unknown = await importing("--yes");
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain("partner/not-found");
}, 60_000);
