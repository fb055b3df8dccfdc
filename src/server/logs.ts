/**
 * Structured logs, one JSON line each. What a line may hold is chosen here, not masked afterwards:
 * no address line, no headers, no bodies, no words of the database about rows.
 */
import pino from "pino";
import { AssertionFault } from "#base/result.ts";
import { StoreFault } from "#store/store-fault.ts";

export type Log = pino.Logger;

/** Should a line ever carry one of these fields, its value is left out. */
const NEVER = ["password", "current", "session", "csrf", "token", "authorization", "cookie"];

/** Logs to a stream, or to the standard error output. */
export function makeLog(stream?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    base: null,
    redact: { paths: NEVER.flatMap((name) => [name, `*.${name}`]), censor: "masked" },
    serializers: { err: faultFacts },
  };
  return pino(options, stream ?? pino.destination({ dest: 2, sync: false }));
}

/**
 * What of a fault is logged: its kind, code and where it arose. Messages of others may quote data
 * (the database names the value that was not unique), so only our own sentences are kept.
 */
export function faultFacts(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const ours = fault instanceof AssertionFault || fault instanceof StoreFault;
  const code = (fault as { readonly code?: unknown }).code;
  const stack = (fault.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: fault.name,
    ...(typeof code === "string" ? { code } : {}),
    ...(ours ? { message: fault.message } : {}),
    at: stack.slice(0, 8).map((line) => line.trim().replace(/^at /, "")),
  };
}
