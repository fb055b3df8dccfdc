/**
 * Refusals of what is asked: access, calls, holds, moves, exits, messages as a whole,
 * in English: one sentence and what to do. Codes are never renamed.
 */
import type { CodeWords } from "./code-words.ts";

export const RECORD_EN = {
  "web/no-answer": [
    "The centre does not answer.",
    "Check the network; the same act may be tried again.",
  ],
  "access/not-allowed": [
    "Your role does not allow this[: {operation}].",
    "Ask someone whose role allows it.",
  ],
  "call/busy": [
    "The rows changed again and again while this was decided.",
    "Try again in a moment.",
  ],
  "call/key-length": [
    "The idempotency key is empty or too long[; at most {expected} characters].",
    "Send a shorter key.",
  ],
  "call/key-reused": ["This key was used before with other input.", "Use a new key for a new act."],
  "call/answer-gone": [
    "This was done before, but its answer is no longer kept.",
    "Look at the item to see what was done.",
  ],
  "blob/too-large": [
    "The file is larger than allowed[: at most {expected} bytes].",
    "Split it, or send it by the command line.",
  ],
  "hold/lifted-already": ["This hold is lifted already.", "Nothing is left to do."],
  "hold/other-authority": ["Only {expected} can lift this hold.", "Ask that authority."],
  "hold/level-too-low": [
    "This hold needs an officer of level {expected}.",
    "Ask an officer of that level.",
  ],
  "hold/same-eyes": ["A second officer must lift this hold.", "Ask a colleague."],
  "move/not-allowed": [
    "The rules do not allow a move from {from} to {to}.",
    "Choose a zone that the rules allow.",
  ],
  "web/no-builder": [
    "The screens are not built, and the tool that builds them is not installed.",
    "Install without --omit=dev, or start a release that carries the screens.",
  ],
  "web/build-failed": [
    "The screens could not be built[: {found}].",
    "Put the sources right; an earlier build is unharmed.",
  ],
} as const satisfies Readonly<Record<string, CodeWords>>;
