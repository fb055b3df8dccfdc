/**
 * Values of any message, generated from its profile's table, and the bytes of an interchange around
 * them. Only what the table says: a value here is right by shape, not by meaning.
 */
import fc from "fast-check";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import type { ElementOut } from "#standards/edifact/segment-writer.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { MessageSink, type TypedMessage } from "#standards/profiles/message-sink.ts";
import { writeMessage } from "#standards/profiles/message-writer.ts";
import { compileProfile } from "#standards/profiles/plan.ts";
import { type Field, fieldsOf, type Position, type Profile } from "#standards/profiles/profile.ts";
import type { AnyMessage } from "#standards/profiles/value-of.ts";
import { writeS10 } from "#standards/upu/s10.ts";

type Values = Record<string, unknown>;

/** A segment as it is written. */
export type Segment = { readonly tag: string; readonly elements: readonly ElementOut[] };

const DIGITS = Array.from("0123456789");
const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const TEXT = [...LETTERS, ...DIGITS, ...Array.from("abcxyz ?+:'.,-/()éüß")];

/** Every shipped profile that is written, with the name it is tested under. */
export const writtenProfiles = edifactMessages
  .flatMap(({ profiles }): readonly Profile[] => profiles)
  .filter(({ readOnly }) => readOnly !== true)
  .map((profile) => [`${profile.message} ${profile.version}`, profile] as const);

/** Whole values of a profile. */
export function valueOf(profile: Profile): fc.Arbitrary<AnyMessage> {
  const frame = fc.record({
    reference: fc.nat({ max: 99_999_999 }).map((number) => `M${number}`),
    sender: fc.constantFrom({ id: "US101" }, { id: "CN101", qualifier: "ZZ" }),
    recipient: fc.constant({ id: "QF101" }),
  });
  const own = { kind: profile.name, version: profile.version, unread: [] };
  return fc
    .tuple(frame, structureOf(profile.structure))
    .map(([head, body]) => ({ ...own, ...head, ...body }));
}

function structureOf(positions: readonly Position[]): fc.Arbitrary<Values> {
  return fc
    .tuple(...positions.map(positionOf))
    .map((parts) => Object.assign({}, ...parts) as Values);
}

function positionOf(position: Position): fc.Arbitrary<Values> {
  const { min, max, group } = position;
  const fields = fieldValues(position);
  const inner = group === undefined ? fc.constant({}) : structureOf(group.children);
  const one = fc.tuple(fields, inner).map(([a, b]) => ({ ...a, ...b }));
  const name = group?.name;
  if (name === undefined) return min > 0 ? one : fc.oneof(one, fc.constant(absent(position)));
  if (group?.many === true)
    return fc
      .array(one, { minLength: min, maxLength: Math.min(max, 3) })
      .map((list) => ({ [name]: list }));
  const single = one.map((value) => ({ [name]: value }));
  return min > 0 ? single : fc.oneof(single, fc.constant({}));
}

/** An optional group without a name that is not there still has its lists, empty. */
function absent({ group }: Position): Values {
  const lists = (group?.children ?? []).map(({ group: inner, ...rest }) => {
    if (inner?.name !== undefined) return inner.many === true ? { [inner.name]: [] } : {};
    return inner === undefined ? {} : absent({ ...rest, group: inner });
  });
  return Object.assign({}, ...lists) as Values;
}

function fieldValues(position: Position): fc.Arbitrary<Values> {
  const fields = fieldsOf(position).filter(([, { kind }]) => kind !== "sequence");
  const parts = fields.map(([key, field]) => {
    const some = fieldOf(field).map((value): Values => ({ [key]: value }));
    return field.required === true ? some : fc.oneof(some, fc.constant<Values>({}));
  });
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Values);
}

function fieldOf(field: Field): fc.Arbitrary<unknown> {
  const { kind, max, oneOf, count = 1 } = field;
  if (oneOf !== undefined) return fc.constantFrom(...oneOf);
  const make = MAKERS[kind];
  return make === undefined ? identifier(kind) : make(max, count);
}

type Maker = (max: number, count: number) => fc.Arbitrary<unknown>;

