/** When something was told, from the digits that customs messages write times with. */
import { resolveTime } from "#base/time.ts";

const DIGITS = /^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(\d{3})?$/;

/**
 * The instant of `YYYYMMDDhhmmssSSS`, or less of it, in a zone; never after `now`, and `now` where it is
 * no time: nothing that is told lies in the future.
 */
export function toldAt(text: string, zone: string, now: number): number {
  const parts = DIGITS.exec(text);
  if (parts === null) return now;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "000"] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}`;
  const read = resolveTime(iso, zone);
  return read.ok ? Math.min(read.value.at, now) : now;
}

/** An instant as customs writes it, to the second or, with `ms`, to the millisecond. */
export function customsTime(iso: string, precision: "day" | "second" | "ms"): string {
  const digits = iso.replace(/[+Z].*$|-(?=\d\d:\d\d$).*/, "").replace(/\D/g, "");
  return digits.slice(0, precision === "day" ? 8 : precision === "second" ? 14 : 17);
}
