/**
 * One judgement a scheme: the parts of a normalised text and what is wrong with them. Undefined
 * where the text has not the shape. What is a fault and what only a warning: UPU reference, real items.
 */
import type { Finding, Severity } from "#base/result.ts";
import { isCountryCode } from "#standards/codes/countries.ts";
import { mailCategories, mailClasses } from "#standards/codes/mail-codes.ts";
import { parseAwb, printAwb } from "./awb.ts";
import { parseHouse } from "./house.ts";
import { parseInternalCode } from "./internal.ts";
import {
  areDigits,
  type DispatchSeries,
  parseS8,
  parseSeries,
  printS8,
  yearOfDigit,
} from "./s8.ts";
import { parseS9, printS9 } from "./s9.ts";
import { parseS10, printS10, type S10 } from "./s10.ts";
import { s10Indicator } from "./s10-indicators.ts";
import { parseIssuerCode } from "./s31.ts";
import { CONSIGNMENT_LENGTH, parseConsignment } from "./s32.ts";
import { isRegisteredPrefix, parseImpc } from "./s34.ts";
import type { NamedScheme } from "./scheme-of.ts";
import { parseSscc, printSscc } from "./sscc.ts";

/** Parts by name; null where the identifier says that it does not say. */
export type Parts = Readonly<Record<string, string | number | boolean | null>>;

export type Judged = { readonly parts: Parts; readonly findings: readonly Finding[] };

/** What a judgement may ask beyond the text. */
export type JudgeOptions = {
  readonly on?: string;
  readonly isInRegister?: (impcCode: string) => boolean;
};

type Judge = (normalised: string, options: JudgeOptions) => Judged | undefined;

/** Each scheme's shape as people read it: A a letter, 9 a digit, X either, the rest as it stands. */
export const SHAPES: Readonly<Record<NamedScheme, string>> = {
  s10: "AA999999999AA",
  s9: "AAXXXAAAXXXAAAX99999999[0,1,9][0,1]9999",
  s8: "AAXXXAAAXXXAAAX99999",
  series: "AAXXXAAAXXXAAAX",
  s34: "AAXXXA",
  s31: "J1CAXX, J1AXXX",
  s32: "AAXXX…, 5..12",
  sscc: "999999999999999999, (00)999999999999999999",
  awb: "999-99999999",
  house: "X…, 6..35",
};

export const judges: Readonly<Record<NamedScheme, Judge>> = {
  s10: (text) => {
    const s10 = parseS10(text);
    return s10 === undefined ? undefined : judgeS10(s10);
  },
  s9: judgeS9,
  s8: judgeS8,
  series: (text, options) => {
    const series = parseSeries(text);
    return series === undefined
      ? undefined
      : { parts: seriesParts(series, printS8(series)), findings: seriesFaults(series, options) };
  },
  s34: judgeImpc,
  s31: judgeIssuer,
  s32: judgeConsignment,
  sscc: judgeSscc,
  awb: judgeAwb,
  house: (text) => {
    const house = parseHouse(text);
    if (house === undefined) return undefined;
    const { normalised, fitsCargoMessages } = house;
    const parts = { printed: normalised, length: normalised.length, fitsCargoMessages };
    return { parts, findings: [] };
  },
};

/** Our own code; a failing check character is a warning. */
export function judgeInternal(text: string): Judged | undefined {
  const code = parseInternalCode(text);
  if (code === undefined) return undefined;
  const { normalised, number, checkFails } = code;
  const found = normalised.slice(-1);
  const fault = finding("internal/check-character", "warning", "check", found);
  const parts = { printed: normalised, internal: true, number };
  return { parts, findings: checkFails ? [fault] : [] };
}

