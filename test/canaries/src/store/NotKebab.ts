/** A file whose name is not kebab-case, and an import that is out of order and badly written. */
import { sep, join } from 'node:path'
import { a } from "./circle-a.ts"
export const place = join( a, sep )
