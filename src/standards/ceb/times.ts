/**
 * Times and dates of CEB elements: `YYYYMMDDhhmmss`, `YYYYMMDDhhmmssSSS`, `YYYYMMDD` by the element's
 * length. They stay text; the customs office's zone is resolved by whoever lodges.
 */
import { type FormFault, formFaultOf } from "./text-form.ts";

/** Elements whose text is a time or a date, by the form the specification gives (tables 2 and 3). */
const TIMES: ReadonlyMap<string, string> = new Map([
  ["appTime", "YYYYMMDDhhmmss"],
  ["payTime", "YYYYMMDDhhmmss"],
  ["logisticsTime", "YYYYMMDDhhmmss"],
  ["accountingDate", "YYYYMMDDhhmmss"],
  ["leaveTime", "YYYYMMDDhhmmss"],
  ["startTime", "YYYYMMDDhhmmss"],
  ["endTime", "YYYYMMDDhhmmss"],
  ["returnTime", "YYYYMMDDhhmmssSSS"],
  ["opDate", "YYYYMMDDhhmmssSSS"],
  ["declTime", "YYYYMMDD"],
  ["ieDate", "YYYYMMDD"],
]);

/** The form of an element's time, or undefined when it is none. */
export function timeFormOf(element: string): string | undefined {
  return TIMES.get(element);
}

/** What is wrong with the time in an element; a length has been checked before. */
export function timeFault(element: string, text: string): FormFault | undefined {
  const form = TIMES.get(element);
  if (form === undefined || text === "" || isTime(text, form)) return undefined;
  return formFaultOf("ceb/not-a-time", text, form);
}

function isTime(text: string, form: string): boolean {
  if (text.length !== form.length || !/^\d+$/.test(text)) return false;
  const [month, day] = [Number(text.slice(4, 6)), Number(text.slice(6, 8))];
  const [hour, minute, second] = [8, 10, 12].map((at) => Number(text.slice(at, at + 2)));
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Number(text.slice(0, 4)), month);
  return isDay && (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 60;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
