import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows, readyToLeave } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

type Shown = {
  verdict: string;
  blockers: Record<string, unknown>[];
  holds: object[];
  events: { data: Record<string, unknown> | null }[];
};

const show = (who: string, code: string): Promise<Shown> =>
  centre.act<Shown>(who, "show-item", { code });
const leave = async (code: string): Promise<Record<string, unknown> | undefined> => {
  const exit = { exits: [{ code }], purpose: "release", destination: "CKG-DELIVERY" };
  return (await centre.act<Rows>("floor", "leave-centre", exit)).rows[0];
};

describe("a piece's verdict is the gate's, whoever looks", () => {
  test.each([
    ["a person", "PERSON00001", (code: string) => ({ kind: "person", person: person(code) })],
    [
      "the declaration",
      "DECLARE0001",
      (code: string) => ({ kind: "declaration", id: ids.get(code) }),
    ],
  ])("a hold on %s shows HOLD to the floor and the declarant", async (_what, code, target) => {
    await readyToLeave(centre, [code]);
    const lodged = await centre.pool.query(
      "select declaration_id from mailport.declaration where number = $1",
      [`D-${code}`],
    );
    ids.set(code, lodged.rows[0].declaration_id);
    const hold = { target: target(code), kind: "hold", publicReason: "to be asked" };
    await all(centre, "officer", "place-hold", {
      holds: [{ ...hold, restrictedReason: "profile 9" }],
    });
    expect(await leave(code)).toMatchObject({ left: false, refusal: { code: "exit/blocked" } });
    for (const who of ["floor", "express", "officer"]) {
      const shown = await show(who, code);
      expect([who, shown.verdict]).toEqual([who, "HOLD"]);
      expect(shown.blockers).toMatchObject([
        { code: "held", liftedBy: "customs", reason: "to be asked" },
      ]);
      expect(JSON.stringify(shown).includes("profile 9")).toBe(who === "officer");
      const readable = shown.holds.length > 0;
      expect(shown.blockers[0]?.["holdId"] !== undefined).toBe(readable);
    }
  });

  test("canary: nobody reads the holds of a piece that is not theirs", async () => {
    const code = "SECRET00001";
    await readyToLeave(centre, [code]);
    const hold = { target: { kind: "item", code }, kind: "hold", publicReason: "to be asked" };
    await all(centre, "officer", "place-hold", { holds: [hold] });
    const found = await centre.pool.query(
      "select subject_id from mailport.identifier where normalised = $1",
      [code],
    );
    const itemId = found.rows[0].subject_id;
    const holdsOf = (who: string): Promise<readonly object[]> => {
      const partyId = centre.actors[who]?.partyId ?? "";
      return centre.ports.store.read({ partyId, clearance: 3 }, async (record) =>
        [...(await record.effectiveHolds([itemId])).values()].flat(),
      );
    };
    expect(await holdsOf("floor")).toHaveLength(1);
    expect(await holdsOf("shop")).toEqual([]);
  });
});

test("no event shows who else reads it or the keyed hash of a person", async () => {
  const code = "EVENTS00001";
  await all(centre, "express", "lodge-declarations", {
    declarations: [declaration(`D-${code}`, [code], { carrier: "HX" })],
  });
  await centre.act("floor", "record-arrivals", { arrivals: [{ code }], place: "ARRIVAL-1" });
  const hashes = await centre.pool.query<{ hash: string }>(
    `select unnest(array[name_hash, phone_hash, identity_hash])::text as hash
       from mailport.vault`,
  );
  const texts = [
    JSON.stringify(await show("express", code)),
    JSON.stringify(await centre.act("express", "show-shipment", { code })),
  ];
  const stored = await centre.pool.query("select data from mailport.event");
  expect(JSON.stringify(stored.rows)).toContain("holdRoots");
  for (const text of texts) {
    expect(text).not.toMatch(/"(readers|holdRoots|recentKeys)"/);
    for (const { hash } of hashes.rows) if (hash !== null) expect(text).not.toContain(hash);
  }
});

const ids = new Map<string, string>();

function person(code: string): object {
  return { name: "Li Xiaoming", identityNumber: `ID-D-${code}` };
}
