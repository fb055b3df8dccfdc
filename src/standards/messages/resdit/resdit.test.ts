/** RESDIT read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { importProfile } from "#standards/profiles/import-profile.ts";
import { meaningOf, type Profile } from "#standards/profiles/profile.ts";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";
import { resdit11 } from "./profile.ts";

const UNH = "RESDIT:1:1:UP";
const S9 = "USJFKACNBJSAAUN60001001000125";
const SEGMENTS = [
  "BGM+:::RESDIT+4711+9",
  "DTM+137:202611221830:203",
  "NAD+CA+XX",
  "CNI+1+USA260000001",
  "STS++24+1",
  "RFF+ACW:C0001",
  "DTM+334:202611221700:203",
  "LOC+14+JFK",
  "TDT+20+XX982+40++XX",
  "LOC+9+JFK",
  "LOC+11+PEK",
  "DTM+186:202611221655:203",
  "EQD+CN+AKE12345XX",
  "SEL+S77",
  "GID+1+1:BG",
  "PCI+24",
  `GIN+ML+${S9}`,
];

describe("RESDIT", () => {
  test("golden: a receptacle has departed", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "resdit",
      carrier: "XX",
      consignments: [
        {
          consignment: "USA260000001",
          statuses: [
            {
              status: "24",
              reason: "1",
              at: { text: "202611221700", format: "203" },
              place: "JFK",
              messageReference: "C0001",
              transports: [{ conveyance: "XX982", departedAt: { text: "202611221655" } }],
              containers: [{ id: "AKE12345XX", seals: [{ number: "S77" }] }],
              receptacles: [{ s9: S9 }],
            },
          ],
        },
      ],
    });
  });

  test("a carrier's own meaning of a code is data of its profile", () => {
    const carrier: Profile = {
      ...resdit11,
      partner: "XX",
      meanings: { "transport-states": { "45": "49", "8": "37" } },
    };
    expect(importProfile(JSON.stringify(carrier), edifactMessages).findings).toEqual([]);
    expect(meaningOf(carrier, "transport-states", "45")).toBe("49");
    expect(meaningOf(carrier, "transport-states", "74")).toBe("74");
    const silent: Profile = resdit11;
    expect(meaningOf(silent, "transport-states", "45")).toBe("45");
  });

  test.each([
    ["a time that is missing", 6, "FTX+AAI+++late", "message/segment-missing FTX@8"],
    ["a long consignment", 3, "CNI+1+USA2600000011", "message/identifier-shape CNI@5"],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    expect(told(UNH, SEGMENTS.with(at, segment))).toContain(expected);
  });

  test("a state that mail is not told in is a warning, and kept", () => {
    const at = SEGMENTS.findIndex((one) => one.startsWith("STS"));
    const { value, findings } = readHandWritten(UNH, SEGMENTS.with(at, "STS++99"));
    expect(findings).toMatchObject([
      {
        code: "message/code-unknown",
        severity: "warning",
        at: { tag: "STS", element: 2, component: 1 },
        found: "99",
      },
    ]);
    expect(value).toMatchObject({ consignments: [{ statuses: [{ status: "99" }] }] });
    expect(told(UNH, SEGMENTS.with(at, "STS++82"))).toEqual([]);
  });

  test("canary: a receptacle twice under one status is found", () => {
    const twice = [...SEGMENTS, ...SEGMENTS.slice(-3)].with(-3, "GID+2+1:BG");
    expect(told(UNH, twice)).toEqual(["message/twice GIN@21"]);
  });
});
