/** What a scan tells the floor: one word from one list, the first that matches (house.md §4). */
import { type Blocker, exitOf, type GateSubject, mayLeave } from "./may-leave.ts";

export const VERDICTS = [
  "HOLD",
  "QUARANTINE",
  "OPEN",
  "IMAGE",
  "RETURN",
  "WAIT",
  "RELEASE",
  "UNKNOWN",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A verdict and the blockers behind it; RELEASE if and only if there are none. */
export type Judged = { readonly verdict: Verdict; readonly blockers: readonly Blocker[] };

const RELEASED: Judged = { verdict: "RELEASE", blockers: [] };

export function judge(subject: GateSubject): Judged {
  const blockers = mayLeave(subject, exitOf(subject.shipment));
  return blockers.length === 0 ? RELEASED : { verdict: worst(subject, blockers), blockers };
}

function worst(subject: GateSubject, blockers: readonly Blocker[]): Verdict {
  const has = (kind: Blocker["kind"]): boolean =>
    blockers.some((blocker) => blocker.code === "held" && blocker.kind === kind);
  if (has("hold")) return "HOLD";
  if (has("quarantine")) return "QUARANTINE";
  if (has("open")) return "OPEN";
  if (has("image")) return "IMAGE";
  const returned = subject.shipment.decisions.some((decision) => decision.purpose === "return");
  return returned ? "RETURN" : "WAIT";
}
