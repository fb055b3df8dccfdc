/** What cannot be written for a partner says where, and names nobody. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DialogueBench, openDialogue } from "#test/ceb/dialogue-bench.ts";
import { inventory } from "#test/ceb/parcel-messages.ts";
import { writeCebLines } from "./write-ceb.ts";

let bench: DialogueBench;
beforeAll(async () => {
  bench = await openDialogue();
}, 60_000);
afterAll(() => bench.close());

/** What is refused of a list whose head says this. */
async function refusedFor(given: object): Promise<Readonly<Record<string, unknown>>> {
  const { Inventory } = inventory({ at: 1 }) as { Inventory: { InventoryHead: object } };
  const document = { ...Inventory, InventoryHead: { ...Inventory.InventoryHead, ...given } };
  const partner = await bench.partner("PORT");
  const line = {
    id: bench.ports.ids.next(),
    partnerId: partner.partnerId,
    subjectId: bench.ports.ids.next(),
    kind: "CEB621",
    body: { document },
    queuedAt: 0,
    ordinal: 1,
    attempts: 0,
  };
  const written = await bench.ports.store.transaction((tx) =>
    writeCebLines(bench.ports, tx, partner, { kind: "CEB621", lines: [line], now: 0 }),
  );
  return written.ok ? {} : { code: written.refusal.code, ...written.refusal.facts };
}

test("a person's text that does not fit is not told with the place it stands in", async () => {
  const telephone = "13800000000".repeat(9);
  const refused = await refusedFor({ buyerTelephone: telephone });
  expect(refused).toMatchObject({ code: "ceb/not-writable", found: "" });
  expect(refused["path"]).toContain("buyerTelephone");
  expect(JSON.stringify(refused)).not.toContain("1380000");
  // Canary: what names nobody is told.
  expect(await refusedFor({ customsCode: "80001" })).toMatchObject({ found: "5 (80001)" });
});
