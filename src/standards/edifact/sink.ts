/**
 * What the EDIFACT scanner tells and to whom: heads and ends of interchanges, groups and messages, and
 * the segments between them. Types only; ISO 9735 names stand beside the fields.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import type { Separators } from "./separators.ts";

/**
 * The current segment; valid only inside the call it is handed to. Elements, components and
 * repetitions are counted from 0 here (element 0 = first after the tag); places count from 1.
 * Strings handed out stand on their own: they keep no batch of the input alive.
 */
export interface SegmentCursor {
  /** Three characters; the same string object for the same tag. */
  readonly tag: string;
  /** 0-based byte offset of the tag in the whole input. */
  readonly offset: number;
  /** 1-based line of the tag. */
  readonly line: number;
  /** 1-based number in its message, UNH = 1; outside a message in its interchange, UNB = 1. */
  readonly position: number;
  /** Data elements present, the tag not counted. */
  readonly elements: number;
  /** Components of a repetition, the first by default; 0 when the element is absent. */
  components(element: number, repetition?: number): number;
  /** Repetitions (syntax 4); 0 when the element is absent. */
  repetitions(element: number): number;
  /** True when absent or without a character; without `component` the whole element is asked. */
  isEmpty(element: number, component?: number): boolean;
  /** Release characters taken out, decoded by the interchange's character set; "" when absent. */
  text(element: number, component?: number, repetition?: number): string;
  /** A whole number of at most 15 digits, read without a string; undefined: absent or none. */
  integer(element: number, component?: number): number | undefined;
  /** Compares with ASCII text, without a string. */
  is(element: number, component: number, ascii: string): boolean;
  /** The segment as it stands in the input, separators included, terminator not. */
  raw(): string;
  /** The complete place, to its first byte; where it is absent, to where it is missed. */
  place(element?: number, component?: number): FindingPlace;
}

/** Sender or recipient of an interchange (S002, S003) or group (S006, S007). */
export type EdifactParty = {
  readonly id: string;
  readonly qualifier?: string;
  readonly routing?: string;
};

/** UNB and the separators in force. */
export type InterchangeHead = {
  /** 1-based in the input. */
  readonly number: number;
  /** 0001, such as `UNOC`. */
  readonly syntax: string;
  /** 0002, 1 to 4; what cannot be read counts as 3. */
  readonly syntaxVersion: 1 | 2 | 3 | 4;
  readonly sender: EdifactParty;
  readonly recipient: EdifactParty;
  /** S004 as written: `YYMMDD:HHMM`, in syntax 4 `CCYYMMDD:HHMM`; no zone is known. */
  readonly preparedAt: string;
  /** 0020. */
  readonly controlReference: string;
  /** 0026. */
  readonly applicationReference?: string;
  /** 0035 is 1 to 4. */
  readonly isTest: boolean;
  readonly separators: Separators;
  readonly offset: number;
  readonly line: number;
};

/** UNZ: what an interchange held, and what it says it holds. */
export type InterchangeEnd = InterchangeHead & {
  /** UNB to UNZ, both counted. */
  readonly segments: number;
  readonly groups: number;
  readonly messages: number;
  /** 0036; undefined when UNZ is missing or states no number. */
  readonly declared: number | undefined;
  /** Bytes from UNB to the terminator of UNZ. */
  readonly length: number;
};

/** UNG. */
export type GroupHead = {
  /** 1-based in its interchange. */
  readonly number: number;
  /** 0048. */
  readonly reference: string;
  /** 0038; syntax 4 may leave it out. */
  readonly type: string;
  readonly sender: EdifactParty;
  readonly recipient: EdifactParty;
  readonly preparedAt: string;
  readonly offset: number;
  readonly line: number;
};

/** UNE: what a group held, and what it says it holds. */
export type GroupEnd = GroupHead & {
  readonly messages: number;
  /** 0060; undefined when UNE is missing or states no number. */
  readonly declared: number | undefined;
};

/** UNH. */
export type MessageHead = {
  /** 1-based in the input. */
  readonly number: number;
  /** 0062. */
  readonly reference: string;
  /** 0065, 0052, 0054, 0051, 0057. */
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly association?: string;
  readonly group?: GroupHead;
  readonly offset: number;
  readonly line: number;
};

/** UNT: what a message held, and what it says it holds. */
export type MessageEnd = MessageHead & {
  /** UNH to UNT, both counted; without a UNT those that were there. */
  readonly segments: number;
  /** 0074; undefined when UNT is missing or states no number. */
  readonly declaredSegments: number | undefined;
  /** Bytes from UNH to the terminator of UNT. */
  readonly length: number;
  /** 1-based line of UNT, or of what came in its stead; undefined where the input ends before. */
  readonly endLine?: number;
};

/** Takes what a scanner finds, in the order of the bytes. A message that begins also ends. */
export type EdifactSink = {
  interchange?(head: InterchangeHead): void;
  interchangeEnd?(end: InterchangeEnd): void;
  group?(head: GroupHead): void;
  groupEnd?(end: GroupEnd): void;
  message(head: MessageHead): void;
  /** A segment between UNH and UNT, both excluded. */
  segment(cursor: SegmentCursor): void;
  /**
   * Several of them at once, where they are plain and nobody asks for `anySegment`: the cursor stands
   * on the first, which is number `from` in the window; `Cursor.standOn` goes to the others.
   */
  segments?(cursor: SegmentCursor, from: number, count: number): void;
  messageEnd(end: MessageEnd): void;
  /** Every segment of an interchange, service segments too; UNT still belongs to its message. */
  anySegment?(cursor: SegmentCursor): void;
  finding(finding: Finding): void;
};

/** What an input held. */
export type EdifactTotals = {
  /** Of the first interchange, such as `UNOB:3`; "" when there is none. */
  readonly syntax: string;
  /** From UNB to UNZ, both counted; UNA is none. */
  readonly segments: number;
  readonly interchanges: number;
  readonly groups: number;
  readonly messages: number;
  readonly findings: number;
  /** Bytes behind the terminator of the last UNZ; 0 where they are blanks and line ends alone. */
  readonly trailingBytes: number;
};
