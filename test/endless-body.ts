/**
 * A body that has no end, sent to a server until it answers, while the memory of its process is
 * looked at. Nothing of the body is ever kept.
 */
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const MIB = 1024 * 1024;
/** A sender waits this long for its answer once it stopped sending, ms. */
const PATIENCE_MS = 3_000;

export type Endless = {
  readonly status: number | undefined;
  /** Code of the refusal. */
  readonly code: string | undefined;
  /** Bytes written until the answer was there. */
  readonly bytes: number;
  /** Most memory the process held meanwhile; undefined where the system does not tell. */
  readonly mostMib: number | undefined;
};

/** Sends lines without an announced length, `mostBytes` at most. */
export async function sendEndless(
  url: string,
  headers: Readonly<Record<string, string>>,
  mostBytes: number,
  pid: number,
): Promise<Endless> {
  const sending = { ...headers, "transfer-encoding": "chunked" };
  const posted = request(url, { method: "POST", headers: sending });
  let answer: { status: number | undefined; code: string } | undefined;
  let isOpen = true;
  posted.on("error", () => {
    isOpen = false;
  });
  posted.on("response", (response) => {
    let body = "";
    response.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    response.on("end", () => {
      const { refusal } = JSON.parse(body) as { refusal: { code: string } };
      answer = { status: response.statusCode, code: refusal.code };
    });
  });
  const piece = Buffer.alloc(MIB, "0,0,0,0\n");
  let bytes = 0;
  let mostMib: number | undefined;
  const answered = (): boolean => answer !== undefined;
  while (isOpen && !answered() && bytes < mostBytes) {
    if (posted.writableNeedDrain) await sleep(2);
    else {
      posted.write(piece);
      bytes += piece.length;
    }
    mostMib = Math.max(mostMib ?? 0, residentMib(pid) ?? 0) || undefined;
  }
  for (let waited = 0; waited < PATIENCE_MS && !answered(); waited += 20) await sleep(20);
  posted.destroy();
  return { status: answer?.status, code: answer?.code, bytes, mostMib };
}

function residentMib(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}
