/**
 * Imported message profiles in the record: every revision of a guide with the days it holds for.
 * The shipped ones stand in the registry of messages; `profiles-in-force.ts` gives both.
 */
import type { Id } from "#domain/events/event.ts";

/** Which guide: of whom (null: for everybody), for which message and version of it. */
export type ProfileKey = {
  readonly partner: string | null;
  /** The message's name as in the registry, such as `predes`. */
  readonly message: string;
  readonly messageVersion: string;
};

/** One revision of a guide; both days inclusive, `YYYY-MM-DD`, null where open. */
export type StoredProfile = ProfileKey & {
  readonly partyId: Id | null;
  /** 1, 2, 3 … without gaps for one key. */
  readonly revision: number;
  /** The revision that ended it; null while it is the newest. */
  readonly untilRevision: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly importedAt: number;
  readonly importedBy: Id;
  readonly callId: Id;
  readonly fileName: string;
  /** SHA-256 of the body. */
  readonly digest: string;
  /** The profile as JSON text. */
  readonly body: string;
};

/** Asking for profiles: both a transaction and a view can. */
export type ProfileReader = {
  /**
   * Revisions that hold on a day: those of the partner first, then those for everybody; of one key
   * the newest alone. Without a partner only those for everybody.
   */
  profilesOn(partner: string | null, on: string): Promise<readonly StoredProfile[]>;
  /** Every revision that is readable, by key, the newest first; a thousand at most. */
  storedProfiles(message?: string): Promise<readonly StoredProfile[]>;
};

/** The part of a transaction that keeps them. */
export type ProfilesTx = ProfileReader & {
  /** The newest revision of a guide. */
  lastProfile(key: ProfileKey): Promise<StoredProfile | undefined>;
  /** Adds the next revision and ends the one before on the day before it begins. */
  saveProfile(profile: Omit<StoredProfile, "untilRevision" | "validTo">): Promise<void>;
};
