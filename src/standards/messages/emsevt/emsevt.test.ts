/** EMSEVT read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { writeMessage } from "#standards/profiles/message-writer.ts";
import { compileProfile } from "#standards/profiles/plan.ts";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";
import { checkEmsevt } from "./checks.ts";
import { type Emsevt3, emsevt1 } from "./profile.ts";

const UNH = "EMSEVT:3:0:UP";
const SEGMENTS = [
  "BGM+:::EMSEVT+4711+9",
  "DTM+137:202611221830:203",
  "NAD+FR+CNA",
  "NAD+MR+USA",
  "CNT+10:2",
  "CNI+1+RR473124829GB",
  "LOC+8+USJFKA",
  "LOC+28+US",
  "STS++EMH+10+20",
  "RFF+DQ:GBLALACNBJSAAUN60001",
  "DTM+334:202611221700:203",
  "FTX+DEL++1",
  "LOC+14+CNBJSA",
  "STS++EMI",
  "DTM+334:202611221810:203",
  "NAD+CN+++Wang Example",
  "CNI+2+LX000000005US",
  "STS++EMD",
  "DTM+334:202611220900:203",
];

describe("EMSEVT", () => {
  test("golden: three events of two items", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "emsevt",
      version: "3.0",
      sendingOperator: "CNA",
      itemTotal: 2,
      items: [
        {
          item: "RR473124829GB",
          nextOffice: "USJFKA",
          destinationCountry: "US",
          events: [
            {
              event: "EMH",
              reason: "10",
              action: "20",
              at: { text: "202611221700", format: "203" },
              office: "CNBJSA",
              deliveryLocation: "1",
              dispatch: "GBLALACNBJSAAUN60001",
            },
            { event: "EMI", signatory: ["Wang Example"] },
          ],
        },
        { item: "LX000000005US", events: [{ event: "EMD" }] },
      ],
    });
  });

  test("golden: version 1 is read, and never written", () => {
    const { value, findings } = readHandWritten("EMSEVT:1:0:UP", SEGMENTS);
    expect(findings).toEqual([]);
    expect(value?.version).toBe("1");
    const out = { segment: () => expect.unreachable() };
    if (value === undefined) throw new Error("not read");
    expect(writeMessage(compileProfile(emsevt1), value, out)).toMatchObject([
      { code: "message/read-only", severity: "error" },
    ]);
    const later = SEGMENTS.with(17, "STS++EDD");
    expect(told("EMSEVT:1:0:UP", later)).toEqual(["message/code-unknown STS@19"]);
  });

  test("golden: of two versions the nearer one reads a third", () => {
    expect(readHandWritten("EMSEVT:1:9:UP", SEGMENTS).value?.version).toBe("1");
    expect(readHandWritten("EMSEVT:4:0:UP", SEGMENTS).value?.version).toBe("3.0");
  });

  test.each([
    ["EMH without an action", 8, "STS++EMH+10", "message/rule STS@10"],
    ["EME without a reason", 17, "STS++EME", "message/rule STS@19"],
    ["EDX without a reason", 17, "STS++EDX", "message/rule STS@19"],
    ["a total", 4, "CNT+10:3", "message/total-differs CNT@6"],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    expect(told(UNH, SEGMENTS.with(at, segment))).toEqual([expected]);
  });

  test("canary: an event told twice is found at the second", () => {
    const twice = [...SEGMENTS, ...SEGMENTS.slice(-2)];
    expect(told(UNH, twice)).toEqual(["message/twice STS@21"]);
  });

  test("EMX is read from others; sending it, or breaking a rule, is an error", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS.with(17, "STS++EMX"));
    expect(findings).toEqual([]);
    const out = { direction: "out", codeKnown: () => undefined } as const;
    expect(checkEmsevt(value as unknown as Emsevt3, out)).toMatchObject([
      { code: "message/rule", severity: "error", found: "EMX" },
    ]);
    const rule = readHandWritten(UNH, SEGMENTS.with(17, "STS++EME")).value;
    expect(checkEmsevt(rule as unknown as Emsevt3, out)).toMatchObject([
      { code: "message/rule", severity: "error", field: "reason" },
    ]);
  });
});
