/** Single faults as lines and disks make them, each of a named kind. */
import type { Chance } from "#base/chance.ts";
import type { Sample, SegmentPlace } from "./samples.ts";

export const DAMAGE_KINDS = [
  "tag changed",
  "count changed",
  "reference changed",
  "terminator lost",
  "terminator changed",
  "element separator behind a tag changed",
  "segment lost",
  "segment doubled",
  "bit flipped in a service segment",
  "byte lost in a service segment",
  "byte put into a trailer",
  "cut off",
] as const;

export type DamageKind = (typeof DAMAGE_KINDS)[number];

/** The bytes after one fault, and where it is. */
export type Damaged = {
  readonly kind: DamageKind;
  readonly bytes: Uint8Array;
  readonly at: number;
};

const TAG = 3;
const LEAST_PRINTABLE = 0x20;
const PRINTABLE = 0x5f;
const BITS = 8;

/** Damages a sample once. The fault may by chance leave bytes that are valid. */
export function damage(sample: Sample, chance: Chance): Damaged {
  const kind = chance.pick(DAMAGE_KINDS);
  const places = placesFor(kind, sample.places);
  const place = chance.pick(places);
  return { kind, ...fault(kind, sample.bytes, place, chance) };
}

function placesFor(kind: DamageKind, places: readonly SegmentPlace[]): readonly SegmentPlace[] {
  const isService = ({ tag }: SegmentPlace): boolean => tag.startsWith("UN");
  const isTrailer = ({ tag }: SegmentPlace): boolean => tag === "UNT" || tag === "UNZ";
  if (kind === "count changed" || kind === "reference changed") return places.filter(isTrailer);
  if (kind === "byte put into a trailer") return places.filter(isTrailer);
  return kind.endsWith("service segment") ? places.filter(isService) : places;
}

function fault(
  kind: DamageKind,
  bytes: Uint8Array,
  { start, end }: SegmentPlace,
  chance: Chance,
): { readonly bytes: Uint8Array; readonly at: number } {
  const inside = start + chance.below(end - start);
  const text = Buffer.from(bytes.subarray(start, end)).toString("latin1");
  const count = start + TAG + 1;
  const reference = start + text.lastIndexOf("+") + 1;
  switch (kind) {
    case "tag changed":
      return replaced(bytes, start + chance.below(TAG), chance);
    case "count changed":
      return replaced(bytes, count + chance.below(reference - 1 - count), chance);
    case "reference changed":
      return replaced(bytes, reference + chance.below(end - 1 - reference), chance);
    case "terminator lost":
      return without(bytes, end - 1, end);
    case "terminator changed":
      return replaced(bytes, end - 1, chance);
    case "element separator behind a tag changed":
      return replaced(bytes, start + TAG, chance);
    case "segment lost":
      return without(bytes, start, end);
    case "segment doubled":
      return put(bytes, end, bytes.subarray(start, end));
    case "bit flipped in a service segment":
      return flipped(bytes, inside, chance.below(BITS));
    case "byte lost in a service segment":
      return without(bytes, inside, inside + 1);
    case "byte put into a trailer":
      return put(bytes, inside, Uint8Array.of(LEAST_PRINTABLE + chance.below(PRINTABLE)));
    case "cut off":
      return { bytes: bytes.subarray(0, inside), at: inside };
  }
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
