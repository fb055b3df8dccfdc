/**
 * The profiles that read a partner's messages on a day: imported guides of the partner, then imported
 * ones for everybody; the shipped ones follow by themselves (`MessageSink`). Judges no message.
 */
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { importProfile } from "#standards/profiles/import-profile.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { ProfileReader } from "./ports-profiles.ts";

/** Compiled guides that are kept: reading one again takes longer than a short message. */
const KEPT = 64;
const kept = new Map<string, Profile | undefined>();

/**
 * Imported profiles that hold for a partner (its code; null for nobody known) on a day `YYYY-MM-DD`,
 * in the order in which they are tried: hand them to `MessageSink` as `profiles`. One that this version
 * can no longer read is left out.
 */
export async function profilesInForce(
  reader: ProfileReader,
  partner: string | null,
  on: string,
): Promise<readonly Profile[]> {
  const stored = await reader.profilesOn(partner, on);
  return stored.flatMap(({ digest, body }) => profileOf(digest, body) ?? []);
}

/** A stored body as a profile: the same object for the same bytes, so that it is compiled once. */
export function profileOf(digest: string, body: string): Profile | undefined {
  if (kept.has(digest)) return kept.get(digest);
  const { profile } = importProfile(body, edifactMessages);
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
  kept.set(digest, profile);
  return profile;
}
