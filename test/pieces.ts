/**
 * Pieces of a test centre brought to where a test needs them: declared, arrived, released. Every
 * step is an operation of the registry; nothing is written past them.
 */
import type { Centre } from "./centre.ts";

/** What a step needs of a centre: to act on it as somebody. */
type Acting = Pick<Centre, "act">;

/** The answer of a batch, with its rows as they came. */
export type Rows = {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly done: number;
  readonly refused: number;
};

/** What a declaration says that every rule book for small things takes, taxed below what is collected. */
export const CONTENT = {
  currency: "EUR",
  senderCountry: "SI",
  recipientCountry: "CN",
  lines: [{ description: "wool scarf", hsCode: "621420", totalValue: { units: "1050", scale: 2 } }],
};

/** A declaration of these pieces with a sender, a recipient and one line. */
export function declaration(number: string, pieces: readonly string[], more: object = {}): object {
  return {
    number,
    stream: "express",
    direction: "import",
    pieces: pieces.map((code) => ({ code })),
    sender: { name: "Ana Poštár", countryCode: "SI", phone: "+386 1 555 0100" },
    recipient: { name: "Li Xiaoming", countryCode: "CN", identityNumber: `ID-${number}` },
    content: CONTENT,
    ...more,
  };
}

/** `count` codes of one house, none like another's. */
export function codes(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(7, "0")}`);
}

/** One declaration a piece; all arrived and released, ready for the gate. */
export async function readyToLeave(centre: Acting, pieces: readonly string[]): Promise<void> {
  const declarations = pieces.map((code) => declaration(`D-${code}`, [code], { carrier: "HX" }));
  await all(centre, "express", "lodge-declarations", { declarations });
  const arrivals = pieces.map((code) => ({ code }));
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  const releases = pieces.map((code) => ({ code }));
  await all(centre, "officer", "release-shipments", { releases });
}

/** A bag for each piece, arrived, with the piece put into it. */
export async function bagged(
  centre: Acting,
  bags: readonly string[],
  inside: readonly string[],
): Promise<void> {
  const arrivals = bags.map((code) => ({ code, kind: "bag", empty: true }));
  await all(centre, "floor", "record-arrivals", { arrivals, place: "ARRIVAL-1" });
  const moves = inside.map((code, at) => ({ code, to: bags[at] }));
  await all(centre, "floor", "move-items", { moves });
}

/** Runs a batch of which no row may be refused. */
export async function all(
  centre: Acting,
  who: string,
  name: string,
  input: unknown,
): Promise<Rows> {
  const answer = await centre.act<Rows>(who, name, input);
  if (answer.refused > 0) {
    const refused = answer.rows.find((row) => row["refusal"] !== undefined);
    throw new Error(`${name}: ${JSON.stringify(refused)}`);
  }
  return answer;
}
