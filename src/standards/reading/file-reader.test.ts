/** What a file is said to hold, against an independent count, and in any slices. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "#base/result.ts";
import { predes21 } from "#standards/messages/predes/profile.ts";
import { FileReader, type FileReaderOptions } from "./file-reader.ts";
import type { FileSums, MessageLine } from "./file-sink.ts";

type Read = {
  readonly sums: FileSums;
  readonly messages: readonly MessageLine[];
  readonly findings: readonly Finding[];
};

function read(input: string | Uint8Array, slice = 1e9, options?: FileReaderOptions): Read {
  const bytes = typeof input === "string" ? Buffer.from(input, "latin1") : input;
  const messages: MessageLine[] = [];
  const findings: Finding[] = [];
  const reader = new FileReader(
    { message: (line) => messages.push(line), finding: (one) => findings.push(one) },
    options,
  );
  for (let from = 0; from < bytes.length; from += slice)
    if (!reader.push(bytes.subarray(from, from + slice))) break;
  return { sums: reader.end(), messages, findings };
}

const MARKS_AND_TEXT = Array.from("ABC 019.,-?+:'");
const released = (text: string): string => text.replace(/[?+:']/g, "?$&");
const text = fc
  .string({ unit: fc.constantFrom(...MARKS_AND_TEXT), minLength: 1, maxLength: 12 })
  .map((one) => `${released(one)}X`);
const tag = fc.constantFrom("BGM", "DTM", "FTX", "RFF", "LOC", "CNI", "ZZ9");
const segment = fc
  .tuple(tag, fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 4 }))
  .map(([name, elements]) => [name, ...elements.map((parts) => parts.join(":"))].join("+"));
const message = fc.record({
  type: fc.constantFrom("PREDES:2:1:UP", "EMSEVT:3:0:UP", "FOOBAR:D:96A:UN"),
  segments: fc.array(segment, { maxLength: 12 }),
});
const interchange = fc
  .record({ messages: fc.array(message, { minLength: 1, maxLength: 4 }), reference: fc.nat(9999) })
  .map(({ messages, reference }) => [
    `UNB+UNOC:3+CN101+US101+261122:0800+${reference}`,
    ...messages.flatMap(({ type, segments }, at) => [
      `UNH+${at + 1}+${type}`,
      ...segments,
      `UNT+${segments.length + 2}+${at + 1}`,
    ]),
    `UNZ+${messages.length}+${reference}`,
  ]);
const canonical = fc
  .array(interchange, { minLength: 1, maxLength: 3 })
  .map((all) => all.flat().map((one) => `${one}'`))
  .map((segments) => segments.join(""));

/** The same counts by cutting at every terminator that is not released, and nothing else. */
function counted(input: string) {
  const segments: string[] = [""];
  for (let at = 0; at < input.length; at += 1) {
    const one = input.charAt(at);
    if (one === "'") segments.push("");
    else {
      segments[segments.length - 1] += one === "?" ? input.slice(at, at + 2) : one;
      if (one === "?") at += 1;
    }
  }
  segments.pop();
  const begun = (name: string): number => segments.filter((one) => one.startsWith(name)).length;
  const ends = segments.flatMap((one, at) => (one.startsWith("UNT+") ? [at] : []));
  const starts = segments.flatMap((one, at) => (one.startsWith("UNH+") ? [at] : []));
  return {
    segments: segments.length,
    interchanges: begun("UNB+"),
    messages: begun("UNH+"),
    sizes: starts.map((start, at) => (ends[at] ?? 0) - start + 1),
  };
}

function told(input: string) {
  const { sums, messages } = read(input);
  return {
    segments: sums.segments,
    interchanges: sums.interchanges,
    messages: sums.messages,
    sizes: messages.map((one) => one.segments),
  };
}

describe("numbers of a file", () => {
  test("property: EDIFACT ISO 9735 §7 counts are those of an independent cut at terminators", () => {
    fc.assert(
      fc.property(canonical, (input) => {
        expect(told(input)).toEqual(counted(input));
        const { sums, messages } = read(input);
        expect(sums).toMatchObject({ format: "edifact", syntax: "UNOC:3", trailingBytes: 0 });
        for (const one of messages) expect(one.declaredSegments).toBe(one.segments);
      }),
      { numRuns: 200 },
    );
  });

  test("canary: a cut that knows no release characters counts otherwise", () => {
    const input = "UNB+UNOC:3+A+B+261122:0800+1'UNH+1+X:1:1:UN'FTX+a?'b'UNT+3+1'UNZ+1+1'";
    expect(told(input)).toEqual(counted(input));
    expect(input.split("'").length - 1).not.toBe(told(input).segments);
  });

  test("property: the same bytes are told alike in any slices", () => {
    fc.assert(
      fc.property(canonical, fc.integer({ min: 1, max: 300 }), (input, slice) => {
        expect(read(input, slice)).toEqual(read(input));
      }),
      { numRuns: 50 },
    );
  });

  test("property: any bytes are told without a throw, and damaged ones in any slices alike", () => {
    const noise = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(noise, canonical, fc.nat(10_000), (bytes, input, at) => {
        expect(read(bytes).sums.findings).toBeGreaterThan(0);
        const damaged = Buffer.from(input, "latin1");
        damaged[at % damaged.length] = bytes[0] ?? 0;
        expect(read(damaged, 7)).toEqual(read(damaged));
      }),
      { numRuns: 200 },
    );
  });

  test("property: findings of a message stand in the order of its bytes", () => {
    fc.assert(
      fc.property(canonical, (input) => {
        const inside = read(input).findings.filter(({ at }) => at.message !== undefined);
        const offsets = inside.map(({ at }) => at.offset ?? 0);
        expect(offsets).toEqual(offsets.toSorted((one, other) => one - other));
      }),
      { numRuns: 100 },
    );
  });
});

