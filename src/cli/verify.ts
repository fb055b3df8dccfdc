/** `mailport verify`: the record compared with itself, beside a running instance or alone. */
import { FOLDS } from "#operations/unit.ts";
import { blobsFolder } from "#server/ports.ts";
import { fileBlobs } from "#store/blobs/files.ts";
import { blobKeys } from "#store/blobs/keys.ts";
import { ownMasterKey } from "#store/key-check.ts";
import { openVault } from "#store/vault.ts";
import { verifyRecord } from "#store/verify.ts";
import { withPool } from "./any-database.ts";
import { table } from "./show-answer.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** Prints what was checked and each difference; exit 2 when there is one. */
export function verify(terminal: Terminal, folder: string): Promise<number> {
  return withPool(terminal, folder, async (pool) => {
    const key = await ownMasterKey(pool, folder);
    const vault = openVault(key);
    const report = await verifyRecord(pool, {
      folds: FOLDS,
      blobs: fileBlobs(blobsFolder(folder), blobKeys(pool, key)),
      orphans: { folder: blobsFolder(folder), now: Date.now() },
      unpack: (sealed) => vault.unpack(sealed),
      progress: (part, checked) => terminal.progress(`${part} ${checked}`),
    });
    const { differences, differencesTotal } = report;
    terminal.progress("");
    if (terminal.json) terminal.printJson(report);
    else {
      for (const one of differences) terminal.print(terminal.finding(one));
      terminal.print(table([report.counts]));
      const result = differencesTotal === 0 ? "verify.clean" : "verify.differences";
      terminal.print(terminal.say(result, { count: differencesTotal }));
    }
    return differencesTotal === 0 ? EXIT.well : EXIT.refused;
  });
}
