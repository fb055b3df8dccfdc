/**
 * The customs dialogue in the law of isolation: a partner of each declarant with a document that was asked,
 * the message that brought it and one that waits to be fetched; who may read each of them.
 */
import { readerOf } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import type { Message } from "#operations/ports-messages.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { cebText, payment } from "./ceb/parcel-messages.ts";
import type { Centre } from "./centre.ts";

/** What of the law's reading this part needs. */
type TalkReading = {
  readonly isOneOf: (actor: Actor, parties: readonly string[]) => boolean;
  readonly expect: (right: boolean, sentence: string) => void;
  readonly view: (actor: Actor, name: string, input: object) => Promise<unknown>;
  readonly tables: (actor: Actor, probes: readonly Probe[]) => Promise<void>;
};
type Probe = {
  readonly table: string;
  readonly where: string;
  readonly id: string;
  readonly sees: (actor: Actor) => boolean;
};

export type Talk = {
  readonly party: string;
  readonly partnerId: string;
  readonly dialogueId: string;
  readonly messageId: string;
  readonly toFetchId: string;
};

/** Of one declarant: `who` is somebody of the party. */
export async function openTalk(centre: Centre, who: string, party: string): Promise<Talk> {
  const partner = `ISO-${party}`;
  const made = await centre.act<{ id: string }>("manager", "create-partner", {
    code: partner,
    party,
  });
  await centre.act("manager", "set-ceb-partner", {
    partner,
    side: "declarant",
    production: false,
    transport: "pull",
    copCode: "CKG-1",
    dxpId: "DXPENT0000000009",
  });
  const text = cebText("CEB411", [payment({ at: party.length })]);
  const kept = await keep(centre, who, `${text}<!--${party}-->`);
  const taken = await centre.act<{ messageId: string }>(who, "take-in-message", {
    name: `${party}.xml`,
    partner,
    ...kept,
  });
  const found = await centre.pool.query<{ id: string }>(
    "select dialogue_id as id from mailport.dialogue where partner_id = $1",
    [made.id],
  );
  const toFetchId = await waitingFor(centre, made.id, taken.messageId);
  const dialogueId = found.rows[0]?.id ?? "";
  return { party, partnerId: made.id, dialogueId, messageId: taken.messageId, toFetchId };
}

async function keep(centre: Centre, who: string, text: string) {
  const { blobs, blobKeys, ids } = centre.ports as Ports & { readonly blobKeys: BlobKeys };
  const blobKeyId = await blobKeys.keyOf(centre.actors[who]?.partyId ?? "", ids.next());
  const put = await blobs.put(blobKeyId, [Buffer.from(text)], 1e6);
  if (!put.ok) throw new Error(put.refusal.code);
  return { blobHash: put.value.hash, blobKeyId, sizeBytes: put.value.sizeBytes };
}

/** A message of ours as its sender leaves it for the partner: here with the bytes of the other. */
async function waitingFor(centre: Centre, partnerId: string, like: string): Promise<string> {
  const { ids, store } = centre.ports;
  const id = ids.next();
  await store.transaction(async (tx) => {
    const other = await tx.lockMessage(like);
    if (other === undefined) throw new Error(like);
    const { profile: _, contained: __, ...rest } = other;
    const waiting: Message = { ...rest, id, partnerId, direction: "out", state: "to-fetch" };
    await tx.saveMessage(waiting);
  });
  return id;
}

/** A document is for its party, the operator and customs; a partner for who reads a message of it. */
export async function readTalk(reading: TalkReading, actor: Actor, talk: Talk): Promise<void> {
  const owners = [talk.party, "CKG-CENTRE"];
  const probe = (table: string, id: string, parties: readonly string[]): Probe => ({
    table,
    where: `${table}_id = $1`,
    id,
    sees: (one) => reading.isOneOf(one, parties) && isCleared(one),
  });
  await reading.tables(actor, [
    probe("dialogue", talk.dialogueId, [...owners, "8000"]),
    probe("partner", talk.partnerId, owners),
  ]);
  const cleared = isCleared(actor);
  const listed = JSON.stringify(await reading.view(actor, "show-messages", { format: "ceb" }));
  if (!listed.includes("access/not-allowed"))
    for (const id of [talk.messageId, talk.toFetchId])
      reading.expect(
        listed.includes(id) === (reading.isOneOf(actor, owners) && cleared),
        `${actor.login} show-messages: ${id}`,
      );
  const fetched = JSON.stringify(await reading.view(actor, "fetch-messages", {}));
  if (!fetched.includes("access/not-allowed"))
    reading.expect(
      fetched.includes(talk.toFetchId) === (reading.isOneOf(actor, [talk.party]) && cleared),
      `${actor.login} fetch-messages: ${talk.toFetchId}`,
    );
}

/** Messages and what they ask are declared data. */
function isCleared(actor: Actor): boolean {
  return readerOf(actor).clearance >= 2;
}
