/** Processor time of processes by their number, read from Linux's /proc; 0 where there is none. */
import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of a second: a constant of Linux's interface on every machine it runs on. */
const TICK_MICROS = 10_000;

type Times = { readonly parent: number; readonly own: number; readonly gone: number };

/** Microseconds one process used. */
export function processMicros(pid: number): number {
  return timesOf(pid)?.own ?? 0;
}

/** Microseconds a process and its children used, the ended ones too. */
export function familyMicros(pid: number): number {
  const parent = timesOf(pid);
  if (parent === undefined) return 0;
  const children = pids().flatMap((child) => timesOf(child) ?? []);
  const living = children.filter((child) => child.parent === pid);
  return living.reduce((sum, child) => sum + child.own, parent.own + parent.gone);
}

function pids(): readonly number[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** Fields 4 and 14 to 17 of proc_pid_stat(5), counted after the name in brackets. */
function timesOf(pid: number): Times | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const ticks = (at: number): number => (fields[at] ?? 0) * TICK_MICROS;
    return { parent: fields[1] ?? 0, own: ticks(11) + ticks(12), gone: ticks(13) + ticks(14) };
  } catch {
    return undefined;
  }
}
