/** Profiles named on the command line: read and judged before any file is, without a database. */
import { readFileSync, statSync } from "node:fs";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { importProfile } from "#standards/profiles/import-profile.ts";
import { MAX_PROFILE_BYTES } from "#standards/profiles/limits.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { Refused, type Terminal } from "./terminal.ts";
import { unreadable } from "./unreadable.ts";

/** Each file's profile; refuses `profile/not-valid` with every finding at its JSON path. */
export function profilesOf(terminal: Terminal, files: readonly string[]): readonly Profile[] {
  return files.map((file) => {
    const { profile, findings } = importProfile(profileText(terminal, file), edifactMessages);
    if (profile !== undefined) return profile;
    const placed = findings.map((one) => ({ ...one, at: { file, ...one.at } }));
    throw new Refused({ code: "profile/not-valid", facts: { file, findings: placed } });
  });
}

/** A profile's file as text. Refuses one that is absent or too large to be one. */
export function profileText(terminal: Terminal, file: string): string {
  try {
    const { size } = statSync(file);
    if (size <= MAX_PROFILE_BYTES) return readFileSync(file, "utf8");
    const facts = { file, size, limit: MAX_PROFILE_BYTES };
    throw new Refused({ code: "file/too-large", facts }, terminal.say("file.too-large", facts));
  } catch (error) {
    throw error instanceof Refused ? error : unreadable(terminal, file, error);
  }
}
