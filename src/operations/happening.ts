/** What happened to pieces and receptacles in one call, before any message was asked whether it tells it. */
import type { Id, SubjectKind } from "#domain/events/event.ts";
import type { Happening } from "#standards/profiles/outgoing.ts";
import type { States } from "./ports.ts";

/** A subject as the call left it; undefined where the call did not take it in. */
export type Look = <K extends SubjectKind>(kind: K, id: Id) => States[K] | undefined;

/** One happening of one subject, with who may be told of it. */
export type Happened = Omit<Happening, "on"> & {
  readonly subjectId: Id;
  readonly eventKey: Id;
  /** Order among what happened to the subject. */
  readonly ordinal: number;
  readonly occurredAt: number;
  /** Its S10 or S9. */
  readonly code: string;
  readonly readers: readonly Id[];
};
