/** Single faults as lines and disks make them, each of a named kind. */
import type { Chance } from "#base/chance.ts";
import type { Sample, SegmentPlace } from "./samples.ts";

const TAG = 3;
const LEAST_PRINTABLE = 0x20;
const PRINTABLE = 0x5f;
const BITS = 8;

type Fault = { readonly bytes: Uint8Array; readonly at: number };
/** Where in a segment: its bytes, any one of them, its first element and the last one. */
type Spot = {
  readonly start: number;
  readonly end: number;
  readonly inside: number;
  readonly count: number;
  readonly reference: number;
};

const FAULTS = {
  "tag changed": (bytes, { start }, chance) => replaced(bytes, start + chance.below(TAG), chance),
  "count changed": (bytes, { count, reference }, chance) =>
    replaced(bytes, count + chance.below(reference - 1 - count), chance),
  "reference changed": (bytes, { reference, end }, chance) =>
    replaced(bytes, reference + chance.below(end - 1 - reference), chance),
  "terminator lost": (bytes, { end }) => without(bytes, end - 1, end),
  "terminator changed": (bytes, { end }, chance) => replaced(bytes, end - 1, chance),
  "element separator behind a tag changed": (bytes, { start }, chance) =>
    replaced(bytes, start + TAG, chance),
  "segment lost": (bytes, { start, end }) => without(bytes, start, end),
  "segment doubled": (bytes, { start, end }) => put(bytes, end, bytes.subarray(start, end)),
  "bit flipped in a service segment": (bytes, { inside }, chance) =>
    flipped(bytes, inside, chance.below(BITS)),
  "byte lost in a service segment": (bytes, { inside }) => without(bytes, inside, inside + 1),
  "byte put into a trailer": (bytes, { inside }, chance) =>
    put(bytes, inside, Uint8Array.of(LEAST_PRINTABLE + chance.below(PRINTABLE))),
  "cut off": (bytes, { inside }) => ({ bytes: bytes.subarray(0, inside), at: inside }),
} as const satisfies Record<string, (bytes: Uint8Array, spot: Spot, chance: Chance) => Fault>;

export type DamageKind = keyof typeof FAULTS;
export const DAMAGE_KINDS = Object.keys(FAULTS) as readonly DamageKind[];

/** The bytes after one fault, and where it is. */
export type Damaged = {
  readonly kind: DamageKind;
  readonly bytes: Uint8Array;
  readonly at: number;
};

/** Damages a sample once. The fault may by chance leave bytes that are valid. */
export function damage(sample: Sample, chance: Chance): Damaged {
  const kind = chance.pick(DAMAGE_KINDS);
  const places = placesFor(kind, sample.places);
  const place = chance.pick(places);
  const spot = spotIn(sample.bytes, place, chance);
  return { kind, ...FAULTS[kind](sample.bytes, spot, chance) };
}

function placesFor(kind: DamageKind, places: readonly SegmentPlace[]): readonly SegmentPlace[] {
  const isService = ({ tag }: SegmentPlace): boolean => tag.startsWith("UN");
  const isTrailer = ({ tag }: SegmentPlace): boolean => tag === "UNT" || tag === "UNZ";
  if (kind === "count changed" || kind === "reference changed") return places.filter(isTrailer);
  if (kind === "byte put into a trailer") return places.filter(isTrailer);
  return kind.endsWith("service segment") ? places.filter(isService) : places;
}

/** Where a fault may strike in a segment. */
function spotIn(bytes: Uint8Array, { start, end }: SegmentPlace, chance: Chance): Spot {
  const text = Buffer.from(bytes.subarray(start, end)).toString("latin1");
  return {
    start,
    end,
    inside: start + chance.below(end - start),
    count: start + TAG + 1,
    reference: start + text.lastIndexOf("+") + 1,
  };
}

function replaced(bytes: Uint8Array, at: number, chance: Chance) {
  const copy = Uint8Array.from(bytes);
  const other = LEAST_PRINTABLE + chance.below(PRINTABLE);
  copy[at] = other === bytes[at] ? other ^ 1 : other;
  return { bytes: copy, at };
}

function flipped(bytes: Uint8Array, at: number, bit: number) {
  const copy = Uint8Array.from(bytes);
  copy[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return { bytes: copy, at };
}

function without(bytes: Uint8Array, from: number, to: number) {
  return { bytes: Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), at: from };
}

function put(bytes: Uint8Array, at: number, more: Uint8Array) {
  return { bytes: Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]), at };
}
