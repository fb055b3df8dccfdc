/**
 * The period that figures are of: a legal day of the centre, or from one time to another. Days begin
 * and end by the centre's legal zone, whatever the clocks of its devices and readers say.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { boundsOfDay, legalDay, resolveTime } from "#base/time.ts";
import type { SiteFacts } from "./ports.ts";
import { TimeSchema } from "./schemas.ts";

/** The longest period that figures are counted of, days: a month and a day's shift. */
export const PERIOD_LIMIT_DAYS = 32;

export const PeriodInput = {
  day: Type.Optional(
    Type.String({
      pattern: "^\\d{4}-\\d{2}-\\d{2}$",
      description: "A legal day of the centre, YYYY-MM-DD; today unless given.",
    }),
  ),
  from: Type.Optional(TimeSchema),
  to: Type.Optional(TimeSchema),
};
type Given = Static<ReturnType<typeof Type.Object<typeof PeriodInput>>>;

/** A period, epoch ms: `from` belongs to it, `to` does not. */
export type Period = { readonly from: number; readonly to: number };

/**
 * The period asked for. Without an end it ends now, without a beginning it begins with the legal day
 * it ends in. Refuses `time/…`, `shift/empty`, `shift/too-long`.
 */
export function periodOf(
  { legalZone }: Pick<SiteFacts, "legalZone">,
  now: number,
  given: Given,
): Result<Period> {
  if (given.from === undefined && given.to === undefined) {
    return boundsOf(given.day ?? legalDay(now, legalZone), legalZone);
  }
  const end = given.to === undefined ? ok(now) : instantOf(given.to, legalZone);
  if (!end.ok) return end;
  const begin =
    given.from === undefined
      ? boundsOf(legalDay(end.value, legalZone), legalZone)
      : instantOf(given.from, legalZone);
  if (!begin.ok) return begin;
  const from = typeof begin.value === "number" ? begin.value : begin.value.from;
  const to = end.value;
  if (from >= to) return refuse("shift/empty");
  return to - from > PERIOD_LIMIT_DAYS * 86_400_000
    ? refuse("shift/too-long", { expected: PERIOD_LIMIT_DAYS })
    : ok({ from, to });
}

function boundsOf(day: string, zone: string): Result<Period> {
  const bounds = boundsOfDay(day, zone);
  return bounds.ok ? ok({ from: bounds.value.startAt, to: bounds.value.endAt }) : bounds;
}

function instantOf(given: string | number, zone: string): Result<number> {
  if (typeof given === "number") return ok(given);
  const resolved = resolveTime(given, zone);
  return resolved.ok ? ok(resolved.value.at) : resolved;
}
