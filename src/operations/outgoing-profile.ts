/** The profile that a message to a partner is written by: the partner's own guide, else the shipped one. */
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { ProfileReader } from "./ports-profiles.ts";
import { profilesInForce } from "./profiles-in-force.ts";

/** The message of this name. */
export function entryOf(message: string): MessageEntry | undefined {
  return edifactMessages.find(({ name }) => name === message);
}

/** The version that is written where nobody named one: the newest. */
export function newestVersion({ profiles }: MessageEntry): string {
  return profiles.find(isWritten)?.version ?? "";
}

/** The profile in force on a day `YYYY-MM-DD`; undefined where none of this version can be written. */
export async function outgoingProfile(
  reader: ProfileReader,
  partner: string,
  entry: MessageEntry,
  version: string,
  on: string,
): Promise<Profile | undefined> {
  const own = await profilesInForce(reader, partner, on);
  return [...own, ...entry.profiles].find(
    (one) => one.name === entry.name && one.version === version && isWritten(one),
  );
}

function isWritten(profile: Profile): boolean {
  return profile.readOnly !== true;
}
