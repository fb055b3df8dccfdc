/** Golden cases of the writer: exact bytes, counts by itself, characters outside the set refused. */
import { describe, expect, test } from "vitest";
import { transcript } from "#test/edifact/transcript.ts";
import { charsetOf } from "./charsets.ts";
import type { ElementOut } from "./segment-writer.ts";
import { EdifactWriter, type InterchangeOut } from "./writer.ts";

const HEAD: InterchangeOut = {
  syntax: "UNOC",
  syntaxVersion: 3,
  sender: { id: "CNA", qualifier: "UP" },
  recipient: { id: "GBA" },
  preparedAt: "261122:0815",
  controlReference: "R1",
};
const TYPE = { type: "PREDES", version: "D", release: "96A", agency: "UN" };

function written(head: InterchangeOut, ...elements: readonly ElementOut[]) {
  const writer = new EdifactWriter();
  writer.interchange(head);
  writer.message({ reference: "1", ...TYPE });
  writer.segment("FTX", elements);
  writer.messageEnd();
  writer.interchangeEnd();
  const { bytes, findings } = writer.take();
  return { text: Buffer.from(bytes).toString("latin1"), bytes, findings };
}

describe("EDIFACT ISO 9735: writing", () => {
  test("golden: counts and references are written by themselves", () => {
    expect(written(HEAD, "AAA", ["1", "2"]).text).toBe(
      "UNA:+.? 'UNB+UNOC:3+CNA:UP+GBA+261122:0815+R1'UNH+1+PREDES:D:96A:UN'FTX+AAA+1:2'UNT+3+1'UNZ+1+R1'",
    );
  });

  test("golden: marks in text are released, empty ends are cut, empty middles stay", () => {
    const { text } = written(HEAD, "", "a+b:c'd?e", ["", "x", "", ""], ["", ""], "");
    expect(text).toContain("'FTX++a?+b?:c?'d??e+:x'UNT");
  });

  test("golden: syntax 4 names its repetition mark in UNA and writes repetitions", () => {
    const four: InterchangeOut = { ...HEAD, syntaxVersion: 4, preparedAt: "20261122:0815" };
    const { text } = written(four, { repeat: [["A", "1", ""], "", "B*", ""] });
    expect(text.startsWith("UNA:+.?*'UNB+UNOC:4+")).toBe(true);
    expect(text).toContain("'FTX+A:1**B?*'UNT");
    expect(transcript(text).findings).toEqual([]);
  });

  test("golden: groups are counted and UNZ counts them", () => {
    const writer = new EdifactWriter();
    writer.interchange({ ...HEAD, withoutUna: true, isTest: true, applicationReference: "APP" });
    const { sender, recipient, preparedAt } = HEAD;
    writer.group({ ...TYPE, version: "D", sender, recipient, preparedAt, reference: "G1" });
    for (const reference of ["1", "2"]) {
      writer.message({ reference, ...TYPE });
      writer.messageEnd();
    }
    writer.groupEnd();
    writer.interchangeEnd();
    const { bytes, findings } = writer.take();
    expect(findings).toEqual([]);
    const told = transcript(bytes);
    expect(told.findings).toEqual([]);
    expect(told.totals).toMatchObject({ groups: 1, messages: 2, segments: 8 });
    expect(told.events[0]).toMatchObject(["UNB", { isTest: true, applicationReference: "APP" }]);
  });

  test.each([
    ["UNOA", "a"],
    ["UNOB", "é"],
    ["UNOC", "ł"],
    ["UNOD", "é深"],
    ["UNOY", "\ud800"],
    ["UNOC", "\u0007"],
  ])("golden: %s has no %j: it is found with its place and left out", (syntax, text) => {
    const { findings, text: all } = written({ ...HEAD, syntax }, "X", ["Y", `1${text}2`]);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({
      code: "edifact/unwritable-character",
      severity: "error",
      at: { message: 1, messageRef: "1", segment: 2, tag: "FTX", element: 2, component: 2 },
    });
    expect(all).toContain("FTX+X+Y:1");
  });

  test("canary: the same characters in a set that has them are written", () => {
    expect(written({ ...HEAD, syntax: "UNOD" }, "łé").findings).toEqual([]);
  });

  test("what is taken in pieces is what is taken at once", () => {
    const pieces: Uint8Array[] = [];
    const writer = new EdifactWriter();
    writer.interchange(HEAD);
    pieces.push(writer.take().bytes);
    writer.message({ reference: "1", ...TYPE });
    writer.segment("FTX", ["a"]);
    pieces.push(writer.take().bytes);
    writer.messageEnd();
    writer.interchangeEnd();
    pieces.push(writer.take().bytes);
    expect(Buffer.concat(pieces).toString("latin1")).toBe(written(HEAD, "a").text);
  });
});

describe("EDIFACT service code list 0001: character sets", () => {
  test.each([
    ["UNOC", "éÿ", [0xe9, 0xff]],
    ["UNOD", "łő", [0xb3, 0xf5]],
    ["UNOE", "Жя", [0xb6, 0xef]],
    ["UNOF", "Ωή", [0xd9, 0xde]],
    ["UNOG", "ħŭ", [0xb1, 0xfd]],
    ["UNOH", "ąų", [0xb1, 0xf9]],
    ["UNOI", "ش", [0xd4]],
    ["UNOJ", "ש", [0xf9]],
    ["UNOK", "ğİ", [0xf0, 0xdd]],
    ["UNOY", "深", [0xe6, 0xb7, 0xb1]],
  ])("golden: %s reads and writes %s", (syntax, text, codes) => {
    const { bytes, findings } = written({ ...HEAD, syntax }, text);
    expect(findings).toEqual([]);
    expect(Buffer.from(bytes).includes(Buffer.from(codes))).toBe(true);
    const told = transcript(bytes);
    expect(told.findings).toEqual([]);
    expect(told.events).toContainEqual(expect.objectContaining({ elements: [[[text]]] }));
  });

  test("golden: a byte that ISO 8859-3 gives no character is found", () => {
    const { text } = written({ ...HEAD, syntax: "UNOG" }, "Q");
    const broken = Buffer.from(text.replace("FTX+Q", "FTX+\u00a5"), "latin1");
    expect(transcript(broken).findings.map(({ code }) => code)).toEqual([
      "edifact/outside-charset",
    ]);
  });

  test("golden: UNOC is ISO 8859-1 and not Windows-1252", () => {
    expect(charsetOf("UNOC")?.decode(Uint8Array.of(0xa4))).toBe("¤");
    expect(charsetOf("UNOC")?.byteOf("€")).toBeUndefined();
    expect(charsetOf("UNOZ")).toBeUndefined();
  });
});
