/**
 * The line of scans on their way to the centre. A scan keeps its key from the moment it is read; the
 * scans of one try are fixed with one idempotency key and sent again unchanged until an answer comes,
 * so that nothing is lost and nothing is done twice. Pure: time and keys are handed in.
 */
import type { Refusal } from "#base/result.ts";
import type { ScanRow } from "#web/answers.ts";

/** One scan as it was read. */
export type Scan = {
  /** Key of the event it becomes. */
  readonly key: string;
  readonly code: string;
  /** Epoch ms by the centre's clock. */
  readonly at: number;
  readonly place: string | null;
  /** Who was signed in; nobody else's session sends it. */
  readonly login: string;
};

/** Scans fixed together under one idempotency key. */
export type Batch = {
  readonly key: string;
  readonly scans: readonly Scan[];
  readonly tries: number;
};

export type Line = {
  readonly waiting: readonly Scan[];
  readonly batch: Batch | null;
  /** Whether the batch is on its way right now. */
  readonly sending: boolean;
  /** Epoch ms before which the batch is not tried again. */
  readonly nextTryAt: number;
};

export const EMPTY_LINE: Line = { waiting: [], batch: null, sending: false, nextTryAt: 0 };
/** Scans sent in one request. */
export const BATCH_SCANS = 100;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export function join(line: Line, scan: Scan): Line {
  return { ...line, waiting: [...line.waiting, scan] };
}

/** Takes a scan that was not sent yet out of the line; undefined when it is fixed or gone. */
export function takeBack(line: Line, key: string): Line | undefined {
  const waiting = line.waiting.filter((scan) => scan.key !== key);
  return waiting.length === line.waiting.length ? undefined : { ...line, waiting };
}

/** The line with a batch on its way, when there is one to send for this login now. */
export function begin(line: Line, login: string, now: number, newKey: () => string): Line {
  if (line.sending || now < line.nextTryAt) return line;
  const batch = line.batch ?? fixed(line.waiting, login, newKey);
  if (batch === null || batch.scans[0]?.login !== login) return line;
  const gone = new Set(batch.scans.map((scan) => scan.key));
  return {
    ...line,
    waiting: line.waiting.filter((scan) => !gone.has(scan.key)),
    batch: { ...batch, tries: batch.tries + 1 },
    sending: true,
  };
}

/** The line after an answer came, be it rows or a refusal of the whole batch. */
export function answered(line: Line): Line {
  return { ...line, batch: null, sending: false, nextTryAt: 0 };
}

/** The line after no answer came: the same batch waits, longer each time. */
export function unanswered(line: Line, now: number): Line {
  const tries = line.batch?.tries ?? 1;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 10));
  return { ...line, sending: false, nextTryAt: now + pause };
}

/** Everything that the centre has not answered yet. */
export function unsent(line: Line): readonly Scan[] {
  return [...(line.batch?.scans ?? []), ...line.waiting];
}

/** The input of `record-scans` for a batch: the same bytes at every try. */
export function inputOf(batch: Batch, device: string | null) {
  return {
    scans: batch.scans.map(({ key, code, at, place }) => ({
      key,
      code,
      at,
      ...(place === null ? {} : { place }),
    })),
    ...(device === null ? {} : { device }),
  };
}

/** Each scan of a batch with its own answer; a whole refusal is each scan's. */
export function answersOf(
  batch: Batch,
  answer: { readonly rows: readonly ScanRow[] } | Refusal,
): readonly (readonly [Scan, ScanRow])[] {
  return batch.scans.map((scan, row) => {
    if (!("rows" in answer)) return [scan, { row, refusal: answer }];
    const own = answer.rows.find((one) => one.row === row);
    return [scan, own ?? { row, refusal: { code: "web/no-answer" } }];
  });
}

/** The first scans of one login, in the order they were read. */
function fixed(waiting: readonly Scan[], login: string, newKey: () => string): Batch | null {
  const scans = waiting.filter((scan) => scan.login === login).slice(0, BATCH_SCANS);
  return scans.length === 0 ? null : { key: newKey(), scans, tries: 0 };
}
