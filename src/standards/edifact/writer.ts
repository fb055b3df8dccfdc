/**
 * Writes EDIFACT interchanges: heads, trailers, counts and references by itself, text exactly released
 * and checked against the declared set. What a segment means is its caller's.
 */
import { assert, type Finding, type FindingPlace, present } from "#base/result.ts";
import { charsetOf } from "./charsets.ts";
import { type ElementOut, SegmentWriter } from "./segment-writer.ts";
import { DEFAULT_SEPARATORS, type Separators, separatorsOfVersion } from "./separators.ts";
import type { EdifactParty, GroupHead, InterchangeHead, MessageHead } from "./sink.ts";

/** What UNB states; `separators` only where they are not the usual ones. */
export type InterchangeOut = Pick<
  InterchangeHead,
  | "syntax"
  | "syntaxVersion"
  | "sender"
  | "recipient"
  | "preparedAt"
  | "controlReference"
  | "applicationReference"
> & { readonly isTest?: boolean; readonly separators?: Separators; readonly withoutUna?: boolean };

/** What UNH states. */
export type MessageOut = Pick<
  MessageHead,
  "reference" | "type" | "version" | "release" | "agency" | "association"
>;

/** What UNG states. */
export type GroupOut = Pick<
  GroupHead,
  "reference" | "type" | "sender" | "recipient" | "preparedAt"
> & { readonly agency: string; readonly version: string; readonly release: string };

/** What was written so far; with an error among the findings it must not be sent. */
export type Written = { readonly bytes: Uint8Array; readonly findings: readonly Finding[] };

type Counted = { readonly reference: string; count: number };

/** One interchange after another into one buffer. Calls out of order are faults of the caller. */
export class EdifactWriter {
  readonly #out = new SegmentWriter();
  #interchange: (Counted & { groups: number }) | undefined;
  #group: Counted | undefined;
  #message: Counted | undefined;
  #interchanges = 0;
  #messages = 0;
  #told = 0;
  /** Segments of the interchange so far. */
  #segments = 0;

  /** UNA and UNB. A syntax identifier that is not known is a fault of the caller. */
  interchange(head: InterchangeOut): void {
    assert(this.#interchange === undefined, "an interchange is open");
    const charset = present(charsetOf(head.syntax), "a known syntax identifier");
    const marks = separatorsOfVersion(head.separators ?? DEFAULT_SEPARATORS, head.syntaxVersion);
    this.#out.use(marks, charset);
    if (head.withoutUna !== true) this.#out.una(marks);
    this.#interchanges += 1;
    this.#segments = 0;
    this.#interchange = { reference: head.controlReference, count: 0, groups: 0 };
    this.#write("UNB", [
      [head.syntax, String(head.syntaxVersion)],
      partyOut(head.sender),
      partyOut(head.recipient),
      head.preparedAt.split(":"),
      head.controlReference,
      "",
      head.applicationReference ?? "",
      "",
      "",
      "",
      head.isTest === true ? "1" : "",
    ]);
  }

  /** UNG. */
  group(head: GroupOut): void {
    const interchange = present(this.#interchange, "a group stands in an interchange");
    assert(this.#group === undefined && this.#message === undefined, "a group or message is open");
    interchange.groups += 1;
    this.#group = { reference: head.reference, count: 0 };
    this.#write("UNG", [
      head.type,
      partyOut(head.sender),
      partyOut(head.recipient),
      head.preparedAt.split(":"),
      head.reference,
      head.agency,
      [head.version, head.release],
    ]);
  }

  /** UNE. */
  groupEnd(): void {
    const { count, reference } = present(this.#group, "no group is open");
    assert(this.#message === undefined, "a message is open");
    this.#write("UNE", [String(count), reference]);
    this.#group = undefined;
  }

  /** UNH. */
  message(head: MessageOut): void {
    const interchange = present(this.#interchange, "a message stands in an interchange");
    assert(this.#message === undefined, "a message is open");
    interchange.count += 1;
    if (this.#group !== undefined) this.#group.count += 1;
    this.#messages += 1;
    this.#message = { reference: head.reference, count: 0 };
    const { type, version, release, agency, association = "" } = head;
    this.#write("UNH", [head.reference, [type, version, release, agency, association]]);
  }

  /** A segment between UNH and UNT. */
  segment(tag: string, elements: readonly ElementOut[]): void {
    assert(this.#message !== undefined, "a segment stands in a message");
    this.#write(tag, elements);
  }

  /** UNT with its count. */
  messageEnd(): void {
    const { count, reference } = present(this.#message, "no message is open");
    this.#write("UNT", [String(count + 1), reference]);
    this.#message = undefined;
  }

  /** UNZ with its count. */
  interchangeEnd(): void {
    const { count, groups, reference } = present(this.#interchange, "no interchange is open");
    assert(this.#group === undefined && this.#message === undefined, "a group or message is open");
    this.#write("UNZ", [String(groups > 0 ? groups : count), reference]);
    this.#interchange = undefined;
  }

  /** Bytes and findings since the last time: take them often and memory stays small. */
  take(): Written {
    const findings = this.#out.findings.slice(this.#told);
    this.#told = this.#out.findings.length;
    return { bytes: this.#out.take(), findings };
  }

  #write(tag: string, elements: readonly ElementOut[]): void {
    this.#segments += 1;
    if (this.#message !== undefined) this.#message.count += 1;
    this.#out.segment(tag, elements, this.#place());
  }

  #place(): FindingPlace {
    const around = { interchange: this.#interchanges, segment: this.#segments };
    const message = this.#message;
    if (message === undefined) return around;
    const { reference, count } = message;
    return { ...around, message: this.#messages, messageRef: reference, segment: count };
  }
}

function partyOut({ id, qualifier = "", routing = "" }: EdifactParty): readonly string[] {
  return [id, qualifier, routing];
}
