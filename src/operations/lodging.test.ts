/** What a declaration may join, claim and keep, and what it never may. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration, type Rows } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

/** What one party's declarations are answered. */
const lodge = (who: string, ...declarations: object[]): Promise<Rows> =>
  centre.act<Rows>(who, "lodge-declarations", { declarations });

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await centre.pool.query(sql, values)).rows[0]?.count);

const verified = async (): Promise<void> =>
  expect(await centre.verify()).toMatchObject({ differencesTotal: 0 });

describe("a declaration that is refused", () => {
  test("leaves no person in the vault, and its codes free for the next row", async () => {
    await lodge("express", declaration("C26-A", ["HX26000001"]));
    await lodge("express", declaration("C26-B", ["HX26000002"]));
    const before = await count("select count(*) from mailport.vault");
    const both = declaration("C26-C", ["HX26000001", "HX26000002", "HX26000003"]);
    const answer = await lodge("express", both, declaration("C26-D", ["HX26000003"]));
    expect(answer.rows[0]).toMatchObject({
      refusal: { code: "declaration/pieces-in-several-shipments" },
    });
    expect(answer.rows[1]?.["refusal"]).toBeUndefined();
    expect(await count("select count(*) from mailport.vault")).toBe(before + 2);
    await verified();
  });
});
