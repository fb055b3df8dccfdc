/**
 * The one line of scans of this page, kept outside every screen so that walking around loses none.
 * Sends in order, tries again with the same keys, and warns before the page is closed on it.
 */

import type { BatchAnswer, ScanRow } from "#web/answers.ts";
import { act, centreNow, mayRepeat, newKey } from "#web/api.ts";
import {
  answered,
  answersOf,
  begin,
  EMPTY_LINE,
  inputOf,
  join,
  type Line,
  type Scan,
  takeBack,
  unanswered,
  unsent,
} from "./line.model.ts";

type Told = (scan: Scan, row: ScanRow) => void;

const TRY_EVERY_MS = 250;
let line: Line = EMPTY_LINE;
let sender: { readonly login: string; readonly device: string | null } | null = null;
let beat: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();
const listeners = new Set<Told>();

/** The line as it is now; another object after every change. */
export function currentLine(): Line {
  return line;
}

export function watchLine(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Hears the answer of every scan. */
export function hearAnswers(listener: Told): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Names whose scans may be sent from now on; the station says so when it opens. */
export function sendAs(login: string, device: string | null): void {
  sender = { login, device };
  wake();
}

/** Puts a scan in the line and sends it as soon as may be. */
export function send(code: string, place: string | null, login: string): Scan {
  const scan: Scan = { key: newKey(), code, at: centreNow(), place, login };
  change(join(line, scan));
  wake();
  return scan;
}

/** Takes a scan back; false when it is on its way or recorded already. */
export function takeScanBack(key: string): boolean {
  const without = takeBack(line, key);
  if (without !== undefined) change(without);
  return without !== undefined;
}

/** Whether scans of this login wait. */
export function isWaiting(login: string): boolean {
  return unsent(line).some((scan) => scan.login === login);
}

function wake(): void {
  beat ??= setInterval(() => void tryOnce(), TRY_EVERY_MS);
  void tryOnce();
}

async function tryOnce(): Promise<void> {
  if (sender === null) return;
  const begun = begin(line, sender.login, Date.now(), newKey);
  if (begun === line) {
    if (unsent(line).length === 0) sleep();
    return;
  }
  change(begun);
  const { batch } = begun;
  if (batch === null) return;
  const input = inputOf(batch, sender.device);
  const answer = await act<BatchAnswer<ScanRow>>("record-scans", input, batch.key);
  const isOpen = !answer.ok && (mayRepeat(answer.refusal) || answer.refusal.status === 401);
  if (isOpen) {
    change(unanswered(line, Date.now()));
    return;
  }
  change(answered(line));
  for (const [scan, row] of answersOf(batch, answer.ok ? answer.value : answer.refusal)) {
    for (const listener of listeners) listener(scan, row);
  }
  void tryOnce();
}

function sleep(): void {
  clearInterval(beat);
  beat = undefined;
}

function change(next: Line): void {
  line = next;
  for (const watcher of watchers) watcher();
}

window.addEventListener("beforeunload", (event) => {
  if (unsent(line).length > 0) event.preventDefault();
});
