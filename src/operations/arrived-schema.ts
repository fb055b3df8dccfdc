/**
 * How an operation is told of bytes that arrived: they are kept first, by whoever received them, and
 * named by hash and key. The bytes themselves never are part of an input.
 */
import { Type } from "typebox";
import { UuidSchema } from "./schemas.ts";

/** Name of a file as its sender gave it; no meaning is read from it. */
export const NameSchema = Type.String({ minLength: 1, maxLength: 255 });

/** Fields of an input that names kept bytes. */
export const ArrivedSchema = {
  blobHash: Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256 of the bytes." }),
  blobKeyId: UuidSchema,
  sizeBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
};
