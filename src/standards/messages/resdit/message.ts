/** RESDIT in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkResdit } from "./checks.ts";
import { resdit11 } from "./profile.ts";

export const resdit = {
  name: "resdit",
  profiles: [resdit11],
  checks: checkResdit,
} as const satisfies MessageEntry;
