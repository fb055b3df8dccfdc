/**
 * Laws of every message of the registry: its table keeps to the UN structure, what is written is read
 * again and what is read is written again, and damage is told at its place.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import {
  interchangeOf,
  readTyped,
  type Segment,
  segmentsOf,
  valueOf,
  writtenProfiles,
} from "#test/profiles/generated-values.ts";
import { baseFaults, baseOf } from "./check-base.ts";
import { profileFindings } from "./import-profile.ts";
import { MESSAGE_CODES } from "./message-findings.ts";
import type { Profile } from "./profile.ts";

const RUNS = { numRuns: 60 };
/** What is told of generated values, because they mean nothing. */
const MEANING = new Set([
  "message/total-differs",
  "message/outside-dispatch",
  "message/twice",
  "message/rule",
]);
const shipped = edifactMessages.flatMap(({ profiles }): readonly Profile[] => profiles);

describe("law: shipped profiles", () => {
  test("law: the registry is not empty", () => {
    expect(edifactMessages.length).toBeGreaterThanOrEqual(2);
    expect(new Set(edifactMessages.map(({ name }) => name)).size).toBe(edifactMessages.length);
  });

  test.each(shipped.map((one) => [`${one.message} ${one.version}`, one] as const))(
    "law: %s keeps to the UN/EDIFACT base structure, and can be read without doubt",
    (_name, profile) => {
      expect(profileFindings(profile, edifactMessages)).toEqual([]);
      expect(profile.source).not.toBe("");
      expect(profile.known.length).toBeGreaterThan(0);
      if (profile.status === "provisional") expect(profile.assumed.length).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    },
  );

  test("canary: a tag, an order and a number against the base are found", () => {
    const profile = shipped[0] as Profile;
    const base = baseOf(profile, edifactMessages)?.positions ?? [];
    const faults = (structure: Profile["structure"]): readonly string[] =>
      baseFaults(structure, base).map(({ found }) => found);
    const bgm = { tag: "BGM", min: 1, max: 1 };
    expect(faults([bgm, { tag: "ZZZ", min: 0, max: 1 }])).toEqual(["ZZZ"]);
    expect(faults([bgm, { tag: "CNI", min: 0, max: 1 }, { tag: "DTM", min: 0, max: 1 }])).toEqual([
      "DTM",
    ]);
    expect(faults([bgm, { tag: "DTM", min: 0, max: 10 }])).toEqual(["10"]);
    expect(faults([{ tag: "DTM", min: 0, max: 1 }])).toEqual([""]);
  });
});

describe.each(writtenProfiles)("%s", (_name, profile) => {
  const values = valueOf(profile);

  test("property: what is written is read again, value for value", () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = interchangeOf(profile, value, segmentsOf(profile, value));
        const { messages, findings } = readTyped(bytes);
        expect(findings).toEqual([]);
        expect(messages).toHaveLength(1);
        expect(messages[0]?.findings.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(messages[0]?.value).toEqual(value);
      }),
      RUNS,
    );
  });

  test("property: canonical bytes are written again, with what is unknown in its place", () => {
    fc.assert(
      fc.property(values, fc.array(strangeness, { maxLength: 4 }), (value, strange) => {
        const segments = strange.reduce(disturb, segmentsOf(profile, value));
        const bytes = interchangeOf(profile, value, segments);
        const read = readTyped(bytes).messages[0];
        if (read?.value === undefined) return expectError(read?.findings ?? []);
        expect(again(profile, read.value)).toBe(text(bytes));
      }),
      RUNS,
    );
  });

  test("property: pieces of any size give the same messages", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (value, cut) => {
        const bytes = interchangeOf(profile, value, segmentsOf(profile, value));
        expect(readTyped(bytes, [], cut)).toEqual(readTyped(bytes));
      }),
      { numRuns: 20 },
    );
  });

  test("property: a segment taken out, doubled or renamed is told at its place or the trailer", () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.constantFrom("out", "twice", "tag"), (value, at, kind) => {
        const segments = segmentsOf(profile, value);
        const index = at % segments.length;
        const damaged = damage(segments, index, kind);
        const { messages } = readTyped(interchangeOf(profile, value, damaged));
        const told = (messages[0]?.findings ?? []).filter(({ code }) => !MEANING.has(code));
        if (told.length > 0) return expectPlace(told, index);
        // Silence is right only where the bytes are another message of this profile.
        const other = messages[0]?.value;
        expect(other).toBeDefined();
        expect(other).not.toEqual(value);
        if (other !== undefined) expect(segmentsOf(profile, other)).toEqual(damaged);
      }),
      RUNS,
    );
  });
});

