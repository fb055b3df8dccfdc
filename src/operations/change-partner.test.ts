import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  const folders = { folderIn: join(centre.folder, "in"), folderOut: join(centre.folder, "out") };
  await centre.act("manager", "create-partner", { code: "USA", party: "CNA", ...folders });
  const folderIn = join(centre.folder, "taken");
  await centre.act("manager", "create-partner", { code: "OTHER", party: "CNA", folderIn });
});
afterAll(() => centre.close());

type Listed = { readonly partners: readonly { readonly code: string }[] };

const change = (more: object, who = "manager") =>
  centre.run(who, "change-partner", { partner: "USA", ...more });
const listed = async () =>
  (await centre.act<Listed>("manager", "list-partners", {})).partners.find(
    ({ code }) => code === "USA",
  );

test("what is given is changed, the rest stays", async () => {
  const folderOut = join(centre.folder, "new-out");
  const changed = await change({ folderOut, format: "edifact", reports: true });
  expect(changed).toMatchObject({ ok: true, value: { folderOut, format: "edifact" } });
  const folderIn = join(centre.folder, "in");
  expect(await listed()).toMatchObject({ folderIn, folderOut, format: "edifact", reports: true });
});

test("its own folder stands in nobody's way, and it may have none to take in from", async () => {
  expect(await change({ folderIn: join(centre.folder, "in") })).toMatchObject({ ok: true });
  expect(await change({ folderIn: "" })).toMatchObject({ ok: true, value: { folderIn: null } });
});

test("a folder that another partner has, or that serves both ways, is refused", async () => {
  const code = "partner/folder-taken";
  const taken = join(centre.folder, "taken");
  expect(await change({ folderIn: taken })).toMatchObject({ refusal: { code } });
  const both = join(centre.folder, "both");
  expect(await change({ folderIn: both, folderOut: both })).toMatchObject({ refusal: { code } });
  const { folderOut } = { folderOut: "", ...(await listed()) };
  expect(await change({ folderIn: folderOut })).toMatchObject({ refusal: { code } });
});

test("the folder that something goes to is not taken away", async () => {
  const code = "partner/no-folder";
  const folderOut = join(centre.folder, "new-out");
  await centre.act("manager", "change-partner", { partner: "USA", folderOut, reports: true });
  expect(await change({ folderOut: "" })).toMatchObject({ refusal: { code } });
  const message = { partner: "USA", message: "emsevt", sender: "CN101", recipient: "US101" };
  await centre.act("manager", "set-partner-message", message);
  expect(await change({ folderOut: "", reports: false })).toMatchObject({ refusal: { code } });
  await centre.act("manager", "set-partner-message", { ...message, enabled: false });
  expect(await change({ folderOut: "", reports: false })).toMatchObject({ ok: true });
  expect(await change({ reports: true })).toMatchObject({ refusal: { code } });
});

test.each([
  ["manager", { partner: "NOBODY" }, "partner/not-found"],
  ["manager", { folderIn: "relative/in" }, "input/invalid"],
  ["manager", { folderIn: "/srv/in/../../etc" }, "input/invalid"],
  ["manager", { code: "RENAMED" }, "input/invalid"],
  ["post", { reports: false }, "access/not-allowed"],
])("of %s, %o is refused as %s", async (who, more, code) => {
  expect(await change(more, who)).toMatchObject({ ok: false, refusal: { code } });
});

test("each change is kept in the audit trail", async () => {
  const text = "select refusal from mailport.call where operation = 'change-partner'";
  const { rows } = await centre.pool.query<{ refusal: string | null }>(text);
  expect(rows.filter(({ refusal }) => refusal === null).length).toBeGreaterThanOrEqual(5);
  expect(rows.map(({ refusal }) => refusal)).toContain("access/not-allowed");
});
