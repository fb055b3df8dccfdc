/**
 * Time through one Temporal library: local texts to instants and back, months, legal days.
 * Never reads a clock: every instant is handed in, as epoch milliseconds.
 */
import { Temporal } from "temporal-polyfill";
import { ok, type Result, refuse } from "./result.ts";

/** A time as written: either an instant (it names its offset) or a wall clock that needs a zone. */
export type WrittenTime =
  | { readonly kind: "instant"; readonly at: number }
  | { readonly kind: "local"; readonly wallMs: number };

/** An instant and whether the local time stood for none (`gap`) or for two (`overlap`). */
export type ResolvedTime = { readonly at: number; readonly doubt?: "gap" | "overlap" };

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/;
/** Longest text looked at: nanoseconds and an offset fit. */
export const MAX_TIME_TEXT = 40;
const HOUR_MS = 3_600_000;
/** Offsets kept per zone and hour; the map is emptied when full, so it stays small. */
const MAX_KEPT_HOURS = 4_096;
const MAX_KEPT_ZONES = 1_024;

/**
 * Reads `2026-11-22T08:15`, with seconds, fractions (cut to ms), `Z` or an offset.
 * Refuses `time/shape` and `time/no-such-time` (31 April, 25:00; a leap second counts as :59).
 */
export function parseWrittenTime(text: string): Result<WrittenTime> {
  if (text.length > MAX_TIME_TEXT) return refuse("time/shape");
  const parts = SHAPE.exec(text);
  if (parts === null) return refuse("time/shape", { found: text });
  const wallMs = wallClockMs(parts);
  if (wallMs === undefined) return refuse("time/no-such-time", { found: text });
  const offset = parts[8];
  if (offset === undefined) return ok({ kind: "local", wallMs });
  const offsetMs = offsetMsOf(offset);
  if (offsetMs === undefined) return refuse("time/no-such-time", { found: text });
  return ok({ kind: "instant", at: wallMs - offsetMs });
}

/**
 * The instant of a wall clock in a named zone. A time in a gap is read with the offset before it,
 * a time that happened twice as the earlier one; both are marked. Refuses `time/unknown-zone`.
 */
export function resolveWallClock(wallMs: number, zone: string): Result<ResolvedTime> {
  if (!isZone(zone)) return refuse("time/unknown-zone", { zone });
  const offset = offsetOfHour(wallMs, zone);
  if (offset !== undefined) return ok({ at: wallMs - offset });
  return ok(resolveSlowly(wallMs, zone));
}

/** Reads a text and resolves it, taking `zone` only where the text names no offset. */
export function resolveTime(text: string, zone: string): Result<ResolvedTime> {
  const written = parseWrittenTime(text);
  if (!written.ok) return written;
  if (written.value.kind === "instant") return ok({ at: written.value.at });
  return resolveWallClock(written.value.wallMs, zone);
}

/** True when the zone is an IANA name the library knows; fixed offsets such as "+08:00" are none. */
export function isZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const answer = askZone(zone);
  if (knownZones.size >= MAX_KEPT_ZONES) knownZones.clear();
  knownZones.set(zone, answer);
  return answer;
}

/** The instant in a zone as `2026-11-22T16:15:00.000+08:00`; the zone must be known. */
export function formatInstant(at: number, zone: string): string {
  return zoned(at, zone).toString({ timeZoneName: "never", fractionalSecondDigits: 3 });
}

/** The calendar day `YYYY-MM-DD` an instant falls on in a legal zone; the zone must be known. */
export function legalDay(at: number, zone: string): string {
  if (lastAsked.at !== at || lastAsked.zone !== zone) {
    lastAsked = { at, zone, day: zoned(at, zone).toPlainDate().toString() };
  }
  return lastAsked.day;
}

/** A batch asks for the day of its call once a row. */
let lastAsked = { at: Number.NaN, zone: "", day: "" };

