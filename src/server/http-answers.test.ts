import { expect, test } from "vitest";
import { statusOf } from "./http-answers.ts";

test.each([
  ["access/not-allowed", 403],
  ["access/forged", 403],
  ["access/scope-unknown", 422],
  ["access/end-is-past", 422],
  ["access/authority-missing", 422],
  ["access/authority-without-officer", 422],
  ["access/user-not-found", 404],
  ["access/not-signed-in", 401],
  ["exit/blocked", 422],
  ["input/invalid", 400],
])("%s is answered %i: 403 is for who may not, not for what was asked wrongly", (code, status) => {
  expect(statusOf({ code })).toBe(status);
});