function judgeS10(s10: S10): Judged {
  const { serviceIndicator, serial, countryCode, checkDigit, expectedCheckDigit } = s10;
  const indicator = s10Indicator(serviceIndicator);
  const status = indicator?.status ?? "unassigned";
  const findings: Finding[] = [];
  const add = (one: Finding): unknown => findings.push(one);
  if (status === "reserved") {
    add(finding("s10/reserved-indicator", "error", "serviceIndicator", serviceIndicator));
  }
  if (status === "unassigned") {
    add(finding("s10/unassigned-indicator", "info", "serviceIndicator", serviceIndicator));
  }
  if (!isCountryCode(countryCode)) {
    add(finding("s10/unknown-country", "error", "countryCode", countryCode));
  }
  if (s10.checkDigitFails) {
    add(wrongDigit("s10/check-digit", checkDigit, expectedCheckDigit));
  }
  const product = indicator?.product ?? "none";
  const printed = printS10(s10);
  const parts = { printed, serviceIndicator, product, indicatorStatus: status, serial };
  return { parts: { ...parts, checkDigit, expectedCheckDigit, countryCode }, findings };
}

function judgeS9(text: string, options: JudgeOptions): Judged | undefined {
  const s9 = parseS9(text);
  if (s9 === undefined) return judgeFlags(text, options);
  const { dispatch, receptacleNumber, isHighest, hasRegisteredOrInsured, weightGrams } = s9;
  const parts = {
    ...dispatchParts(dispatch.normalised, printS9(s9), options),
    dispatch: dispatch.normalised,
    receptacleNumber,
    isHighest: isHighest ?? null,
    hasRegisteredOrInsured,
    weightGrams,
  };
  return { parts, findings: seriesFaults(dispatch, options) };
}

/** A receptacle whose flags are the only fault of its shape; its other parts are judged as ever. */
function judgeFlags(text: string, options: JudgeOptions): Judged | undefined {
  if (text.length !== 29 || !areDigits(text, 20, 29)) return undefined;
  const dispatch = parseS8(text.slice(0, 20));
  if (dispatch === undefined) return undefined;
  const highest = text.charAt(23);
  const registered = text.charAt(24);
  const findings = [...seriesFaults(dispatch, options)];
  if (!"019".includes(highest)) {
    findings.push(finding("s9/highest-flag", "error", "isHighest", highest, "0, 1, 9"));
  }
  if (!"01".includes(registered)) {
    const field = "hasRegisteredOrInsured";
    findings.push(finding("s9/registered-flag", "error", field, registered, "0, 1"));
  }
  const parts = {
    ...dispatchParts(dispatch.normalised, printS9({ normalised: text, dispatch }), options),
    dispatch: dispatch.normalised,
    receptacleNumber: Number(text.slice(20, 23)),
    weightGrams: Number(text.slice(25)) * 100,
  };
  return { parts, findings };
}

function judgeS8(text: string, options: JudgeOptions): Judged | undefined {
  const s8 = parseS8(text);
  if (s8 === undefined) return undefined;
  const parts = dispatchParts(text, printS8(s8), options);
  return { parts, findings: seriesFaults(s8, options) };
}

function dispatchParts(dispatch: string, printed: string, { on }: JudgeOptions): Parts {
  const s8 = parseS8(dispatch);
  if (s8 === undefined) return { printed };
  const year = on === undefined ? {} : { year: yearOfDigit(s8.yearDigit, Number(on.slice(0, 4))) };
  const { series, yearDigit, dispatchNumber } = s8;
  return { ...seriesParts(s8, printed), series, yearDigit, ...year, dispatchNumber };
}

type SeriesFields = Omit<DispatchSeries, "normalised">;

function seriesParts(series: SeriesFields, printed: string): Parts {
  const { originOffice, destinationOffice, mailCategory, mailSubclass } = series;
  const mailClass = mailSubclass.charAt(0);
  return { printed, originOffice, destinationOffice, mailCategory, mailClass, mailSubclass };
}

