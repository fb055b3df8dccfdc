/** RESDES in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkResdes } from "./checks.ts";
import { outgoing } from "./outgoing.ts";
import { resdes11 } from "./profile.ts";

export const resdes = {
  name: "resdes",
  profiles: [resdes11],
  checks: checkResdes,
  outgoing,
} as const satisfies MessageEntry;
