/**
 * What senders of the outbox have in common: how long a claim lasts, when what failed is tried again, and
 * when it is a dead letter. What is sent is each sender's own.
 */
import type { Ports } from "#operations/ports.ts";
import type { OutboxRow, Partner } from "#operations/ports-messages.ts";

type Id = string;

/** How long a claimed line is left to its sender; one that died gives it up after this. */
export const LEASE_MS = 60_000;
/** A line that failed so often is a dead letter, until a person revives it. */
export const ATTEMPTS_LIMIT = 20;
/** Wait before the second attempt; it doubles with each, up to `LONGEST_WAIT_MS`. */
export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 3_600_000;
export type SenderOptions = {
  readonly ports: Ports;
  /** The key that a party's blobs are kept under. */
  readonly blobKeyOf: (partyId: Id) => Promise<Id>;
  /** Puts a whole file where the partner fetches it; throws when it cannot. */
  readonly deliver: (folder: string, name: string, bytes: Uint8Array) => Promise<void>;
  /** Whether messages may be pushed to this machine without TLS: tests alone say so. */
  readonly loopbackHttp?: boolean;
  /** Told of what failed; the sender goes on. */
  readonly onFault: (fault: { readonly partner: string; readonly error: unknown }) => void;
};

/** What one flush did. */
export type Flush = { readonly sent: number; readonly failed: number };

/** Sets lines back to wait, longer each time, or makes them dead letters. */
export async function failed(
  options: SenderOptions,
  partner: Pick<Partner, "code">,
  rows: readonly Pick<OutboxRow, "id" | "attempts">[],
  error: unknown,
): Promise<void> {
  options.onFault({ partner: partner.code, error });
  const said = error instanceof Error ? error.message : String(error);
  const now = options.ports.clock.now();
  const byAttempts = Map.groupBy(rows, (row) => row.attempts);
  await options.ports.store.transaction(async (tx) => {
    for (const [attempts, group] of byAttempts) {
      const dead = attempts + 1 >= ATTEMPTS_LIMIT;
      const ids = group.map((row) => row.id);
      await tx.outboxFailed(ids, said, now + waitMs(attempts), dead);
    }
  });
}

/** How long a line waits that failed this many times before, milliseconds. */
export function waitMs(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
}
