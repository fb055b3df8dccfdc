/**
 * When something happened, by the clock it was noted with: devices' offsets are recorded and
 * corrected, times ahead of ours are bounded, doubtful local times are marked.
 */
import { type Finding, ok, type Result, refuse } from "#base/result.ts";
import { formatInstant, resolveTime } from "#base/time.ts";
import type { CallContext } from "./define.ts";
import type { Floor } from "./ports.ts";

/** A device's clock may differ by this much before every answer says so. */
export const CLOCK_TOLERANCE_MS = 120_000;
/** A time further ahead than this is taken as the time of the call. */
export const AHEAD_LIMIT_MS = 300_000;
/** Nothing older than this is recorded as an occurrence. */
export const AGE_LIMIT_MS = 400 * 86_400_000;
/** A device's clock that is further off than this is not believed: neither kept nor corrected by. */
export const OFFSET_LIMIT_MS = 24 * 3_600_000;
/** A change of a device's offset smaller than this is not written again. */
const OFFSET_STEP_MS = 5_000;

/** A time taken in: epoch ms, the text as it came, and what was doubtful about it. */
export type Occurrence = {
  readonly at: number;
  readonly localText: string | undefined;
  /** The zone a local text was read in. */
  readonly zone: string | undefined;
  readonly findings: readonly Finding[];
};

/**
 * Milliseconds to add to the caller's clock; records a changed offset of a known device, unless it is
 * beyond `OFFSET_LIMIT_MS`: one call must not shift what the device's later files say.
 */
export async function clockOffset(
  context: CallContext,
  floor: Floor,
  deviceCode: string | null,
  deviceNow: number | undefined,
): Promise<number> {
  const device = deviceCode === null ? undefined : floor.devices.get(deviceCode);
  if (deviceNow === undefined) return device?.clockOffsetMs ?? 0;
  const offset = context.now - deviceNow;
  const isNews = device !== undefined && Math.abs(offset - device.clockOffsetMs) > OFFSET_STEP_MS;
  if (isNews && Math.abs(offset) <= OFFSET_LIMIT_MS) {
    await context.tx.setClockOffset(context.ports.site.site, device.code, offset, context.now);
  }
  return Math.abs(offset) > OFFSET_STEP_MS ? offset : 0;
}

/** Zone of the local times stated with an office; refuses `office/unknown`. */
export async function zoneOf(
  { tx, ports }: CallContext,
  office: string | undefined,
): Promise<Result<string>> {
  const { site, legalZone } = ports.site;
  if (office === undefined) return ok(legalZone);
  const zone = await tx.officeZone(site, office);
  return zone === undefined ? refuse("office/unknown", { found: office }) : ok(zone ?? legalZone);
}

/**
 * Reads a row's time; without one, or by a clock that is not believed, it is the time of the call.
 * Refuses `time/…` and `clock/too-old`.
 */
export function occurrence(
  context: CallContext,
  given: string | number | undefined,
  offsetMs: number,
  zone: string = context.ports.site.legalZone,
): Result<Occurrence> {
  if (given === undefined)
    return ok({ at: context.now, localText: undefined, zone: undefined, findings: [] });
  const stated = statedTime(given, zone);
  if (!stated.ok) return stated;
  const findings = [...stated.value.findings];
  const offset = offsetFinding(offsetMs);
  if (offset !== undefined) findings.push(offset);
  let at = Math.abs(offsetMs) > OFFSET_LIMIT_MS ? context.now : stated.value.at + offsetMs;
  if (at > context.now + AHEAD_LIMIT_MS) {
    findings.push(
      warning("clock/ahead", shownTime(given, context), shownTime(context.now, context)),
    );
    at = context.now;
  }
  if (at < context.now - AGE_LIMIT_MS) return refuse("clock/too-old", { found: given });
  const isText = typeof given === "string";
  return ok({
    at,
    localText: isText ? given : undefined,
    zone: isText ? zone : undefined,
    findings,
  });
}

/** As it was written, or of epoch milliseconds the instant in the legal zone of the site. */
function shownTime(given: string | number, { ports }: CallContext): string {
  return typeof given === "string" ? given : formatInstant(given, ports.site.legalZone);
}

/** The instant that was stated, and the doubt where a local time has no single one. */
function statedTime(
  given: string | number,
  zone: string,
): Result<{ readonly at: number; readonly findings: readonly Finding[] }> {
  if (typeof given === "number") return ok({ at: given, findings: [] });
  const resolved = resolveTime(given, zone);
  if (!resolved.ok) return resolved;
  const { at, doubt } = resolved.value;
  return ok({ at, findings: doubt === undefined ? [] : [warning("time/doubtful", given, doubt)] });
}

/** What is told of a clock that is off: that it was corrected, or that it is not believed. */
function offsetFinding(offsetMs: number): Finding | undefined {
  const off = Math.abs(offsetMs);
  if (off <= CLOCK_TOLERANCE_MS) return undefined;
  const [code, limitMs] =
    off > OFFSET_LIMIT_MS
      ? (["clock/not-believed", OFFSET_LIMIT_MS] as const)
      : (["clock/corrected", CLOCK_TOLERANCE_MS] as const);
  return warning(code, `${-offsetMs} ms`, `within ${limitMs} ms`);
}

function warning(code: string, found: string, expected: string): Finding {
  return { code, severity: "warning", at: { field: "at" }, found, expected };
}
