import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { all, declaration } from "#test/pieces.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
  const declare = (who: string, number: string, code: string, more: object): Promise<unknown> =>
    all(centre, who, "lodge-declarations", { declarations: [declaration(number, [code], more)] });
  const named = { carrier: "HX", seller: "PLAT-41" };
  await declare("express", "D-ONE", "MATCH1", named);
  centre.clock.at += 60_000;
  await declare("shop", "D-TWO", "MATCH1", { stream: "ecommerce", carrier: "HX" });
  centre.clock.at += 60_000;
  const containers = [{ code: "MATCHBAG", kind: "bag" }];
  await all(centre, "post", "announce-containers", { containers });
  await all(centre, "express", "announce-containers", { containers });
});
afterAll(() => centre.close());

type Page = {
  matches: { code: string; proposedAt: number; one: object; other: object }[];
  next?: object;
};
const list = (who: string, input: object = {}): Promise<Page> =>
  centre.act<Page>(who, "list-matches", input);

test("a pair is listed with its streams and since when, oldest first", async () => {
  const { matches } = await list("floor");
  expect(matches).toMatchObject([
    {
      code: "MATCH1",
      reason: "same-code-declared-elsewhere",
      proposedAt: 1_790_000_060_000,
      one: { kind: "item", stream: "express", direction: "import", status: "expected" },
      other: { kind: "item", stream: "ecommerce", direction: "import", status: "expected" },
    },
    { code: "MATCHBAG", one: { kind: "container" }, other: { kind: "container" } },
  ]);
});

test("pages go on where the one before ended", async () => {
  const first = await list("officer", { limit: 1 });
  const second = await list("officer", { limit: 1, after: first.next });
  expect([...first.matches, ...second.matches].map(({ code }) => code)).toEqual([
    "MATCH1",
    "MATCHBAG",
  ]);
  expect(second).not.toHaveProperty("next");
});

test("who reads one of a pair only is told nothing; who is named in both reads both", async () => {
  const codes = async (who: string): Promise<string[]> =>
    (await list(who)).matches.map(({ code }) => code);
  expect(await codes("express")).toEqual(["MATCH1"]);
  expect(await codes("shop")).toEqual([]);
  expect(await codes("post")).toEqual([]);
});

test("what a person decided is listed no more", async () => {
  await centre.pool.query(
    "update mailport.proposed_match set decided_at = 1 where normalised = 'MATCH1'",
  );
  expect((await list("floor")).matches.map(({ code }) => code)).toEqual(["MATCHBAG"]);
});
