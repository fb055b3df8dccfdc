/** Promises that nobody waits for, from a library, from our own code, and in odd places. */
import type { Pool } from "pg";

export async function save(pool: Pool, rows: readonly string[]): Promise<void> {
  pool.query("select 1");
  rows.forEach(async (row) => {
    await pool.query(row);
  });
  if (isSaved(pool)) return;
  await Promise.resolve();
}

async function isSaved(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query("select 1");
  return rows.length > 0;
}
