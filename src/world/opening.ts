/**
 * What a centre has before its first parcel, as its administrator imports it: customs rates, a first
 * set of risk rules, a list of denied parties. Invented rates of real currencies, invented persons.
 */
import { assert, type Result } from "#base/result.ts";
import { FIRST_RULES } from "#domain/customs/risk/first-rules.ts";
import { TOWNS_ABROAD } from "./people.ts";

/** Calls as one of the cast; the name is the call's own in the whole world. */
export type Calls = (
  who: string,
  operation: string,
  input: unknown,
  name: string,
) => Promise<Result<unknown>>;

/** The first day of the rates. */
const RATES_FROM = "2026-01-01";
/** Their source, which every assessment tells. */
const INVENTED = "invented for the simulated world";

/** Imports what is missing; done again it changes nothing. */
export async function openCentre(calls: Calls): Promise<void> {
  for (const [list, text] of Object.entries(FILES)) {
    const bytes = new TextEncoder().encode(text());
    const file = btoa(String.fromCharCode(...bytes));
    const input = { list, name: `${list}.csv`, file, apply: true };
    const answer = await calls("admin", "import-codes", input, `opening/${list}`);
    assert(answer.ok, `${list} is imported: ${JSON.stringify(answer)}`);
  }
}

/** Persons on an invented list of denied parties; one of them has a namesake among the senders. */
const DENIED = [
  '900001,"WARRUMBA, Callum",individual,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-',
  '900002,"QUILLHAVEN TRADING",-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-',
];

const FILES: Readonly<Record<string, () => string>> = {
  "customs-rates": ratesText,
  "risk-rules": () => FIRST_RULES,
  denied: () => `${DENIED.join("\n")}\n`,
};

/** CNY for a hundred of each currency that the world's people pay with. */
function ratesText(): string {
  const worth = new Map(TOWNS_ABROAD.map(({ currency, fen }) => [currency, fen]));
  const rows = [...worth].map(([currency, fen]) =>
    [currency, fen.toFixed(2), "100", RATES_FROM, "", INVENTED, "no"].join(","),
  );
  return ["currency,cny_per_unit,units,valid_from,valid_to,source,verified", ...rows, ""].join(
    "\n",
  );
}
