/**
 * Checks of long documents beside the server's own thread, which goes on meanwhile: a document of
 * 64 MiB takes many seconds. One at a time, so that memory holds one tree; what outgrows it is refused.
 */
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Result, refuse } from "#base/result.ts";
import type { SignedBy } from "#operations/ports-signature.ts";
import type { SignatureCheck } from "./signature-check.ts";

/** Heap of the thread: enough for lists of 60 MiB; elements of four bytes each outgrow it far earlier. */
const THREAD_HEAP_MIB = 2_048;

const PROGRAM = join(import.meta.dirname, `signature-thread-work${extname(import.meta.filename)}`);

let last: Promise<unknown> = Promise.resolve();

/** As `checkSignature`; refuses `ceb/too-large` where the thread's memory does not suffice. */
export function checkApart(check: SignatureCheck): Promise<Result<SignedBy>> {
  const turn = last.then(() => inThread(check));
  last = turn.catch(() => undefined);
  return turn;
}

function inThread(check: SignatureCheck): Promise<Result<SignedBy>> {
  return new Promise((done, failed) => {
    const thread = new Worker(PROGRAM, {
      workerData: check,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MIB },
    });
    thread.once("message", done);
    thread.once("error", (fault: NodeJS.ErrnoException) => {
      if (fault.code === "ERR_WORKER_OUT_OF_MEMORY") done(refuse("ceb/too-large"));
      else failed(fault);
    });
    thread.once("exit", (code) => failed(new Error(`the thread ended with ${code}`)));
  });
}
