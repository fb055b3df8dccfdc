/**
 * Finds the stable codes (`area/what-is-wrong`) that a file of code makes: every string of that shape
 * that is neither an import nor a media type. Whether a code has words is asked elsewhere.
 */
import { withoutComments } from "./imports.ts";
import type { Source } from "./sources.ts";

const SHAPE = /(["'`])([a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*)\1/g;
/** What stands before a path of a module. */
const IMPORTED = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\(|\bresolve\s*\()\s*$/;
/** Media types, folders, and seeds of the demo that have the same shape. */
const NOT_CODES =
  /^(application|audio|image|video|multipart)\/|^text\/(csv|plain|html|css|xml|javascript|event-stream)$|^(bin|lib|src|data|node-gyp|static|assets|demo)\//;

/** The codes of one file, each once. */
export function codesOf({ text }: Source): readonly string[] {
  const code = withoutComments(text);
  const found = Array.from(code.matchAll(SHAPE), (match) => {
    const before = code.slice(Math.max(0, match.index - 20), match.index);
    return IMPORTED.test(before) ? "" : (match[2] ?? "");
  });
  return [...new Set(found)].filter((one) => one !== "" && !NOT_CODES.test(one));
}
