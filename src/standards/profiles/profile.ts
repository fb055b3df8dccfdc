/**
 * The profile language: how a message's values sit in EDIFACT segments, as data that is JSON. A
 * profile is for one message, version and perhaps partner; it knows no code and is replaced at run
 * time. Elements and components are counted from 0 (element 0 = first after the tag).
 */

/** How the characters of a component become a value; `value-of.ts` says which value. */
export type FieldKind =
  | "an"
  | "n"
  | "code"
  | "integer"
  | "sequence"
  | "decimal"
  | "measure"
  | "time"
  | "lines"
  | "s8"
  | "s9"
  | "s10"
  | "impc";

/**
 * Where a value stands in its segment.
 * - `an`, `n` (digits), `code`: text as it stands. `integer`: 0 to 15 digits. `decimal`: see Decimal.
 * - `sequence`: the running number of the repetition; it is checked and written, and is no value.
 * - `measure`: a decimal with its unit or currency in component `unit` of the same element.
 * - `time`: local time as written, its format qualifier (2379) in the component behind it.
 * - `lines`: `count` components from this one on, as a list of texts.
 * - `s8`, `s9`, `s10`, `impc`: identifiers; a wrong shape or check digit is a warning.
 */
export type Field = {
  readonly element: number;
  /** 0 when left out. */
  readonly component?: number;
  readonly kind: FieldKind;
  /** Most characters; of a number most digits. */
  readonly max: number;
  /** An error when empty, though its segment may be left out. */
  readonly required?: true;
  /** Name of the code list that is asked; an unknown code is a warning. */
  readonly codes?: string;
  /** The only codes there are; another is a warning. */
  readonly oneOf?: readonly string[];
  /** Component of the unit or currency; `measure` only. */
  readonly unit?: number;
  /** Number of components; `lines` only. */
  readonly count?: number;
  /** Code lists are asked for the day of this time; `time` only, once in a profile. */
  readonly dates?: true;
  readonly note?: string;
};

/** What tells two positions of one tag apart; written as `is`, or as the first of `in`. */
export type Condition = {
  readonly element: number;
  readonly component?: number;
  readonly is?: string;
  readonly in?: readonly string[];
};

/** Characters that are always written; reading others there keeps them. */
export type Fixed = {
  readonly element: number;
  readonly component?: number;
  readonly text: string;
};

/**
 * The segments that follow this one and belong to it. `many` makes a list of values named `name`;
 * with a name alone one value; without a name its fields are those of the value around it.
 */
export type Group = {
  readonly name?: string;
  readonly many?: true;
  readonly children: readonly Position[];
};

/** One segment, or with `group` the segment that begins a group. In the order of the message. */
export type Position = {
  readonly tag: string;
  readonly min: number;
  readonly max: number;
  readonly when?: readonly Condition[];
  readonly fixed?: readonly Fixed[];
  readonly fields?: Readonly<Record<string, Field>>;
  readonly group?: Group;
  readonly note?: string;
};

/** What a UNH must carry to be read with a profile; with `bgm` what the BGM must say besides. */
export type Identity = {
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly association?: string;
  readonly bgm?: Condition;
};

/** A whole message as data. */
export type Profile = {
  /** Kind of its values: the message's name in lower case. */
  readonly name: string;
  readonly message: string;
  /** Version of the message, such as `2.1`. */
  readonly version: string;
  /** Partner whose guide this is; without it the shipped assumption for everybody. */
  readonly partner?: string;
  /** The UN/EDIFACT structure that it keeps to. */
  readonly base: {
    readonly type: string;
    readonly version: string;
    readonly release: string;
    readonly agency: string;
  };
  readonly status: "provisional" | "verified";
  readonly source: string;
  /** What a source confirms, and what is assumed: sentences. */
  readonly known: readonly string[];
  readonly assumed: readonly string[];
  /** The first is written; any is read. */
  readonly unh: readonly [Identity, ...Identity[]];
  /** True: read only; writing is refused. */
  readonly readOnly?: true;
  /** What a carrier or partner means by a code, where it is not the list's meaning: list, code, code. */
  readonly meanings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly structure: readonly Position[];
};

/** The list's code that a profile's partner means by a code; the code itself where nothing is said. */
export function meaningOf(profile: Pick<Profile, "meanings">, list: string, code: string): string {
  return profile.meanings?.[list]?.[code] ?? code;
}

/** The conditions, constants and fields of a position, whether stated or not. */
export function fieldsOf(position: Position): readonly (readonly [string, Field])[] {
  return Object.entries(position.fields ?? {});
}
