/** EDIFACT as an input format: a row a message, findings with their rows, readers handed in. */
import { describe, expect, test } from "vitest";
import { readBytes } from "#standards/messages/reading.ts";
import { EdifactReader, edifactFormat, type OpenMessage } from "./format.ts";

const HEAD = "UNB+UNOC:3+CNA:UP+GBA:UP+261122:0815+R1'\n";
const one = (number: number, count = 3): string =>
  `UNH+${number}+PREDES:D:96A:UN'\nBGM+610+X${number}+9'\nUNT+${count}+${number}'\n`;
const tail = (count: number): string => `UNZ+${count}+R1'\n`;

function read(text: string, open: OpenMessage<{ kind: "seen"; tags: string[] }> = () => undefined) {
  return readBytes(edifactFormat(open).open(), Buffer.from(text, "latin1"));
}

describe("EDIFACT files", () => {
  test("each message is a row with the bytes from UNH to UNT; an unread type is an envelope", () => {
    const text = HEAD + one(1) + one(2) + tail(2);
    const { rows, findings } = read(text);
    expect(findings).toEqual([]);
    expect(rows.map(({ row, line, offset }) => [row, line, offset])).toEqual([
      [1, 2, text.indexOf("UNH+1")],
      [2, 5, text.indexOf("UNH+2")],
    ]);
    const [first] = rows;
    expect(text.slice(first?.offset, (first?.offset ?? 0) + (first?.length ?? 0))).toBe(
      one(1).trim(),
    );
    expect(first?.value).toMatchObject({
      kind: "envelope",
      messageTypes: ["PREDES:D:96A:UN"],
      sender: "CNA",
      controlReference: "R1",
    });
    expect(first?.findings).toMatchObject([{ code: "message/unknown-type", at: { row: 1 } }]);
  });

  test("a fault keeps its own message out and no other; faults between messages are the file's", () => {
    const { rows, findings } = read(HEAD + one(1, 4) + one(2) + tail(3));
    expect(rows.map(({ value }) => value === undefined)).toEqual([true, false]);
    expect(rows[0]?.findings[0]).toMatchObject({
      code: "edifact/segment-count",
      at: { row: 1, line: 4, message: 1, tag: "UNT", element: 1 },
    });
    expect(findings.map(({ code }) => code)).toEqual(["edifact/message-count"]);
  });

  test("a reader handed in takes the segments of its type and gives the value", () => {
    const open: OpenMessage<{ kind: "seen"; tags: string[] }> = (head) => {
      if (head.type !== "PREDES") return undefined;
      const tags: string[] = [];
      return {
        segment: (cursor) => tags.push(cursor.tag),
        end: () => ({ value: { kind: "seen", tags }, findings: [] }),
      };
    };
    expect(read(HEAD + one(1) + tail(1), open).rows[0]?.value).toEqual({
      kind: "seen",
      tags: ["BGM"],
    });
  });

  test("an interchange cut off refuses the message it was in; without UNB nothing was read", () => {
    const cut = read(HEAD + one(1) + "UNH+2+PREDES:D:96A:UN'BGM");
    expect(cut.rows.map(({ value }) => value === undefined)).toEqual([false, true]);
    expect(cut.rows[1]?.findings[0]?.code).toBe("edifact/truncated");
    expect(read("UNBLOCK").unreadFrom).toBe(0);
    expect(read("").findings.map(({ code }) => code)).toEqual(["file/empty"]);
  });

  test("totals are those of the scanner, and a watcher is told what it asks for", () => {
    const seen: string[] = [];
    const reader = new EdifactReader<never>(() => undefined, {
      messageEnd: (end) => seen.push(`${end.reference} ${end.segments} ${end.declaredSegments}`),
    });
    readBytes(reader, Buffer.from(HEAD + one(1) + tail(1)));
    expect(seen).toEqual(["1 3 3"]);
    expect(reader.totals).toMatchObject({ segments: 5, messages: 1, trailingBytes: 0 });
  });
});
