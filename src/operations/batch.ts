/** Batches: each row is checked by its own schema and answered on its own; a scan is a batch of one. */
import { type Static, type TSchema, Type } from "typebox";
import { type Finding, ok, type Refusal, type Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { faults, fits } from "./call.ts";
import type { Actor, Batch, CallContext, Counts } from "./define.ts";
import { FindingSchema } from "./schemas.ts";

/** Rows one call takes at most. */
export const BATCH_LIMIT = 10_000;

/** A row that is well formed, with its 0-based place in the input. */
export type Row<T> = { readonly row: number; readonly value: T };

/** The answer to one row: its own members, or a refusal. */
export type RowAnswer = {
  readonly row: number;
  readonly refusal?: Refusal;
  readonly findings?: readonly Finding[];
};

/** Schema of a batch's field in its operation's input: rows are checked one by one, later. */
export function rowsSchema(sentence: string): TSchema {
  return Type.Array(Type.Unknown(), { minItems: 1, maxItems: BATCH_LIMIT, description: sentence });
}

const Answer = Type.Object({
  rows: Type.Array(Type.Object({ row: Type.Integer() }, { additionalProperties: true })),
  done: Type.Integer(),
  refused: Type.Integer(),
  findings: Type.Optional(Type.Array(FindingSchema)),
});

/** Schema of a batch's answer, with the members of each row beside `row`, `refusal`, `findings`. */
export function answerSchema(row: TSchema): TSchema {
  return Type.Object({ ...Answer.properties, rows: Type.Array(row) });
}

export type BatchAnswer = Static<typeof Answer>;

/** Sorts rows into well formed ones and refusals that list every fault of theirs. */
export function sortRows<T>(
  batch: Batch,
  given: readonly unknown[],
): { rows: Row<T>[]; answers: RowAnswer[] } {
  const rows: Row<T>[] = [];
  const answers: RowAnswer[] = [];
  given.forEach((value, row) => {
    if (fits(batch.row, value)) rows.push({ row, value: value as T });
    else
      answers.push({
        row,
        refusal: { code: "input/invalid", facts: { findings: faults(batch.row, value) } },
      });
  });
  return { rows, answers };
}

/**
 * Key of the event that a row states: the source's own made one of this verb, since the same key may
 * tell of a scan and of a move; where it names none, one of the call.
 */
export function rowKey({ ports, seed }: CallContext, verb: string, row: number, key?: Id): Id {
  return ports.ids.derived(key ?? seed, verb, ...(key === undefined ? [row] : []));
}

/** Rows in their order with the counts; a row with a refusal counts as refused. */
export function answered(
  answers: readonly RowAnswer[],
  findings: readonly Finding[] = [],
): Result<BatchAnswer> {
  const rows = [...answers].sort((a, b) => a.row - b.row);
  const refused = rows.filter((row) => row.refusal !== undefined).length;
  const counts = { rows: rows as BatchAnswer["rows"], done: rows.length - refused, refused };
  return ok(findings.length === 0 ? counts : { ...counts, findings: [...findings] });
}

/** The counts of a batch's answer, for its audit row. */
export function batchCounts(output: unknown): Counts {
  const { done, refused } = output as BatchAnswer;
  return { done, refused };
}

/** Whether the caller's party may read a subject, and so speak of it; else it is as not there. */
export function mayTouch(actor: Actor, state: { readonly readers: readonly Id[] }): boolean {
  return actor.roles.includes("system") || state.readers.includes(actor.partyId);
}
