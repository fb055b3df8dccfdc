/**
 * The values that profiles read and write: plain objects, their types derived from the table. Fields
 * of a segment or group without a name stand in the value around it; everything is read-only.
 */
import type { Decimal } from "#base/decimal.ts";
import type { ElementOut, ElementText } from "#standards/edifact/segment-writer.ts";
import type { EdifactParty } from "#standards/edifact/sink.ts";
import type { Field, Position, Profile } from "./profile.ts";

/** A number as declared, digit for digit, with its unit of measure (KGM, GRM) or currency. */
export type Measure = Decimal & { readonly unit: string };

/** Local time as written and its format qualifier (UN/EDIFACT 2379: 102, 203, 204 …). No zone. */
export type LocalTime = { readonly text: string; readonly format: string };

/**
 * What was read without being understood, so that it is written back in place. `segment` counts from
 * UNH = 1, elements and components from 1 as in findings. Either a whole segment, or one component of a
 * segment, or the repetitions of an element (syntax 4) behind its first.
 */
export type Unread =
  | {
      readonly segment: number;
      readonly tag: string;
      readonly elements: readonly ElementOut[];
    }
  | {
      readonly segment: number;
      readonly tag: string;
      readonly element: number;
      readonly component: number;
      /** "" where a constant of the profile was lacking. */
      readonly text: string;
    }
  | {
      readonly segment: number;
      readonly tag: string;
      readonly element: number;
      readonly further: readonly ElementText[];
    };

/** What every message has besides what its table says. */
export type MessageFrame = {
  /** UNH 0062. */
  readonly reference: string;
  readonly sender: EdifactParty;
  readonly recipient: EdifactParty;
  readonly unread: readonly Unread[];
};

/** The value of a message, from the `const` table of its profile. */
export type ValueOf<P extends Profile> = Shown<
  { readonly kind: P["name"]; readonly version: P["version"] } & MessageFrame &
    StructureValue<P["structure"]>
>;

/** A message whose table is not known when compiled: a partner's profile, or any of the registry. */
export type AnyMessage = MessageFrame & {
  readonly kind: string;
  readonly version: string;
  readonly [field: string]: unknown;
};

type Shown<T> = { [K in keyof T]: T[K] };

type FieldValue<F extends Field> = F["kind"] extends "integer"
  ? number
  : F["kind"] extends "decimal"
    ? Decimal
    : F["kind"] extends "measure"
      ? Measure
      : F["kind"] extends "time"
        ? LocalTime
        : F["kind"] extends "lines"
          ? readonly string[]
          : string;

type Fields = Readonly<Record<string, Field>>;

type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends { kind: "sequence" }
    ? never
    : F[K]["required"] extends true
      ? K
      : never;
}[keyof F];

type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends { kind: "sequence" }
    ? never
    : F[K]["required"] extends true
      ? never
      : K;
}[keyof F];

type FieldsValue<F extends Fields> = {
  readonly [K in RequiredKeys<F>]: FieldValue<F[K]>;
} & { readonly [K in OptionalKeys<F>]?: FieldValue<F[K]> | undefined };

type OwnFields<P extends Position> = P["fields"] extends Fields
  ? FieldsValue<P["fields"]>
  : unknown;

/** What one position adds to the value around it. */
type PositionValue<P extends Position> = P extends {
  readonly group: { readonly name: infer N extends string; readonly children: infer C };
}
  ? NamedValue<P, N, Shown<OwnFields<P> & StructureValue<C>>>
  : P extends { readonly group: { readonly children: infer C } }
    ? Maybe<P, OwnFields<P> & StructureValue<C>>
    : Maybe<P, OwnFields<P>>;

type NamedValue<P extends Position, N extends string, V> = P extends {
  readonly group: { readonly many: true };
}
  ? { readonly [K in N]: readonly V[] }
  : P["min"] extends 0
    ? { readonly [K in N]?: V | undefined }
    : { readonly [K in N]: V };

type Maybe<P extends Position, V> = P["min"] extends 0
  ? { readonly [K in keyof V]?: V[K] | undefined }
  : V;

type StructureValue<S> = S extends readonly [infer First, ...infer Rest]
  ? (First extends Position ? PositionValue<First> : unknown) & StructureValue<Rest>
  : unknown;
