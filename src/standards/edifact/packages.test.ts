/** Packages of syntax 4 (UNO to UNP): passed over by their length and told; the messages are read. */
import { expect, test } from "vitest";
import { transcript } from "#test/edifact/transcript.ts";

const HEAD = "UNB+UNOC:4+CNA:UP+GBA:UP+20261122:0815+R1'";
const message = (reference: number) =>
  `UNH+${reference}+PREDES:D:96A:UN'BGM+610+X${reference}+9'UNT+3+${reference}'`;
/** Bytes that would be segments, ends and line ends. */
const OBJECT = "\n\r'UNZ+9+R9'UNT+1'\u0000\u00ff?";
const around = (packed: string, count = 3) =>
  `${HEAD}${message(1)}${packed}${message(2)}UNZ+${count}+R1'`;
const packed = (octets: number | string, trailer = `UNP+${octets}+P1'`) =>
  `UNO+P1+DM:D1+1:PDF+${octets}'${OBJECT}${trailer}`;
const codes = (input: string) => transcript(input).findings.map(({ code }) => code);

test("golden: a package is told at its place and passed over; the messages beside it are read", () => {
  const input = around(packed(OBJECT.length));
  const told = transcript(input, 0, Number.POSITIVE_INFINITY);
  const offset = HEAD.length + message(1).length;
  expect(told.findings).toEqual([
    expect.objectContaining({
      code: "edifact/package",
      severity: "warning",
      found: "P1",
      at: expect.objectContaining({ offset, line: 1, tag: "UNO", interchangeRef: "R1" }),
    }),
  ]);
  expect(told.totals).toMatchObject({ messages: 2, segments: 10, trailingBytes: 0 });
  for (let slice = 1; slice < 80; slice += 1) {
    expect(transcript(input, slice, 0)).toEqual(told);
    expect(transcript(input, slice, 2 * slice)).toEqual(told);
  }
});

test("a package counts in UNZ; a wrong length, reference or end is told", () => {
  const size = OBJECT.length;
  expect(codes(around(packed(size), 2))).toEqual(["edifact/package", "edifact/message-count"]);
  for (const one of [packed(size, `UNP+1+P1'`), packed(size, `UNP+${size}+P2'`), packed(size, "")])
    expect(codes(around(one))).toEqual(["edifact/package", "edifact/package-damaged"]);
  expect(codes(around(packed("many"))).slice(0, 2)).toEqual([
    "edifact/package",
    "edifact/package-damaged",
  ]);
});

test("a length beyond the input ends in a finding", () => {
  const input = around(packed(999_999_999_999));
  expect(codes(input)).toEqual(["edifact/package", "edifact/truncated"]);
  expect(transcript(input, 3)).toEqual(transcript(input));
});

test("before syntax 4 there are none", () => {
  const input = around(packed(OBJECT.length)).replace("UNOC:4", "UNOC:3");
  expect(codes(input)).not.toContain("edifact/package");
});
