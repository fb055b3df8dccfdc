import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "#store/open.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";
import { tappedPool } from "#test/tapped-pool.ts";
import { call } from "./call.ts";
import { operationNamed } from "./index.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  for (const code of ["USA", "SILENT"]) {
    const folderOut = join(centre.folder, code);
    await centre.act("manager", "create-partner", { code, party: "CNA", folderOut });
  }
});
afterAll(() => centre.close());

const NAMED = { partner: "USA", message: "emsevt", sender: "CN101", recipient: "US101" };
const set = (more: object = {}) =>
  centre.run("manager", "set-partner-message", { ...NAMED, ...more });

type Shown = { readonly [field: string]: unknown };

async function listed(): Promise<readonly Shown[]> {
  type Listed = { partners: { code: string; messages: Shown[] }[] };
  const { partners } = await centre.act<Listed>("manager", "list-partners", {});
  return partners.find(({ code }) => code === "USA")?.messages ?? [];
}

test("settings have defaults, are listed with the partner, and what is not given stays", async () => {
  expect(await set({ senderQualifier: "ZZ", reasons: { hold: "31" } })).toMatchObject({ ok: true });
  expect(await listed()).toEqual([
    {
      message: "emsevt",
      product: "",
      revision: 1,
      validFrom: centre.clock.at,
      validTo: null,
      enabled: true,
      office: "CNCKGA",
      sender: { id: "CN101", qualifier: "ZZ" },
      recipient: { id: "US101" },
      syntax: "UNOA",
      syntaxVersion: 2,
      profileVersion: "3.0",
      isTest: false,
      transliterate: false,
      sendingOperator: null,
      receivingOperator: null,
      reasons: { hold: "31" },
      missingAfterHours: 24,
    },
  ]);
  const off = { partner: "USA", message: "emsevt", enabled: false, test: true };
  await centre.act("manager", "set-partner-message", off);
  expect(await listed()).toMatchObject([
    { revision: 2, enabled: false, isTest: true, sender: { id: "CN101", qualifier: "ZZ" } },
  ]);
});

test("settings hold from their time on, and those before until then", async () => {
  const from = centre.clock.at + 3_600_000;
  expect(await set({ product: "ems", enabled: true })).toMatchObject({ ok: true });
  expect(await set({ product: "ems", recipient: "US901", from })).toMatchObject({ ok: true });
  const now = async () => (await listed()).find(({ product }) => product === "ems");
  expect(await now()).toMatchObject({ revision: 1, validTo: from, recipient: { id: "US101" } });
  centre.clock.at = from;
  expect(await now()).toMatchObject({ revision: 2, validFrom: from, recipient: { id: "US901" } });
});

test.each([
  [{ partner: "NOBODY" }, "partner/not-found"],
  [{ product: "gold" }, "partner/product-unknown"],
  [{ office: "CKG-CP1" }, "office/unknown"],
  [{ profileVersion: "1" }, "partner/profile-unknown"],
  [{ recipient: "us-101" }, "partner/interchange-unfit"],
  [{ message: "predes" }, "input/invalid"],
  [{ syntax: "UNOX" }, "input/invalid"],
])("%o is refused as %s", async (more, code) => {
  expect(await set(more)).toMatchObject({ ok: false, refusal: { code } });
});

test("a partner that files cannot be put for is refused", async () => {
  await centre.act("manager", "create-partner", { code: "NONE", party: "CNA" });
  expect(await set({ partner: "NONE" })).toMatchObject({ refusal: { code: "partner/no-folder" } });
});

test("a message needs both addresses the first time", async () => {
  const input = { partner: "USA", message: "resdes", sender: "CN101" };
  const answer = await centre.run("manager", "set-partner-message", input);
  expect(answer).toMatchObject({ refusal: { code: "partner/address-missing" } });
});

test("a centre without an IMPC office cannot send, one with several must choose", async () => {
  const offices = (text: string): Promise<unknown> => centre.pool.query(text);
  await offices("update mailport.office set code = 'CKG-EXCHANGE' where code = 'CNCKGA'");
  expect(await set({ product: "parcel" })).toMatchObject({ refusal: { code: "office/no-impc" } });
  const named = { product: "parcel", office: "CKG-EXCHANGE" };
  expect(await set(named)).toMatchObject({ refusal: { code: "office/no-impc" } });
  await offices("update mailport.office set code = 'CNCKGA' where code = 'CKG-EXCHANGE'");
  await offices(`insert into mailport.office (site, code, kind, name)
    select site, 'CNCKGD', 'exchange', 'EMS' from mailport.site`);
  expect(await set({ product: "parcel" })).toMatchObject({ refusal: { code: "office/several" } });
  const chosen = await set({ product: "parcel", office: "CNCKGD" });
  expect(chosen).toMatchObject({ value: { office: "CNCKGD" } });
});

test.each(["floor", "post", "officer"])("%s may not set what partners are sent", async (who) => {
  const answer = await centre.run(who, "set-partner-message", NAMED);
  expect(answer).toMatchObject({ refusal: { code: "access/not-allowed" } });
});

/** Statements of a scan batch of a fresh piece, by a pool that notes them. */
async function statementsOfScan(code: string): Promise<readonly string[]> {
  const statements: string[] = [];
  const pool = tappedPool(centre.pool, 2, (text) => {
    statements.push(text);
    return text;
  });
  const operation = operationNamed("record-scans");
  const actor = centre.actors["floor"];
  if (operation === undefined || actor === undefined) throw new Error("no scans");
  const ports = { ...centre.ports, store: openStore(pool) };
  const input = { scans: [{ code }], place: "ARRIVAL-1" };
  expect(await call(ports, operation, actor, input)).toMatchObject({ value: { done: 1 } });
  await pool.end();
  return statements;
}

test("partners without settings cost a scan nothing but the list of partners", async () => {
  await centre.pool.query("delete from mailport.partner_message");
  const lodge = async (code: string): Promise<void> => {
    const given = declaration(`D-${code}`, [code], { stream: "postal" });
    await all(centre, "post", "lodge-declarations", { declarations: [given] });
  };
  await lodge("RR473124829GB");
  const without = await statementsOfScan("RR473124829GB");
  expect(without.filter((text) => text.includes("from mailport.partner p"))).toHaveLength(1);
  const asked = (texts: readonly string[]): number =>
    texts.filter((text) =>
      /from mailport\.(partner_message\n|outbox)|copy mailport\.outbox/.test(text),
    ).length;
  expect(asked(without)).toBe(0);
  // The count sees the cost where there is one.
  expect(await set({ office: "CNCKGA" })).toMatchObject({ ok: true });
  await lodge("RR000000015GB");
  expect(asked(await statementsOfScan("RR000000015GB"))).toBeGreaterThan(1);
});
