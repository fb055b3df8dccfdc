/**
 * Writes `docs/conformance.md` from the titles of the tests. Run it after a test that names a standard
 * was added or renamed; a test compares the page. What counts is in `test/house/conformance-page.ts`.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { conformancePage } from "#test/house/conformance-page.ts";

writeFileSync(join(dirname(import.meta.dirname), "docs", "conformance.md"), conformancePage());
console.log("wrote docs/conformance.md");
