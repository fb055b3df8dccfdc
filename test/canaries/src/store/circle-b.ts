/** The other half of a circle of imports. */
import { a } from "./circle-a.ts";

export const b: string = `b${a}`;
