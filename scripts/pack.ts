/**
 * `npm run pack [-- --out DIR]`: makes the two tarballs, `mailport` and `mailport-standards`, in a
 * folder (`dist-pack` by default) and says what is in them. Exit 1 when one of them is not fit to be
 * published; then none is left. Publishes nothing.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { packAll } from "./pack/pack-all.ts";

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { out: { type: "string", default: "dist-pack" } },
});
const startedFrom = process.env["INIT_CWD"] ?? process.cwd();
const packed = await packAll(resolve(startedFrom, values.out));
for (const { file, bytes, files, manifest, faults } of packed) {
  const needs = Object.keys(manifest.dependencies);
  console.log(`${file}: ${bytes} bytes, ${files} files`);
  console.log(`  needs ${needs.length}: ${needs.join(", ")}`);
  for (const fault of faults) console.error(`pack: ${fault}`);
}
process.exitCode = packed.every(({ faults }) => faults.length === 0) ? 0 : 1;
