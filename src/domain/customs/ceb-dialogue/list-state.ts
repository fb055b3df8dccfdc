/**
 * The states of an import list in the dialogue with customs (CEB annex, state table of the list's answer),
 * and what each receipt asks for. Pure: which shipment it is, and who may say so, is decided elsewhere.
 */

/** A state that customs or the port told, and when by their clock (epoch ms). */
export type Receipt = { readonly status: string; readonly at: number };

/** What the record knows of the shipment when a receipt comes. */
export type Standing = {
  /** Whether a piece of it left on a release. */
  readonly isGone: boolean;
  /** Whether customs' release stands, so that the floor may be acting on it. */
  readonly isReleased: boolean;
};

/** What is to be done on the record because of a receipt. */
export type Effect =
  | "hold-for-inspection"
  | "hold-detained"
  | "order-return"
  | "release"
  /** A release was acted upon, or may be: the piece is called back. */
  | "recall"
  /** The sender corrects and sends again. */
  | "correct"
  /** The same is sent again. */
  | "send-again";

/** Whether the state moves, and why it does not. */
export type Step =
  | { readonly moves: true; readonly effects: readonly Effect[] }
  | { readonly moves: false; readonly why: "told-before" | "late" | "backward" | "unknown" };

type Kind = "port" | "entered" | "review" | "approved" | "control" | "decided" | "closed" | "exit";

/** How far each state is; a failure is nowhere on the way: what comes after it begins anew. */
const STATES: Readonly<Record<string, readonly [rank: number, kind: Kind]>> = {
  "1": [1, "port"],
  "2": [2, "port"],
  "3": [3, "port"],
  "120": [4, "entered"],
  "300": [5, "review"],
  "399": [6, "approved"],
  "500": [7, "control"],
  "501": [7, "control"],
  "502": [7, "control"],
  "503": [7, "control"],
  "599": [7, "control"],
  "700": [8, "decided"],
  "800": [8, "decided"],
  "899": [9, "closed"],
  "4": [0, "exit"],
  "100": [0, "exit"],
};

/** From this rank on a list is approved: failures and earlier states are no news any more. */
const APPROVED = 6;
/** Whether customs has approved a list, held it for control, or decided on it. */
export function isApproved(status: string): boolean {
  return (STATES[status]?.[0] ?? 0) >= APPROVED;
}

/** Below zero is an error of processing, whatever its number. */
const ERROR = /^-\d+$/;

/** Every state that an import list's answer may carry, but for the errors. */
export const LIST_STATES: readonly string[] = Object.keys(STATES);

function placeOf(status: string): readonly [number, Kind] | undefined {
  return ERROR.test(status) ? [0, "exit"] : STATES[status];
}

/**
 * What a receipt does to a list that stands at `before`. Never moves it backward but for control (500 to
 * 599, 700) after approval, which must be told later than what it follows. The same state told again, at
 * whatever time, changes nothing.
 */
export function receive(before: Receipt | null, next: Receipt, standing: Standing): Step {
  const to = placeOf(next.status);
  if (to === undefined) return { moves: false, why: "unknown" };
  const from = before === null ? undefined : placeOf(before.status);
  if (before !== null && from !== undefined) {
    const why = standsStill(before, from, next, to);
    if (why !== undefined) return { moves: false, why };
  }
  return { moves: true, effects: effectsOf(next.status, to[1], standing) };
}

type Place = readonly [number, Kind];

function standsStill(
  before: Receipt,
  [fromRank, fromKind]: Place,
  next: Receipt,
  [toRank, toKind]: Place,
): "told-before" | "late" | "backward" | undefined {
  if (before.status === next.status && (fromKind !== "exit" || next.at <= before.at))
    return "told-before";
  const unlessLater = next.at > before.at ? undefined : "late";
  // A new attempt after a failure begins at the beginning; a failure ends an attempt.
  if (fromKind === "exit") return unlessLater;
  if (toKind === "exit") return fromRank >= APPROVED ? "backward" : unlessLater;
  if (isControl(next.status)) return afterControl(fromRank, toRank, next.at >= before.at);
  if (toRank <= fromRank) return "backward";
  // A release that control followed upon is none any more, however late it comes or how often.
  return isControl(before.status) && next.at < before.at ? "late" : undefined;
}

/** Control goes forward at once, and back after approval where it was told later. */
function afterControl(from: number, to: number, isLater: boolean): "late" | undefined {
  return to > from || isLater ? undefined : "late";
}

/** 500 to 599 and 700: what may follow an approval, even a release. */
function isControl(status: string): boolean {
  return status === "700" || STATES[status]?.[1] === "control";
}

function effectsOf(status: string, kind: Kind, standing: Standing): readonly Effect[] {
  if (kind === "exit") return [status === "4" ? "send-again" : "correct"];
  const recall: readonly Effect[] =
    isControl(status) && (standing.isGone || standing.isReleased) ? ["recall"] : [];
  if (status === "500") return ["hold-for-inspection", ...recall];
  if (kind === "control") return ["hold-detained", ...recall];
  if (status === "700") return ["order-return", ...recall];
  return status === "800" ? ["release"] : [];
}
