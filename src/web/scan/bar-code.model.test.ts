import fc from "fast-check";
import { expect, test } from "vitest";
import { placeCommand, readBarCode } from "./bar-code.model.ts";

test.each([
  ["RR473124829GB", "s10", "RR473124829GB"],
  ["rr473124829gb", "s10", "RR473124829GB"],
  ["]C1RR473124829GB", "s10", "RR473124829GB"],
  ["FRCDGADZALGDAUN40553006010061", "s9", "FRCDGADZALGDAUN40553006010061"],
  ["]C100340123450000000017\u001d", "sscc", "340123450000000017"],
  ["SF1234567890123", "house", "SF1234567890123"],
])("%j is recognised by its shape as %s", (read, scheme, normalised) => {
  expect(readBarCode(read)).toMatchObject({
    kind: "identifier",
    identifier: { scheme, normalised },
  });
});

test.each([
  ["CMD:UNDO", { kind: "undo" }],
  ["cmd:ok", { kind: "ok" }],
  ["CMD:ARRIVE", { kind: "arrive" }],
  ["]C1CMD:SIGNOUT", { kind: "sign-out" }],
  ["CMD:PLACE:SORT-1", { kind: "place", place: "SORT-1" }],
])("%s is a command", (read, command) => {
  expect(readBarCode(read)).toEqual({ kind: "command", command });
});

test.each(["CMD:", "CMD:JUMP", "CMD:PLACE:", "CMD:OK:NOW"])(
  "%s is a command that nobody knows, never an identifier",
  (read) => {
    expect(readBarCode(read).kind).toBe("unknown-command");
  },
);

test("property: the bar code made for a place sets that place", () => {
  const place = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,15}$/);
  fc.assert(
    fc.property(place, (code) => {
      const command = { kind: "place", place: code };
      expect(readBarCode(placeCommand(code))).toEqual({ kind: "command", command });
    }),
  );
});

test("property: whatever a scanner types, reading it never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      expect(readBarCode(text).kind).not.toBe("");
    }),
  );
});
