/** Code lists as a user of the command line has them: shown first, applied on a yes, asked on a day. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailport, printed } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-codes-"));
const data = join(folder, "centre");
const file = join(folder, "offices.csv");
const codes = (...args: readonly string[]) => mailport(["codes", ...args, "--data", data]);

beforeAll(() => prepareCentre(data), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Difference = { readonly applied: boolean; readonly added: number; readonly version: number };

test("an import shows its difference, changes nothing without a yes, and then does", async () => {
  writeFileSync(file, "code,name,operator_code\nXXAAAA,HARBOUR,XXA\nXXAAAB,HILL,XXA\n");
  const shown = await codes("import", "impc", file);
  expect(shown).toMatchObject({ status: 0 });
  expect(shown.stdout).toContain("2 added");
  expect(shown.stdout).toContain("XXAAAA HARBOUR");
  expect(shown.stderr).toContain("--yes");
  expect(await codes("show", "impc", "XXAAAA")).toMatchObject({ status: 2 });
  const applied = await codes("import", "impc", file, "--yes", "--json");
  expect(printed<Difference>(applied)).toMatchObject({ applied: true, added: 2, version: 1 });
  const again = await codes("import", "impc", file, "--yes");
  expect(again).toMatchObject({ status: 0 });
  expect(again.stdout).toContain("nothing to change");
}, 60_000);

test("a damaged row is told with file, line and field, and the exit is 2", async () => {
  writeFileSync(file, "code,name,operator_code\nXXAAAA,HARBOUR,XXA\nXXAAAB,,XXA\nXXAAAC,BAY,XXA\n");
  const ran = await codes("import", "impc", file, "--yes");
  expect(ran).toMatchObject({ status: 2 });
  expect(ran.stderr).toContain(`${file}, line 3, row 2, name: error`);
  const shown = await codes("show", "impc", "XXAAAC", "--json");
  expect(printed<{ codes: object[] }>(shown).codes).toMatchObject([{ names: { en: "BAY" } }]);
  const before = await codes("show", "impc", "XXAAAC", "--on", "2020-01-01", "--json");
  expect(printed<{ codes: object[] }>(before).codes).toEqual([]);
}, 60_000);

test("a file cut inside a row removes nothing, says where it broke, and the exit is 2", async () => {
  writeFileSync(file, 'code,name,operator_code\nXXAAAA,HARBOUR,XXA\nXXAAAB,"HILL');
  const look = await codes("import", "impc", file, "--json");
  expect(look).toMatchObject({ status: 0 });
  expect(printed<object>(look)).toMatchObject({ removed: 0, complete: false, applied: false });
  const ran = await codes("import", "impc", file, "--yes");
  expect(ran).toMatchObject({ status: 2 });
  expect(ran.stdout).toContain("Nothing was changed.");
  expect(ran.stderr).toContain(`${file}, line 3, row 2: error`);
}, 60_000);

test("lists and codes are shown; what is none is refused in one sentence", async () => {
  const listed = await codes("list");
  expect(listed.stdout).toMatch(/^impc +offices of exchange +\d+ \(part\) +3 +2$/m);
  const category = await mailport([
    "codes",
    "show",
    "mail-categories",
    "A",
    "--language",
    "fr",
    "--data",
    data,
  ]);
  expect(category.stdout).toContain("avion");
  expect(await codes("show", "nothing")).toMatchObject({ status: 2 });
  const absent = await codes("import", "impc", join(folder, "absent.csv"));
  expect(absent).toMatchObject({ status: 2 });
  expect(absent.stderr).toContain("There is no file");
  writeFileSync(file, "this,is,no,register\n1,2,3,4\n");
  const other = await codes("import", "impc", file, "--yes");
  expect(other).toMatchObject({ status: 2 });
  expect(other.stderr).toContain("codes/no-rows");
}, 60_000);
