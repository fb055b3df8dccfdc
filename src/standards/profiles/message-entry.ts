/**
 * What one EDIFACT message is to the rest: its profiles and the checks over its values. The registry
 * `#standards/messages/edifact-messages.ts` lists one for each message folder.
 */
import type { Severity } from "#base/result.ts";
import type { BaseStructure } from "./base-structures.ts";
import type { CodeKnown } from "./field-reader.ts";
import type { MessageCode } from "./message-findings.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Profile } from "./profile.ts";

/** A fault that only the whole value shows; `of` is the value in it whose field is at fault. */
export type Fault = {
  readonly code: MessageCode;
  /** The code's own weight when left out. */
  readonly severity?: Severity;
  readonly of: object;
  readonly field: string;
  readonly found?: string;
  readonly expected?: string;
};

/** What checks may ask. */
export type CheckContext = {
  /** `out`: we are about to send it, and rules that others break are errors. */
  readonly direction: "in" | "out";
  readonly codeKnown: CodeKnown;
};

/**
 * One message. `checks` gets only values of this message that were read or written without an error,
 * whatever the version; it looks at no input.
 */
export type MessageEntry = {
  readonly name: string;
  /** The newest version first. */
  readonly profiles: readonly [Profile, ...Profile[]];
  /** A base structure that no other message rides on. */
  readonly ownBase?: BaseStructure;
  readonly checks: (value: never, context: CheckContext) => readonly Fault[];
  /** How it is made of the centre's own events, where it is. */
  readonly outgoing?: Outgoing;
};
