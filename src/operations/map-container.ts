/**
 * Containers as a list states them, turned into the input of `announce-containers`. Counted content
 * goes along as it was counted; items are named by their codes as written.
 */
import type { Decimal } from "#base/decimal.ts";
import { NESTING_LIMIT } from "#domain/places/container.ts";
import type { ContainerRow, CountedContent } from "#standards/messages/container-row.ts";
import type { RowSource } from "./row-target.ts";

/** The input of `announce-containers` for these containers. */
export function containersInput(rows: readonly ContainerRow[], source: RowSource): unknown {
  return { containers: rows.map(containerOf), messageId: source.messageId };
}

/** The container and the pieces it names. */
export function containerWeight(row: ContainerRow): number {
  return 1 + row.items.length;
}

/** How many of the list's own containers lie around each; a list may name what is inside first. */
export function containerDepths(rows: readonly ContainerRow[]): readonly number[] {
  const parents = new Map(rows.map((row) => [row.identifier.normalised, row.parent?.normalised]));
  return rows.map((row) => {
    let depth = 0;
    let above = row.parent?.normalised;
    while (above !== undefined && parents.has(above) && depth < NESTING_LIMIT) {
      depth += 1;
      above = parents.get(above);
    }
    return depth;
  });
}

function containerOf(row: ContainerRow): unknown {
  const seal = row.seals.join(" ");
  return {
    code: row.identifier.asWritten,
    kind: row.containerKind,
    ...(seal === "" ? {} : { seal }),
    ...(row.parent === undefined ? {} : { inside: row.parent.asWritten }),
    ...(row.items.length === 0 ? {} : { items: row.items.map((item) => item.asWritten) }),
    ...(row.counted.length === 0 ? {} : { counted: countedOf(row.counted) }),
  };
}

/** A container's counted content is one: pieces and weights add up, a class is named where one. */
function countedOf(parts: readonly CountedContent[]): unknown {
  const mailClass = onlyOne(parts.map((part) => part.mailClass));
  const format = onlyOne(parts.map((part) => part.format));
  const pieces = sumOf(parts.map((part) => part.pieces));
  const weightGrams = sumOf(parts.map(({ weightKg }) => gramsOf(weightKg)));
  return {
    ...(mailClass === undefined ? {} : { mailClass }),
    ...(format === undefined ? {} : { format }),
    ...(pieces === undefined ? {} : { pieces }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
  };
}

function gramsOf(weightKg: Decimal | undefined): number | undefined {
  return weightKg && Math.round((weightKg.units * 1_000) / 10 ** weightKg.scale);
}

function onlyOne(texts: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = new Set(texts);
  return others.length === 0 ? first : undefined;
}

function sumOf(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0);
}
