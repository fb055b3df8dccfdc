/** Golden cases of the scanner: what peers do wrong, every finding at its place, bounds. */
import { describe, expect, test } from "vitest";
import type { FindingPlace } from "#base/result.ts";
import { transcript } from "#test/edifact/transcript.ts";
import { EDIFACT_CODES, type EdifactCode } from "./findings.ts";
import { MAX_CHARACTER_FINDINGS, MAX_SEGMENT_BYTES } from "./limits.ts";

const HEAD = "UNB+UNOC:3+CNA:UP+GBA:UP+261122:0815+R1'";
const BODY = "UNH+1+PREDES:D:96A:UN'BGM+610+X1+9'UNT+3+1'";
const TAIL = "UNZ+1+R1'";
const WHOLE = `${HEAD}${BODY}${TAIL}`;

/** The texts of the segments between UNH and UNT. */
function texts(input: Uint8Array | string): unknown[] {
  const { events } = transcript(input);
  return events.flatMap((one) =>
    typeof one === "object" && one !== null && "elements" in one ? [one.elements] : [],
  );
}

function found(input: Uint8Array | string): readonly [string, FindingPlace][] {
  return transcript(input).findings.map(({ code, at }) => [code, at]);
}

function message(segments: string, head = HEAD): string {
  const count = segments.replaceAll(/\?./g, "").split("'").length + 1;
  return `${head}UNH+1+PREDES:D:96A:UN'${segments}UNT+${count}+1'${TAIL}`;
}

