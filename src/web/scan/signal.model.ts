/**
 * How a verdict looks and sounds: a colour and a sound to go with its word and its sign (`sign.tsx`),
 * always together, so that no one of them is needed. Which verdict it is, the centre decides.
 */
import type { Verdict } from "#domain/centre/verdict.ts";

/** What the station shows: a verdict, a scan that was refused, a place that nobody knows. */
export type Shown = Verdict | "REFUSED" | "PLACE";
export type Sound = "success" | "blocked" | "unknown";

export type Signal = {
  readonly style: "success" | "stop" | "task" | "wait" | "unknown";
  readonly sound: Sound;
  /** Whether the station waits until a person has acknowledged it. */
  readonly mustAcknowledge: boolean;
};

const SIGNALS: Readonly<Record<Shown, Signal>> = {
  HOLD: { style: "stop", sound: "blocked", mustAcknowledge: true },
  QUARANTINE: { style: "stop", sound: "blocked", mustAcknowledge: true },
  OPEN: { style: "task", sound: "blocked", mustAcknowledge: false },
  IMAGE: { style: "task", sound: "blocked", mustAcknowledge: false },
  RETURN: { style: "task", sound: "blocked", mustAcknowledge: false },
  WAIT: { style: "wait", sound: "blocked", mustAcknowledge: false },
  RELEASE: { style: "success", sound: "success", mustAcknowledge: false },
  UNKNOWN: { style: "unknown", sound: "unknown", mustAcknowledge: true },
  REFUSED: { style: "stop", sound: "blocked", mustAcknowledge: true },
  PLACE: { style: "stop", sound: "blocked", mustAcknowledge: true },
};

export function signalOf(shown: Shown): Signal {
  return SIGNALS[shown];
}
