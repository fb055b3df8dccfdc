/** PRECON in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkPrecon } from "./checks.ts";
import { precon11 } from "./profile.ts";

export const precon = {
  name: "precon",
  profiles: [precon11],
  checks: checkPrecon,
} as const satisfies MessageEntry;
