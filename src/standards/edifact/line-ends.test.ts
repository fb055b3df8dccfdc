/** Line ends as terminators: the carriage return beside one is a blank between segments, and no value. */
import { expect, test } from "vitest";
import { transcript } from "#test/edifact/transcript.ts";

const SEGMENTS = [
  "UNB+UNOC:3+CNA:UP+GBA:UP+261122:0815+R1",
  "UNH+1+PREDES:D:96A:UN",
  "BGM+610+X1+9",
  "FTX+AAA++:",
  "UNT+4+1",
  "UNZ+1+R1",
];
const inLines = (una: string, end: string) => `${una}${SEGMENTS.join(end)}${end}`;

/** What is told, places in bytes and marks apart. */
function told(input: string, slice = 0, fastFrom?: number): unknown {
  const { events, findings, totals } = transcript(input, slice, fastFrom);
  const kept = JSON.stringify(events, (key, value) =>
    key === "offset" || key === "separators" || key === "length" ? undefined : value,
  );
  return { kept, findings, segments: totals.segments, trailingBytes: totals.trailingBytes };
}

test("golden: a carriage return before the line feed that ends a segment is no part of a value", () => {
  const plain = told(inLines("UNA:+.? \n", "\n"));
  expect(plain).toMatchObject({ findings: [], segments: 6, trailingBytes: 0 });
  const both = inLines("UNA:+.? \n", "\r\n");
  expect(told(both)).toEqual(plain);
  expect(transcript(`${both}QQQ`).totals).toMatchObject({ trailingBytes: 3 });
  expect(told(inLines("UNA:+.? \r", "\r\n"))).toMatchObject({ findings: [], segments: 6 });
  for (let slice = 1; slice < 60; slice += 1) {
    expect(transcript(both, slice, 0)).toEqual(transcript(both));
    expect(transcript(both, slice, 2 * slice)).toEqual(transcript(both));
  }
});

test("golden: one inside a value is told, a released one is its text", () => {
  const inside = inLines("UNA:+.? \n", "\r\n").replace("X1", "X\r1");
  expect(transcript(inside).findings).toMatchObject([
    { code: "edifact/line-end-in-text", at: { tag: "BGM", element: 2 } },
  ]);
  const released = inLines("UNA:+.?\u0020\n".replace("?\u0020", "?*"), "\r\n");
  const text = transcript(released.replace("+9\r", "+9?\r")).events.find((one) =>
    JSON.stringify(one).startsWith('{"tag":"BGM"'),
  );
  expect(text).toMatchObject({ elements: [[["610"]], [["X1"]], [["9\r"]]] });
});
