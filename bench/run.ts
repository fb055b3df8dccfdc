/**
 * `npm run --silent bench -- NAME [--json]`: runs one benchmark, which asserts its results before it
 * tells a figure. Notes go to stderr; stdout ends with the figures. Exit 1 when a result is wrong.
 */
import { join } from "node:path";
import { type Outcome, outcomeLine, parseRun } from "#test/load/outcome.ts";

type Benchmark = { readonly bench: (options: ReturnType<typeof parseRun>) => Promise<Outcome> };

const options = parseRun(process.argv.slice(2));
const { bench } = (await import(join(import.meta.dirname, `${options.name}.ts`))) as Benchmark;
const outcome = await bench(options);
for (const fault of outcome.faults) console.error(`wrong: ${fault}`);
if (!options.json) console.table(outcome.figures);
console.log(outcomeLine("bench", options.name, outcome));
process.exitCode = outcome.faults.length === 0 ? 0 : 1;
