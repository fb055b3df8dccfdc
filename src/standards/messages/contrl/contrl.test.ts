/** CONTRL read from interchanges written by hand, with invented data; each check is shown to fail. */
import { describe, expect, test } from "vitest";
import { readHandWritten, told } from "#test/profiles/hand-written.ts";

const UNH = "CONTRL:2:2:UN";
const SEGMENTS = [
  "UCI+REF7+US101+CN101+8",
  "UCM+1+PREDES:2:1:UP+4",
  "UCS+7",
  "UCD+39+2:1",
  "UCM+2+PREDES:2:1:UP+7",
];

describe("CONTRL", () => {
  test("golden: one message rejected for an element too long, one acknowledged", () => {
    const { value, findings } = readHandWritten(UNH, SEGMENTS);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      kind: "contrl",
      interchangeReference: "REF7",
      interchangeSender: "US101",
      action: "8",
      messages: [
        {
          messageReference: "1",
          type: "PREDES",
          action: "4",
          segments: [{ position: 7, elements: [{ error: "39", element: 2, component: 1 }] }],
        },
        { messageReference: "2", action: "7", segments: [] },
      ],
    });
  });

  test("canary: a message reported twice, and a rejection without an error, are found", () => {
    expect(told(UNH, SEGMENTS.with(4, "UCM+1+PREDES:2:1:UP+7"))).toEqual(["message/twice UCM@6"]);
    expect(told(UNH, SEGMENTS.with(4, "UCM+2+PREDES:2:1:UP+4"))).toEqual(["message/rule UCM@6"]);
  });
});
