/** What stands around and between messages: marks of editors, groups beside messages, long texts. */
import { describe, expect, test } from "vitest";
import { transcript } from "#test/edifact/transcript.ts";
import { MAX_REFERENCES, MAX_SERVICE_CHARACTERS } from "./limits.ts";
import { EdifactScanner } from "./scanner.ts";

const HEAD = "UNB+UNOC:3+CNA:UP+GBA:UP+261122:0815+R1'";
const BODY = "UNH+1+PREDES:D:96A:UN'BGM+610+X1+9'UNT+3+1'";
const WHOLE = `${HEAD}${BODY}UNZ+1+R1'`;
const GROUP = `UNG+PREDES+A+B+261122:0815+G1+UN+D:96A'${BODY}UNE+1+G1'`;
const OWN_MARKS = "UNA|!.? ~UNB!UNOC|3!CNA!GBA!261122|0815!R2~UNZ!0!R2~";
const BOM = "\u00ef\u00bb\u00bf";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const codes = (text: string): readonly string[] =>
  transcript(bytes(text)).findings.map(({ code }) => code);

describe("EDIFACT ISO 9735 §8: what stands before an interchange", () => {
  test("golden: behind a byte order mark UNA is read all the same, and the mark is told", () => {
    const input = bytes(`${BOM}${OWN_MARKS}`);
    for (const slice of [0, 1, 2, 3, 7]) {
      const { findings, totals } = transcript(input, slice);
      expect(findings.map(({ code, severity, at }) => [code, severity, at])).toEqual([
        ["edifact/byte-order-mark", "warning", { offset: 0, line: 1 }],
      ]);
      expect(totals).toMatchObject({ interchanges: 1, segments: 2, trailingBytes: 0 });
    }
  });

  test("golden: files with such marks that were joined are read one behind the other", () => {
    const joined = `${BOM}${WHOLE}\r\n${BOM}${OWN_MARKS}${BOM}${WHOLE}`;
    expect(transcript(bytes(joined)).totals).toMatchObject({ interchanges: 3, messages: 2 });
    expect(new Set(codes(joined))).toEqual(new Set(["edifact/byte-order-mark"]));
  });

  test.each(["UNAabcdef", "UNA123456", "UNA++++++", "UNA      "])(
    "golden: %s names no marks: told, and the usual ones are taken",
    (una) => {
      const { findings, totals } = transcript(`${una}${WHOLE}`);
      expect(findings).toMatchObject([
        { code: "edifact/una-marks", severity: "error", at: { offset: 0, line: 1 }, found: una },
      ]);
      expect(totals).toMatchObject({ interchanges: 1, messages: 1, segments: 5 });
    },
  );

  test("canary: two bytes of the mark are none", () => {
    expect(codes(`${BOM.slice(0, 2)}${WHOLE}`)).toContain("edifact/outside-interchange");
  });

  test("golden: what stood before a closed interchange is no trailing byte behind it", () => {
    const told = transcript(bytes(`QQQ+1'${BODY}UNZ+1+R1'\r\n`));
    expect(told.totals.trailingBytes).toBe(0);
    const followed = transcript(bytes(`QQQ+1'${BODY}UNZ+1+R1'QQQ+2'`));
    expect(followed.totals.trailingBytes).toBe(6);
    expect(followed.findings.map(({ code }) => code)).toContain("edifact/trailing-bytes");
  });
});

describe("EDIFACT ISO 9735 0062: each message of an interchange has a reference of its own", () => {
  test("golden: a reference that comes again is told at its message, once for each", () => {
    const { findings, totals } = transcript(`${HEAD}${BODY.repeat(3)}UNZ+3+R1'${WHOLE}`);
    expect(findings).toMatchObject(
      [2, 3].map((message) => ({
        code: "edifact/message-reference-twice",
        severity: "warning",
        at: { interchange: 1, message, segment: 1, tag: "UNH", element: 1 },
        found: "1",
      })),
    );
    expect(totals).toMatchObject({ messages: 4 });
  });

  test("golden: in another group it may come again", () => {
    const input = `${HEAD}${GROUP}${GROUP.replaceAll("G1", "G2")}UNZ+2+R1'`;
    expect(transcript(input).findings).toEqual([]);
  });

  test("golden: beyond the bound references are no more compared", () => {
    const empty = (reference: number): string =>
      `UNH+${reference}+PREDES:D:96A:UN'UNT+2+${reference}'`;
    const all = Array.from({ length: MAX_REFERENCES }, (_, number) => empty(number)).join("");
    const more = `${empty(MAX_REFERENCES).repeat(2)}${empty(0)}`;
    const count = MAX_REFERENCES + 3;
    const found: string[] = [];
    const scanner = new EdifactScanner({
      message: () => undefined,
      segment: () => undefined,
      messageEnd: () => undefined,
      finding: ({ code, at }) => found.push(`${code} ${at.message}`),
    });
    scanner.push(bytes(`${HEAD}${all}${more}UNZ+${count}+R1'`));
    scanner.end();
    expect(found).toEqual([`edifact/message-reference-twice ${count}`]);
  });
});

