import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";

let centre: Centre;
let declarationId: unknown;
beforeAll(async () => {
  centre = await openCentre();
  const lodged = await all(centre, "express", "lodge-declarations", {
    declarations: [declaration("D-SEEN", ["SEEN0000001"], { carrier: "HX", seller: "PLAT-77" })],
  });
  declarationId = lodged.rows[0]?.["declarationId"];
});
afterAll(() => centre.close());

const look = (who: string) =>
  centre.run(who, "show-persons", { declarationId, reason: "compared with the passport" });

describe("persons unmasked", () => {
  test.each(["officer", "vet", "express"])(
    "%s sees the persons, and the audit says why",
    async (who) => {
      const before = await looks();
      expect(await look(who)).toMatchObject({
        ok: true,
        value: {
          number: "D-SEEN",
          sender: { name: "Ana Poštár", phone: "+386 1 555 0100" },
          recipient: { name: "Li Xiaoming", identityNumber: "ID-D-SEEN" },
        },
      });
      const after = await looks();
      expect(after.length).toBe(before.length + 1);
      const [last] = after;
      if (last === undefined) throw new Error("no look is in the audit trail");
      expect(last.actor).toBe(centre.actors[who]?.userId);
      const input = JSON.parse(await centre.ports.vault.unpack(last));
      expect(input).toEqual({ declarationId, reason: "compared with the passport" });
    },
  );

  test.each([
    ["post", "declaration/not-found"],
    ["shop", "declaration/not-found"],
    ["floor", "access/not-allowed"],
    ["manager", "access/not-allowed"],
  ])("%s does not", async (who, code) => {
    expect(await look(who)).toMatchObject({ ok: false, refusal: { code } });
  });

  test("its remarks are shown with them, and none where nothing was remarked", async () => {
    const content = { comments: "ring the neighbour", extra: { colour: "red" }, lines: [] };
    const { rows } = await all(centre, "express", "lodge-declarations", {
      declarations: [declaration("D-SAID", ["SEEN0000002"], { carrier: "HX", content })],
    });
    const input = { declarationId: rows[0]?.["declarationId"], reason: "to correct it" };
    const shown = await centre.act("express", "show-persons", input);
    expect(shown).toMatchObject({
      remarks: { comments: "ring the neighbour", extra: { colour: "red" } },
    });
    expect(
      await centre.act("express", "show-persons", { ...input, declarationId }),
    ).not.toHaveProperty("remarks");
  });

  test("everywhere else they stay masked, and no kept answer holds them", async () => {
    const shown = await centre.act("officer", "show-shipment", { code: "SEEN0000001" });
    expect(JSON.stringify(shown)).not.toContain("Xiaoming");
    const input = { declarationId, reason: "again" };
    await centre.act("officer", "show-persons", input, "look-1");
    const again = await centre.act("officer", "show-persons", input, "look-1");
    expect(again).toEqual({ declarationId, number: "D-SEEN" });
  });

  test("without a reason nobody sees them", async () => {
    const answer = await centre.run("officer", "show-persons", { declarationId, reason: "" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "input/invalid" } });
  });
});

type Look = { readonly actor: string; readonly salt: Buffer; readonly body: Buffer };

async function looks(): Promise<readonly Look[]> {
  const found = await centre.pool.query<Look>(
    `select c.actor, i.salt, i.body from mailport.call c join mailport.call_input i using (call_id)
      where c.operation = 'show-persons' and c.refusal is null order by c.call_id desc`,
  );
  return found.rows;
}
