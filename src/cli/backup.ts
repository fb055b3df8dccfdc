/** `mailport backup`: the embedded database, the blobs and the keys, copied while others write. */
import { backup } from "#store/embedded/backup.ts";
import { withDatabase } from "./any-database.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

/** What lies in the data folder beside the database and belongs to the record. */
const BESIDE = ["keys", "blobs"];

/** Refuses `backup/not-embedded`: a server of others has its own tools. */
export function backupData(terminal: Terminal, folder: string, target: string): Promise<number> {
  return withDatabase(terminal, folder, async ({ superuser }) => {
    if (superuser === undefined) {
      throw new Refused({ code: "backup/not-embedded" }, terminal.say("backup.not-embedded"));
    }
    const made = await backup({
      connection: superuser,
      dataFolder: folder,
      target,
      beside: BESIDE,
    });
    const files = made.files.length;
    const size = made.files.reduce((sum, file) => sum + file.bytes, 0);
    if (terminal.json) terminal.printJson({ folder: target, files, size, madeAt: made.madeAt });
    else terminal.print(terminal.say("backup.done", { files, size, folder: target }));
    return EXIT.well;
  });
}
