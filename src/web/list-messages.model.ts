/** What the list of messages asks for, as its address holds it. Unknown parts of an address are dropped. */

/** Not a state but several: those in which a message waits for a person. */
export const TO_MEND = "to-mend";
export const MESSAGE_STATES = [
  TO_MEND,
  "suspense",
  "part",
  "received",
  "taken-in",
  "replaced",
  "queued",
  "sent",
  "dead",
] as const;

export type MessagesSearch = {
  readonly direction?: "in" | "out";
  readonly state?: string;
  readonly format?: string;
  readonly partner?: string;
  /** `waiting` for an answer, or `silent`: waiting too long. */
  readonly answer?: "waiting" | "silent";
};

/** The filters in an address. */
export function messagesSearchOf(search: Record<string, unknown>): MessagesSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const among = <T extends string>(name: string, list: readonly T[]): T | undefined =>
    list.find((one) => one === search[name]);
  const found = {
    direction: among("direction", ["in", "out"] as const),
    state: among("state", MESSAGE_STATES),
    format: text("format"),
    partner: text("partner"),
    answer: among("answer", ["waiting", "silent"] as const),
  };
  const given = Object.entries(found).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as MessagesSearch;
}

/** The input of `show-messages` for these filters. */
export function messagesInput({
  answer,
  state,
  ...filter
}: MessagesSearch): Record<string, unknown> {
  return {
    ...filter,
    ...(state === TO_MEND ? { toMend: true } : state !== undefined && { state }),
    ...(answer !== undefined && { [answer]: true }),
  };
}

/** Whether an empty list means that nothing waits at all, and not only that nothing matches. */
export function isSuspenseAlone({ state, ...others }: MessagesSearch): boolean {
  return state === TO_MEND && Object.keys(others).length === 0;
}

/** How long ago, in the largest unit that says something: minutes, hours, days. */
export function ageOf(minutes: number): readonly ["minute" | "hour" | "day", number] {
  if (minutes < 60) return ["minute", minutes];
  return minutes < 2_880
    ? ["hour", Math.floor(minutes / 60)]
    : ["day", Math.floor(minutes / 1_440)];
}
