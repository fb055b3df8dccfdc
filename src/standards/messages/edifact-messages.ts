/**
 * The registry of EDIFACT messages: one line each. What a message is stands in its folder; how one is
 * added, in `src/standards/profiles/README.md`.
 */
import type { MessageEntry } from "#standards/profiles/message-entry.ts";
import { cardit } from "./cardit/message.ts";
import { contrl } from "./contrl/message.ts";
import { emsevt } from "./emsevt/message.ts";
import { precon } from "./precon/message.ts";
import { predes } from "./predes/message.ts";
import { rescon } from "./rescon/message.ts";
import { resdes } from "./resdes/message.ts";
import { resdit } from "./resdit/message.ts";

/** Every message that can be read and written with types. */
export const edifactMessages: readonly MessageEntry[] = [
  predes,
  resdes,
  precon,
  rescon,
  cardit,
  resdit,
  emsevt,
  contrl,
];
