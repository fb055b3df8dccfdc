/** PREDES in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkPredes } from "./checks.ts";
import { predes21 } from "./profile.ts";

export const predes = {
  name: "predes",
  profiles: [predes21],
  checks: checkPredes,
} as const satisfies MessageEntry;
