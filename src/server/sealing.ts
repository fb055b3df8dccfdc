/**
 * The sealing loop: committed calls get their place in the audit chain within a second. A fault is
 * told and tried again; nothing is lost by it, calls only wait.
 */
import { setTimeout as sleep } from "node:timers/promises";

/** Between two looks at an empty queue. */
export const SEAL_EVERY_MS = 250;
/** After a fault. */
const AFTER_FAULT_MS = 2_000;

/** Seals until the signal ends it; the block under way is finished first. */
export async function sealing(
  sealOnce: () => Promise<number>,
  onFault: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let waitMs = SEAL_EVERY_MS;
    try {
      if ((await sealOnce()) > 0) waitMs = 0;
    } catch (error) {
      onFault(error);
      waitMs = AFTER_FAULT_MS;
    }
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
