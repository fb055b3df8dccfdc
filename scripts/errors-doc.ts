/**
 * Writes `docs/errors.md` from the words of all codes:
 * `node bin/mailport.mjs --tool scripts/errors-doc.ts`. Reads nothing else.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorsPage } from "#words/errors-page.ts";

const folder = join(dirname(import.meta.dirname), "docs");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "errors.md"), errorsPage());
console.log("wrote docs/errors.md");