const MAKERS: Readonly<Partial<Record<Field["kind"], Maker>>> = {
  an: (max) => textOf(1, max),
  n: (max) => fc.string({ unit: fc.constantFrom(...DIGITS), minLength: 1, maxLength: max }),
  code: (max) =>
    fc.string({
      unit: fc.constantFrom(...LETTERS, ...DIGITS),
      minLength: 1,
      maxLength: Math.min(max, 3),
    }),
  integer: (max) => fc.nat({ max: 10 ** Math.min(max, 8) - 1 }),
  decimal,
  measure: () =>
    fc
      .tuple(decimal(), fc.constantFrom("KGM", "GRM", "EUR"))
      .map(([value, unit]) => ({ ...value, unit })),
  time,
  lines: (max, count) =>
    fc
      .array(textOf(0, max), { maxLength: count - 1 })
      .chain((lines) => textOf(1, max).map((last) => [...lines, last])),
};

function textOf(least: number, most: number): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...TEXT);
  return fc
    .string({ unit, minLength: least, maxLength: Math.min(most, 40) })
    .map((text) => text.trim() || (least === 0 ? "" : "X"));
}

function decimal() {
  return fc.record({ units: fc.nat({ max: 9_999_999 }), scale: fc.nat({ max: 3 }) });
}

function time() {
  const two = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, "0"));
  const parts = fc.tuple(two(1, 12), two(1, 28), two(0, 23), two(0, 59), two(0, 59));
  return fc
    .tuple(parts, fc.constantFrom(["102", 2], ["203", 4], ["204", 5] as const))
    .map(([all, [format, length]]) => ({
      text: `2026${all.slice(0, Number(length)).join("")}`,
      format: String(format),
    }));
}

function identifier(kind: Field["kind"]): fc.Arbitrary<string> {
  const office = fc.constantFrom("CNBJSA", "USJFKA", "FRCDGA", "DEFRAA");
  if (kind === "impc") return office;
  if (kind === "s10")
    return fc.nat({ max: 99_999_999 }).map((serial) => writeS10("RR", serial, "CN"));
  const dispatch = fc
    .tuple(office, office, fc.nat({ max: 9_999 }))
    .map(([from, to, number]) => `${from}${to}AUN6${String(number).padStart(4, "0")}`);
  if (kind === "s8") return dispatch;
  return fc
    .tuple(dispatch, fc.nat({ max: 999 }), fc.nat({ max: 9_999 }))
    .map(
      ([s8, number, weight]) =>
        `${s8}${String(number).padStart(3, "0")}00${String(weight).padStart(4, "0")}`,
    );
}

/** The segments between UNH and UNT; a finding while writing is a fault of the test. */
export function segmentsOf(profile: Profile, value: AnyMessage): readonly Segment[] {
  const segments: Segment[] = [];
  const out = {
    segment: (tag: string, elements: readonly ElementOut[]) =>
      void segments.push({ tag, elements }),
  };
  const findings = writeMessage(compileProfile(profile), value, out);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return segments;
}

/** One interchange with one message of these segments. */
export function interchangeOf(
  profile: Profile,
  value: Pick<AnyMessage, "reference" | "sender" | "recipient">,
  segments: readonly Segment[],
  syntaxVersion: 3 | 4 = 3,
): Uint8Array {
  const writer = new EdifactWriter();
  const { sender, recipient, reference } = value;
  writer.interchange({
    syntax: "UNOC",
    syntaxVersion,
    sender,
    recipient,
    preparedAt: syntaxVersion === 4 ? "20261122:1830" : "261122:1830",
    controlReference: "REF1",
  });
  writer.message({ reference, ...profile.unh[0] });
  for (const { tag, elements } of segments) writer.segment(tag, elements);
  writer.messageEnd();
  writer.interchangeEnd();
  const { bytes, findings } = writer.take();
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return bytes;
}

/** Everything typed that an input holds; `cut` is the size of the pieces it is pushed in. */
export function readTyped(
  bytes: Uint8Array,
  profiles: readonly Profile[] = [],
  cut = bytes.length || 1,
): { readonly messages: readonly TypedMessage[]; readonly findings: readonly unknown[] } {
  const messages: TypedMessage[] = [];
  const findings: unknown[] = [];
  const sink = new MessageSink({
    entries: edifactMessages,
    profiles,
    message: (one) => void messages.push(one),
    finding: (one) => void findings.push(one),
  });
  const scanner = new EdifactScanner(sink);
  for (let at = 0; at < bytes.length; at += cut) scanner.push(bytes.subarray(at, at + cut));
  scanner.end();
  return { messages, findings };
}
