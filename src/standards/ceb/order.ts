/**
 * Which entries of a list stand out of order: the fewest that would have to move. Knows numbers only.
 */

/** Positions of the entries that are not on a longest run of numbers that never fall. */
export function misplaced(numbers: readonly number[]): readonly number[] {
  if (numbers.every((one, at) => at === 0 || (numbers[at - 1] ?? one) <= one)) return [];
  /** `tails[n]`: position of the least number that ends a run of n + 1. */
  const tails: number[] = [];
  const before = numbers.map((number, at) => {
    const length = runsNotAbove(tails, numbers, number);
    tails[length] = at;
    return length === 0 ? -1 : (tails[length - 1] ?? -1);
  });
  const inOrder = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) inOrder.add(at);
  return numbers.flatMap((_, at) => (inOrder.has(at) ? [] : [at]));
}

/** How many tails hold a number not above this one (binary search). */
function runsNotAbove(
  tails: readonly number[],
  numbers: readonly number[],
  number: number,
): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[tails[middle] ?? 0] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
