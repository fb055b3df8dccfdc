/** Taking in files on a test centre: bytes are kept as the caller's, then named to the operation. */
import type { Actor } from "#operations/define.ts";
import type { MessageAnswer } from "#operations/message-answer.ts";
import type { Ports } from "#operations/ports.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import type { Centre } from "./centre.ts";

export type Intake = {
  /** The fields of an input that names these bytes. */
  readonly keep: (
    bytes: string | Uint8Array,
    who?: string | Actor,
  ) => Promise<{ blobHash: string; blobKeyId: string; sizeBytes: number }>;
  readonly takeIn: (
    name: string,
    bytes: string | Uint8Array,
    who?: string | Actor,
  ) => Promise<MessageAnswer>;
  /** Messages inside files that wait, newest first. */
  readonly waiting: (who?: string | Actor) => Promise<readonly MessageAnswer[]>;
  /** Rows of a table. */
  readonly count: (table: string) => Promise<number>;
};

/** Text is written as Latin 1; `who` is the post where nobody is named. */
export function intakeOf(centre: Centre): Intake {
  const { blobs, blobKeys, ids } = centre.ports as Ports & { readonly blobKeys: BlobKeys };
  const partyOf = (who: string | Actor): string =>
    (typeof who === "string" ? centre.actors[who] : who)?.partyId ?? "";
  const keep: Intake["keep"] = async (given, who = "post") => {
    const bytes = typeof given === "string" ? Buffer.from(given, "latin1") : given;
    const keyId = await blobKeys.keyOf(partyOf(who), ids.next());
    const put = await blobs.put(keyId, [bytes], 1e8);
    if (!put.ok) throw new Error(put.refusal.code);
    return { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
  };
  return {
    keep,
    takeIn: async (name, bytes, who = "post") =>
      centre.act(who, "take-in-message", { name, ...(await keep(bytes, who)) }),
    waiting: async (who = "post") => {
      type Listed = { readonly messages: readonly MessageAnswer[] };
      const { messages } = await centre.act<Listed>(who, "list-suspense", {});
      return messages.filter(({ contained }) => contained !== undefined);
    },
    count: async (table) =>
      (await centre.pool.query(`select count(*)::int as n from mailport.${table}`)).rows[0].n,
  };
}
