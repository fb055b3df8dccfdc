/**
 * The ports of one call of the world: ids and secrets follow from the seed and the call's name, so
 * that they are the same whatever else runs beside it, and also when the call starts again.
 */
import type { Id } from "#domain/events/event.ts";
import { type Ports, Restart, type Tx } from "#operations/ports.ts";

/** First digit after the variant bits of an id, by a digit of the digest. */
const VARIANT = "89ab89ab89ab89ab";

/** The same ports with identity and secrets from a seed and a name; names may not repeat. */
export function seededPorts(ports: Ports, seed: number, name: string): Ports {
  let given = 0;
  const drawn = (): string => {
    given += 1;
    return ports.digest(`${seed}/${name}/${given}`);
  };
  const next = (): Id => idOf(ports.clock.now(), drawn());
  const transaction = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const before = given;
    try {
      return await ports.store.transaction(work);
    } catch (thrown) {
      if (thrown instanceof Restart) given = before;
      throw thrown;
    }
  };
  return {
    ...ports,
    store: { ...ports.store, transaction },
    ids: { next, derived: (...words) => ports.ids.derived(...words) },
    secret: drawn,
  };
}

/** A time-ordered id (UUID version 7) whose other bits are those of a digest in hexadecimal. */
function idOf(at: number, hex: string): Id {
  const time = at.toString(16).padStart(12, "0");
  const variant = VARIANT.charAt(Number.parseInt(hex.charAt(3), 16));
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex.slice(0, 3)}`,
    `${variant}${hex.slice(4, 7)}`,
    hex.slice(8, 20),
  ].join("-");
}
