/**
 * Mailport as its users have it: verbs run as processes of their own, a centre served until it is
 * stopped, and people signed in over HTTP. Nothing here reaches past those outer faces.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const ROOT = join(import.meta.dirname, "..");
const SHIM = join(ROOT, "bin/mailport.mjs");
export const CENTRE_FILE = join(ROOT, "examples/centre.json");
/** Of every first administrator and every user that tests make. */
export const PASSWORD = "correct horse battery";

const ENV = {
  ...process.env,
  LANG: "en",
  LC_ALL: "en",
  DATABASE_URL: "",
  MAILPORT_ADMIN_PASSWORD: PASSWORD,
};

/** The program and arguments that run a verb. */
export function mailportCommand(args: readonly string[]): readonly string[] {
  return [process.execPath, SHIM, ...args];
}

/** What a verb did. */
export type Ran = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs a verb to its end; `input` goes to its stdin. */
export async function mailport(args: readonly string[], input?: string): Promise<Ran> {
  const child = spawn(process.execPath, [SHIM, ...args], { env: ENV });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  const ended = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await ended) as [number | null];
  return { status, stdout, stderr };
}

/** The JSON that a verb printed; throws what it said where it printed none. */
export function printed<T>({ stdout, stderr, status }: Ran): T {
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`exit ${status}: ${stdout.slice(0, 500)} ${stderr.slice(0, 2_000)}`);
  }
}

export type Served = {
  readonly address: string;
  readonly pid: number;
  /** Everything it said so far. */
  readonly said: () => string;
  /** Graceful; gives the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** Centres of tests share one build of the screens; a demo of its own builds them for itself. */
const SCREENS = join(ROOT, "node_modules/.cache/mailport-screens");

function shareScreens(data: string): void {
  if (!existsSync(data) || existsSync(join(data, "web"))) return;
  mkdirSync(SCREENS, { recursive: true });
  symlinkSync(SCREENS, join(data, "web"), "junction");
}

/** `mailport start` on a data folder that was set up, until it says that it is ready. */
export async function startMailport(data: string): Promise<Served> {
  shareScreens(data);
  const args = ["--data", data];
  const child = spawn(process.execPath, [SHIM, "start", "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: ENV,
  });
  let out = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    out += part;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      out += part;
      const ready = /ready at (http\S+)\n/.exec(out)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once("exit", () => reject(new Error(`it ended: ${out}`)));
  });
  return { address, pid: child.pid ?? 0, said: () => out, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

/** The status of an answer and its body. */
export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Somebody at the HTTP face, by a session or by a token. */
export type HttpPerson = {
  readonly post: (operation: string, input: unknown, key?: string) => Promise<Answer>;
  readonly get: (view: string, input?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Sends a file's bytes to `take-in-message` or `correct-message`. */
  readonly send: (
    operation: string,
    query: Readonly<Record<string, string>>,
    bytes: string | Uint8Array,
    key?: string,
  ) => Promise<Answer>;
  readonly headers: Readonly<Record<string, string>>;
};

/** Signs in as a browser does: a cookie, and a token against forged requests. */
export async function signIn(
  address: string,
  login: string,
  password = PASSWORD,
): Promise<HttpPerson> {
  const response = await fetch(`${address}/api/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  const { csrf = "" } = (await response.json()) as { csrf?: string };
  if (!response.ok) throw new Error(`${login} may not sign in: ${response.status}`);
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return httpPerson(address, { cookie, "x-csrf-token": csrf });
}

/** Whoever these headers make the caller; without any, the public. */
export function httpPerson(
  address: string,
  headers: Readonly<Record<string, string>> = {},
): HttpPerson {
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${address}/api/v1/${path}`, init);
    return { status: response.status, body: (await response.json()) as Answer["body"] };
  };
  const keyed = (key: string | undefined) => (key === undefined ? {} : { "idempotency-key": key });
  return {
    headers,
    post: (operation, input, key) =>
      ask(operation, {
        method: "POST",
        headers: { ...headers, ...keyed(key), "content-type": "application/json" },
        body: JSON.stringify(input),
      }),
    get: (view, input = {}) => ask(`${view}?${new URLSearchParams(input).toString()}`, { headers }),
    send: (operation, query, bytes, key) =>
      ask(`${operation}?${new URLSearchParams(query).toString()}`, {
        method: "POST",
        headers: { ...headers, ...keyed(key), "content-type": "application/octet-stream" },
        body: bytes as string | Uint8Array<ArrayBuffer>,
      }),
  };
}
