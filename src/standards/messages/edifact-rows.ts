/**
 * EDIFACT as an input format whose messages are read by the profiles of the registry, and by those
 * handed in before them. A row is one message; its value says which message it is.
 */
import type { Finding } from "#base/result.ts";
import { EdifactReader, envelopeOnly, type OpenMessage } from "#standards/edifact/format.ts";
import type { CodeKnown } from "#standards/profiles/field-reader.ts";
import { MessageSink, type TypedMessage } from "#standards/profiles/message-sink.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { AnyMessage } from "#standards/profiles/value-of.ts";
import { edifactMessages } from "./edifact-messages.ts";
import type { EnvelopeRow } from "./envelope-row.ts";
import type { Reader } from "./reading.ts";

/**
 * A typed message; `kind` is what all inputs of EDIFACT share, the message's own stands inside. Codes
 * are as received; the profile that read it stands beside, with what its partner means by them.
 */
export type EdifactRow = {
  readonly kind: "edifact";
  readonly message: AnyMessage;
  readonly profile: Profile;
};

/** What a reader of messages may be handed: profiles come before those of the registry. */
export type OpenOptions = {
  readonly profiles?: readonly Profile[];
  readonly codeKnown?: CodeKnown;
};

export const edifact = {
  name: "edifact",
  columns: undefined,
  open: (options: OpenOptions = {}): Reader<EdifactRow | EnvelopeRow> =>
    new EdifactReader<EdifactRow | EnvelopeRow>(openTyped(options)),
} as const;

/** Each message is told to one sink, which chooses its profile. */
function openTyped(options: OpenOptions): OpenMessage<EdifactRow | EnvelopeRow> {
  let told: TypedMessage | undefined;
  const outside: Finding[] = [];
  const sink = new MessageSink({
    ...options,
    entries: edifactMessages,
    message: (message) => {
      told = message;
    },
    finding: (one) => outside.push(one),
  });
  return (head, interchange) => {
    if (interchange !== undefined) sink.interchange(interchange);
    sink.message(head);
    return {
      segment: (cursor) => sink.segment(cursor),
      end: (end) => {
        sink.messageEnd(end);
        if (told?.profile === undefined) return envelopeOnly(end, interchange);
        const { profile, value: message, findings } = told;
        const named = { findings, profile: `${profile.name} ${profile.version}` };
        if (message !== undefined)
          return { ...named, value: { kind: "edifact", message, profile } };
        const isDoubtOnly = !findings.some(({ severity }) => severity === "error");
        return { ...named, value: isDoubtOnly ? envelopeOnly(end, interchange).value : undefined };
      },
    };
  };
}