describe("EDIFACT ISO 9735 §8: what other readers get wrong", () => {
  test("golden: released marks are text, in one piece and cut anywhere", () => {
    const input = message("FTX+a?+b?:c?'d??+e'");
    expect(transcript(input).findings).toEqual([]);
    expect(texts(input)).toEqual([[[["a+b:c'd?"]], [["e"]]]]);
    for (let slice = 1; slice < 40; slice += 1)
      expect(transcript(input, slice)).toEqual(transcript(input));
  });

  test.each([
    ["only another release character", "UNA:+.! '", "FTX+a!+b?'", [[[["a+b?"]]]]],
    ["only another terminator", "UNA:+.? ~", "FTX+it's~", [[[["it's"]]]]],
    [
      "marks that mean something in regular expressions",
      "UNA^|$\\ ~",
      "FTX|a^b\\|c~",
      [[[["a", "b|c"]]]],
    ],
    ["brackets and blanks", "UNA[].* \n", "FTX]a[b*]\n", [[[["a", "b]"]]]]],
    ["no release character", "UNA:+.  '", "FTX+what?+yes'", [[[["what?"]], [["yes"]]]]],
  ])("golden: UNA with %s", (_, una, segment, expected) => {
    const marks = { ":": una[3], "+": una[4], "?": una[6], "'": una[8] };
    const put = (text: string): string =>
      text.replaceAll(/[:+']/g, (mark) => marks[mark as ":" | "+" | "'"] ?? mark);
    const input = `${una}${put(`${HEAD}UNH+1+PREDES:D:96A:UN'`)}${segment}${put(`UNT+3+1'${TAIL}`)}`;
    expect(transcript(input).findings).toEqual([]);
    expect(texts(input)).toEqual(expected);
  });

  test("golden: syntax 4 repeats, with its own mark or the usual one; syntax 3 does not", () => {
    const four = HEAD.replace("UNOC:3", "UNOC:4");
    const repeated = [[[["A", "1"], ["B", "2"], ["C"]]]];
    expect(texts(message("RFF+A:1*B:2*C'", `UNA:+.?*'${four}`))).toEqual(repeated);
    expect(texts(message("RFF+A:1*B:2*C'", four))).toEqual(repeated);
    expect(texts(message("RFF+A:1#B:2#C'", `UNA:+.?#'${four}`))).toEqual(repeated);
    expect(texts(message("RFF+A*B'"))).toEqual([[[["A*B"]]]]);
  });

  test("golden: UNOW and UNOY are UTF-8", () => {
    for (const set of ["UNOW", "UNOY"]) {
      const input = Buffer.from(message("FTX+深圳 é'", HEAD.replace("UNOC:3", `${set}:4`)), "utf8");
      expect(transcript(input).findings).toEqual([]);
      expect(texts(input)).toEqual([[[["深圳 é"]]]]);
    }
  });

  test("golden: two blanks inside text stay two", () => {
    expect(texts(message("FTX+a  b '"))).toEqual([[[["a  b "]]]]);
  });

  test("golden: blanks and line ends between segments are passed over and counted", () => {
    const input = `\r\n ${WHOLE.replaceAll("'", "'\r\n")}`;
    const told = transcript(input);
    expect(told.findings).toEqual([]);
    expect(told.totals).toMatchObject({ segments: 5, trailingBytes: 0 });
    const lines = told.events.flatMap((one) =>
      typeof one === "object" && one !== null && "line" in one ? [one.line] : [],
    );
    expect(lines).toEqual([4]);
  });

  test("golden: empty lines are passed over where the line end is a mark", () => {
    const lines = `UNA:+.? \n${WHOLE.replaceAll("'", "\n\r\n")}\n \n`;
    expect(transcript(lines).findings).toEqual([]);
    expect(transcript(lines).totals).toMatchObject({ segments: 5, trailingBytes: 0 });
    const parts = `UNA\n+.? '${WHOLE.replaceAll(":", "\n")}\r\n`;
    const told = transcript(`${parts}${WHOLE}`);
    expect(told.findings).toEqual([]);
    expect(told.totals).toMatchObject({ interchanges: 2, segments: 10, trailingBytes: 0 });
    for (let slice = 1; slice < 40; slice += 1) {
      expect(transcript(lines, slice)).toEqual(transcript(lines));
      expect(transcript(`${parts}${WHOLE}`, slice)).toEqual(told);
    }
  });

  test("golden: level B's own marks, IS1, IS3 and IS4, need no UNA in syntax 1", () => {
    const input = WHOLE.replace("UNOC:3", "UNOB:1")
      .replaceAll(":", "\u001f")
      .replaceAll("+", "\u001d")
      .replaceAll("'", "\u001c");
    expect(transcript(input).findings).toEqual([]);
    expect(transcript(input).totals.messages).toBe(1);
  });

  test("golden: several interchanges in one file, each with its own marks and set", () => {
    const second = `UNA|!.? ~UNB!UNOD|3!CNA!GBA!261122|0815!R2~UNZ!0!R2~`;
    const { totals, findings } = transcript(`${WHOLE}\n${second}${WHOLE}`);
    expect(findings).toEqual([]);
    expect(totals).toMatchObject({ interchanges: 3, messages: 2, segments: 12, syntax: "UNOC:3" });
  });

  test("golden: groups are counted, UNZ counts them instead of messages", () => {
    const group = `UNG+PREDES+A+B+261122:0815+G1+UN+D:96A'${BODY}${BODY.replaceAll("+1", "+2")}UNE+2+G1'`;
    const { totals, findings } = transcript(`${HEAD}${group}${TAIL}`);
    expect(findings).toEqual([]);
    expect(totals).toMatchObject({ groups: 1, messages: 2, segments: 10 });
  });
});

const PLACE = { line: 1, interchange: 1, interchangeRef: "R1" };
const IN_MESSAGE = { ...PLACE, message: 1, messageRef: "1" };
const OF_UNT = { ...IN_MESSAGE, segment: 3, tag: "UNT" };
const at = (part: string, input: string = WHOLE): number => input.indexOf(part);

const FAULTS: readonly (readonly [string, string, string, FindingPlace])[] = [
  [
    "a wrong count in UNT",
    WHOLE.replace("UNT+3", "UNT+4"),
    "edifact/segment-count",
    { ...OF_UNT, element: 1, offset: at("3+1'U") },
  ],
  [
    "a count that is no number",
    WHOLE.replace("UNT+3", "UNT+x"),
    "edifact/segment-count",
    { ...OF_UNT, element: 1, offset: at("3+1'U") },
  ],
  [
    "a wrong reference in UNT",
    WHOLE.replace("UNT+3+1", "UNT+3+2"),
    "edifact/message-reference",
    { ...OF_UNT, element: 2, offset: at("1'UNZ") },
  ],
  [
    "a wrong count in UNZ",
    WHOLE.replace("UNZ+1", "UNZ+2"),
    "edifact/message-count",
    { ...PLACE, segment: 5, tag: "UNZ", element: 1, offset: at("1+R1'", WHOLE) },
  ],
  [
    "a wrong reference in UNZ",
    WHOLE.replace("UNZ+1+R1", "UNZ+1+R2"),
    "edifact/interchange-reference",
    { ...PLACE, segment: 5, tag: "UNZ", element: 2, offset: WHOLE.length - 3 },
  ],
  [
    "a tag that is none",
    WHOLE.replace("BGM", "bGM"),
    "edifact/tag",
    { ...IN_MESSAGE, segment: 2, tag: "bGM", offset: at("BGM") },
  ],
  [
    "a lost separator behind a tag",
    WHOLE.replace("BGM+", "BGM:"),
    "edifact/tag",
    { ...IN_MESSAGE, segment: 2, tag: "BGM", offset: at("BGM") },
  ],
  [
    "a control character",
    WHOLE.replace("X1", "X\u0001"),
    "edifact/control-character",
    { ...IN_MESSAGE, segment: 2, tag: "BGM", element: 2, component: 1, offset: at("X1") + 1 },
  ],
  [
    "a missing UNT before UNZ",
    WHOLE.replace("UNT+3+1'", ""),
    "edifact/missing-unt",
    { ...IN_MESSAGE, segment: 3, tag: "UNZ", offset: at("UNT") },
  ],
  [
    "a UNT without UNH",
    WHOLE.replace(BODY, "UNT+3+1'"),
    "edifact/missing-unh",
    { ...PLACE, segment: 2, tag: "UNT", offset: HEAD.length },
  ],
  [
    "a segment outside messages",
    WHOLE.replace(TAIL, `BGM+1'${TAIL}`),
    "edifact/outside-message",
    { ...PLACE, segment: 5, tag: "BGM", offset: at("UNZ") },
  ],
  [
    "a message without UNB",
    `${BODY}${TAIL}`,
    "edifact/missing-unb",
    { line: 1, interchange: 1, segment: 1, tag: "UNH", offset: 0 },
  ],
  [
    "a second UNB without UNZ",
    `${HEAD}${WHOLE}`,
    "edifact/missing-unz",
    { ...PLACE, segment: 2, tag: "UNB", offset: HEAD.length },
  ],
  [
    "a UNE without UNG",
    WHOLE.replace(TAIL, `UNE+1+G'${TAIL}`),
    "edifact/missing-ung",
    { ...PLACE, segment: 5, tag: "UNE", offset: at("UNZ") },
  ],
  [
    "a cut-off end",
    WHOLE.slice(0, at("610")),
    "edifact/truncated",
    { ...IN_MESSAGE, segment: 2, tag: "BGM", offset: at("BGM") },
  ],
  [
    "a missing UNZ",
    WHOLE.slice(0, at("UNZ")),
    "edifact/truncated",
    { ...PLACE, segment: 5, offset: at("UNZ") },
  ],
  ["bytes behind UNZ", `${WHOLE}xyz`, "edifact/trailing-bytes", { line: 1, offset: WHOLE.length }],
  [
    "an unknown set",
    WHOLE.replace("UNOC", "UNOQ"),
    "edifact/unknown-syntax",
    { ...PLACE, segment: 1, tag: "UNB", element: 1, component: 1, offset: 4 },
  ],
  [
    "an unknown version",
    WHOLE.replace("UNOC:3", "UNOC:7"),
    "edifact/unknown-version",
    { ...PLACE, segment: 1, tag: "UNB", element: 1, component: 2, offset: 9 },
  ],
  [
    "a missing reference in UNB",
    WHOLE.replace("0815+R1", "0815"),
    "edifact/missing-element",
    {
      line: 1,
      interchange: 1,
      segment: 1,
      tag: "UNB",
      element: 5,
      component: 1,
      offset: HEAD.length - 4,
    },
  ],
];

describe("every fault is found at its place", () => {
  test.each(FAULTS)("golden: %s", (_, input, code, place) => {
    expect(found(input)).toContainEqual([code, place]);
  });

  test("a fault on a later line has that line and the second message its number", () => {
    const two = `${HEAD}\n${BODY}\n${BODY.replaceAll("+1", "+2").replace("X1", "X\u0001")}\n${TAIL.replace("1", "2")}`;
    expect(found(two)).toEqual([
      [
        "edifact/control-character",
        expect.objectContaining({ line: 3, message: 2, messageRef: "2", segment: 2 }),
      ],
    ]);
  });

  test("after a bad segment reading goes on: one fault each, the rest is read", () => {
    const input = `${HEAD}UNH+1+PREDES:D:96A:UN'B?M+1'DTM+137'UNT+4+1'${TAIL}`;
    expect(found(input).map(([code]) => code)).toEqual(["edifact/tag"]);
    expect(transcript(input).totals).toMatchObject({ messages: 1, segments: 6 });
  });
});

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const SHOWN: Record<EdifactCode, string | Uint8Array> = {
  "edifact/no-interchange": "",
  "edifact/una-marks": `UNA:::: '${WHOLE}`,
  "edifact/unknown-syntax": WHOLE.replace("UNOC", "UNQC"),
  "edifact/unknown-version": WHOLE.replace("UNOC:3", "UNOC"),
  "edifact/tag": WHOLE.replace("BGM", "1GM"),
  "edifact/segment-too-long": WHOLE.replace("X1", "x".repeat(MAX_SEGMENT_BYTES)),
  "edifact/truncated": WHOLE.slice(0, -1),
  "edifact/missing-unb": BODY,
  "edifact/missing-unz": `${HEAD}${HEAD}`,
  "edifact/missing-une": `${HEAD}UNG+P+A+B+261122:0815+G1+UN+D:96A'${TAIL}`,
  "edifact/missing-unt": `${HEAD}UNH+1+P:D:96A:UN'${BODY}`,
  "edifact/missing-unh": `${HEAD}UNT+2+1'`,
  "edifact/missing-ung": `${HEAD}UNE+2+1'`,
  "edifact/outside-interchange": `QQQ+1'${WHOLE}`,
  "edifact/outside-message": `${HEAD}BGM+1'`,
  "edifact/package": `${HEAD.replace(":3", ":4")}UNO+P+DM:1+1+2'..UNP+2+P'${TAIL}`,
  "edifact/package-damaged": `${HEAD.replace(":3", ":4")}UNO+P+DM:1+1+2'..UNP+3+P'${TAIL}`,
  "edifact/byte-order-mark": latin(`\u00ef\u00bb\u00bf${WHOLE}`),
  "edifact/groups-and-messages": `${HEAD}${BODY}UNG+P+A+B+261122:0815+G1+UN+D:96A'`,
  "edifact/element-too-long": WHOLE.replaceAll("R1", "R".repeat(100)),
  "edifact/segment-count": WHOLE.replace("UNT+3", "UNT+2"),
  "edifact/message-count": WHOLE.replace("UNZ+1", "UNZ+0"),
  "edifact/group-count": `${HEAD}UNG+P+A+B+261122:0815+G1+UN+D:96A'UNE+0+G1'UNZ+2+R1'`,
  "edifact/message-reference": WHOLE.replace("UNT+3+1", "UNT+3+9"),
  "edifact/message-reference-twice": `${HEAD}${BODY}${BODY}`,
  "edifact/group-reference": `${HEAD}UNG+P+A+B+261122:0815+G1+UN+D:96A'UNE+0+G2'UNZ+1+R1'`,
  "edifact/interchange-reference": WHOLE.replace("UNZ+1+R1", "UNZ+1+Q1"),
  "edifact/missing-element": WHOLE.replace("UNT+3+1", "UNT+3"),
  "edifact/extra-element": WHOLE.replace("UNT+3+1", "UNT+3+1+1"),
  "edifact/trailing-bytes": `${WHOLE}\u001a`,
  "edifact/outside-level": WHOLE.replace("UNOC", "UNOA").replace("X1", "x1"),
  "edifact/outside-charset": latin(WHOLE.replace("UNOC", "UNOB").replace("X1", "é")),
  "edifact/not-utf8": latin(WHOLE.replace("UNOC:3", "UNOY:4").replace("X1", "é")),
  "edifact/looks-utf8": Buffer.from(WHOLE.replace("X1", "é"), "utf8"),
  "edifact/control-character": WHOLE.replace("X1", "\u0007"),
  "edifact/line-end-in-text": WHOLE.replace("X1", "X\n1"),
  "edifact/stray-release": WHOLE.replace("X1", "?X1"),
  "edifact/code-extension": WHOLE.replace("UNOC:3", "UNOX:4").replace("X1", "\u001b$B"),
  "edifact/more-characters": message(`FTX${"+\u0007".repeat(MAX_CHARACTER_FINDINGS + 5)}'`),
  "edifact/unwritable-character": "",
};

describe("finding codes", () => {
  const read = Object.entries(SHOWN).filter(([code]) => code !== "edifact/unwritable-character");
  test.each(read)("%s is found in its input, with its weight", (code, input) => {
    const one = transcript(input).findings.find((finding) => finding.code === code);
    expect(one?.severity).toBe(EDIFACT_CODES[code as EdifactCode]);
  });

  test.each([
    ["nothing", "", 0],
    ["line ends and blanks", "\r\n \n", 0],
    ["a text", "GARBAGE", 7],
    ["a text behind a line end", "\r\nGARBAGE\n", 10],
    ["a segment", "\nFTX+a'\n", 8],
    ["the end mark of old systems", "\u001a", 1],
  ])("golden: behind UNZ %s counts as trailing bytes, %j: %i", (_what, tail, bytes) => {
    for (const slice of [1, 7, 1_000])
      expect(transcript(WHOLE + tail, slice).totals.trailingBytes).toBe(bytes);
  });

  test("canary: a whole interchange has none of them", () => {
    expect(transcript(WHOLE).findings).toEqual([]);
    expect(transcript(WHOLE).totals).toEqual({
      syntax: "UNOC:3",
      segments: 5,
      interchanges: 1,
      groups: 0,
      messages: 1,
      findings: 0,
      trailingBytes: 0,
    });
  });
});

describe("bounds", () => {
  test("a segment without end is told once and passed over, however long", () => {
    const endless = `${HEAD}UNH+1+P:D:96A:UN'FTX+${"x".repeat(5 * MAX_SEGMENT_BYTES)}'UNT+3+1'${TAIL}`;
    expect(found(endless).map(([code]) => code)).toEqual(["edifact/segment-too-long"]);
    expect(transcript(endless, 1_000)).toEqual(transcript(endless));
    expect(transcript(endless).totals.segments).toBe(5);
  });

  test("the end of a segment that is too long is no segment, whatever it looks like", () => {
    const long = `FTX+${"x".repeat(MAX_SEGMENT_BYTES)}${"ABC+1+".repeat(40_000)}'`;
    const input = `${HEAD}UNH+1+P:D:96A:UN'${long}UNT+3+1'${TAIL}`;
    for (const slice of [0, 1_000, 6 * 4_096])
      expect(transcript(input, slice).findings.map(({ code }) => code)).toEqual([
        "edifact/segment-too-long",
      ]);
  });

  test("bytes of all values, without end, end in findings", () => {
    const noise = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7_919 + (n >> 8)) & 0xff);
    expect(transcript(noise).findings.length).toBeGreaterThan(0);
    expect(transcript(noise, 4_096)).toEqual(transcript(noise));
  });

  test("every cut of an interchange is found", () => {
    for (let size = 0; size < WHOLE.length; size += 1)
      expect(transcript(WHOLE.slice(0, size)).findings.length, `${size}`).toBeGreaterThan(0);
  });
});
