/**
 * The OpenAPI 3.1 page of a registry: every operation with its schemas as they are. Made once a
 * start; nothing in it is written by hand for one operation.
 */
import type { Command, Operation } from "#operations/define.ts";
import { CSRF_HEADER } from "./callers.ts";
import { propertiesOf } from "./query-input.ts";
import { takesBytes } from "./receive-bytes.ts";

type Json = Readonly<Record<string, unknown>>;

/** What the server adds to the input by itself. */
const RECEIVED = ["blobHash", "blobKeyId", "sizeBytes"];

const REFUSAL: Json = {
  type: "object",
  required: ["refusal", "sentence"],
  properties: {
    refusal: {
      type: "object",
      required: ["code"],
      properties: { code: { type: "string" }, facts: { type: "object" } },
    },
    sentence: { type: "string" },
    todo: { type: "string" },
  },
};

/** The page as a value; `root` is where operations live. */
export function openApi(operations: readonly Operation[], root: string, version: string): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Mailport", version, license: { name: "Apache-2.0" } },
    paths: Object.fromEntries(operations.map((one) => [`${root}/${one.name}`, pathOf(one)])),
    components: {
      schemas: { Refusal: REFUSAL },
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-mailport",
          description: `Acts also need the header ${CSRF_HEADER}.`,
        },
      },
    },
  };
}

function pathOf(operation: Operation): Json {
  const isPublic = operation.roles.includes("public");
  const known: Json = {
    operationId: operation.name,
    summary: operation.sentence,
    "x-roles": operation.roles,
    security: isPublic ? [] : [{ token: [] }, { session: [] }],
    responses: {
      200: { description: "Done.", content: json(operation.output) },
      default: { description: "Refused.", content: json({ $ref: "#/components/schemas/Refusal" }) },
    },
  };
  if (operation.kind === "view") return { get: { ...known, parameters: queryOf(operation) } };
  if (!takesBytes(operation)) {
    const body = { required: true, content: json(inputOf(operation)) };
    return { post: { ...known, parameters: [KEY], requestBody: body } };
  }
  const bytes = { "application/octet-stream": {}, "text/*": {} };
  const body = { required: true, content: bytes };
  return { post: { ...known, parameters: [KEY, ...queryOf(operation)], requestBody: body } };
}

/** The input with the rows of a batch as each is checked: the operation itself takes them one by one. */
function inputOf({ input, ...operation }: Command): Json {
  const { batch } = operation;
  if (batch === undefined) return input as Json;
  const { properties } = input as unknown as {
    readonly properties: Readonly<Record<string, Json>>;
  };
  const rows = { ...properties[batch.field], items: batch.row };
  return { ...input, properties: { ...properties, [batch.field]: rows } };
}

const KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key and input are done once and answered alike.",
  schema: { type: "string", maxLength: 200 },
};

function json(schema: unknown): Json {
  return { "application/json": { schema } };
}

/** Nested values go as JSON in the query. */
function queryOf(operation: Operation): readonly Json[] {
  const required = (operation.input as { readonly required?: readonly string[] }).required ?? [];
  const added = takesBytes(operation) ? RECEIVED : [];
  return Object.entries(propertiesOf(operation))
    .filter(([name]) => !added.includes(name))
    .map(([name, schema]) => {
      const nested = schema.type === "object" || schema.type === "array";
      const known = { name, in: "query", required: required.includes(name) };
      return nested ? { ...known, content: json(schema) } : { ...known, schema };
    });
}
