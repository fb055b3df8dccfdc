/** Holds the record against the client's books: each batch once, nothing lost, nothing doubled. */
import { openRecord, portsOf } from "#cli/open-record.ts";
import { FOLDS } from "#operations/unit.ts";
import type { Pool } from "#store/pool.ts";
import { verifyRecord } from "#store/verify.ts";
import type { Batch, Ledger } from "./ledger.ts";

export type Checked = {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
};

/** Opens the stopped trial's folder and compares. */
export async function checkLedger(folder: string, ledger: Ledger): Promise<Checked> {
  const record = await openRecord(folder);
  try {
    const { blobs } = portsOf(record, folder);
    const { differences, differencesTotal } = await verifyRecord(record.pool, {
      folds: FOLDS,
      blobs,
    });
    const scans = await namesIn(
      record.pool,
      "select event_key::text as name from mailport.event where type = 'item-scanned'",
    );
    const declarations = await namesIn(
      record.pool,
      "select number as name from mailport.declaration where number like 'HX-kill-%'",
    );
    const calls = await namesIn(
      record.pool,
      "select idempotency_key as name from mailport.call where idempotency_key like 'batch-%'",
    );
    const found = [
      compare("scan", namesOf(ledger.batches, "record-scans"), scans),
      compare("declaration", namesOf(ledger.batches, "lodge-declarations"), declarations),
      compare("batch", new Set(ledger.batches.map((batch) => batch.key)), calls),
    ];
    const sum = (of: "lost" | "doubled"): number =>
      found.reduce((total, one) => total + one[of], 0);
    return {
      faults: [
        ...ledger.faults,
        ...found.flatMap((one) => one.faults),
        ...differences.map((one) => JSON.stringify(one)),
      ],
      figures: {
        batches: ledger.batches.length,
        rows: scans.length + declarations.length,
        lost: sum("lost"),
        doubled: sum("doubled"),
        differences: differencesTotal,
      },
    };
  } finally {
    await record.close();
  }
}

async function namesIn(pool: Pool, sql: string): Promise<readonly string[]> {
  const found = await pool.query<{ name: string }>(sql);
  return found.rows.map((row) => row.name);
}

function namesOf(batches: readonly Batch[], operation: string): ReadonlySet<string> {
  return new Set(batches.flatMap((batch) => (batch.operation === operation ? batch.names : [])));
}

function compare(
  what: string,
  sent: ReadonlySet<string>,
  kept: readonly string[],
): Checked & { readonly lost: number; readonly doubled: number } {
  const once = new Set(kept);
  const lost = [...sent].filter((name) => !once.has(name));
  const strange = [...once].filter((name) => !sent.has(name));
  const doubled = kept.length - once.size;
  return {
    lost: lost.length,
    doubled,
    figures: {},
    faults: [
      ...(lost.length === 0 ? [] : [`${lost.length} lost, such as ${what} ${lost[0]}`]),
      ...(doubled === 0 ? [] : [`${doubled} doubled of ${what}`]),
      ...(strange.length === 0 ? [] : [`${what} ${strange[0]} was never sent`]),
    ],
  };
}
