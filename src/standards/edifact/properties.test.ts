/** Properties of reading and writing EDIFACT: round trips, cuts, any bytes, damage. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, interchanges, type Sent } from "#test/edifact/interchanges.ts";
import { transcript } from "#test/edifact/transcript.ts";
import type { ElementOut, ElementText } from "./segment-writer.ts";
import { DEFAULT_SEPARATORS } from "./separators.ts";
import { readTree, writeTree } from "./tree.ts";

const runs = { numRuns: 100 };
const plain = interchanges.filter(
  ({ separators, messages }) => separators === DEFAULT_SEPARATORS && messages.length > 0,
);

/** An element as it stands when empty ends are cut. */
function cut(element: ElementOut): ElementOut {
  if (typeof element === "object" && "repeat" in element) {
    const last = element.repeat.findLastIndex((one) => cutText(one) !== "");
    const kept = element.repeat.slice(0, last + 1).map(cutText);
    return kept.length > 1 ? { repeat: kept } : (kept[0] ?? "");
  }
  return cutText(element);
}

function cutText(element: ElementText): ElementText {
  if (typeof element === "string") return element;
  const kept = element.slice(0, element.findLastIndex((one) => one !== "") + 1);
  return kept.length > 1 ? kept : (kept[0] ?? "");
}

function cutSegment({ tag, elements }: Sent["messages"][number][number]): unknown {
  const all = elements.map(cut);
  return { tag, elements: all.slice(0, all.findLastIndex((one) => one !== "") + 1) };
}

/** In any slices, and whether bytes are looked at one by one or many at once. */
function expectSame(bytes: Uint8Array, slice: number): void {
  const told = JSON.stringify(transcript(bytes, 0, Number.POSITIVE_INFINITY));
  expect(JSON.stringify(transcript(bytes, slice, 0))).toBe(told);
  expect(JSON.stringify(transcript(bytes, slice, slice * 3))).toBe(told);
}

describe("EDIFACT ISO 9735: reading what was written", () => {
  test("property: what is written is read again, without a finding", () => {
    fc.assert(
      fc.property(interchanges, (sent) => {
        const { interchanges: read, findings } = readTree(bytesOf(sent));
        expect(findings).toEqual([]);
        expect(read[0]?.head).toMatchObject({
          syntax: sent.syntax,
          syntaxVersion: sent.version,
          controlReference: sent.reference,
          sender: { id: "CNA", qualifier: "UP" },
        });
        const segments = read[0]?.messages.map((message) =>
          message.segments.slice(1, -1).map(({ tag, elements }) => ({ tag, elements })),
        );
        expect(segments).toEqual(sent.messages.map((one) => one.map(cutSegment)));
      }),
      runs,
    );
  });

  test("property: canonical bytes, read and written again, are the same bytes", () => {
    fc.assert(
      fc.property(interchanges, (sent) => {
        const bytes = bytesOf(sent);
        const written = writeTree(readTree(bytes));
        expect(written.findings).toEqual([]);
        expect(Buffer.compare(written.bytes, bytes)).toBe(0);
      }),
      runs,
    );
  });

  test("property: any slices give the same calls, findings and totals", () => {
    fc.assert(
      fc.property(interchanges, fc.integer({ min: 1, max: 90 }), (sent, slice) => {
        const bytes = bytesOf(sent);
        expectSame(bytes, slice);
      }),
      runs,
    );
  });

  test("property: any slices of damaged bytes give the same calls, findings and totals", () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(interchanges, damage, fc.integer({ min: 1, max: 40 }), (sent, places, slice) => {
        const bytes = Buffer.from(bytesOf(sent));
        for (const [at, byte] of places) bytes[at % bytes.length] = byte;
        expectSame(bytes, slice);
      }),
      runs,
    );
  });

  test("property: any bytes never throw, alone or behind a head", () => {
    const likely = fc.array(fc.constantFrom(...Array.from("UNABHTZEG+:?'*ABC019\r\n \u0000é")), {
      maxLength: 200,
    });
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      likely.map((all) => Buffer.from(all.join(""), "latin1")),
      likely.map((all) =>
        Buffer.from(`UNA:+.?*'UNB+UNOC:4+A+B+20261122:0815+R'${all.join("")}`, "latin1"),
      ),
      likely.map((all) =>
        Buffer.from(`UNA:+.? \nUNB+UNOC:3+A+B+261122:0815+R\r\n${all.join("")}`, "latin1"),
      ),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 50 }), (bytes, slice) => {
        expectSame(bytes, slice);
      }),
      { numRuns: 400 },
    );
  });
});

