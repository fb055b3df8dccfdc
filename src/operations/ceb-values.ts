/** Values of CEB documents as the record has them: exact numbers, ISO codes of countries and money. */
import type { Decimal } from "#base/decimal.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import { decimalOf } from "#standards/ceb/numbers.ts";
import { codeHistory } from "#standards/codes/code-lists.ts";

/** A number as declared; undefined where it is none that stays exact. */
export function scaledOf(text: string | undefined): Scaled | undefined {
  const read = text === undefined || text === "" ? undefined : decimalOf(text);
  return read?.ok === true ? scaled(read.value) : undefined;
}

function scaled({ units, scale }: Decimal): Scaled {
  return { units: String(units), scale };
}

/** The ISO code of a country as China's customs writes it; its own code where we know no other. */
export function countryOf(customs: string): string {
  const [row] = codeHistory("countries-cn", customs);
  return row?.facts?.["alpha2"] ?? customs;
}

/** The currency as ISO writes it; customs has 142 for the yuan and no other in imports. */
export function currencyOf(customs: string): string {
  return customs === "142" ? "CNY" : customs;
}
