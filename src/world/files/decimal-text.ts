/** Scaled integers of the neutral declaration as the decimals that files are written with. */

/** A number as it is declared: whole units, and how many of their digits are decimals. */
export type Scaled = { readonly units: string; readonly scale: number };

/** Such as `18.50` for 1850 of scale 2. */
export function decimalText({ units, scale }: Scaled): string {
  if (scale === 0) return units;
  const digits = units.padStart(scale + 1, "0");
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The same divided by a whole number that goes into it. */
export function eachOf({ units, scale }: Scaled, quantity: number): Scaled {
  return { units: String(Number(units) / quantity), scale };
}
