/**
 * Writes `docs/limits.md` from the sources. Run it after a limit was added or changed; a test compares
 * the page. What is a limit is decided in `test/house/limits-page.ts`.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { limitsPage } from "#test/house/limits-page.ts";

writeFileSync(join(dirname(import.meta.dirname), "docs", "limits.md"), await limitsPage());
