/** Carries a refusal through the query library, which knows failures only as errors. */
import type { Refusal } from "#base/result.ts";
import { type Answer, type ApiRefusal, look, mayRepeat, NO_ANSWER, type ViewInput } from "./api.ts";

export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly refusal: Refusal;
  readonly mayRepeat: boolean;
  constructor(refusal: ApiRefusal) {
    super(refusal.code);
    this.refusal = refusal;
    this.mayRepeat = mayRepeat(refusal);
  }
}

/** The refusal behind a failed query. */
export function refusalOf(error: Error): Refusal {
  return error instanceof RefusalError ? error.refusal : { code: NO_ANSWER };
}

/** Whether a failed query is worth one more try: a refusal is an answer, and stays one. */
export function mayTryAgain(failures: number, error: Error): boolean {
  const isAnswered = error instanceof RefusalError && !error.mayRepeat;
  return failures < 1 && !isAnswered;
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
