/** What the compiler refuses only with the strict settings of the repository. */
enum Colour {
  Red = 1,
}

type Bag = { readonly weightGrams?: number };

export class Scale {
  constructor(private readonly grams: number) {}
  read(): number {
    return this.grams;
  }
}

export class Loud extends Scale {
  read(): number {
    return 1;
  }
}

export function weigh(bags: readonly Bag[], names: Record<string, string>): number {
  const first: Bag = bags[0];
  const empty: Bag = { weightGrams: undefined };
  const unused = names.anna;
  return (first.weightGrams ?? 0) + (empty.weightGrams ?? 0) + Colour.Red;
}

export function colour(n: number): string | undefined {
  if (n > 1) return document.title;
}

export function fall(n: number): number {
  let sum = 0;
  switch (n) {
    case 1:
      sum += 1;
    case 2:
      sum += 2;
  }
  return sum;
}
