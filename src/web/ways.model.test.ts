import { expect, test } from "vitest";
import { ROLES } from "#operations/define.ts";
import { homeOf, waysOf } from "./ways.model.ts";

test("each role begins where its work is, and finds the way there in the head of the page", () => {
  const homes = ROLES.map((role) => [role, homeOf([role])] as const);
  expect(Object.fromEntries(homes)).toMatchObject({
    floor: "/scan",
    officer: "/officer",
    clerk: "/desk",
    declarant: "/desk",
    administrator: "/find",
    auditor: "/find",
  });
  for (const [role, home] of homes) expect(waysOf([role]).map(({ to }) => to)).toContain(home);
});

test("of several roles the one on the floor decides; nobody is led to a desk of others", () => {
  expect(homeOf(["clerk", "floor"])).toBe("/scan");
  expect(waysOf(["declarant"]).map(({ to }) => to)).not.toContain("/officer");
  expect(waysOf(["officer"]).map(({ to }) => to)).not.toContain("/desk");
});
