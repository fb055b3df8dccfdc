import { expect, test } from "vitest";
import { makeIds } from "./ids.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("ids rise strictly while the clock stands, runs and goes back, and carry its time", () => {
  let now = 1_700_000_000_000;
  const ids = makeIds({ now: () => now });
  let last = ids.next();
  expect(Number.parseInt(last.replace("-", "").slice(0, 12), 16)).toBe(now);
  for (let count = 0; count < 20_000; count += 1) {
    if (count === 15_000) now -= 5_000;
    if (count === 17_000) now += 60_000;
    const id = ids.next();
    expect(id > last && UUID.test(id)).toBe(true);
    last = id;
  }
});

test("derived ids are the same for the same words and differ for others", () => {
  const ids = makeIds({ now: () => 0 });
  const derived = (...words: (string | number)[]): string => ids.derived(...words);
  expect(derived("a", 1)).toBe(derived("a", 1));
  expect(derived("a", 1)).toMatch(UUID);
  expect(
    new Set([derived("a", 1), derived("a", "1"), derived("a1"), derived("a", 1, "")]).size,
  ).toBe(4);
});
