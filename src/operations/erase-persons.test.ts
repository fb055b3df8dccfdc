import { afterAll, beforeAll, expect, test } from "vitest";
import type { SealedBytes } from "#operations/ports.ts";
import { FOLDS } from "#operations/unit.ts";
import { verifyRecord } from "#store/verify.ts";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

const NAME = "Ana Poštár";

/** Every stored input that can still be opened, as text. */
async function openInputs(): Promise<string> {
  const found = await centre.pool.query<{ salt: Buffer; body: Buffer }>(
    "select salt, body from mailport.call_input where salt is not null",
  );
  const { vault } = centre.ports;
  return (await Promise.all(found.rows.map((row) => vault.unpack(row)))).join("\n");
}

const verified = async (): Promise<readonly string[]> => {
  const options = {
    folds: FOLDS,
    blobs: centre.ports.blobs,
    unpack: (sealed: SealedBytes) => centre.ports.vault.unpack(sealed),
  };
  const { differences } = await verifyRecord(centre.pool, options);
  return differences.map(({ code }) => code);
};

test("an erased person is in no stored input either, and the audit verifies as before", async () => {
  const lodged = await all(centre, "express", "lodge-declarations", {
    declarations: [declaration("D-ERASE", ["ERASE000001"], { carrier: "HX" })],
  });
  expect(await openInputs()).toContain(NAME);
  const erasure = { declarationId: lodged.rows[0]?.["declarationId"], reason: "asked by letter" };
  await all(centre, "manager", "erase-persons", { erasures: [erasure] });
  expect(await openInputs()).not.toContain(NAME);
  expect(await verified()).toEqual([]);
});

test("nor is who an amended declaration named before, or a document of the parcel", async () => {
  const stated = declaration("D-AMENDED", ["ERASE000002"], {
    carrier: "HX",
    recipient: { name: "Ivana Prva", identityNumber: "110101199003070011" },
  });
  const lodged = await all(centre, "express", "lodge-declarations", { declarations: [stated] });
  const recipient = { name: "Ivana Druga", identityNumber: "110101199003070011" };
  await all(centre, "express", "amend-declarations", { amendments: [{ ...stated, recipient }] });
  const order = { kind: "order", issuer: "SHOP-1", number: "ORDER-1" } as const;
  const persons = { buyer: { name: "Ivana Tretja" } };
  const kept = { ...order, change: "new", statedAt: "20260921080000", facts: {}, persons };
  await all(centre, "express", "keep-documents", { documents: [kept] });
  // Canary: all of them can be read before.
  const before = await openInputs();
  for (const name of ["Prva", "Druga", "Tretja"]) expect(before).toContain(name);
  const reason = "asked by letter";
  const declarationId = lodged.rows[0]?.["declarationId"];
  const erased = await all(centre, "manager", "erase-persons", {
    erasures: [
      { declarationId, reason },
      { document: order, reason },
    ],
  });
  expect(erased.rows.map((row) => row["persons"])).toEqual([4, 1]);
  expect(await openInputs()).not.toMatch(/Prva|Druga|Tretja/);
  const left = await centre.pool.query("select from mailport.vault where erased_at is null");
  expect(left.rowCount).toBe(0);
  expect(await verified()).toEqual([]);
});

test("canary: a stored input that is destroyed without an erasure is found", async () => {
  await centre.act("manager", "create-partner", { code: "P-1", party: "CNA" });
  await centre.pool.query(
    `update mailport.call_input set salt = null, body = null
      where call_id = (select call_id from mailport.call where operation = 'create-partner')`,
  );
  expect(await verified()).toEqual(["audit/input-changed"]);
});
