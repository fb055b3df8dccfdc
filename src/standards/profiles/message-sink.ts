/**
 * Turns what the EDIFACT scanner tells into typed messages: chooses the profile by UNH (and BGM),
 * reads, checks, and gathers the findings of a message with their places. Holds one message at a time.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { Cursor } from "#standards/edifact/cursor.ts";
import type {
  EdifactSink,
  InterchangeEnd,
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "#standards/edifact/sink.ts";
import { type Chosen, chooseProfile } from "./choose-profile.ts";
import type { CodeKnown } from "./field-reader.ts";
import type { CheckContext, Fault, MessageEntry } from "./message-entry.ts";
import { MESSAGE_CODES, messageFinding } from "./message-findings.ts";
import { MessageReader } from "./message-reader.ts";
import { locateField } from "./message-writer.ts";
import { compileProfile, type Plan } from "./plan.ts";
import type { Profile } from "./profile.ts";
import type { AnyMessage } from "./value-of.ts";

/** A message of an input with everything that was found in it. */
export type TypedMessage = {
  readonly end: MessageEnd;
  readonly interchange: InterchangeHead | undefined;
  /** Undefined for a type that no profile reads: it is known by its envelope only. */
  readonly profile: Profile | undefined;
  /** Present if and only if there is a profile and the message is whole under it. */
  readonly value: AnyMessage | undefined;
  /** What could be read in spite of errors, to be shown and never acted on. */
  readonly partial?: AnyMessage;
  readonly findings: readonly Finding[];
};

export type MessageSinkOptions = {
  readonly entries: readonly MessageEntry[];
  /** Profiles that come before those of the entries, such as a partner's. */
  readonly profiles?: readonly Profile[];
  /** Nothing is known of any code when left out. */
  readonly codeKnown?: CodeKnown;
  readonly message: (message: TypedMessage) => void;
  /** Findings outside of messages. */
  readonly finding: (finding: Finding) => void;
  readonly interchange?: (head: InterchangeHead) => void;
  readonly interchangeEnd?: (end: InterchangeEnd) => void;
  /**
   * Values inside a message make their fields when they are asked for, so that who wants few of them
   * pays for few. They are read as plain objects are, but have no keys of their own to copy or compare.
   */
  readonly isLazy?: boolean;
  /** Bytes of one message that are held at most. */
  readonly limitBytes?: number;
};

/** Give it to an `EdifactScanner`. */
export class MessageSink implements EdifactSink {
  readonly #options: MessageSinkOptions;
  readonly #codeKnown: CodeKnown;
  readonly #profiles: readonly Profile[];
  readonly #readers = new Map<Profile, MessageReader>();
  #interchange: InterchangeHead | undefined;
  #head: MessageHead | undefined;
  #chosen: Chosen = { waits: false, profile: undefined };
  #reader: MessageReader | undefined;
  #findings: Finding[] = [];

  constructor(options: MessageSinkOptions) {
    this.#options = options;
    this.#codeKnown = options.codeKnown ?? (() => undefined);
    const shipped = options.entries.flatMap(({ profiles }) => profiles);
    this.#profiles = [...(options.profiles ?? []), ...shipped];
  }

  interchange(head: InterchangeHead): void {
    this.#interchange = head;
    this.#options.interchange?.(head);
  }

  interchangeEnd(end: InterchangeEnd): void {
    this.#interchange = undefined;
    this.#options.interchangeEnd?.(end);
  }

