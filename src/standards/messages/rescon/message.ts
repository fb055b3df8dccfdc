/** RESCON in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkRescon } from "./checks.ts";
import { rescon11 } from "./profile.ts";

export const rescon = {
  name: "rescon",
  profiles: [rescon11],
  checks: checkRescon,
} as const satisfies MessageEntry;
