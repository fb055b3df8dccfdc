/**
 * What is asked of any input before its shape: that it is not nested without end, and that each of
 * its texts can be kept. Knows no operation and no schema.
 */

/** Lists and objects in each other; deeper is refused `input/too-deep`, in JSON before it is read. */
export const INPUT_DEPTH_LIMIT = 48;

/** Whether lists and objects are nested deeper than `limit`. */
export function isTooDeep(value: unknown, limit = INPUT_DEPTH_LIMIT): boolean {
  if (value === null || typeof value !== "object") return false;
  if (limit === 0) return true;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return parts.some((part) => isTooDeep(part, limit - 1));
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d];

/** The same of a JSON text, without reading it: a parser's memory is many times a deep text's size. */
export function isJsonTooDeep(json: string, limit = INPUT_DEPTH_LIMIT): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) quoted = !quoted;
    else if (quoted) at += sign === BACKSLASH ? 1 : 0;
    else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth -= 1;
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      depth += 1;
      if (depth > limit) return true;
    }
  }
  return false;
}

/**
 * Where a text stands that cannot be kept: one with a NUL or half a surrogate pair, which the
 * database refuses. Undefined where all are well; names of fields are texts too.
 */
export function unkeepableText(value: unknown, field = ""): string | undefined {
  if (typeof value === "string") return isKeepable(value) ? undefined : field;
  if (value === null || typeof value !== "object") return undefined;
  for (const name of Object.keys(value)) {
    if (!isKeepable(name)) return field;
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof part === "string" ? isKeepable(part) : typeof part !== "object") continue;
    const at = unkeepableText(part, field === "" ? name : `${field}.${name}`);
    if (at !== undefined) return at;
  }
  return undefined;
}

function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
