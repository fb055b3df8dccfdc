/**
 * Choosing the next free serial of an S10 range. Pure: which identifier was issued when is asked of
 * the caller, who keeps the counter locked. Re-use: UPU S10, 12 months at least, 24 recommended.
 */
import { ok, type Result, refuse } from "#base/result.ts";
import { isCountryCode } from "#standards/codes/countries.ts";
import { writeS10 } from "./s10.ts";
import { isReservedIndicator } from "./s10-indicators.ts";

/** Serials that an organisation may issue; both ends are included, days are `YYYY-MM-DD`. */
export type S10Range = {
  readonly serviceIndicator: string;
  readonly fromSerial: number;
  readonly toSerial: number;
  readonly countryCode: string;
  readonly validFromOn: string;
  readonly validToOn?: string;
};

/** What an allocation depends on besides its range. */
export type AllocationRequest = {
  /** The day of issue. */
  readonly on: string;
  /** Where the counter stands: the first serial tried; outside the range means its beginning. */
  readonly nextSerial: number;
  /** The day this identifier was last issued, `YYYY-MM-DD`; undefined where it never was. */
  readonly lastIssuedOn: (identifier: string) => string | undefined;
  /** Months before an identifier may come again; 24 where not given, never below 12. */
  readonly windowMonths?: number;
};

/** An identifier that was free, in its letters and digits. */
export type Allocated = {
  readonly identifier: string;
  readonly serial: number;
  /** Where the counter stands afterwards. */
  readonly nextSerial: number;
};

/** Shortest time before an S10 identifier may come again, calendar months: UPU S10. */
export const S10_LEAST_WINDOW_MONTHS = 12;
/** Time that UPU S10 recommends before an identifier comes again, calendar months. */
export const S10_RECOMMENDED_WINDOW_MONTHS = 24;
const LAST_SERIAL = 99_999_999;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The first serial from the counter on, once around the range, whose window has passed. Refuses
 * `s10/range-invalid`, `s10/reserved-indicator`, `s10/window-too-short`, `s10/range-closed` and, when
 * every serial is within its window, `s10/range-exhausted`. Asks at most once a serial.
 */
export function allocateS10(range: S10Range, request: AllocationRequest): Result<Allocated> {
  const { on, lastIssuedOn, windowMonths = S10_RECOMMENDED_WINDOW_MONTHS } = request;
  const fault = faultOf(range, on, windowMonths);
  if (fault !== undefined) return fault;
  const { serviceIndicator, fromSerial, toSerial, countryCode } = range;
  const isInside = request.nextSerial >= fromSerial && request.nextSerial <= toSerial;
  let serial = isInside ? request.nextSerial : fromSerial;
  for (let tries = toSerial - fromSerial + 1; tries > 0; tries -= 1) {
    const nextSerial = serial === toSerial ? fromSerial : serial + 1;
    const identifier = writeS10(serviceIndicator, serial, countryCode);
    const issuedOn = lastIssuedOn(identifier);
    if (issuedOn === undefined || isWindowOver(issuedOn, on, windowMonths)) {
      return ok({ identifier, serial, nextSerial });
    }
    serial = nextSerial;
  }
  return refuse("s10/range-exhausted", { found: `${fromSerial}..${toSerial}` });
}

/**
 * True when the months have passed, calendar months counted: issued on 2025-01-31, one month later
 * is the first day after 2025-02-30, so 1 March. Both days are `YYYY-MM-DD`.
 */
export function isWindowOver(issuedOn: string, on: string, months: number): boolean {
  const [year = 0, month = 1] = issuedOn.split("-").map(Number);
  const count = year * 12 + (month - 1) + months;
  const endYear = String(Math.floor(count / 12)).padStart(4, "0");
  const endMonth = String((count % 12) + 1).padStart(2, "0");
  return on >= `${endYear}-${endMonth}-${issuedOn.slice(8)}`;
}

function faultOf(range: S10Range, on: string, windowMonths: number): Result<never> | undefined {
  const invalid = partFault(range);
  if (invalid !== undefined) return invalid;
  if (!Number.isInteger(windowMonths) || windowMonths < S10_LEAST_WINDOW_MONTHS) {
    const facts = { found: windowMonths, expected: S10_LEAST_WINDOW_MONTHS };
    return refuse("s10/window-too-short", facts);
  }
  const { validFromOn, validToOn = "9999-12-31" } = range;
  if (DAY.test(on) && validFromOn <= on && on <= validToOn) return undefined;
  return refuse("s10/range-closed", { found: on, expected: `${validFromOn}..${validToOn}` });
}

function partFault(range: S10Range): Result<never> | undefined {
  const { serviceIndicator, fromSerial, toSerial, countryCode } = range;
  if (isReservedIndicator(serviceIndicator)) {
    return refuse("s10/reserved-indicator", { found: serviceIndicator });
  }
  if (!/^[A-Z]{2}$/.test(serviceIndicator)) {
    return refuse("s10/range-invalid", { found: serviceIndicator });
  }
  if (!isCountryCode(countryCode)) return refuse("s10/range-invalid", { found: countryCode });
  if (areSerials(range)) return undefined;
  return refuse("s10/range-invalid", { found: `${fromSerial}..${toSerial}` });
}

function areSerials({ fromSerial, toSerial }: S10Range): boolean {
  const areWhole = Number.isInteger(fromSerial) && Number.isInteger(toSerial);
  return areWhole && fromSerial >= 0 && fromSerial <= toSerial && toSerial <= LAST_SERIAL;
}
