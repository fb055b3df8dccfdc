/** RESCON read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";

const UNH = "RESCON:1:1:UP";
const S9 = "USJFKACNBJSAAUN60001001000125";
const SEGMENTS = [
  "BGM+:::RESCON+4711+9",
  "DTM+137:202611221830:203",
  "CNI+1+USA260000001",
  "CNT+11:1",
  "STS++74",
  "DTM+334:202611221700:203",
  "GID+1+1:BG",
  "PCI+24",
  `GIN+ML+${S9}`,
];

describe("RESCON 1.1", () => {
  test("golden: a consignment received", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "rescon",
      consignments: [
        {
          consignment: "USA260000001",
          receptacleTotal: 1,
          statuses: [{ status: "74", receptacles: [{ s9: S9, type: "BG" }] }],
        },
      ],
    });
  });

  test.each([
    ["a total", 3, "CNT+11:2", "message/total-differs CNT@5"],
    ["a long consignment", 2, "CNI+1+USA2600000011", "message/identifier-shape CNI@4"],
    ["an unknown status", 4, "STS++99", "message/code-unknown STS@6"],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    expect(told(UNH, SEGMENTS.with(at, segment))).toContain(expected);
  });
});
