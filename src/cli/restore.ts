/**
 * `mailport restore`: a backup put into an empty data folder; persons erased after it was made are
 * erased again when the journal of erasures is given. Starting the centre is another verb.
 */
import { chmodSync, existsSync, readFileSync } from "node:fs";
import type { Erasure } from "#operations/ports.ts";
import { restore } from "#store/embedded/restore.ts";
import { applyErasures } from "#store/erasures.ts";
import { masterKeyPath } from "#store/keys.ts";
import { withPool } from "./any-database.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

export async function restoreData(
  terminal: Terminal,
  source: string,
  folder: string,
  journal: string | undefined,
): Promise<number> {
  const erasures = journal === undefined ? [] : readJournal(journal);
  const { files } = await restore({ source, target: folder });
  if (existsSync(masterKeyPath(folder))) chmodSync(masterKeyPath(folder), 0o600);
  const applied =
    erasures.length === 0
      ? 0
      : await withPool(terminal, folder, (pool) => applyErasures(pool, erasures));
  const facts = { files: files.length, folder, erasures: applied, journal: journal !== undefined };
  if (terminal.json) terminal.printJson(facts);
  else terminal.print(terminal.say("restore.done", { files: files.length, folder }));
  if (journal === undefined) terminal.note(terminal.say("restore.no-journal"));
  else terminal.note(terminal.say("restore.erased", { count: applied }));
  return EXIT.well;
}

/** One erasure a line, as `mailport erasures` prints them; read before anything is restored. */
function readJournal(file: string): readonly Erasure[] {
  const lines = textOf(file).split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const erasure = parsed(line);
    if (erasure !== undefined) return [erasure];
    const facts = { file, line: index + 1 };
    throw new Refused({ code: "restore/journal-damaged", facts });
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Refused({ code: "file/not-found", facts: { file, said } });
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function parsed(line: string): Erasure | undefined {
  try {
    const one = JSON.parse(line) as Erasure;
    const ids = [one.erasureId, one.personRef, one.askedBy];
    const isWhole = ids.every((id) => UUID.test(id)) && typeof one.reason === "string";
    return isWhole && Number.isSafeInteger(one.erasedAt) ? one : undefined;
  } catch {
    return undefined;
  }
}
