/** Lazy values hold what plain ones hold, however the bytes come; texts and numbers as they were. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { Predes21 } from "#standards/messages/predes/profile.ts";
import {
  interchangeOf,
  segmentsOf,
  valueOf,
  writtenProfiles,
} from "#test/profiles/generated-values.ts";
import { handWritten } from "#test/profiles/hand-written.ts";
import { LazyValue } from "./lazy-values.ts";
import { MessageSink, type TypedMessage } from "./message-sink.ts";

const PREDES = [
  "BGM+:::PREDES+USJFKACNBJSAAUN60001+9",
  "DTM+137:202611221830:203",
  "CNI+1+USJFKACNBJSAAUN60001",
  "GID+1+1:BG",
  "PCI+24",
  "GIN+ML+USJFKACNBJSAAUN60001001110125",
];
const ITEM = ["LOC+27+US", "MOA+44:12.50:USD", "FTX+AAA+++Size 10?+:caf\u00e9", "PCI+24"];

function read(
  bytes: Uint8Array,
  isLazy: boolean,
  cut = bytes.length,
  limitBytes = bytes.length,
  fastFrom?: number,
): readonly TypedMessage[] {
  const messages: TypedMessage[] = [];
  const sink = new MessageSink({
    entries: edifactMessages,
    isLazy,
    limitBytes,
    message: (one) => messages.push(one),
    finding: () => undefined,
  });
  const scanner = new EdifactScanner(sink, fastFrom);
  for (let from = 0; from < bytes.length; from += cut) scanner.push(bytes.slice(from, from + cut));
  scanner.end();
  return messages;
}

function predesOf(segments: readonly string[], isLazy = true): Predes21 {
  const [message] = read(handWritten("PREDES:2:1:UP", [...PREDES, ...segments]), isLazy);
  return message?.value as unknown as Predes21;
}

/** Read three times, so that what was usual before comes again: plain, lazy, and lazy walked fast. */
function expectSame(one: Uint8Array, cut: number): readonly TypedMessage[] {
  const bytes = Buffer.concat([one, one, one]);
  const plain = read(bytes, false, bytes.length, bytes.length, SLOW);
  const told = JSON.stringify(plain);
  expect(JSON.stringify(read(bytes, true, cut, bytes.length, SLOW))).toBe(told);
  expect(JSON.stringify(read(bytes, true, cut, bytes.length, 0))).toBe(told);
  return plain;
}

const SLOW = Number.POSITIVE_INFINITY;

describe.each(writtenProfiles)("%s", (_name, profile) => {
  test("property: lazy values are the plain ones, with the same findings, in any slices", () => {
    fc.assert(
      fc.property(valueOf(profile), fc.integer({ min: 1, max: 200 }), (value, cut) => {
        const bytes = interchangeOf(profile, value, segmentsOf(profile, value));
        expect(expectSame(bytes, cut)[0]?.value).toEqual(value);
      }),
      { numRuns: 10 },
    );
  });

  test("property: of damaged bytes lazy and plain reading tell the same", () => {
    const damage = fc.tuple(fc.nat(), fc.constantFrom(...Array.from("'+:?A0.\u00e9")));
    fc.assert(
      fc.property(valueOf(profile), fc.array(damage, { maxLength: 3 }), (value, all) => {
        const bytes = interchangeOf(profile, value, segmentsOf(profile, value));
        for (const [at, text] of all) bytes[at % bytes.length] = text.charCodeAt(0);
        expectSame(bytes, bytes.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe("lazy values", () => {
  test("decode release characters and letters, and outlive the bytes they came in", () => {
    const twice = [1, 2].flatMap((n) => [`GID+${n}++1`, ...ITEM, `GIN+ML+RX00000000${5}GB`]);
    const [receptacle] = predesOf(twice).receptacles;
    expect(receptacle).toBeInstanceOf(LazyValue);
    expect(receptacle?.items.map(({ contents }) => contents)).toEqual([
      ["Size 10+", "caf\u00e9"],
      ["Size 10+", "caf\u00e9"],
    ]);
    expect(receptacle?.items[1]?.declaredValue).toEqual({ units: 1250, scale: 2, unit: "USD" });
    expect(receptacle?.items[1]?.insuredValue).toBeUndefined();
  });

  test("a segment that comes again is read each time, another is not taken for it", () => {
    const countries = ["US", "US", "GB", "US", "GBX"];
    const items = countries.flatMap((code, at) => [
      `GID+${at + 1}++1`,
      `LOC+27+${code}`,
      "PCI+24",
      `GIN+ML+RX0000000${at}5GB`,
    ]);
    const { receptacles } = predesOf(items);
    expect(receptacles[0]?.items.map(({ originCountry }) => originCountry)).toEqual(countries);
  });

  test.each([
    ["an identifier told twice", "001110125", "message/twice"],
    ["a flag that is none", "003210125", "message/identifier-shape"],
    ["a letter among its digits", "00311012A", "message/identifier-shape"],
    ["one that is too short", "00311012", "message/identifier-shape"],
  ])("of receptacles walked fast %s is found", (_what, end, code) => {
    const receptacle = (number: number, tail: string) => [
      `CNI+${number}+USJFKACNBJSAAUN60001`,
      "GID+1+1:BG",
      "PCI+24",
      `GIN+ML+USJFKACNBJSAAUN60001${tail}`,
    ];
    const ends = ["002110125", end, "004110125"];
    const more = ends.flatMap((tail, at) => receptacle(at + 2, tail));
    const bytes = handWritten("PREDES:2:1:UP", [...PREDES, ...more]);
    const [message] = expectSame(bytes, bytes.length);
    const found = message?.findings.filter((one) => one.code !== "message/segment-missing") ?? [];
    expect(found.map((one) => [one.code, one.at?.segment])).toEqual([[code, 15]]);
    const right = handWritten("PREDES:2:1:UP", [...PREDES, ...receptacle(2, "002110125")]);
    expect(expectSame(right, right.length)[0]?.findings).toEqual([]);
  });

  test("a message past the limit is let go in the middle of what comes again and again", () => {
    const items = Array.from({ length: 40 }, (_, at) => [
      `GID+${at + 1}++1`,
      "LOC+27+US",
      "GDS+M",
      "PCI+24",
      `GIN+ML+RX0000000${10 + at}GB`,
    ]).flat();
    const bytes = handWritten("PREDES:2:1:UP", [...PREDES, ...items]);
    for (const limit of [300, 310, 320, 330, 340]) {
      const [message] = read(bytes, true, bytes.length, limit);
      expect(message?.value).toBeUndefined();
      expect(message?.findings.map(({ code }) => code)).toContain("message/over-limit");
    }
  });

  test("canary: a plain value is none of them", () => {
    expect(predesOf([], false).receptacles[0]).not.toBeInstanceOf(LazyValue);
  });
});
