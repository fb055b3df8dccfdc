/**
 * The event: one fact about one subject, and the version it made of that subject.
 * State rows are folds of events; nothing else may change them (house rule 2).
 */

/** A 128-bit time-ordered id in its 36-character text form; handed in, never printed on paper. */
export type Id = string;

export type SubjectKind = "item" | "shipment" | "declaration" | "container" | "hold" | "party";

/** Who may read: 1 operational (floor), 2 declared (customs data), 3 enforcement (targeting). */
export type Sensitivity = 1 | 2 | 3;

/** A fact as an operation states it, before it has a version and a record time. */
export type Fact = {
  /** 16-byte key made by the source, as 36-character text; a repeat of it changes nothing. */
  readonly key: Id;
  readonly subject: SubjectKind;
  readonly subjectId: Id;
  readonly type: string;
  /** Version of the shape of `data`; older ones are read through `upcast`. */
  readonly schema: number;
  /** Epoch ms at which it happened, device clocks corrected. */
  readonly occurredAt: number;
  readonly zone?: string | undefined;
  /** The time as the source wrote it. */
  readonly localText?: string | undefined;
  readonly device?: string | undefined;
  /** Code of the place where it happened. */
  readonly place?: string | undefined;
  readonly sourceMessage?: Id | undefined;
  readonly sensitivity: Sensitivity;
  /** Who did it where it was not the caller: the clockwork of the centre. */
  readonly actor?: Id | undefined;
  readonly data: Readonly<Record<string, unknown>> | null;
};

/** A fact recorded: the subject's versions run 1, 2, 3 … without gaps in recorded order. */
export type Event = Fact & {
  readonly version: number;
  readonly site: string;
  readonly recordedAt: number;
  readonly callId: Id;
  readonly actor: Id;
};

/** How many of its last event keys a state row remembers. */
export const REMEMBERED_KEYS = 8;
const TAIL = 16;

/** A text member of an event's data; empty where it has none. */
export function textOf(event: Event, name: string): string {
  const value = event.data?.[name];
  return typeof value === "string" ? value : "";
}

/** The 8-byte tail of an event key, as 16 hexadecimal characters. */
export function keyTail(key: Id): string {
  return key.slice(19, 23) + key.slice(24);
}

/** Whether a key is among the remembered tails of a state row. */
export function remembers(recentKeys: string, key: Id): boolean {
  const tail = keyTail(key);
  for (let at = 0; at < recentKeys.length; at += TAIL) {
    if (recentKeys.startsWith(tail, at)) return true;
  }
  return false;
}

/** The remembered tails after one more event; the oldest falls out. */
export function remember(recentKeys: string, key: Id): string {
  const kept = recentKeys.slice(Math.max(0, recentKeys.length - (REMEMBERED_KEYS - 1) * TAIL));
  return kept + keyTail(key);
}

/** Readers as they are kept: sorted, without doubles. */
export function sortedReaders(parties: Iterable<Id>): readonly Id[] {
  return [...new Set(parties)].sort();
}
