/** Findings at their line of a raw text: segments of EDIFACT, lines of CSV, elements of XML. */
import { describe, expect, test } from "vitest";
import type { Finding, FindingPlace } from "#base/result.ts";
import { isEditable, rawLines } from "./raw-lines.model.ts";

const finding = (at: FindingPlace, found?: string): Finding => ({
  code: "x/y",
  severity: "error",
  at,
  ...(found !== undefined && { found }),
});
const marked = (lines: ReturnType<typeof rawLines>) =>
  lines.flatMap(({ number, text, mark, findings }) =>
    findings.length === 0 ? [] : [[number, mark === undefined ? text : text.slice(...mark)]],
  );

describe("a raw text with its findings", () => {
  test("CSV: at its line, with what was found marked", () => {
    const lines = rawLines("a,b\n1,snail\n2,c\n", "declarations-csv", [
      finding({ line: 2 }, "snail"),
    ]);
    expect(lines.map(({ text }) => text)).toEqual(["a,b", "1,snail", "2,c"]);
    expect(marked(lines)).toEqual([[2, "snail"]]);
  });

  test("EDIFACT on one line: by message and segment, released terminators kept", () => {
    const text =
      "UNA:+.? 'UNB+A'UNH+1+PREDES:2:1'FTX+it?'s'UNT+3+1'UNH+2+PREDES:2:1'BGM+9'UNT+3+2'UNZ+2'";
    const lines = rawLines(text, "edifact", [
      finding({ message: 1, segment: 2, tag: "FTX" }, "it?'s"),
      finding({ message: 2, segment: 2, tag: "BGM" }),
      finding({ tag: "UNZ" }),
    ]);
    expect(lines.map(({ text: line }) => line.slice(0, 3))).toEqual(
      "UNA UNB UNH FTX UNT UNH BGM UNT UNZ".split(" "),
    );
    expect(marked(lines)).toEqual([
      [4, "it?'s"],
      [7, "BGM+9'"],
      [9, "UNZ+2'"],
    ]);
  });

  test("XML: at the element that the path ends with", () => {
    const xml = "<a>\n<copNo>1</copNo>\n<price>x</price>\n</a>";
    expect(marked(rawLines(xml, "ceb", [finding({ path: "/a/price[1]" }, "x")]))).toEqual([
      [3, "x"],
    ]);
  });

  test("canary: a finding without a place marks nothing", () => {
    expect(marked(rawLines("a\nb", "declarations-csv", [finding({})]))).toEqual([]);
  });

  test("only a whole text of which no byte was lost is edited", () => {
    expect(isEditable({ text: "a", more: false })).toBe(true);
    expect(isEditable({ text: "a", more: true })).toBe(false);
    expect(isEditable({ text: "a\ufffd", more: false })).toBe(false);
  });
});