describe("EDIFACT ISO 9735:1988 §6: an interchange holds groups or messages", () => {
  test.each([
    ["a message behind a group", `${HEAD}${GROUP}${BODY}UNZ+1+R1'`, "UNH", "UNG"],
    ["a group behind a message", `${HEAD}${BODY}${GROUP}UNZ+1+R1'`, "UNG", "UNH"],
  ])("golden: %s is told at its place", (_what, input, tag, expected) => {
    const { findings } = transcript(input);
    const second = input.lastIndexOf(`'${tag}`) + 1;
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: "edifact/groups-and-messages",
      severity: "warning",
      found: tag,
      expected,
      at: { tag, offset: second },
    });
  });

  test("it is told once for an interchange, however many stand there", () => {
    const singles = [1, 2, 3, 4, 5].map((one) => BODY.replaceAll("+1+", `+${one}+`));
    const numbered = singles.map((body, at) => body.replace("UNT+3+1", `UNT+3+${at + 1}`));
    const many = `${HEAD}${GROUP}${numbered.join("")}UNZ+1+R1'`;
    expect(codes(`${many}${many}`)).toEqual(Array(2).fill("edifact/groups-and-messages"));
  });

  test("canary: groups alone and messages alone are well", () => {
    expect(codes(`${HEAD}${GROUP}${GROUP}UNZ+2+R1'${WHOLE}`)).toEqual([]);
  });
});

describe("places", () => {
  test("a fault in UNH is the message's own, at its first segment", () => {
    const damaged = WHOLE.replace("UNH+1+PREDES:D", "UNH+1\u0007+PREDES:");
    const twice = `${WHOLE.slice(0, -9)}${damaged.slice(HEAD.length)}`;
    const calls: string[] = [];
    const scanner = new EdifactScanner({
      message: ({ number }) => calls.push(`message ${number}`),
      segment: () => undefined,
      messageEnd: ({ number }) => calls.push(`end ${number}`),
      finding: ({ code, at }) => calls.push(`${code} ${at.message} ${at.segment} ${at.tag}`),
    });
    scanner.push(bytes(twice));
    scanner.end();
    expect(calls).toEqual([
      "message 1",
      "end 1",
      "message 2",
      "edifact/missing-element 2 1 UNH",
      "edifact/control-character 2 1 UNH",
      "edifact/message-reference 2 3 UNT",
      "end 2",
      "edifact/message-count undefined 8 UNZ",
    ]);
  });

  test.each([
    ["element", "+"],
    ["component", ":"],
    ["release character", "?"],
    ["terminator", "'"],
  ])("golden: lines are counted where the line end is the %s", (_what, mark) => {
    const una = "UNA:+.? '".replace(mark, "\n");
    const endless = `FTX+${"?+:".repeat(30_000)}'`;
    const text = `${HEAD}${BODY.replace("BGM", `FTX+a?+b?'c:d'${endless}bGM`)}UNZ+1+R1'`;
    const input = `${una}${text.replaceAll(mark, "\n")}`;
    for (const slice of [0, 1_000]) {
      const { findings } = transcript(bytes(input), slice);
      expect(findings.map(({ code }) => code)).toContain("edifact/tag");
      for (const { at } of findings.filter(({ at }) => at.element === undefined))
        expect(at.line).toBe(input.slice(0, at.offset).split("\n").length);
    }
  });
});

describe("bounds of service segments", () => {
  const long = "R".repeat(50_000);

  test("a text that is far too long is kept in part and told, and compared as a whole", () => {
    const input = WHOLE.replaceAll("+R1'", `+${long}'`).replace("UNH+1", `UNH+${long}`);
    const { findings } = transcript(input.replace("UNT+3+1", `UNT+3+${long}`));
    expect(findings.map(({ code }) => code)).toEqual([
      "edifact/element-too-long",
      "edifact/element-too-long",
    ]);
    expect(JSON.stringify(findings).length).toBeLessThan(20 * MAX_SERVICE_CHARACTERS);
    const other = transcript(input.replace("UNT+3+1", `UNT+3+${long}S`)).findings;
    expect(other.map(({ code }) => code)).toContain("edifact/message-reference");
    expect(JSON.stringify(other).length).toBeLessThan(30 * MAX_SERVICE_CHARACTERS);
  });

  test("canary: a text at the bound is kept whole", () => {
    expect(codes(WHOLE.replaceAll("R1", "R".repeat(MAX_SERVICE_CHARACTERS)))).toEqual([]);
  });
});

test("a tag that is none is shown with all its parts", () => {
  const { findings } = transcript(WHOLE.replace("BGM+", "BGM:1:2+"));
  expect(findings.map(({ code, found }) => [code, found])).toEqual([["edifact/tag", "BGM:1:2"]]);
});
