/**
 * Hands in a paper for a shipment: an invoice, a licence, the answer to what a hold asks. The bytes
 * are kept first; what they are is read from themselves. It decides nothing: an officer reads it.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { ArrivedSchema } from "./arrived-schema.ts";
import { type CallContext, command } from "./define.ts";
import { PAPER_BYTES_LIMIT, PAPERS_LIMIT, paperFormat } from "./paper-format.ts";
import { PAPER_KINDS, type Paper } from "./ports-papers.ts";
import { UuidSchema } from "./schemas.ts";
import { lockNamed, shipmentMembers } from "./shipment-rows.ts";
import { Unit } from "./unit.ts";

const Input = Type.Object(
  {
    ...ArrivedSchema,
    ...shipmentMembers,
    kind: Type.Union(PAPER_KINDS.map((kind) => Type.Literal(kind))),
    holdId: Type.Optional({ ...UuidSchema, description: "The hold whose question it answers." }),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Input>;

export const handInPaper = command({
  name: "hand-in-paper",
  sentence: "Hands in a paper for a shipment, or the answer to what an authority asks of it.",
  roles: ["clerk", "declarant", "officer", "system"],
  bytesLimit: PAPER_BYTES_LIMIT,
  input: Input,
  output: Type.Object(
    { paperId: UuidSchema, shipmentId: UuidSchema, mediaType: Type.String() },
    { additionalProperties: false },
  ),
  handler: async (context, input) => {
    const unit = new Unit(context);
    const row = { row: 0, value: input };
    const found = (await lockNamed(context, unit, [row]))(row);
    if (!found.ok) return found;
    const shipment = found.value;
    const there = await context.tx.countPapers(shipment.id);
    if (there >= PAPERS_LIMIT) return refuse("paper/too-many", { limit: PAPERS_LIMIT });
    const { holdId = null } = input;
    if (holdId !== null && !(await asks(context, holdId, shipment))) {
      return refuse("hold/not-found");
    }
    const format = await formatOf(context, input);
    if (!format.ok) return format;
    const paper = paperOf(context, input, shipment.id, format.value);
    await keep(context, paper);
    unit.state({
      key: context.ports.ids.derived(context.seed, "paper"),
      subject: "shipment",
      subjectId: shipment.id,
      type: "paper-handed-in",
      schema: 1,
      occurredAt: context.now,
      sensitivity: 2,
      data: { paperId: paper.id, kind: paper.kind, ...(holdId !== null && { holdId }) },
    });
    await unit.save();
    return ok({ paperId: paper.id, shipmentId: shipment.id, mediaType: paper.mediaType });
  },
});

/** Whether this open hold is on the shipment, one of its pieces, or what its holds come from. */
async function asks({ tx }: CallContext, holdId: Id, shipment: ShipmentState): Promise<boolean> {
  const pieces = (await tx.itemsOfShipments([shipment.id])).map(({ itemId }) => itemId);
  const open = await tx.openHolds([shipment.id, ...shipment.holdRoots, ...pieces]);
  return open.some((hold) => hold.id === holdId);
}

/** Refuses `paper/too-large` and `paper/unknown-format`. */
async function formatOf({ ports }: CallContext, input: Given): Promise<Result<string>> {
  const { blobKeyId, blobHash, sizeBytes } = input;
  if (sizeBytes > PAPER_BYTES_LIMIT) {
    return refuse("paper/too-large", { found: sizeBytes, limitBytes: PAPER_BYTES_LIMIT });
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for await (const piece of ports.blobs.get(blobKeyId, blobHash)) {
    bytes.set(piece.subarray(0, sizeBytes - at), at);
    at += piece.length;
  }
  const format = paperFormat(bytes);
  return format === undefined ? refuse("paper/unknown-format") : ok(format);
}

function paperOf(context: CallContext, input: Given, shipmentId: Id, mediaType: string): Paper {
  const { actor, ports, now } = context;
  const { kind, sizeBytes, blobHash, blobKeyId } = input;
  return {
    id: ports.ids.next(),
    shipmentId,
    holdId: input.holdId ?? null,
    kind,
    mediaType,
    sizeBytes,
    blobHash,
    blobKeyId,
    handedAt: now,
    handedBy: actor.userId,
    partyId: actor.partyId,
    sensitivity: 2,
  };
}

async function keep({ tx }: CallContext, paper: Paper): Promise<void> {
  await tx.keepBlob({
    hash: paper.blobHash,
    keyId: paper.blobKeyId,
    sizeBytes: paper.sizeBytes,
    mediaType: paper.mediaType,
    retentionClass: "paper",
    storedAt: paper.handedAt,
  });
  await tx.keepPaper(paper);
}
