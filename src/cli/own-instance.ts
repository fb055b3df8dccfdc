/**
 * The record of a data folder that no instance runs on: its database, opened for one verb. What a
 * verb does with it is the verb's own matter.
 */
import { call } from "#operations/call.ts";
import type { Instance } from "./instance.ts";
import { actorNamed, openRecord, portsOf } from "./open-record.ts";
import { extras } from "./sent-file.ts";
import { closeOnSignal } from "./stopping.ts";
import type { Terminal } from "./terminal.ts";

/** Opens it as the user of a login; `close` ends the database too. */
export async function openOwn(
  terminal: Terminal,
  folder: string,
  login: string,
): Promise<Instance> {
  const record = await openRecord(folder, (line) => terminal.note(line));
  const forget = closeOnSignal(record.close);
  const close = async (): Promise<void> => {
    forget();
    await record.close();
  };
  try {
    const ports = portsOf(record, folder);
    const actor = await actorNamed(ports, login);
    return {
      call: (operation, input, key) => call(ports, operation, actor, input, key),
      takeIn: async (operation, file) => {
        const keyId = await ports.blobKeys.keyOf(actor.partyId, ports.ids.next());
        const kept = await ports.blobs.put(keyId, [file.bytes], file.bytes.length);
        if (!kept.ok) return kept;
        const { hash, sizeBytes } = kept.value;
        const input = {
          name: file.name,
          blobHash: hash,
          blobKeyId: keyId,
          sizeBytes,
          ...extras(file),
        };
        return call(ports, operation, actor, input, file.key);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
