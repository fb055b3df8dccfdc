/**
 * The database behind a data folder, whoever runs it: the one of the running instance, reached as
 * its note says, else one started for the verb. For verbs that look at the record as a whole.
 */
import type { Connection } from "#store/connection.ts";
import { openPool } from "#store/pool.ts";
import { readInstanceNote, refuseEmptyFolder } from "./data-folder.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import type { Pool } from "./open-record.ts";
import { closeOnSignal } from "./stopping.ts";
import type { Terminal } from "./terminal.ts";

export type AnyDatabase = {
  readonly owner: Connection;
  /** Absent where DATABASE_URL names the server. */
  readonly superuser: Connection | undefined;
};

/** Connections of a verb that reads the whole record. */
const POOL = 2;

/** Runs the work on the database and stops what was started for it. */
export async function withDatabase<T>(
  terminal: Terminal,
  folder: string,
  work: (database: AnyDatabase, opened: OpenDatabase | undefined) => Promise<T>,
): Promise<T> {
  const note = readInstanceNote(folder);
  if (note?.database !== undefined) return work(note.database, undefined);
  refuseEmptyFolder(folder);
  const opened = await openDatabase(folder, (line) => terminal.note(line));
  const forget = closeOnSignal(opened.close);
  try {
    return await work({ owner: opened.connection, superuser: opened.embedded?.connection }, opened);
  } finally {
    forget();
    await opened.close();
  }
}

export function withPool<T>(
  terminal: Terminal,
  folder: string,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  return withDatabase(terminal, folder, async ({ owner }) => {
    const pool = openPool(owner, POOL);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  });
}
