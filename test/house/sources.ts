/**
 * The repository's own files as the house tests see them: path from the root with `/`, and text.
 * Reads the disk only; what is right or wrong is decided by the rules beside it.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** One text file: its path from the repository root, written with `/`. */
export type Source = { readonly path: string; readonly text: string };

export const ROOT = dirname(dirname(import.meta.dirname));

const NOT_OURS = ["node_modules/", "dist/", "test/canaries/", ".mailport/"];

/** Every file that one of the globs finds, in order of path, without what is generated or installed. */
export function readSources(...globs: readonly string[]): readonly Source[] {
  return globSync([...globs], { cwd: ROOT })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !NOT_OURS.some((folder) => path.startsWith(folder)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** Tests and the tools beside them (`x.test.ts`) are not part of the product. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
