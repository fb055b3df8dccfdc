/**
 * One JSON text of bounded size: strict UTF-8, bounded depth, then the runtime's own parser.
 * Answers the value or the one finding that keeps it out.
 */
import { isUtf8 } from "node:buffer";
import type { Finding, FindingPlace } from "#base/result.ts";
import { finding } from "./finding-codes.ts";
import type { Json } from "./json-cells.ts";
import { MAX_JSON_DEPTH } from "./limits.ts";
import { decodeUtf8, firstNotUtf8 } from "./utf8.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const BOM = 0xfeff;

/** Parses bytes; `at.offset` is where they start in the input. */
export function parseJson(
  bytes: Uint8Array,
  at: FindingPlace & { readonly offset: number },
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly finding: Finding } {
  if (!isUtf8(bytes)) {
    const wrong = Math.max(firstNotUtf8(bytes), 0);
    const found = `0x${(bytes[wrong] ?? 0).toString(16).toUpperCase()}`;
    const place = { ...at, offset: at.offset + wrong };
    return { ok: false, finding: finding("text/not-utf8", place, found, "UTF-8") };
  }
  if (depthOf(bytes) > MAX_JSON_DEPTH)
    return { ok: false, finding: finding("json/too-deep", at, undefined, String(MAX_JSON_DEPTH)) };
  const text = decodeUtf8(bytes);
  try {
    const value = JSON.parse(text.charCodeAt(0) === BOM ? text.slice(1) : text) as Json;
    return { ok: true, value };
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    // Only the place is taken from the message: the text around it can be about persons.
    const found = /position \d+/.exec(fault.message)?.[0] ?? "end of text";
    return { ok: false, finding: finding("json/malformed", at, found) };
  }
}

/** Deepest nesting of brackets outside strings. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (isOpening(byte)) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (isClosing(byte)) depth -= 1;
  }
  return deepest;
}

export function isOpening(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

export function isClosing(byte: number): boolean {
  return byte === 0x7d || byte === 0x5d;
}
