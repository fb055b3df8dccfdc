/** `mailport erasures`: the journal of erasures as NDJSON, kept apart from backups for `restore`. */
import { readErasures } from "#store/erasures.ts";
import { withPool } from "./any-database.ts";
import { EXIT, type Terminal } from "./terminal.ts";

export function printErasures(terminal: Terminal, folder: string): Promise<number> {
  return withPool(terminal, folder, async (pool) => {
    for (const erasure of await readErasures(pool)) terminal.print(JSON.stringify(erasure));
    return EXIT.well;
  });
}
