/**
 * The registry of EDIFACT messages: one line each. What a message is stands in its folder; how one is
 * added, in `src/standards/profiles/README.md`.
 */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { emsevt } from "./emsevt/message.ts";
import { predes } from "./predes/message.ts";

/** Every message that can be read and written with types. */
export const edifactMessages: readonly MessageEntry[] = [predes, emsevt];
