/** Carries a refusal through the query library, which knows failures only as errors. */
import type { Refusal } from "#base/result.ts";
import { type Answer, look, NO_ANSWER, type ViewInput } from "./api.ts";

export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The refusal behind a failed query. */
export function refusalOf(error: Error): Refusal {
  return error instanceof RefusalError ? error.refusal : { code: NO_ANSWER };
}

/** The value of an answer; throws its refusal for the query library. */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new RefusalError(answer.refusal);
  return answer.value;
}

/** A query of one view. */
export function viewQuery<T>(name: string, input: ViewInput) {
  return {
    queryKey: [name, input],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<T> =>
      valueOf(await look<T>(name, input, signal)),
  };
}
