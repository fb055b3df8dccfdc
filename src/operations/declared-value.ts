/** The declared value of a shipment in minor units, exact: the lines' totals or quantity times value. */
import type {
  DeclarationContent,
  DeclarationLine,
  Scaled,
} from "#domain/declarations/declaration.ts";
import { exponentOf } from "#standards/codes/currencies.ts";

/** What the record can carry, in minor units. */
const MOST_MINOR = 2n ** 63n - 1n;

/**
 * `on` is the legal day, as exponents are dated. Undefined where the currency is unknown, no line carries
 * a value, or the sum is more than can be kept; halves round up.
 */
export function declaredValue(
  content: DeclarationContent,
  on: string,
): { readonly valueMinor: string; readonly currency: string } | undefined {
  const exponent = content.currency === undefined ? undefined : exponentOf(content.currency, on);
  if (content.currency === undefined || exponent === undefined) return undefined;
  const totals = content.lines.map(lineTotal).filter((total) => total !== undefined);
  if (totals.length === 0) return undefined;
  const scale = Math.max(exponent, ...totals.map((total) => total.scale));
  const sum = totals.reduce(
    (all, total) => all + total.units * 10n ** BigInt(scale - total.scale),
    0n,
  );
  const divisor = 10n ** BigInt(scale - exponent);
  const minor = (sum + divisor / 2n) / divisor;
  if (minor > MOST_MINOR || minor < -MOST_MINOR) return undefined;
  return { valueMinor: String(minor), currency: content.currency };
}

type Exact = { readonly units: bigint; readonly scale: number };

function lineTotal(line: DeclarationLine): Exact | undefined {
  if (line.totalValue !== undefined) return exact(line.totalValue);
  if (line.unitValue === undefined) return undefined;
  const value = exact(line.unitValue);
  const quantity = line.quantity === undefined ? { units: 1n, scale: 0 } : exact(line.quantity);
  return { units: value.units * quantity.units, scale: value.scale + quantity.scale };
}

function exact(scaled: Scaled): Exact {
  return { units: BigInt(scaled.units), scale: scaled.scale };
}
