/**
 * The three kinds of no: a refusal is a value, findings are lists of places, a bug is an assertion.
 * Nothing here knows the mail.
 */

/** Either a value or the refusal that stands in its place. */
export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** Why a request was not carried out: a stable code (`area/what-is-wrong`) and facts to act on. */
export type Refusal = {
  readonly code: string;
  /** Facts named by the code's text in `#words/codes.ts`: what was found, expected, what to do. */
  readonly facts?: Readonly<Record<string, unknown>>;
};

/** How much a finding weighs: an error keeps its row out, a warning and an info go through. */
export type Severity = "error" | "warning" | "info";

/** Where in an input a finding sits; only the parts that exist in that format are given. */
export type FindingPlace = {
  readonly file?: string;
  /** 1-based line of the text. */
  readonly line?: number;
  /** 1-based row of data: a header is not counted. */
  readonly row?: number;
  readonly field?: string;
  /** 0-based byte offset in the whole input. */
  readonly offset?: number;
  /** 1-based number of the EDIFACT interchange in the input, and its control reference. */
  readonly interchange?: number;
  readonly interchangeRef?: string;
  /** 1-based number of the message in the input, and its reference. */
  readonly message?: number;
  readonly messageRef?: string;
  /** 1-based in its message, UNH = 1; outside a message in its interchange, UNB = 1. */
  readonly segment?: number;
  readonly tag?: string;
  /** 1-based data element of the segment; the tag is 0. */
  readonly element?: number;
  /** 1-based component of the data element. */
  readonly component?: number;
  /** Elements from the root to the place, in XML. */
  readonly path?: string;
};

/** One fault of an input with its place; an input's faults are all listed, never only the first. */
export type Finding = {
  readonly code: string;
  readonly severity: Severity;
  readonly at: FindingPlace;
  readonly found?: string;
  readonly expected?: string;
  /** What the reader of the finding can do, as a key of `#words/codes.ts` where not plain text. */
  readonly todo?: string;
};

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  code: string,
  facts?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: facts === undefined ? { code } : { code, facts } };
}

/** States what must be true; a false one is a bug of ours: it throws and the transaction rolls back. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new AssertionFault(sentence);
}

/** Returns a value that must be there; its absence is a bug of ours. */
export function present<T>(value: T | null | undefined, sentence: string): T {
  assert(value !== undefined && value !== null, sentence);
  return value;
}

export class AssertionFault extends Error {
  override readonly name = "AssertionFault";
}
