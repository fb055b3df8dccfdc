/**
 * Describes the messages of an EDIFACT file one after another: title, summary, fields, findings with
 * their segment and marks. Holds the segments of one message, as they stand in the input.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { DEFAULT_SEPARATORS } from "#standards/edifact/separators.ts";
import type { InterchangeHead, SegmentCursor } from "#standards/edifact/sink.ts";
import type { TypedMessage } from "#standards/profiles/message-sink.ts";
import { compileProfile } from "#standards/profiles/plan.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { AnyMessage } from "#standards/profiles/value-of.ts";
import { describeText, statusText, summaryText } from "#words/describe.ts";
import { meaningWords } from "#words/fields.ts";
import type { Language } from "#words/language.ts";
import { valueLines } from "./describe-value.ts";
import { describedFindings } from "./described-finding.ts";
import type { Bounds, DescribedLine, Description } from "./description.ts";
import { type Marked, markSegment } from "./mark.ts";
import { summaryFacts } from "./summary-facts.ts";
import { type Telling, timeText } from "./value-text.ts";

/** Segments of one message that are held; findings behind them are told without marks. */
const SEGMENTS_HELD = 100_000;
/** Segments around messages that are held. */
const AROUND_HELD = 1_000;
/** 1225. */
const ORIGINAL = "9";
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

export class EdifactDescriber {
  readonly #language: Language;
  readonly #bounds: Bounds;
  /** Raw segments of the message by their number, and those around messages by interchange too. */
  readonly #inside = new Map<string, string>();
  readonly #outside = new Map<string, string>();
  #separators = DEFAULT_SEPARATORS;

  constructor(language: Language, bounds: Bounds) {
    this.#language = language;
    this.#bounds = bounds;
  }

  /** The separators from here on. */
  interchange(head: InterchangeHead): void {
    this.#separators = head.separators;
  }

  /** Every segment, service segments too. */
  segment(cursor: SegmentCursor): void {
    const { tag } = cursor;
    if (tag === "UNH") this.#inside.clear();
    const at = cursor.place();
    const held = at.message === undefined ? this.#outside : this.#inside;
    if (held === this.#outside && held.size >= AROUND_HELD) held.clear();
    if (held.size < SEGMENTS_HELD) held.set(keyOf(at), cursor.raw());
  }

  /** A finding of no message, with its segment where it is known. */
  markOutside(finding: Finding): Marked | undefined {
    return this.#mark(this.#outside, finding);
  }

  describe(message: TypedMessage): Description {
    const { end, interchange, profile, value, partial, findings } = message;
    const language = this.#language;
    const shown = value ?? partial;
    const on = dayOf(interchange?.preparedAt);
    const typed = profile === undefined ? undefined : shown;
    const telling = { language, on, ...(profile === undefined ? {} : { profile }) };
    return {
      title: this.#title(message),
      ...(profile === undefined || typed === undefined
        ? {}
        : this.#summary(profile, typed, telling)),
      notes: this.#notes(message),
      lines:
        profile === undefined || typed === undefined
          ? this.#segments(end.segments)
          : valueLines(compileProfile(profile).root, typed, telling, this.#bounds),
      ...describedFindings(language, findings, this.#bounds, (one) =>
        this.#mark(this.#inside, one),
      ),
    };
  }

  #title({ end, interchange, profile }: TypedMessage): string {
    const { number, reference, type, version, release } = end;
    return describeText(this.#language, "message.title", {
      number,
      type: profile?.message ?? type,
      version: profile?.version ?? `${version}:${release}`,
      reference,
      sender: interchange?.sender.id,
      recipient: interchange?.recipient.id,
      sent: sentAt(interchange?.preparedAt),
    });
  }

  #summary(profile: Profile, value: AnyMessage, telling: Telling): { readonly summary?: string } {
    const facts = summaryFacts(compileProfile(profile).root, value, telling);
    const { language } = telling;
    const summary = summaryText(language, profile.name, facts);
    if (summary === undefined) return {};
    const other = otherFunction(language, value);
    if (other === undefined) return { summary };
    return { summary: describeText(language, "message.function", { function: other, summary }) };
  }

  #notes({ profile, value, partial }: TypedMessage): readonly string[] {
    const language = this.#language;
    if (profile === undefined) return [describeText(language, "message.unknown")];
    const { message: type, version, partner, status, assumed } = profile;
    const facts = { type, version, partner, assumed: assumed.length };
    const isVerified = status === "verified";
    const key = isVerified ? "message.profile-verified" : "message.profile";
    const count = (value ?? partial)?.unread.length ?? 0;
    return [
      describeText(language, key, { ...facts, status: statusText(language, status) }),
      ...(value === undefined ? [describeText(language, "message.in-part")] : []),
      ...(count > 0 ? [describeText(language, "message.unread", { count })] : []),
    ];
  }

  /** A message that nobody reads, segment by segment. */
  #segments(count: number): readonly DescribedLine[] {
    const most = Math.min(this.#bounds.lines, this.#inside.size);
    const lines = [...this.#inside.values()]
      .slice(0, most)
      .map((raw) => ({ depth: 1, text: raw.replace(CONTROL, "\ufffd") }));
    const more = count - lines.length;
    if (more <= 0) return lines;
    return [
      ...lines,
      { depth: 1, text: describeText(this.#language, "more.lines", { count: more }) },
    ];
  }

  #mark(held: ReadonlyMap<string, string>, { at }: Finding): Marked | undefined {
    const raw = held.get(keyOf(at));
    const isOther = at.tag !== undefined && raw !== undefined && !raw.startsWith(at.tag);
    return raw === undefined || isOther ? undefined : markSegment(raw, at, this.#separators);
  }
}

function keyOf({ interchange, message, segment }: FindingPlace): string {
  return message === undefined ? `${interchange}.${segment}` : String(segment);
}

/** "Cancellation" or "Replacement", where the message says that it is no original. */
function otherFunction(language: Language, value: object): string | undefined {
  const { function: code } = value as { readonly function?: string };
  if (code === undefined || code === ORIGINAL) return undefined;
  const said = meaningWords(language, "function", code);
  return said === undefined ? undefined : said.charAt(0).toUpperCase() + said.slice(1);
}

/** S004 as people write it. */
function sentAt(preparedAt: string | undefined): string | undefined {
  const digits = preparedAt?.replace(":", "") ?? "";
  const text = digits.length === 10 ? `20${digits}` : digits;
  return text === "" ? undefined : timeText({ text, format: "203" });
}

/** The day of S004, `YYYY-MM-DD`; in syntax 1 to 3 it states no century, which is ours. */
function dayOf(preparedAt: string | undefined): string {
  const day = sentAt(preparedAt)?.slice(0, 10) ?? "";
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "";
}
