/** RESDES in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkResdes } from "./checks.ts";
import { resdes11 } from "./profile.ts";

export const resdes = {
  name: "resdes",
  profiles: [resdes11],
  checks: checkResdes,
} as const satisfies MessageEntry;
