/** What `mailport start` tells while it starts: how long each part took, and what it cannot start. */
import { Refused, type Terminal } from "./terminal.ts";

type Part = "database" | "migrations" | "web" | "centre" | "server" | "demo";

/** Parts that wait for each other side by side count the same seconds. */
export function tellPart(terminal: Terminal, part: Part, seconds: number): void {
  const facts = { part: terminal.say(`start.part-${part}`), seconds: seconds.toFixed(1) };
  terminal.note(terminal.say("start.part", facts));
}

/** Does a part and tells its seconds. */
export async function timed<T>(terminal: Terminal, part: Part, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const value = await work();
  tellPart(terminal, part, (performance.now() - began) / 1000);
  return value;
}

/** `init/not-initialised`, with what to do. */
export function notInitialised(terminal: Terminal, folder: string): Refused {
  const sentence = terminal.say("start.not-initialised", { folder });
  return new Refused({ code: "init/not-initialised", facts: { folder } }, sentence);
}