/** Where the terminators are that end segments. */
function terminators(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 9; at < bytes.length; at += 1) {
    if (bytes[at] === DEFAULT_SEPARATORS.release) at += 1;
    else if (bytes[at] === DEFAULT_SEPARATORS.terminator) found.push(at);
  }
  return found;
}

/** Every finding must lie at the damaged byte's segment or behind it, and one must be there. */
function expectFound(bytes: Uint8Array, at: number): void {
  const { findings } = transcript(bytes);
  expect(findings.length).toBeGreaterThan(0);
  const ends = terminators(bytes).filter((end) => end < at);
  const start = ends.at(-1) ?? 0;
  for (const { at: place } of findings) expect(place.offset ?? 0).toBeGreaterThanOrEqual(start);
}

function damaged(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = byte;
  return copy;
}

describe("EDIFACT ISO 9735: damage is found", () => {
  test("property: a damaged tag is found at its segment", () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.nat({ max: 2 }), (sent, which, letter) => {
        const bytes = bytesOf(sent);
        const starts = [
          9,
          ...terminators(bytes)
            .slice(0, -1)
            .map((end) => end + 1),
        ];
        const start = starts[which % starts.length] ?? 9;
        const broken = damaged(bytes, start + letter, 0x5f);
        const { findings } = transcript(broken);
        expect(findings.map(({ at }) => at.offset)).toContain(start);
      }),
      runs,
    );
  });

  test("property: a lost, damaged or doubled terminator is found there or at the trailer", () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.constantFrom(0x41, 0x20, 0x2b, 0x00), (sent, which, byte) => {
        const bytes = bytesOf(sent);
        const ends = terminators(bytes);
        const at = ends[which % ends.length] ?? 0;
        expectFound(damaged(bytes, at, byte), at);
        const doubled = Buffer.concat([bytes.subarray(0, at), Buffer.of(39), bytes.subarray(at)]);
        if (at !== ends.at(-1)) expectFound(doubled, at);
      }),
      runs,
    );
  });

  test("property: a segment lost or sent twice is found at its message's trailer", () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.boolean(), (sent, which, isTwice) => {
        const bytes = bytesOf(sent);
        const ends = [8, ...terminators(bytes)];
        const number = 1 + (which % (ends.length - 1));
        const from = (ends[number - 1] ?? 0) + 1;
        const to = (ends[number] ?? 0) + 1;
        // UNB and UNZ among them: an interchange lost its head, or its end.
        const behind = bytes.subarray(isTwice ? from : to);
        const changed = Buffer.concat([bytes.subarray(0, isTwice ? to : from), behind]);
        expect(transcript(changed).findings.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test("property: a changed count or reference is found at its trailer's element", () => {
    const trailer = /(UNT|UNZ)\+(\d+)\+/g;
    fc.assert(
      fc.property(plain, fc.nat(), (sent, which) => {
        const bytes = bytesOf({ ...sent, reference: "R1" });
        const text = Buffer.from(bytes).toString("latin1");
        const all = [...text.matchAll(trailer)].filter(({ index }) => text[index - 1] === "'");
        const one = all[which % all.length];
        const at = (one?.index ?? 0) + 4;
        const count = damaged(bytes, at, text[at] === "9" ? 0x38 : 0x39);
        expect(transcript(count).findings).toMatchObject([{ at: { offset: at, element: 1 } }]);
        const reference = at + (one?.[2]?.length ?? 0) + 1;
        const other = transcript(damaged(bytes, reference, 0x5a)).findings;
        expect(other).toMatchObject([{ at: { offset: reference, element: 2 } }]);
      }),
      runs,
    );
  });

  test("property: a changed letter inside a text changes that element only", () => {
    fc.assert(
      fc.property(plain, fc.nat(), (sent, which) => {
        const bytes = bytesOf(sent);
        const text = Buffer.from(bytes).toString("latin1");
        const letters = [...text.matchAll(/x/g)].map(({ index }) => index);
        if (letters.length === 0) return;
        const at = letters[which % letters.length] ?? 0;
        const before = JSON.stringify(transcript(bytes));
        const after = JSON.stringify(transcript(damaged(bytes, at, 0x7a)));
        const changed = after.split("").filter((unit, index) => unit !== before[index]);
        expect(changed).toEqual(["z"]);
      }),
      runs,
    );
  });

  test("canary: a reader that is silent would be found out", () => {
    const bytes = Buffer.from("UNA:+.? 'UNB+UNOC:3+A+B+261122:0815+R'UNZ+0+R'", "latin1");
    expect(() => expectFound(bytes, 20)).toThrow();
  });
});
