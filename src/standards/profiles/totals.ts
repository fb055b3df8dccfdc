/**
 * Checks that messages have in common: sums of weights and counts against declared totals, identifiers
 * told twice, and receptacles outside of their dispatch. Each gives faults, never a decision.
 */
import { assert } from "#base/result.ts";
import { dayOf } from "./element-text.ts";
import type { CodeKnown } from "./field-reader.ts";
import { takeIdentities } from "./lazy-values.ts";
import type { Fault } from "./message-entry.ts";
import type { LocalTime, Measure } from "./value-of.ts";

/** UPU S32 by hearsay: up to twelve characters. */
const MAX_CONSIGNMENT = 12;
/** Spreads hashes over a table. */
const SPREAD = 0x9e37_79b1;
/** Used by one comparison at a time: hashes, and the table of those seen; they grow as needed. */
let hashes = new Int32Array(0);
let seen = new Int32Array(0);

/** Grams times 10^6: exact for any declared weight in kilograms or grams. */
function micrograms({ units, scale, unit }: Measure): bigint | undefined {
  const digits = unit === "KGM" ? 9 : unit === "GRM" ? 6 : undefined;
  if (digits === undefined || scale > digits) return undefined;
  return BigInt(units) * 10n ** BigInt(digits - scale);
}

/**
 * The weight in whole grams; undefined for another unit than KGM and GRM, or when parts of a gram
 * would be lost.
 */
export function gramsOf(weight: Measure): number | undefined {
  const exact = micrograms(weight);
  if (exact === undefined || exact % 1_000_000n !== 0n) return undefined;
  return Number(exact / 1_000_000n);
}

/**
 * `message/total-differs` where a declared weight is not the sum. Says nothing when a weight is
 * lacking or in another unit: then nobody knows the sum.
 */
export function checkWeight(
  of: object,
  field: string,
  declared: Measure | undefined,
  weights: readonly (Measure | undefined)[],
): readonly Fault[] {
  return weightFault(of, field, declared, weights, (total, sum) => total === sum);
}

/** `message/total-differs` where parts of which not all are told weigh more than the whole. */
export function checkWeightOfParts(
  of: object,
  field: string,
  declared: Measure | undefined,
  weights: readonly (Measure | undefined)[],
): readonly Fault[] {
  return weightFault(of, field, declared, weights, (total, sum) => total >= sum);
}

function weightFault(
  of: object,
  field: string,
  declared: Measure | undefined,
  weights: readonly (Measure | undefined)[],
  agree: (total: bigint, sum: bigint) => boolean,
): readonly Fault[] {
  const total = declared === undefined ? undefined : micrograms(declared);
  if (declared === undefined || total === undefined || weights.length === 0) return [];
  let sum = 0n;
  for (const weight of weights) {
    const part = weight === undefined ? undefined : micrograms(weight);
    if (part === undefined) return [];
    sum += part;
  }
  if (agree(total, sum)) return [];
  const [found, expected] = [textOf(total), textOf(sum)];
  return [{ code: "message/total-differs", of, field, found, expected }];
}

/** `message/total-differs` where a declared number is not the one counted. */
export function checkCount(
  of: object,
  field: string,
  declared: number | undefined,
  counted: number,
): readonly Fault[] {
  if (declared === undefined || declared === counted) return [];
  const [found, expected] = [String(declared), String(counted)];
  return [{ code: "message/total-differs", of, field, found, expected }];
}

/** `message/twice` for each value whose key another one before it has. */
export function checkTwice<T extends object>(
  values: readonly T[],
  field: keyof T & string,
): readonly Fault[] {
  return checkTwiceIn([values], field);
}

/** The same over all lists together. */
export function checkTwiceIn<T extends object>(
  lists: readonly (readonly T[])[],
  field: keyof T & string,
): readonly Fault[] {
  if (areDifferent(lists, field)) return [];
  const seen = new Set<unknown>();
  const faults: Fault[] = [];
  for (const of of lists.flat()) {
    const key = of[field];
    if (key === undefined) continue;
    if (seen.has(key)) faults.push({ code: "message/twice", of, field, found: String(key) });
    seen.add(key);
  }
  return faults;
}

/** True where hashes tell that no two have the same identifier; without hashes nothing is told. */
function areDifferent(lists: readonly (readonly object[])[], field: string): boolean {
  let count = 0;
  for (const values of lists) count += values.length;
  const bits = 33 - Math.clz32(count);
  const size = 1 << bits;
  if (seen.length < size) {
    seen = new Int32Array(size);
    hashes = new Int32Array(size);
  }
  let taken = 0;
  for (const values of lists) {
    if (!takeIdentities(values, field, hashes, taken)) return false;
    taken += values.length;
  }
  seen.fill(0, 0, size);
  for (let index = 0; index < count; index += 1) {
    const hash = hashes[index] as number;
    if (hash === 0) continue;
    let at = Math.imul(hash, SPREAD) >>> (32 - bits);
    for (; seen[at] !== 0; at = (at + 1) & (size - 1)) if (seen[at] === hash) return false;
    seen[at] = hash;
  }
  return true;
}

