/**
 * Codes that an announcement names and that another party's subject answers to. The caller is told
 * nothing of it: its container is made under an internal code, and a person of the centre is shown
 * the pair as a proposed match.
 */
import { present } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { mayTouch } from "./batch.ts";
import type { CallContext } from "./define.ts";
import type { Subjects } from "./find-subjects.ts";
import type { FoundSubject, Identifier, Tx } from "./ports.ts";
import { INTERNAL_SCHEME, identifierOf, internalCodes } from "./state-item.ts";
import type { Unit } from "./unit.ts";

export type ForeignCodes = {
  /** Whether every subject of this code is another party's. */
  has(normalised: string): boolean;
  /** Whether the caller announced a container under this code before, and was told nothing. */
  announcedBefore(normalised: string): boolean;
  /** An internal identifier for the caller's container; proposes the match. */
  stand(containerId: Id, normalised: string): Identifier;
  readonly matches: readonly Parameters<Tx["proposeMatches"]>[0][number][];
};

/** Loads what the found subjects are; the unit has taken in what is locked. */
export async function loadForeignCodes(
  context: CallContext,
  unit: Unit,
  subjects: Subjects,
): Promise<ForeignCodes> {
  const { tx, actor, now } = context;
  const bags = await tx.load("container", namedContainers(unit, subjects));
  const isOwn = ({ kind, id }: FoundSubject): boolean => {
    const state = unit.get(kind, id) ?? bags.get(id);
    return state !== undefined && "readers" in state && mayTouch(actor, state);
  };
  const foreign = new Map(
    [...subjects].filter(([, found]) => found.length > 0 && !found.some(isOwn)),
  );
  const before = await tx.matchedContainers([...foreign.keys()], actor.partyId);
  const spare = [...(await internalCodes(context, foreign.size))];
  const matches: Parameters<Tx["proposeMatches"]>[0][number][] = [];
  return {
    has: (normalised) => foreign.has(normalised),
    announcedBefore: (normalised) => before.has(normalised),
    matches,
    stand: (containerId, normalised) => {
      const [other] = foreign.get(normalised) ?? [];
      const code = present(spare.pop(), "each foreign code has an internal code to stand for it");
      matches.push({
        itemId: present(other, "a foreign code has a subject").id,
        otherItemId: containerId,
        normalised,
        reason: "same-code-announced-elsewhere",
        at: now,
      });
      return identifierOf(containerId, "container", INTERNAL_SCHEME, code, code, now);
    },
  };
}

function namedContainers(unit: Unit, subjects: Subjects): Id[] {
  const found = [...subjects.values()].flat();
  return found.flatMap(({ kind, id }) =>
    kind === "container" && unit.get(kind, id) === undefined ? [id] : [],
  );
}
