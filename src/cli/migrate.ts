/** `mailport migrate`: brings the database of a data folder up to date and tells what it did. */
import { openDatabase } from "./open-database.ts";
import { closeOnSignal } from "./stopping.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** Opening the database applies what is missing; a running instance did so when it started. */
export async function migrateData(terminal: Terminal, folder: string): Promise<number> {
  const opened = await openDatabase(folder, (line) => terminal.note(line));
  const forget = closeOnSignal(opened.close);
  try {
    const { applied, before } = opened.migrations;
    if (terminal.json) terminal.printJson({ applied, before });
    else terminal.print(terminal.say("migrate.done", { applied: applied.length, before }));
    return EXIT.well;
  } finally {
    forget();
    await opened.close();
  }
}
