/**
 * Calls the centre: `POST /api/v1/<command>` with the CSRF header and one idempotency key an act,
 * `GET /api/v1/<view>`. Every answer is a Result; no answer at all is `web/no-answer`, which leaves
 * open whether the act was done, so that it is only ever repeated with its key.
 */
import type { Refusal, Result } from "#base/result.ts";
import { keep, kept } from "./kept.ts";

/** What stands where the centre gave no answer, or none of ours. */
export const NO_ANSWER = "web/no-answer";

export type ApiRefusal = Refusal & {
  /** HTTP status; 0 where nothing came back. */
  readonly status: number;
};

/** What an act or a look gives. */
export type Answer<T> = Result<T, ApiRefusal>;

/** A scalar or nested value of a view's input; nested ones go as JSON. */
export type ViewInput = Readonly<Record<string, unknown>>;

const ROOT = "/api/v1/";
const CSRF_KEPT_AS = "mailport.csrf";
const CSRF_HEADER = "X-CSRF-Token";
/** How long the centre may take before the screen says that it does not answer, ms. */
const PATIENCE_MS = 20_000;

/** Keeps the CSRF secret of the session for every tab, as its cookie is; null forgets it. */
export function keepCsrf(csrf: string | null): void {
  keep(CSRF_KEPT_AS, csrf ?? "");
}

/** A new key for one act: every repeat of the same act carries the same one. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** Runs a command. The key belongs to the act, not to the try. */
export function act<T>(
  name: string,
  input: unknown,
  key: string,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  return ask<T>(`${ROOT}${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headersOfAct(key) },
    body: JSON.stringify(input),
    signal: within(signal),
  });
}

/** Sends a file's bytes under its name to a command that takes a message in or corrects one. */
export function sendFile<T>(name: string, file: File, query: ViewInput, key: string) {
  return sendBytes<T>(name, file, { ...query, name: file.name }, key);
}

/** Sends bytes to a command that keeps them; what else it is told stands in the query. */
export function sendBytes<T>(name: string, bytes: Blob, query: ViewInput, key: string) {
  return ask<T>(`${ROOT}${name}${queryOf(query)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", ...headersOfAct(key) },
    body: bytes,
  });
}

/** Looks at a view. */
export function look<T>(name: string, input: ViewInput, signal?: AbortSignal): Promise<Answer<T>> {
  return ask<T>(`${ROOT}${name}${queryOf(input)}`, { method: "GET", signal: within(signal) });
}

/** A view's input as a query; empty values are left out. */
export function queryOf(input: ViewInput): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null || value === "") continue;
    query.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Whether the same act should be tried again: nothing is known about whether it was done. */
export function mayRepeat(refusal: ApiRefusal): boolean {
  return refusal.status === 0 || refusal.status === 429 || refusal.status >= 500;
}

function headersOfAct(key: string): Record<string, string> {
  const csrf = kept(CSRF_KEPT_AS);
  return {
    "Idempotency-Key": key,
    ...(csrf === null || csrf === "" ? {} : { [CSRF_HEADER]: csrf }),
  };
}

function within(signal: AbortSignal | undefined): AbortSignal {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  return signal === undefined ? patience : AbortSignal.any([signal, patience]);
}

async function ask<T>(address: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(address, { ...init, credentials: "same-origin" });
    noteServerTime(response.headers.get("Date"));
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T };
    return { ok: false, refusal: { ...refusalIn(body), status: response.status } };
  } catch {
    return { ok: false, refusal: { code: NO_ANSWER, status: 0 } };
  }
}

function refusalIn(body: unknown): Refusal {
  const found = (body as { readonly refusal?: Refusal } | null)?.refusal;
  return typeof found?.code === "string" ? found : { code: NO_ANSWER };
}

/** Difference that a header of whole seconds and the way there can make, ms. */
const CLOCK_TOLERANCE_MS = 3_000;
let clockOffsetMs = 0;

/** Epoch ms by the centre's clock: the device's own, put right where it is seconds off. */
export function centreNow(): number {
  return Date.now() + clockOffsetMs;
}

function noteServerTime(header: string | null): void {
  const server = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  clockOffsetMs = Math.abs(offset) > CLOCK_TOLERANCE_MS ? offset : 0;
}