describe("kinds of files", () => {
  const row = "identifier,scanned_at,place\nRR473124829GB,2026-09-21T08:15:04,HALL-1\n";

  test("golden: rows of CSV are counted, and no message is told", () => {
    const { sums, messages } = read(row);
    expect(sums).toMatchObject({ format: "scans-csv", syntax: "", segments: 0, rows: 1, good: 1 });
    expect(messages).toEqual([]);
  });

  test("golden: XML of an unknown type is one message with one document", () => {
    const { messages, findings } = read(
      '<?xml version="1.0"?><a:ItMatt xmlns:a="urn:x"><b/></a:ItMatt>',
    );
    expect(messages).toEqual([
      {
        type: "ItMatt",
        version: "urn:x",
        reference: "",
        segments: 0,
        declaredSegments: null,
        documents: 1,
      },
    ]);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["message/unknown-type", "info"],
    ]);
  });

  test.each([
    ["", "file/empty"],
    ["\u0000\u0001\u0002", "file/binary"],
    ["nobody,reads,this\n1,2,3\n", "file/unknown-format"],
  ])("what cannot be read is one finding: %j is %s", (input, code) => {
    const { sums, findings } = read(input);
    expect(findings.map((one) => one.code)).toEqual([code]);
    expect(sums).toMatchObject({ format: "unknown", messages: 0, refused: 1, hasError: true });
  });

  test("golden: EDIFACT with a damaged first tag is still read as EDIFACT", () => {
    const input = "UNX+UNOC:3+A+B+261122:0800+1'UNH+1+X:1:1:UN'UNT+2+1'UNZ+1+1'";
    const { sums, messages, findings } = read(input);
    expect(sums).toMatchObject({ format: "edifact", hasError: true });
    expect(messages).toHaveLength(1);
    expect(findings.map(({ code }) => code)).toContain("edifact/outside-interchange");
  });
});

describe("profiles of a run", () => {
  const input = (mark: string): string =>
    `UNB+UNOC:3+A+B+261122:0800+1'UNH+1+PREDES:2:1:UP'BGM+:::${mark}+CNBJSAUSJFKAAUN60001+9'` +
    "DTM+137:202611220800:203'UNT+4+1'UNZ+1+1'";
  const [head, ...rest] = predes21.structure;
  const fixed = [{ element: 0, component: 3, text: "PARTNER" }];
  const profile = { ...predes21, structure: [{ ...head, fixed }, ...rest] } as never;

  test("a profile given for the run reads before the shipped one", () => {
    const codes = (mark: string, options?: FileReaderOptions) =>
      read(input(mark), 1e9, options).findings.map(({ code }) => code);
    expect(codes("PREDES")).toEqual([]);
    expect(codes("PARTNER")).toEqual(["message/element-unread"]);
    expect(codes("PARTNER", { profiles: [profile] })).toEqual([]);
    expect(codes("PREDES", { profiles: [profile] })).toEqual(["message/element-unread"]);
  });
});

test.each([
  ["predes", 1],
  ["resdes", 1],
  ["precon", 1],
  ["cardit", 1],
])("UPU code list 115: a dispatch of a category that is none is a warning in %s", (name, count) => {
  const bytes = readFileSync(`examples/${name}.edi`, "latin1");
  expect(read(bytes).findings).toEqual([]);
  const { findings, sums } = read(bytes.replaceAll("USJFKAAEN6", "USJFKAXEN6"));
  expect(sums.hasError).toBe(false);
  expect(findings).toHaveLength(count);
  expect(findings[0]).toMatchObject({
    code: "message/code-unknown",
    severity: "warning",
    at: { element: 2, component: 1 },
    found: "X",
    expected: "mail-categories",
  });
});

test("what breaks off before its first row, or has no rows at all, is one refusal", () => {
  const json = readFileSync("examples/declarations.json").subarray(0, 150);
  const table = readFileSync("examples/containers.csv", "latin1").replace("container,", "box,");
  for (const [input, code] of [
    [json, "json/truncated"],
    [table, "csv/missing-column"],
  ] as const) {
    const { sums, findings } = read(input);
    expect(findings.map((one) => one.code)).toContain(code);
    expect(sums).toMatchObject({ rows: 0, good: 0, refused: 1, hasError: true });
  }
});
