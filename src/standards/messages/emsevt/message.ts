/** EMSEVT in the registry: its profiles and checks. */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { checkEmsevt } from "./checks.ts";
import { outgoing } from "./outgoing.ts";
import { emsevt1, emsevt3 } from "./profile.ts";

export const emsevt = {
  name: "emsevt",
  profiles: [emsevt3, emsevt1],
  checks: checkEmsevt,
  outgoing,
} as const satisfies MessageEntry;
