/**
 * EDIFACT as an input format: one row a message, from UNH to UNT. Who reads the content is handed in;
 * a message that nobody reads is kept as an envelope.
 */
import type { Finding } from "#base/result.ts";
import type { EnvelopeRow } from "#standards/messages/envelope-row.ts";
import { finding, keepsOut } from "#standards/messages/finding-codes.ts";
import { MAX_FINDINGS_PER_ROW } from "#standards/messages/limits.ts";
import type { MessageEnvelope, Portion, Reader, Row } from "#standards/messages/reading.ts";
import { EdifactScanner } from "./scanner.ts";
import type {
  EdifactSink,
  EdifactTotals,
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "./sink.ts";

/** Takes the segments of one message; then gives its value, if it can, and all its findings. */
export type OpenedMessage<T> = {
  readonly segment: (cursor: SegmentCursor) => void;
  readonly end: (end: MessageEnd) => {
    readonly value: T | undefined;
    readonly findings: readonly Finding[];
    /** Name and version of the profile that read it. */
    readonly profile?: string;
  };
};

/** Opens the reader of a message by its head; undefined when its type is not known. */
export type OpenMessage<T> = (
  head: MessageHead,
  interchange: InterchangeHead | undefined,
) => OpenedMessage<T> | undefined;

/** The format with these message readers; `columns` because no header names any. */
export function edifactFormat<T>(openMessage: OpenMessage<T>): {
  readonly name: "edifact";
  readonly columns: undefined;
  readonly open: () => EdifactReader<T>;
} {
  return { name: "edifact", columns: undefined, open: () => new EdifactReader(openMessage) };
}

/** What stands in the row in the making. */
type Draft<T> = {
  readonly opened: OpenedMessage<T> | undefined;
  readonly interchange: InterchangeHead | undefined;
  readonly findings: Finding[];
};

/** Findings between messages belong to the input, those from UNH to UNT to the message's row. */
export class EdifactReader<T> implements Reader<T | EnvelopeRow> {
  readonly #openMessage: OpenMessage<T>;
  readonly #scanner: EdifactScanner;
  #interchange: InterchangeHead | undefined;
  #draft: Draft<T> | undefined;
  #rows: Row<T | EnvelopeRow>[] = [];
  #findings: Finding[] = [];
  #bytes = 0;
  #totals: EdifactTotals | undefined;

  /** `also` is told the heads, ends and findings too, such as for counting. */
  constructor(openMessage: OpenMessage<T>, also?: Partial<EdifactSink>) {
    this.#openMessage = openMessage;
    this.#scanner = new EdifactScanner({
      ...also,
      interchange: (head) => {
        this.#interchange = head;
        also?.interchange?.(head);
      },
      interchangeEnd: (end) => {
        this.#interchange = undefined;
        also?.interchangeEnd?.(end);
      },
      message: (head) => {
        this.#begin(head);
        also?.message?.(head);
      },
      segment: (cursor) => this.#draft?.opened?.segment(cursor),
      messageEnd: (end) => {
        this.#end(end);
        also?.messageEnd?.(end);
      },
      finding: (one) => {
        keep(this.#draft?.findings ?? this.#findings, one, this.#draft !== undefined);
        also?.finding?.(one);
      },
    });
  }

  push(bytes: Uint8Array): Portion<T | EnvelopeRow> {
    this.#bytes += bytes.length;
    this.#scanner.push(bytes);
    return this.#portion();
  }

  end(): Portion<T | EnvelopeRow> {
    if (this.#bytes === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
    this.#totals = this.#scanner.end();
    const portion = this.#portion();
    return this.#totals.interchanges > 0 ? portion : { ...portion, unreadFrom: 0 };
  }

  /** What the whole input held; undefined before its end. */
  get totals(): EdifactTotals | undefined {
    return this.#totals;
  }

  #begin(head: MessageHead): void {
    const opened = this.#openMessage(head, this.#interchange);
    this.#draft = { opened, interchange: this.#interchange, findings: [] };
  }

  #end(end: MessageEnd): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    this.#draft = undefined;
    const { opened, interchange, findings } = draft;
    const { number: row, line, offset, length } = end;
    const read: ReturnType<OpenedMessage<T | EnvelopeRow>["end"]> =
      opened?.end(end) ?? envelopeOnly(end, interchange);
    for (const one of read.findings) keep(findings, one, true);
    const placed = findings.map((one) => ({ ...one, at: { row, ...one.at } }));
    const value = keepsOut(findings) ? undefined : read.value;
    const envelope = envelopeOf(end, interchange, read.profile);
    this.#rows.push({ row, line, offset, length, value, findings: placed, envelope });
  }

  #portion(): Portion<T | EnvelopeRow> {
    const portion = { rows: this.#rows, findings: this.#findings };
    this.#rows = [];
    this.#findings = [];
    return portion;
  }
}

/** A row keeps a bounded number of findings, errors before all others. */
function keep(findings: Finding[], one: Finding, isRow: boolean): void {
  if (!isRow || findings.length < MAX_FINDINGS_PER_ROW) findings.push(one);
  else if (one.severity === "error") findings[MAX_FINDINGS_PER_ROW - 1] = one;
}

function envelopeOf(
  end: MessageEnd,
  interchange: InterchangeHead | undefined,
  profile: string | undefined,
): MessageEnvelope {
  const { type, version, release, agency, association, reference } = end;
  const parts = [version, release, agency, association].filter((part) => (part ?? "") !== "");
  return {
    type,
    version: parts.join(":"),
    reference,
    sender: interchange?.sender.id ?? "",
    recipient: interchange?.recipient.id ?? "",
    interchange: interchange?.controlReference ?? "",
    ...(profile === undefined ? {} : { profile }),
  };
}

/** A message of a type without a reader: named, and left in its bytes. */
export function envelopeOnly(
  end: MessageEnd,
  interchange: InterchangeHead | undefined,
): { readonly value: EnvelopeRow; readonly findings: readonly Finding[] } {
  const { type, version, release, agency, association, offset, line } = end;
  const names = [type, version, release, agency, association].filter((part) => part !== undefined);
  const messageType = names.join(":");
  const value: EnvelopeRow = {
    kind: "envelope",
    syntax: "edifact",
    messageTypes: [messageType],
    messages: 1,
    sender: interchange?.sender.id,
    recipient: interchange?.recipient.id,
    controlReference: interchange?.controlReference,
  };
  return { value, findings: [finding("message/unknown-type", { line, offset }, messageType)] };
}