function seriesFaults(series: SeriesFields, options: JudgeOptions): readonly Finding[] {
  const { originOffice, destinationOffice, mailCategory, mailSubclass } = series;
  const findings = [
    ...officeFaults(originOffice, "originOffice", options),
    ...officeFaults(destinationOffice, "destinationOffice", options),
  ];
  const categories = mailCategories.map(({ code }) => code);
  if (!categories.includes(mailCategory)) {
    const expected = categories.join(", ");
    findings.push(finding("s8/unknown-category", "error", "mailCategory", mailCategory, expected));
  }
  const classes = mailClasses.map(({ code }) => code);
  if (!classes.includes(mailSubclass.charAt(0))) {
    const expected = classes.join(", ");
    findings.push(finding("s8/unknown-class", "warning", "mailClass", mailSubclass, expected));
  }
  return findings;
}

/** An office outside the lists is real often enough: a warning; a note where such are known. */
function officeFaults(office: string, field: string, options: JudgeOptions): readonly Finding[] {
  if (parseImpc(office)?.isCountryKnown !== true) {
    const severity = isRegisteredPrefix(office.slice(0, 2)) ? "info" : "warning";
    return [finding("s34/unknown-country", severity, field, office)];
  }
  if (options.isInRegister === undefined || options.isInRegister(office)) return [];
  return [finding("s34/not-in-register", "warning", field, office)];
}

function judgeImpc(text: string, options: JudgeOptions): Judged | undefined {
  const impc = parseImpc(text);
  if (impc === undefined) return undefined;
  const { normalised, countryCode, location, letter } = impc;
  const parts = { printed: normalised, countryCode, location, letter };
  return { parts, findings: officeFaults(normalised, "impc", options) };
}

function judgeIssuer(text: string): Judged | undefined {
  const issuer = parseIssuerCode(text);
  if (issuer === undefined) return undefined;
  const { normalised, kind, operatorCode = null } = issuer;
  const other = finding("s31/other-issuer", "info", "kind", kind, "C");
  const parts = { printed: normalised, kind, operatorCode };
  return { parts, findings: operatorCode === null ? [other] : [] };
}

function judgeConsignment(text: string): Judged | undefined {
  const consignment = parseConsignment(text);
  if (consignment === undefined) return undefined;
  const { normalised, countryCode, operatorPart, serial } = consignment;
  const findings: Finding[] = [];
  if (!consignment.isCountryKnown) {
    findings.push(finding("s32/unknown-country", "warning", "countryCode", countryCode));
  }
  if (consignment.isLong) {
    const found = String(normalised.length);
    findings.push(finding("s32/too-long", "warning", "serial", found, String(CONSIGNMENT_LENGTH)));
  }
  return { parts: { printed: normalised, countryCode, operatorPart, serial }, findings };
}

function judgeSscc(text: string): Judged | undefined {
  const sscc = parseSscc(text);
  if (sscc === undefined) return undefined;
  const { extensionDigit, companyAndSerial, checkDigit, expectedCheckDigit } = sscc;
  const parts = { printed: printSscc(sscc), extensionDigit, companyAndSerial, checkDigit };
  const fault = wrongDigit("sscc/check-digit", checkDigit, expectedCheckDigit);
  return { parts: { ...parts, expectedCheckDigit }, findings: sscc.checkDigitFails ? [fault] : [] };
}

function judgeAwb(text: string): Judged | undefined {
  const awb = parseAwb(text);
  if (awb === undefined) return undefined;
  const { airlinePrefix, serial, checkDigit, expectedCheckDigit } = awb;
  const parts = { printed: printAwb(awb), airlinePrefix, serial, checkDigit, expectedCheckDigit };
  const fault = wrongDigit("awb/check-digit", checkDigit, expectedCheckDigit);
  return { parts, findings: awb.checkDigitFails ? [fault] : [] };
}

/** Real items fail their check digit and go through all the same. */
function wrongDigit(code: string, found: number, expected: number): Finding {
  return finding(code, "warning", "checkDigit", String(found), String(expected));
}

function finding(
  code: string,
  severity: Severity,
  field: string,
  found: string,
  expected?: string,
): Finding {
  const one: Finding = { code, severity, at: { field }, found };
  return expected === undefined ? one : { ...one, expected };
}
