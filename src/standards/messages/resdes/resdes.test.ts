/** RESDES read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";

const UNH = "RESDES:1:1:UP";
const S8 = "USJFKACNBJSAAUN60001";
const SEGMENTS = [
  "BGM+:::RESDES+4711+9",
  "DTM+137:202611221830:203",
  "NAD+FR+CNA",
  `CNI+1+${S8}`,
  "CNT+11:1",
  "CNT+7:12.4:KGM",
  "STS++74",
  "DTM+334:202611221700:203",
  "LOC+14+CNBJSA",
  "GID+1+1:BG",
  "MEA+AAE+G+KGM:12.4",
  "PCI+24",
  `GIN+ML+${S8}001000125`,
  "STS++36",
  "GID+1+1",
  "PCI+24",
  `GIN+ML+${S8}002100010`,
];

describe("RESDES 1.1", () => {
  test("golden: one receptacle received and one missing", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "resdes",
      dispatches: [
        {
          dispatch: S8,
          statuses: [
            {
              status: "74",
              at: { text: "202611221700" },
              office: "CNBJSA",
              receptacles: [{ s9: `${S8}001000125`, weight: { units: 124, scale: 1 } }],
            },
            { status: "36", receptacles: [{ s9: `${S8}002100010` }] },
          ],
        },
      ],
    });
  });

  test.each([
    ["a total", 4, "CNT+11:2", "message/total-differs CNT@6"],
    ["a weight", 5, "CNT+7:12.5:KGM", "message/total-differs CNT@7"],
    [
      "another dispatch",
      12,
      "GIN+ML+USJFKACNBJSAAUN60002001000125",
      "message/outside-dispatch GIN@14",
    ],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    expect(told(UNH, SEGMENTS.with(at, segment))).toEqual([expected]);
  });

  test("canary: a receptacle twice under one status is found", () => {
    const twice = [...SEGMENTS, ...SEGMENTS.slice(-3)].with(-3, "GID+2+1");
    expect(told(UNH, twice)).toEqual(["message/twice GIN@21"]);
  });

  test("canary: a receptacle both received and missing is found, and one received twice", () => {
    const both = SEGMENTS.with(-1, `GIN+ML+${S8}001000125`);
    expect(told(UNH, both)).toEqual(["message/twice GIN@18"]);
    const again = both.with(13, "STS++74").with(4, "CNT+11:2").toSpliced(5, 1);
    expect(told(UNH, again)).toEqual(["message/twice GIN@17"]);
  });
});
