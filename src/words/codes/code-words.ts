/** A code's sentence, and what its reader can do; with places for facts as `fill.ts` reads them. */
export type CodeWords = readonly [sentence: string, todo: string];
