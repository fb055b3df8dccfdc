/** Arrivals and exits of pieces by time, from states that changed; what the shift's figures read. */
import type { PoolClient } from "pg";
import type { ItemState } from "#domain/items/item.ts";
import { plainArray, run, textArray } from "./sql.ts";

type Changed = { readonly before: ItemState | undefined; readonly after: ItemState };
type Passage = readonly [way: "in" | "out", at: number, itemId: string, purpose: string | null];

/** Writes a row for each piece that came, came back or went. */
export async function savePassages(client: PoolClient, changes: readonly Changed[]): Promise<void> {
  const passed = changes.flatMap(passagesOf);
  if (passed.length === 0) return;
  await run(
    client,
    "save-passages",
    `insert into mailport.passage (way, at, item_id, purpose)
     select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[]) on conflict do nothing`,
    [
      textArray(passed.map(([way]) => way)),
      plainArray(passed.map(([, at]) => at)),
      plainArray(passed.map(([, , itemId]) => itemId)),
      textArray(passed.map(([, , , purpose]) => purpose)),
    ],
  );
}

function passagesOf({ before, after }: Changed): readonly Passage[] {
  const { id, arrivedAt, leftAt, exitPurpose, lastAt } = after;
  const passed: Passage[] = [];
  if (arrivedAt !== null && arrivedAt !== (before?.arrivedAt ?? null)) {
    passed.push(["in", arrivedAt, id, null]);
  }
  if (before !== undefined && before.leftAt !== null && leftAt === null) {
    passed.push(["in", lastAt, id, null]);
  }
  if (leftAt !== null && leftAt !== (before?.leftAt ?? null)) {
    passed.push(["out", leftAt, id, exitPurpose]);
  }
  return passed;
}
