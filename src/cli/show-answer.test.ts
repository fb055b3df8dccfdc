import { expect, test } from "vitest";
import { table } from "./show-answer.ts";

test("instants are told as day and time in UTC, other numbers and what is no instant as they are", () => {
  const row = { arrivedAt: 1_795_392_904_999, at: 0, leftAt: 1e17, weightGrams: 1_795_392_904_999 };
  expect(table([row]).split("\n")[1]?.split(/ {2,}/)).toEqual([
    "2026-11-23T00:15:04Z",
    "1970-01-01T00:00:00Z",
    "100000000000000000",
    "1795392904999",
  ]);
});
