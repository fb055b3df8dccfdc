/**
 * The record a verb works on: the running instance of the data folder over loopback, else the
 * database opened for the verb's own duration. Both answer alike, as the user named.
 */
import type { Refusal, Result } from "#base/result.ts";
import type { Operation } from "#operations/define.ts";
import {
  dataFolder,
  type InstanceNote,
  readInstanceNote,
  refuseEmptyFolder,
} from "./data-folder.ts";
import { extras, type SentFile } from "./sent-file.ts";
import type { Terminal } from "./terminal.ts";

export type Instance = {
  readonly call: (
    operation: Operation,
    input: unknown,
    key: string | null,
  ) => Promise<Result<unknown>>;
  readonly takeIn: (takeInMessage: Operation, file: SentFile) => Promise<Result<unknown>>;
  readonly close: () => Promise<void>;
};

/** Login of the user that a verb acts as when none is named; has no password. */
export const LOCAL_OPERATOR = "local";

/**
 * Opens the record of the folder named, or of the default one. What opens a database is loaded where
 * there is one to open.
 */
export async function openInstance(
  terminal: Terminal,
  flags: { readonly data?: string; readonly as?: string },
): Promise<Instance> {
  const folder = dataFolder(flags.data).path;
  const login = flags.as ?? LOCAL_OPERATOR;
  const note = readInstanceNote(folder);
  if (note !== undefined) return remote(note, login);
  refuseEmptyFolder(folder);
  const { openOwn } = await import("./own-instance.ts");
  return openOwn(terminal, folder, login);
}

/** Longest a running instance may take for one call, ms. */
const PATIENCE_MS = 600_000;

function remote({ address, token }: InstanceNote, login: string): Instance {
  const headers = { authorization: `Bearer ${token}`, "x-mailport-as": login };
  const send = async (path: string, init: RequestInit): Promise<Result<unknown>> => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${address}/api/v1/${path}`, { ...init, signal });
    const body = (await response.json()) as { readonly refusal?: Refusal };
    if (response.ok) return { ok: true, value: body };
    const unnamed = { code: "call/failed", facts: { status: response.status } };
    return { ok: false, refusal: body.refusal ?? unnamed };
  };
  return {
    call: (operation, input, key) =>
      operation.kind === "view"
        ? send(`${operation.name}?${queryOf(input)}`, { headers })
        : send(operation.name, {
            method: "POST",
            headers: { ...headers, ...keyed(key), "content-type": "application/json" },
            body: JSON.stringify(input),
          }),
    takeIn: (operation, file) => {
      const { name, bytes, key } = file;
      const query = queryOf({ name, ...extras(file) });
      return send(`${operation.name}?${query}`, {
        method: "POST",
        headers: { ...headers, ...keyed(key), "content-type": "application/octet-stream" },
        body: bytes as Uint8Array<ArrayBuffer>,
      });
    },
    close: async () => undefined,
  };
}

function keyed(key: string | null): Readonly<Record<string, string>> {
  return key === null ? {} : { "idempotency-key": key };
}

/** Scalars as they are, anything nested as JSON. */
function queryOf(input: unknown): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    if (value === undefined) continue;
    query.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return query.toString();
}
