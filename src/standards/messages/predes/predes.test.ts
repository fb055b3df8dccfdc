/** PREDES read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";
import type { Predes21 } from "./profile.ts";

const UNH = "PREDES:2:1:UP";
const S8 = "USJFKACNBJSAAUN60001";
const SEGMENTS = [
  `BGM+:::PREDES+${S8}+9`,
  "DTM+137:202611221830:203",
  "DTM+7:202611221815:203",
  "FTX+AAI+++Fragile?: glass",
  "FTX+ACB+++E:12.5:KGM:2",
  "CNT+11:1",
  "CNT+8:2",
  "CNT+7:12.5:KGM",
  "TDT+20+XX982+40++XX",
  "LOC+9+JFK",
  "LOC+11+PEK",
  "DTM+189:202611230100:203",
  "NAD+FR+USA",
  "NAD+MR+CNA",
  "EQD+CN+AKE12345XX",
  "SEL+S77",
  `CNI+1+${S8}`,
  "CNT+8:2",
  "CNT+ZZR:1",
  "GID+1+1:BG",
  "HAN+N",
  "FTX+DOC++Y",
  "GDS+E",
  "MEA+AAE+G+KGM:12.5",
  "RFF+SN:4711",
  "PCI+24",
  `GIN+ML+${S8}001110125`,
  "GID+1++1",
  "HAN+R",
  "LOC+27+US",
  "LOC+28+CN",
  "MOA+44:12.50:USD",
  "FTX+AAA+++Wool scarf",
  "GDS+M",
  "MEA+AAE+G+KGM:0.250",
  "PCI+24",
  "GIN+ML+RR473124829GB",
  "GID+2++1",
  "PCI+24",
  "GIN+ML+LX000000005US",
];

describe("PREDES 2.1", () => {
  test("golden: a dispatch of one receptacle with two items", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "predes",
      version: "2.1",
      reference: "1",
      sender: { id: "US101" },
      dispatch: S8,
      function: "9",
      closedAt: { text: "202611221815", format: "203" },
      comment: ["Fragile: glass"],
      accounting: [{ format: "E", weight: { units: 125, scale: 1, unit: "KGM" }, items: 2 }],
      transports: [{ conveyance: "XX982", mode: "40", from: "JFK", to: "PEK" }],
      originOperator: "USA",
      containers: [{ kind: "CN", id: "AKE12345XX", seals: [{ number: "S77" }] }],
      unread: [],
    });
    const [receptacle] = (value as unknown as Predes21).receptacles;
    expect(receptacle).toMatchObject({
      s9: `${S8}001110125`,
      type: "BG",
      documents: "Y",
      contentFormat: "E",
      registeredCount: 1,
      seal: "4711",
    });
    expect(receptacle?.items.map(({ s10 }) => s10)).toEqual(["RR473124829GB", "LX000000005US"]);
    expect(receptacle?.items[0]).toMatchObject({
      weight: { units: 250, scale: 3, unit: "KGM" },
      declaredValue: { units: 1250, scale: 2, unit: "USD" },
      originCountry: "US",
      contents: ["Wool scarf"],
    });
  });

  test("a sum that nobody knows is not judged: no receptacles, finer than a microgram, other units", () => {
    const part = SEGMENTS.slice(0, 16).toSpliced(5, 2);
    expect(told(UNH, part)).toEqual([]);
    for (const weight of ["GRM:0.0000001", "LBR:3"])
      expect(told(UNH, SEGMENTS.with(23, `MEA+AAE+G+${weight}`))).toEqual([]);
  });

  test("golden: the UN base is read when its BGM says what it is", () => {
    expect(readHandWritten("IFCSUM:D:96A:UN", SEGMENTS).value?.kind).toBe("predes");
    const other = SEGMENTS.with(0, "BGM+785+X+9");
    expect(readHandWritten("IFCSUM:D:96A:UN", other).profile).toBeUndefined();
  });

  test("golden: an unknown version is read with the nearest profile and a warning", () => {
    const { value, findings } = readHandWritten("PREDES:7:0:UP", SEGMENTS);
    expect(value?.version).toBe("2.1");
    expect(findings).toMatchObject([
      { code: "message/version-unknown", at: { tag: "UNH", segment: 1 }, found: "PREDES:7:0:UP" },
    ]);
  });

  test.each([
    ["a total weight", 7, "CNT+7:12.6:KGM", "message/total-differs CNT@9"],
    ["a total of receptacles", 5, "CNT+11:2", "message/total-differs CNT@7"],
    ["a total of items", 6, "CNT+8:3", "message/total-differs CNT@8"],
    ["fewer items than listed", 17, "CNT+8:1", "message/total-differs CNT@19"],
    ["formats that weigh more", 4, "FTX+ACB+++E:12.6:KGM:2", "message/total-differs CNT@9"],
    ["formats with more items", 4, "FTX+ACB+++E:12.5:KGM:3", "message/total-differs CNT@8"],
    ["more registered than there are", 18, "CNT+ZZR:3", "message/total-differs CNT@20"],
    [
      "another dispatch",
      26,
      "GIN+ML+USJFKACNBJSAAUN60002001110125",
      "message/outside-dispatch GIN@28",
    ],
    ["an item twice", 39, "GIN+ML+RR473124829GB", "message/twice GIN@41"],
    ["a failing check digit", 36, "GIN+ML+RR473124828GB", "s10/check-digit GIN@38"],
    ["no S10", 36, "GIN+ML+1A02349441537", "message/identifier-shape GIN@38"],
    ["no weight in digits", 34, "MEA+AAE+G+KGM:0,2x", "message/element-format MEA@36"],
    ["a month 13", 1, "DTM+137:202613221830:203", "message/element-format DTM@3"],
    ["a name too long", 14, "EQD+CN+AKE12345XXAKE12345XX", "message/element-too-long EQD@16"],
    ["nothing mandatory", 36, "GIN+ML", "message/element-missing GIN@38"],
    ["a function that is none", 0, `BGM+:::PREDES+${S8}+77`, "message/code-unknown BGM@2"],
  ])("canary: %s is told at its segment", (_what, at, segment, expected) => {
    const found = told(UNH, SEGMENTS.with(at, segment));
    expect(found).toContain(expected);
  });

  test("canary: a segment missing, misplaced, unknown and one too many are told where they are", () => {
    expect(told(UNH, SEGMENTS.toSpliced(1, 1))).toContain("message/segment-missing FTX@4");
    expect(told(UNH, SEGMENTS.toSpliced(12, 1, "MOA+44:1:USD"))).toContain(
      "message/segment-misplaced MOA@14",
    );
    expect(told(UNH, SEGMENTS.toSpliced(5, 0, "XYZ+1"))).toContain("message/segment-unread XYZ@7");
    expect(told(UNH, SEGMENTS.toSpliced(5, 0, "CNT+11:1"))).toContain(
      "message/segment-repeated CNT@8",
    );
  });
});
