/**
 * `npm run soak -- NAME [--seed N] [--minutes N] [--json]`: runs one long trial. Notes go to stderr;
 * stdout ends with the figures in one line. Exit 1 when a result is wrong.
 */
import { join } from "node:path";
import { type Outcome, outcomeLine, parseRun } from "#test/load/outcome.ts";

type Soak = { readonly soak: (options: ReturnType<typeof parseRun>) => Promise<Outcome> };

const options = parseRun(process.argv.slice(2));
const { soak } = (await import(join(import.meta.dirname, `${options.name}.ts`))) as Soak;
const outcome = await soak(options);
for (const fault of outcome.faults.slice(0, 20)) console.error(`wrong: ${fault}`);
if (!options.json) console.table(outcome.figures);
console.log(outcomeLine("soak", options.name, outcome));
process.exitCode = outcome.faults.length === 0 ? 0 : 1;
