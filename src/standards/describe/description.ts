/** A description as data: sentences, lines with their depth, findings with their marks. Types only. */
import type { Finding } from "#base/result.ts";
import type { Marked } from "./mark.ts";

/** One line; `depth` 0 is the message itself. */
export type DescribedLine = { readonly depth: number; readonly text: string };

/** A finding in words; `marked` where its raw text is known. */
export type DescribedFinding = Finding & {
  readonly place: string;
  readonly sentence: string;
  /** What to do. */
  readonly advice: string;
  readonly marked?: Marked;
};

/** One message, document or row. */
export type Description = {
  /** What it is, as one sentence. */
  readonly title: string;
  /** The whole in one sentence of the trade, where there is one for its type. */
  readonly summary?: string;
  /** What else is to be known of how it was read. */
  readonly notes: readonly string[];
  readonly lines: readonly DescribedLine[];
  readonly findings: readonly DescribedFinding[];
  /** Findings beyond those that are told. */
  readonly findingsMore: number;
};

/** Bounds of one description; without end where everything is asked for. */
export type Bounds = {
  /** Entries of one list. */
  readonly entries: number;
  /** Lines of one message. */
  readonly lines: number;
  readonly findings: number;
};
