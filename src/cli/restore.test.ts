/** A person erased after a backup was made, and that backup restored with and without the journal. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { mailport, printed } from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";

const folder = mkdtempSync(join(tmpdir(), "mailport-restore-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODE = "RR473124829GB";
const POSTAL = join(import.meta.dirname, "../../examples/postal-import.csv");

type Shown = {
  readonly declarations: readonly {
    readonly id: string;
    readonly sender?: { readonly city?: string } | null;
    readonly recipient?: { readonly city?: string } | null;
  }[];
};

async function declarationIn(data: string) {
  const shown = await mailport(["show-shipment", "--code", CODE, "--json", "--data", data]);
  const [declaration] = printed<Shown>(shown).declarations;
  if (declaration === undefined) throw new Error("the shipment is declared");
  const { id, sender, recipient } = declaration;
  return { id, cities: [sender?.city, recipient?.city] };
}

async function run(...args: readonly string[]) {
  const ran = await mailport(args);
  expect(ran, ran.stderr).toMatchObject({ status: 0 });
  return ran;
}

test("a person erased after the backup is erased again by the journal, and back without it", async () => {
  const [centre, copy, journal] = ["centre", "copy", "journal.ndjson"].map((one) =>
    join(folder, one),
  ) as [string, string, string];
  await prepareCentre(centre);
  await run("take-in", POSTAL, "--data", centre);
  const { id, cities } = await declarationIn(centre);
  expect(cities).toEqual(["Bristol", "Chongqing"]);
  await run("backup", copy, "--data", centre);
  const erase = ["erase-persons", "--declaration-id", id, "--reason", "asked for"];
  await run(...erase, "--data", centre);
  expect((await declarationIn(centre)).cities).toEqual([undefined, undefined]);
  const { stdout } = await run("erasures", "--data", centre);
  // Sender, recipient, and what was written beside them.
  expect(stdout.trim().split("\n")).toHaveLength(3);
  writeFileSync(journal, stdout);

  const again = join(folder, "again");
  const told = await run("restore", copy, "--erasures", journal, "--data", again);
  expect(told.stderr).toContain("3 erasures");
  expect((await declarationIn(again)).cities).toEqual([undefined, undefined]);
  expect((await run("erasures", "--data", again)).stdout).toBe(stdout);
  await run("verify", "--data", again);

  const back = join(folder, "back");
  const warned = await run("restore", copy, "--data", back);
  expect(warned.stderr).toContain("No journal of erasures was given");
  expect((await declarationIn(back)).cities).toEqual(cities);
}, 120_000);

test("a journal that cannot be read or is damaged is refused before anything is restored", async () => {
  const missing = join(folder, "missing.ndjson");
  const damaged = join(folder, "damaged.ndjson");
  writeFileSync(damaged, '{"erasureId":"1"}\n');
  const [copy, data] = [join(folder, "copy"), join(folder, "never")];
  const codes = { [missing]: "file/not-found", [damaged]: "restore/journal-damaged" };
  for (const [journal, code] of Object.entries(codes)) {
    const refused = await mailport(["restore", copy, "--erasures", journal, "--data", data]);
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain(code);
  }
});
