/** CARDIT in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkCardit } from "./checks.ts";
import { cardit21 } from "./profile.ts";

export const cardit = {
  name: "cardit",
  profiles: [cardit21],
  checks: checkCardit,
} as const satisfies MessageEntry;
