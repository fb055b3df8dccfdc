/** One half of a circle of imports. */
import { b } from "./circle-b.ts";

export const a: string = `a${b}`;