  message(head: MessageHead): void {
    this.#head = head;
    this.#findings = [];
    this.#reader = undefined;
    this.#chosen = chooseProfile(this.#profiles, head, undefined);
    if (!this.#chosen.waits) this.#begin(head);
  }

  segment(cursor: SegmentCursor): void {
    if (this.#chosen.waits && this.#head !== undefined) {
      this.#chosen = chooseProfile(this.#profiles, this.#head, cursor);
      this.#begin(this.#head);
    }
    this.#reader?.segment(cursor);
  }

  segments(cursor: SegmentCursor, from: number, count: number): void {
    if (!(cursor instanceof Cursor)) return;
    const isFirst = this.#chosen.waits;
    if (isFirst) this.segment(cursor);
    const rest = isFirst ? 1 : 0;
    if (count > rest) this.#reader?.run(cursor, from, rest, count);
  }

  messageEnd(end: MessageEnd): void {
    const { profile } = this.#chosen;
    const reader = this.#reader;
    this.#head = undefined;
    if (profile === undefined || reader === undefined) {
      this.#tell(end, undefined, undefined, this.#findings);
      return;
    }
    const read = reader.end(end);
    const findings = [...this.#findings, ...read.findings];
    const isWhole = read.isHeld && !findings.some(({ severity }) => severity === "error");
    if (isWhole) findings.push(...this.#check(profile, read.value, reader));
    const value = isWhole ? read.value : undefined;
    const partial = isWhole || !read.isHeld ? undefined : read.value;
    const told = profile.status === "provisional" ? findings.map(asDoubt) : findings;
    this.#tell(end, profile, value, told, partial);
  }

  finding(finding: Finding): void {
    if (this.#head === undefined) this.#options.finding(finding);
    else this.#findings.push(finding);
  }

  #begin(head: MessageHead): void {
    const { profile, doubt } = this.#chosen;
    if (profile === undefined) return;
    let reader = this.#readers.get(profile);
    if (reader === undefined) {
      reader = new MessageReader(
        compileProfile(profile),
        this.#codeKnown,
        this.#options.limitBytes,
        this.#options.isLazy,
      );
      this.#readers.set(profile, reader);
    }
    this.#reader = reader;
    reader.begin(head, this.#interchange, dayOfEnvelope(this.#interchange));
    if (doubt !== undefined)
      reader.findAtHead("message/version-unknown", doubt.found, doubt.expected);
  }

  #check(profile: Profile, value: AnyMessage, reader: MessageReader): readonly Finding[] {
    const entry = this.#options.entries.find(({ name }) => name === profile.name);
    if (entry === undefined) return [];
    const plan = compileProfile(profile);
    return faultsOf(entry, value, { direction: "in", codeKnown: this.#codeKnown }).map((fault) =>
      findingOf(fault, plan, value, (segment) => reader.placeOf(segment)),
    );
  }

  #tell(
    end: MessageEnd,
    profile: Profile | undefined,
    value: AnyMessage | undefined,
    findings: readonly Finding[],
    partial?: AnyMessage,
  ): void {
    const told = { end, interchange: this.#interchange, profile, value, findings };
    this.#options.message(partial === undefined ? told : { ...told, partial });
  }
}

/**
 * A provisional profile may be wrong where the message is right: what does not fit it is told as a
 * warning. The message still has no value, so nothing is done by what was not understood.
 */
function asDoubt(finding: Finding): Finding {
  const isOurs = finding.severity === "error" && finding.code in MESSAGE_CODES;
  return isOurs && finding.code !== "message/over-limit"
    ? { ...finding, severity: "warning" }
    : finding;
}

/** The faults that a message's own checks find in one of its values. */
export function faultsOf(
  entry: MessageEntry,
  value: AnyMessage,
  context: CheckContext,
): readonly Fault[] {
  const checks = entry.checks as (value: AnyMessage, context: CheckContext) => readonly Fault[];
  return checks(value, context);
}

/** A fault as a finding at its segment; `placeOf` knows where the segments were, if they were read. */
export function findingOf(
  fault: Fault,
  plan: Plan,
  value: AnyMessage,
  placeOf: (segment: number) => FindingPlace,
): Finding {
  const { code, severity, of, field, found, expected } = fault;
  const place = locateField(plan, value, of, field);
  const at = place === undefined ? { field } : { ...placeOf(place.segment), ...place, field };
  const finding = messageFinding(code, at, found, expected);
  return severity === undefined ? finding : { ...finding, severity };
}

/** The day S004 states; in syntax 1 to 3 without its century, which is ours. */
function dayOfEnvelope(head: InterchangeHead | undefined): string {
  const digits = head?.preparedAt.split(":")[0] ?? "";
  const day = digits.length === 6 ? `20${digits}` : digits;
  return /^\d{8}$/.test(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : "";
}
