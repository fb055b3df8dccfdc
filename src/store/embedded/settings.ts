/**
 * Settings of the embedded server, sized to the machine. Given on its command line, so that a
 * restored or moved data folder never carries the sizes of another machine.
 */
import { totalmem } from "node:os";

const MEGABYTE = 1024 * 1024;
/** A fifth of the memory: measured best between 15 and 25 %; more only moves the page cache. */
const SHARED_BUFFERS_SHARE = 0.2;
const SHARED_BUFFERS_MOST_MB = 2048;
const SHARED_BUFFERS_LEAST_MB = 128;

/** The defaults, safe first: every acknowledged row is on disk. `given` wins setting by setting. */
export function serverSettings(given: Readonly<Record<string, string>>): Record<string, string> {
  const memoryMegabytes = memoryBytes() / MEGABYTE;
  return {
    shared_buffers: `${sharedBuffersMegabytes(memoryMegabytes)}MB`,
    effective_cache_size: `${Math.round(memoryMegabytes * 0.6)}MB`,
    maintenance_work_mem: memoryMegabytes >= 4096 ? "256MB" : "64MB",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    wal_level: "replica",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    datestyle: "ISO, YMD",
    lc_messages: "C",
    log_line_prefix: "%m [%p] %q%u@%d ",
    ...given,
  };
}

export function sharedBuffersMegabytes(memoryMegabytes: number): number {
  const share = Math.floor(memoryMegabytes * SHARED_BUFFERS_SHARE);
  return Math.max(SHARED_BUFFERS_LEAST_MB, Math.min(SHARED_BUFFERS_MOST_MB, share));
}

/** Memory of the machine, or of the container when that is less. */
function memoryBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
