/** CONTRL in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkContrl } from "./checks.ts";
import { contrl2 } from "./profile.ts";

export const contrl = {
  name: "contrl",
  profiles: [contrl2],
  checks: checkContrl,
} as const satisfies MessageEntry;
