/**
 * Deeds: the calls of one tick. Those that touch a number, a balance, a container or a count of
 * repeats go down one lane in the order given; the others share what connections are left. What
 * was answered is heard afterwards, in the order given.
 */
import type { Result } from "#base/result.ts";

/** One call of one actor, and who listens to its answer. */
export type Deed = {
  /** Names the call within its tick. */
  readonly name: string;
  /** Login of the one who calls. */
  readonly who: string;
  readonly operation: string;
  readonly input: unknown;
  /** A file that is handed in with it: kept first, then named in the input. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  /** Whether its order among others of its kind matters. */
  readonly ordered: boolean;
  readonly heard: (answer: Result<unknown>) => void;
};

/** Runs all deeds on so many connections, then lets each hear its answer. */
export async function doAll(
  deeds: readonly Deed[],
  connections: number,
  perform: (deed: Deed) => Promise<Result<unknown>>,
): Promise<void> {
  const answers = new Map<Deed, Result<unknown>>();
  const lane = async (waiting: Iterator<Deed>): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      answers.set(next.value, await perform(next.value));
    }
  };
  const ordered = deeds.filter((deed) => deed.ordered).values();
  const free = deeds.filter((deed) => !deed.ordered).values();
  const first = async (): Promise<void> => {
    await lane(ordered);
    await lane(free);
  };
  await Promise.all([first(), ...Array.from({ length: connections - 1 }, () => lane(free))]);
  for (const deed of deeds) {
    const answer = answers.get(deed);
    if (answer !== undefined) deed.heard(answer);
  }
}