/** `message/outside-dispatch` for a receptacle identifier (S9) that does not begin with its dispatch (S8). */
export function checkDispatch<T extends { readonly s9?: string | undefined }>(
  of: T,
  dispatch: string | undefined,
): readonly Fault[] {
  const { s9 } = of;
  if (s9 === undefined || dispatch === undefined || s9.length !== 29) return [];
  if (s9.startsWith(dispatch)) return [];
  return [{ code: "message/outside-dispatch", of, field: "s9", found: s9, expected: dispatch }];
}

/** S32: a consignment identifier of more than twelve characters, of which EDIFACT would carry 35. */
export function checkConsignment(of: { readonly consignment: string }): readonly Fault[] {
  const { consignment } = of;
  if (consignment.length <= MAX_CONSIGNMENT) return [];
  const expected = `S32: 1..${MAX_CONSIGNMENT}`;
  return [
    { code: "message/identifier-shape", of, field: "consignment", found: consignment, expected },
  ];
}

/** Where the parts of a dispatch identifier (S8) stand that code lists have. */
const MAIL = [
  ["mail-categories", 12, 13],
  ["mail-subclasses", 13, 15],
] as const;

/** `message/code-unknown` for the mail category and subclass in a dispatch identifier (UPU 115, 117). */
export function checkMail<T extends { readonly dispatch: string }>(
  of: T,
  preparedAt: LocalTime,
  codeKnown: CodeKnown,
): readonly Fault[] {
  const { dispatch } = of;
  if (dispatch.length !== 20) return [];
  const on = dayOf(preparedAt.text, preparedAt.format) ?? "";
  return MAIL.flatMap(([list, from, to]) => {
    const found = dispatch.slice(from, to);
    if (codeKnown(list, found, on) !== false) return [];
    return [{ code: "message/code-unknown", of, field: "dispatch", found, expected: list }];
  });
}

/** UN status: received; found without being announced. */
const HERE = ["74", "37"];
/** UN status: not found, so announced and missing. */
const MISSING = ["36"];

type Received = {
  readonly receptacleTotal?: number | undefined;
  readonly weightTotal?: Measure | undefined;
  readonly statuses: readonly {
    readonly status: string;
    readonly receptacles: readonly {
      readonly s9: string;
      readonly weight?: Measure | undefined;
    }[];
  }[];
};

/**
 * What must agree in an answer to an announcement: totals with what is here, no receptacle twice under
 * one status, none both here and missing.
 */
export function checkReceived(of: Received): readonly Fault[] {
  const { statuses, receptacleTotal, weightTotal } = of;
  const under = (codes: readonly string[]) =>
    statuses
      .filter(({ status }) => codes.includes(status))
      .flatMap(({ receptacles }) => receptacles);
  const here = under(HERE);
  const weights = here.map(({ weight }) => weight);
  const found = new Set(here.map(({ s9 }) => s9));
  return [
    ...checkCount(of, "receptacleTotal", receptacleTotal, here.length),
    ...checkWeight(of, "weightTotal", weightTotal, weights),
    ...[...new Set(statuses.map(({ status }) => status))].flatMap((status) =>
      checkTwice(under([status]), "s9"),
    ),
    ...under(MISSING)
      .filter(({ s9 }) => found.has(s9))
      .map((one): Fault => ({ code: "message/twice", of: one, field: "s9", found: one.s9 })),
  ];
}

type Announced = {
  readonly preparedAt: LocalTime;
  readonly consignment: string;
  readonly receptacleTotal?: number | undefined;
  readonly weightTotal?: Measure | undefined;
  readonly dispatches: readonly {
    readonly dispatch: string;
    readonly receptacles: readonly {
      readonly s9: string;
      readonly weight?: Measure | undefined;
    }[];
  }[];
};

/** What must agree inside a consignment that is announced by dispatches and receptacles. */
export function checkAnnounced(value: Announced, codeKnown: CodeKnown): readonly Fault[] {
  const all = value.dispatches.flatMap(({ receptacles }) => receptacles);
  const weights = all.map(({ weight }) => weight);
  return [
    ...checkConsignment(value),
    ...checkCount(value, "receptacleTotal", value.receptacleTotal, all.length),
    ...checkWeight(value, "weightTotal", value.weightTotal, weights),
    ...value.dispatches.flatMap((dispatch) => [
      ...checkMail(dispatch, value.preparedAt, codeKnown),
      ...dispatch.receptacles.flatMap((one) => checkDispatch(one, dispatch.dispatch)),
    ]),
    ...checkTwice(all, "s9"),
  ];
}

/** Kilograms with as many places as there are. */
function textOf(exact: bigint): string {
  assert(exact >= 0n, "declared weights are not negative");
  const digits = String(exact).padStart(10, "0");
  const places = digits.slice(-9).replace(/0+$/, "");
  return `${digits.slice(0, -9)}${places === "" ? "" : "."}${places} KGM`;
}