/** First instant of a legal day and of the next one; refuses `time/no-such-day`. */
export function boundsOfDay(
  day: string,
  zone: string,
): Result<{ readonly startAt: number; readonly endAt: number }> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refuse("time/no-such-day", { found: day });
  if (!isZone(zone)) return refuse("time/unknown-zone", { zone });
  try {
    const date = Temporal.PlainDate.from(day, { overflow: "reject" });
    const start = date.toZonedDateTime(zone).epochMilliseconds;
    return ok({
      startAt: start,
      endAt: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
    });
  } catch {
    return refuse("time/no-such-day", { found: day });
  }
}

/** The UTC month an instant lies in, as [startAt, endAt) and its name `2026-11`: one partition. */
export function monthOf(at: number): {
  readonly name: string;
  readonly startAt: number;
  readonly endAt: number;
} {
  const first = zoned(at, "UTC").toPlainDate().with({ day: 1 });
  const startAt = first.toZonedDateTime("UTC").epochMilliseconds;
  const endAt = first.add({ months: 1 }).toZonedDateTime("UTC").epochMilliseconds;
  return { name: first.toString().slice(0, 7), startAt, endAt };
}

const knownZones = new Map<string, boolean>();
const hourOffsets = new Map<string, number>();

function askZone(zone: string): boolean {
  if (zone.length > 64 || !/^[A-Za-z]/.test(zone)) return false;
  try {
    zoned(0, zone);
    return true;
  } catch {
    return false;
  }
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** Offset of a whole local hour, when its start and end agree without doubt: no change within. */
function offsetOfHour(wallMs: number, zone: string): number | undefined {
  const hour = Math.floor(wallMs / HOUR_MS);
  const key = `${zone}/${hour}`;
  const kept = hourOffsets.get(key);
  if (kept !== undefined) return kept;
  const start = resolveSlowly(hour * HOUR_MS, zone);
  const end = resolveSlowly((hour + 1) * HOUR_MS, zone);
  if (start.doubt !== undefined || end.doubt !== undefined) return undefined;
  const offset = hour * HOUR_MS - start.at;
  if ((hour + 1) * HOUR_MS - end.at !== offset) return undefined;
  if (hourOffsets.size >= MAX_KEPT_HOURS) hourOffsets.clear();
  hourOffsets.set(key, offset);
  return offset;
}

function resolveSlowly(wallMs: number, zone: string): ResolvedTime {
  const wall = zoned(wallMs, "UTC").toPlainDateTime();
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { at: earlier.epochMilliseconds };
  const doubt = earlier.toPlainDateTime().equals(wall) ? "overlap" : "gap";
  return { at: doubt === "overlap" ? earlier.epochMilliseconds : later.epochMilliseconds, doubt };
}

function wallClockMs(parts: RegExpExecArray): number | undefined {
  const [, year, month, day, hour, minute, second, fraction] = parts;
  const h = Number(hour);
  const m = Number(minute);
  const s = second === undefined ? 0 : Math.min(Number(second), Number(second) === 60 ? 59 : 99);
  if (h > 23 || m > 59 || s > 59) return undefined;
  const midnight = midnightMs(Number(year), Number(month), Number(day));
  if (midnight === undefined) return undefined;
  const ms = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, "0"));
  return midnight + ((h * 60 + m) * 60 + s) * 1_000 + ms;
}

let lastDay: { readonly key: number; readonly ms: number } | undefined;

/** Midnight UTC of a calendar day; the last day asked for is kept, since files are of one day. */
function midnightMs(year: number, month: number, day: number): number | undefined {
  const key = (year * 100 + month) * 100 + day;
  if (lastDay?.key === key) return lastDay.ms;
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
    const ms = date.toZonedDateTime("UTC").epochMilliseconds;
    lastDay = { key, ms };
    return ms;
  } catch {
    return undefined;
  }
}

function offsetMsOf(offset: string): number | undefined {
  if (offset === "Z") return 0;
  const digits = offset.slice(1).replace(":", "");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 18 || minutes > 59) return undefined;
  const ms = (hours * 60 + minutes) * 60_000;
  return offset.startsWith("-") ? -ms : ms;
}
