/**
 * Takes the raw bytes of a body into the blobs of the caller's party, as they come: memory stays
 * flat, a body too long is left at the limit, a body cut short leaves nothing.
 */
import type { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Actor, Operation } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { propertiesOf } from "./query-input.ts";

/** Media types a message may come as. */
const MEDIA_TYPES = /^(application\/(octet-stream|json|x-ndjson|xml|edifact)|text\/[\w.+-]+)$/;

export type Received = {
  readonly blobHash: string;
  readonly blobKeyId: string;
  readonly sizeBytes: number;
};

/** Whether an operation is given its bytes as a blob: then its HTTP face is the bytes themselves. */
export function takesBytes(operation: Operation): boolean {
  const properties = propertiesOf(operation);
  return ["blobHash", "blobKeyId", "sizeBytes"].every((name) => Object.hasOwn(properties, name));
}

/** Refuses `input/media-type` and `blob/too-large`; throws when the body was cut. */
export async function receiveBytes(
  ports: Ports & { readonly blobKeys: BlobKeys },
  actor: Actor,
  request: FastifyRequest,
  limitBytes: number,
): Promise<Result<Received>> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!MEDIA_TYPES.test(type)) return refuse("input/media-type", { found: type });
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > limitBytes) {
    return refuse("blob/too-large", { limitBytes, found: announced });
  }
  const blobKeyId = await ports.blobKeys.keyOf(actor.partyId, ports.ids.next());
  const body = request.body as Readable;
  // The connection stays, to tell the sender why reading stopped.
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  const put = await ports.blobs.put(blobKeyId, pieces, limitBytes);
  if (!put.ok) return put;
  return ok({ blobHash: put.value.hash, blobKeyId, sizeBytes: put.value.sizeBytes });
}
