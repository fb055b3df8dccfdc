/** What the world's cast needs of a centre before it acts: users, and somebody who keeps their files. */
import { present } from "#base/result.ts";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor } from "#operations/define.ts";
import type { Player } from "#world/cast.ts";
import type { KeptFile } from "#world/world.ts";
import { DEMO_PASSWORD } from "./demo-people.ts";
import type { OpenPorts } from "./open-record.ts";

/** Makes a user of the cast; all of them have the demo's password. */
export async function hire(
  ports: Parameters<typeof call>[0],
  system: Actor,
  player: Player,
): Promise<void> {
  const hired = await call(ports, createUser, system, { ...player, password: DEMO_PASSWORD });
  present(hired.ok ? true : undefined, `${player.login} is hired`);
}

/** Keeps bytes under the key of the caller's party, as a receiver of files does. */
export async function keepFile(
  ports: Pick<OpenPorts, "blobs" | "blobKeys" | "ids">,
  { partyId }: Actor,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const blobKeyId = await ports.blobKeys.keyOf(partyId, ports.ids.next());
  const kept = await ports.blobs.put(blobKeyId, [bytes], bytes.length);
  const { hash: blobHash, sizeBytes } = present(kept.ok ? kept.value : undefined, "it was kept");
  return { blobHash, blobKeyId, sizeBytes };
}
