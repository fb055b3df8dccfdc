/** CONTRL in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { contrlBase } from "./base.ts";
import { checkContrl } from "./checks.ts";
import { contrl2 } from "./profile.ts";

export const contrl = {
  name: "contrl",
  profiles: [contrl2],
  ownBase: contrlBase,
  checks: checkContrl,
} as const satisfies MessageEntry;
