/** PRECON read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";

const UNH = "PRECON:1:1:UP";
const S8 = "USJFKACNBJSAAUN60001";
const SEGMENTS = [
  "BGM+:::PRECON+USA260000001+9",
  "DTM+137:202611221830:203",
  "CNT+11:1",
  "CNT+7:12.5:KGM",
  "TDT+20+XX982+40++XX",
  "LOC+9+JFK",
  "LOC+11+PEK",
  "DTM+189:202611230100:203",
  "NAD+CA+XX",
  "EQD+CN+AKE12345XX",
  "SEL+S77",
  `CNI+1+${S8}`,
  "GID+1+1:BG",
  "HAN+N",
  "MEA+AAE+G+KGM:12.5",
  "PCI+24",
  `GIN+ML+${S8}001100125`,
];

describe("PRECON 1.1", () => {
  test("golden: a consignment of one receptacle in one container", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "precon",
      consignment: "USA260000001",
      function: "9",
      carrier: "XX",
      transports: [{ conveyance: "XX982", from: "JFK", to: "PEK" }],
      containers: [{ id: "AKE12345XX", seals: [{ number: "S77" }] }],
      dispatches: [{ dispatch: S8, receptacles: [{ s9: `${S8}001100125`, type: "BG" }] }],
    });
  });

  test.each([
    ["a total", 2, "CNT+11:2", "message/total-differs CNT@4"],
    ["a weight", 3, "CNT+7:12.6:KGM", "message/total-differs CNT@5"],
    ["a long consignment", 0, "BGM+:::PRECON+USA2600000011+9", "message/identifier-shape BGM@2"],
    [
      "another dispatch",
      16,
      "GIN+ML+USJFKACNBJSAAUN60002001100125",
      "message/outside-dispatch GIN@18",
    ],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    expect(told(UNH, SEGMENTS.with(at, segment))).toEqual([expected]);
  });
});
