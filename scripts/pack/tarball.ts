/**
 * Reads a tarball of npm back from its bytes: the files in it by path. Knows the plain headers and
 * the long names that npm writes; anything else is refused by an assertion.
 */
import { gunzipSync } from "node:zlib";
import { assert } from "#base/result.ts";

const BLOCK = 512;
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const KIND = 156;
const PREFIX = { at: 345, length: 155 };

/** Every file by its path inside of `package/`. */
export function filesOf(tarball: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = gunzipSync(tarball);
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = Number.parseInt(textOf(header, SIZE), 8);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    const kind = String.fromCharCode(header[KIND] ?? 0);
    if (kind === "x") longName = /\d+ path=(.*)\n/.exec(content.toString("utf8"))?.[1];
    else if (kind === "0" || kind === "\0") {
      const name =
        longName ?? [textOf(header, PREFIX), textOf(header, NAME)].filter(Boolean).join("/");
      files.set(name.replace(/^package\//, ""), content);
      longName = undefined;
    } else assert(kind === "5" || kind === "g", `a tarball entry of kind ${kind}`);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function textOf(
  header: Buffer,
  { at, length }: { readonly at: number; readonly length: number },
): string {
  return header
    .toString("utf8", at, at + length)
    .replace(/\0.*$/s, "")
    .trim();
}
