/**
 * An EDIFACT file as it is looked at: each message typed by its profile where there is one, findings in
 * the order of the bytes. The scanner's findings are handed on at once where a message is full of them.
 */
import type { Finding } from "#base/result.ts";
import { codeList, isKnown } from "#standards/codes/code-lists.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import type {
  EdifactSink,
  InterchangeHead,
  MessageHead,
  SegmentCursor,
} from "#standards/edifact/sink.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import type { CodeKnown } from "#standards/profiles/field-reader.ts";
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { MessageSink, type TypedMessage } from "#standards/profiles/message-sink.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { FileSink, KindReader, KindSums } from "./file-sink.ts";

/** Findings of one message held back to be told in order; beyond them as they come. */
const HELD = 1_000;

export type EdifactFileOptions = {
  readonly entries: readonly MessageEntry[];
  readonly profiles: readonly Profile[];
  readonly interchange?: (head: InterchangeHead) => void;
  /** Sees every segment, service segments too. */
  readonly segment?: (cursor: SegmentCursor) => void;
  /** Gets each message with its findings, before the sink gets its line and them. */
  readonly typed?: (message: TypedMessage) => void;
};

/** Whether the lists that are carried have a code; nothing is said where they are not whole. */
export const carriedCodeKnown: CodeKnown = (list, code, on) => {
  if (isKnown(list, code, on === "" ? undefined : on)) return true;
  return codeList(list)?.extent === "whole" ? false : undefined;
};

/** Reads an EDIFACT file. */
export class EdifactFile implements KindReader {
  readonly #sink: FileSink;
  readonly #options: EdifactFileOptions;
  readonly #scanner: EdifactScanner;
  readonly #messages: MessageSink;
  #open: MessageHead | undefined;
  #held: Finding[] = [];
  /** The scanner's first error of the message: the others need not be known to read it. */
  #error: Finding | undefined;
  /** Number of the interchange, known without a UNB too. */
  #interchange = 0;
  #rows = 0;
  #good = 0;

  constructor(sink: FileSink, options: EdifactFileOptions) {
    this.#sink = sink;
    this.#options = options;
    const { entries, profiles } = options;
    this.#messages = new MessageSink({
      entries,
      profiles,
      codeKnown: carriedCodeKnown,
      isLazy: options.typed === undefined,
      message: (message) => this.#tell(message),
      finding: () => undefined,
    });
    this.#scanner = new EdifactScanner(this.#scannerSink());
  }

  push(bytes: Uint8Array): void {
    this.#scanner.push(bytes);
  }

  end(): KindSums {
    const { syntax, segments, interchanges, groups, trailingBytes } = this.#scanner.end();
    const [rows, good] = [this.#rows, this.#good];
    const counts = { syntax, segments, interchanges, groups, trailingBytes };
    return { ...counts, rows, good, refused: rows - good };
  }

  #scannerSink(): EdifactSink {
    const messages = this.#messages;
    const { segment } = this.#options;
    return {
      interchange: (head) => {
        this.#interchange = head.number;
        messages.interchange(head);
        this.#options.interchange?.(head);
      },
      interchangeEnd: (end) => messages.interchangeEnd(end),
      message: (head) => {
        this.#open = head;
        messages.message(head);
      },
      segment: (cursor) => messages.segment(cursor),
      segments: (cursor, from, count) => messages.segments(cursor, from, count),
      ...(segment === undefined ? {} : { anySegment: segment }),
      messageEnd: (end) => messages.messageEnd(end),
      finding: (one) => this.#find(one),
    };
  }

  #find(one: Finding): void {
    this.#interchange = one.at.interchange ?? this.#interchange;
    if (this.#open === undefined) {
      this.#sink.finding(one);
      return;
    }
    if (one.severity === "error" && this.#error === undefined) {
      this.#error = one;
      this.#messages.finding(one);
    }
    if (this.#held.length >= HELD) this.#release();
    this.#held.push(one);
  }

  #release(): void {
    for (const one of this.#held) this.#sink.finding(one);
    this.#held = [];
  }

  #tell(message: TypedMessage): void {
    const own = message.findings.filter((one) => one !== this.#error);
    if (message.profile === undefined) own.push(unknownType(message));
    const interchange = this.#interchange;
    const placed = own.map((one) => ({ ...one, at: { interchange, ...one.at } }));
    const findings = [...this.#held, ...placed].sort(
      (one, other) => (one.at.offset ?? 0) - (other.at.offset ?? 0),
    );
    const hasError = findings.some(({ severity }) => severity === "error");
    this.#rows += 1;
    if (this.#error === undefined && !hasError) this.#good += 1;
    this.#open = undefined;
    this.#held = [];
    this.#error = undefined;
    this.#options.typed?.({ ...message, findings });
    const { type, version, release, reference, segments, declaredSegments = null } = message.end;
    const line = { type, version: `${version}:${release}`, reference, segments, declaredSegments };
    this.#sink.message(line);
    for (const one of findings) this.#sink.finding(one);
  }
}

function unknownType({ end, interchange }: TypedMessage): Finding {
  const { type, version, release, agency, association, offset, line, number, reference } = end;
  const names = [type, version, release, agency, association].filter((part) => part !== undefined);
  const interchangeRef = interchange?.controlReference;
  const at = {
    ...(interchangeRef === undefined ? {} : { interchangeRef }),
    message: number,
    messageRef: reference,
    segment: 1,
    tag: "UNH",
    element: 2,
    offset,
    line,
  };
  return finding("message/unknown-type", at, names.join(":"));
}
