/** Organisations that take part: posts, carriers, sellers, declarants, operators, authorities. */
import { assert } from "#base/result.ts";
import type { Event, Id, Sensitivity } from "#domain/events/event.ts";

export const PARTY_KINDS = [
  "operator",
  "post",
  "express",
  "forwarder",
  "platform",
  "seller",
  "payment",
  "declarant",
  "customs",
  "quarantine",
  "auditor",
] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export type PartyState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  /** The code its partners know it by, such as a UPU operator code. */
  readonly code: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly holds: number;
  readonly readers: readonly Id[];
  readonly sensitivity: Sensitivity;
};

/** Folds one event on a party, in recorded order. */
export function foldParty(state: PartyState | undefined, event: Event): PartyState {
  assert(event.version === (state?.version ?? 0) + 1, "a party's versions have no gaps");
  if (state === undefined) {
    return {
      ...(event.data as unknown as Pick<PartyState, "code" | "kind" | "name" | "readers">),
      id: event.subjectId,
      version: 1,
      site: event.site,
      holds: 0,
      sensitivity: event.sensitivity,
    };
  }
  const kept: PartyState = { ...state, version: event.version };
  if (event.type === "hold-placed") return { ...kept, holds: state.holds + 1 };
  if (event.type === "hold-lifted") return { ...kept, holds: state.holds - 1 };
  return kept;
}
