/**
 * Password hashes by argon2id, a few at a time so that a flood of sign-ins cannot take the machine's
 * memory. Keeps nothing.
 */
import { hash, verify } from "@node-rs/argon2";
import type { Ports } from "#operations/ports.ts";

/** Argon2id is what the library does unless told otherwise. OWASP password storage cheat sheet: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes worked at together; the rest waits. */
const AT_ONCE = 2;

/** The port of passwords. A hash that is none verifies as wrong. */
export function makePasswords(): Ports["passwords"] {
  const inTurn = makeTurns(AT_ONCE);
  return {
    hash: (text) => inTurn(() => hash(text, COST)),
    verify: (kept, text) => inTurn(() => verify(kept, text).catch(() => false)),
  };
}

function makeTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else working += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}
