/**
 * What a call's events were for receptacles of dispatches: announced ones that arrived, and ones that
 * nobody announced though others of their dispatch were. What is missing shows only later.
 */
import type { Event, Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { Happened, Look } from "./happening.ts";
import { codesOf } from "./happening-codes.ts";
import type { Receptacle } from "./ports-outgoing.ts";

/** Characters of the dispatch (S8) at the head of a receptacle's identifier (S9). */
const S8_LENGTH = 20;

export type DispatchHappenings = {
  readonly happened: readonly Happened[];
  /** Dispatches of which these are the first to arrive, with who announced them. */
  readonly begun: readonly { readonly dispatch: string; readonly readers: readonly Id[] }[];
};

/** Arrivals of receptacles with an S9; one that comes back after it left is none. */
export async function dispatchHappenings(
  { tx }: CallContext,
  events: readonly Event[],
  look: Look,
): Promise<DispatchHappenings> {
  const arrivals = events.filter(
    ({ subject, type, sensitivity }) =>
      subject === "container" && type === "container-arrived" && sensitivity === 1,
  );
  if (arrivals.length === 0) return { happened: [], begun: [] };
  const codes = await codesOf(
    tx,
    arrivals.map(({ subjectId }) => subjectId),
    "s9",
  );
  const born = new Set(
    events.filter(({ type }) => type === "container-announced").map(({ subjectId }) => subjectId),
  );
  const byDispatch = Map.groupBy(
    arrivals.filter(({ subjectId }) => codes.has(subjectId)),
    ({ subjectId }) => codes.get(subjectId)?.slice(0, S8_LENGTH) ?? "",
  );
  const happened: Happened[] = [];
  const begun: { dispatch: string; readers: readonly Id[] }[] = [];
  for (const [dispatch, group] of byDispatch) {
    const known = await tx.receptaclesOf(dispatch);
    const announced = known.filter(({ id }) => !born.has(id));
    const readers = [...new Set(announced.flatMap((one) => one.readers))];
    const now = new Set(group.map(({ subjectId }) => subjectId));
    if (announced.length > 0 && !wasBegun(known, now)) begun.push({ dispatch, readers });
    for (const event of group) {
      const code = codes.get(event.subjectId) ?? "";
      const toldOf = born.has(event.subjectId) ? announcers(announced) : undefined;
      const one = happenedOf(event, code, look, toldOf);
      if (one !== undefined) happened.push(one);
    }
  }
  return { happened, begun };
}

/**
 * Who is told of what nobody announced: those who may read the receptacle of the dispatch that was
 * announced first. To name a number of another's dispatch later gives no right to read of it.
 */
function announcers(announced: readonly Receptacle[]): readonly Id[] {
  const [first] = [...announced].sort((one, other) => (one.id < other.id ? -1 : 1));
  return first?.readers ?? [];
}

/** Whether a receptacle was there before this call's. */
function wasBegun(known: readonly Receptacle[], now: ReadonlySet<Id>): boolean {
  return known.some(({ id, status }) => status !== "expected" && !now.has(id));
}

function happenedOf(
  event: Event,
  code: string,
  look: Look,
  inExcessFor: readonly Id[] | undefined,
): Happened | undefined {
  const container = look("container", event.subjectId);
  // The first arrival stays what it was: another time is a return.
  if (container === undefined || container.arrivedAt !== event.occurredAt) return undefined;
  const grams = event.data?.["weightGrams"];
  return {
    subjectId: event.subjectId,
    eventKey: event.key,
    ordinal: event.version,
    occurredAt: event.occurredAt,
    code,
    readers: inExcessFor ?? container.readers,
    direction: "import",
    what: inExcessFor === undefined ? "arrived" : "excess",
    ...(typeof grams === "number" && { weightGrams: grams }),
  };
}