describe("syntax 4", () => {
  test("repetitions behind the first are kept and written again", () => {
    const [, profile] = writtenProfiles[0] as (typeof writtenProfiles)[number];
    const [value] = fc.sample(valueOf(profile), { numRuns: 1, seed: 7 });
    if (value === undefined) throw new Error("no sample");
    const repeated: Segment = { tag: "XYZ", elements: ["a", { repeat: ["b", ["c", "d"], "e"] }] };
    const segments = segmentsOf(profile, value).map((one, at) =>
      at > 0 ? one : { ...one, elements: [...one.elements, { repeat: ["9", "8"] }] },
    );
    const bytes = interchangeOf(profile, value, [...segments, repeated], 4);
    const read = readTyped(bytes).messages[0]?.value;
    expect(read?.unread.length).toBeGreaterThanOrEqual(2);
    if (read === undefined) throw new Error("not read");
    expect(text(interchangeOf(profile, read, segmentsOf(profile, read), 4))).toBe(text(bytes));
  });
});

/** Where something unknown is put: a segment, or a component behind those of the table. */
const strangeness = fc.record({
  at: fc.nat(),
  isSegment: fc.boolean(),
  element: fc.integer({ min: 5, max: 9 }),
  component: fc.integer({ min: 0, max: 12 }),
});

type Strange = { at: number; isSegment: boolean; element: number; component: number };

function disturb(segments: readonly Segment[], strange: Strange): readonly Segment[] {
  const at = strange.at % segments.length;
  const segment = segments[at];
  if (segment === undefined) return segments;
  if (strange.isSegment) {
    const unknown = { tag: "XYZ", elements: ["a+b", ["", "c", "", "d?'"], "", "e"] };
    return segments.toSpliced(at + 1, 0, unknown);
  }
  const elements = [...segment.elements];
  while (elements.length <= strange.element) elements.push("");
  const parts = [...Array(strange.component).fill(""), "odd"];
  elements[strange.element] = parts.length > 1 ? parts : "odd";
  return segments.with(at, { ...segment, elements });
}

function again(profile: Profile, value: Parameters<typeof segmentsOf>[1]): string {
  return text(interchangeOf(profile, value, segmentsOf(profile, value)));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function damage(segments: readonly Segment[], at: number, kind: string): readonly Segment[] {
  const segment = segments[at] as Segment;
  if (kind === "out") return segments.toSpliced(at, 1);
  if (kind === "twice") return segments.toSpliced(at, 0, segment);
  return segments.with(at, { ...segment, tag: `Q${segment.tag.slice(1)}` });
}

type Told = readonly {
  readonly code: string;
  readonly severity: string;
  readonly at: { readonly segment?: number };
}[];

/** Segments are counted from UNH = 1: the n-th between is n + 2, and nothing before it is blamed. */
function expectPlace(told: Told, index: number): void {
  const places = told.map(({ at }) => at.segment ?? 0);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(index + 2);
}

/** Some finding weighs as an error, which a provisional profile tells as a warning. */
function expectError(findings: Told): void {
  const weights: Readonly<Record<string, string>> = MESSAGE_CODES;
  expect(
    findings.some(({ code, severity }) => severity === "error" || weights[code] === "error"),
  ).toBe(true);
}
