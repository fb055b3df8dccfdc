/**
 * What a signal does to a verb: everything it opened is closed in reverse order, then the process
 * ends. A second signal changes nothing: a database in the middle of its shutdown is left to it.
 */

type Closer = () => Promise<unknown>;

const closers: Closer[] = [];
let stopping = false;

/** Exit codes of a process ended by a signal, as shells count them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `close` when a signal ends the process; the answer takes it off again. */
export function closeOnSignal(close: Closer): () => void {
  closers.push(close);
  return () => {
    const at = closers.indexOf(close);
    if (at >= 0) closers.splice(at, 1);
  };
}

/** Listens for the signals from now on. `exit` replaces the code of a signal: 0 for a service. */
export function listenForSignals(exit?: number): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.removeAllListeners(signal);
    process.on(signal, () => void stop(exit ?? code));
  }
}

/**
 * Never settles once a signal is ending the process: what fails meanwhile fails because of that, and
 * is not told. Undefined as long as none came.
 */
export function endOfSignal(): Promise<never> | undefined {
  return stopping ? new Promise<never>(() => undefined) : undefined;
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  let exit = code;
  for (const close of closers.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      exit = 1;
    }
  }
  process.exit(exit);
}
