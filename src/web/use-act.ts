/**
 * One act of a person: sent once, with its own key; when no answer comes the same act is tried again
 * with the same key until one does, and the screen says so meanwhile.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Refusal } from "#base/result.ts";
import { type Answer, act, mayRepeat, newKey } from "./api.ts";

export type Acting = {
  readonly busy: boolean;
  /** True while nothing was heard and the same act is tried again. */
  readonly waiting: boolean;
  readonly refusal: Refusal | null;
};

const TRIES = 6;
const PAUSE_MS = 1_500;
const AT_REST: Acting = { busy: false, waiting: false, refusal: null };

/** What came of an act: its answer, and the refusal of the whole or of its one row. */
export type Acted<T> = { readonly value: T | undefined; readonly refusal: Refusal | null };

/** Gives the state of the act and the function that does it; views are asked anew afterwards. */
export function useAct() {
  const client = useQueryClient();
  const [state, setState] = useState<Acting>(AT_REST);
  const run = useCallback(
    async <T>(name: string, input: unknown): Promise<Acted<T>> => {
      setState({ busy: true, waiting: false, refusal: null });
      const answer = await untilAnswered<T>(name, input, () =>
        setState({ busy: true, waiting: true, refusal: null }),
      );
      const refusal = answer.ok ? rowRefusal(answer.value) : answer.refusal;
      setState({ ...AT_REST, refusal });
      await client.invalidateQueries();
      return { value: answer.ok ? answer.value : undefined, refusal };
    },
    [client],
  );
  return { ...state, run };
}

async function untilAnswered<T>(
  name: string,
  input: unknown,
  onWait: () => void,
): Promise<Answer<T>> {
  const key = newKey();
  let answer = await act<T>(name, input, key);
  for (let tries = 1; !answer.ok && mayRepeat(answer.refusal) && tries < TRIES; tries += 1) {
    onWait();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    answer = await act<T>(name, input, key);
  }
  return answer;
}

/** The refusal of the one row of a batch of one. */
function rowRefusal(value: unknown): Refusal | null {
  const rows = (value as { readonly rows?: readonly { readonly refusal?: Refusal }[] }).rows;
  return rows?.[0]?.refusal ?? null;
}
