/**
 * Whether bytes are one or more whole interchanges under UNOC, told without any of the reader's code:
 * regular expressions over the text. Used only for damage that the reader was silent about.
 */

const SEGMENT = /(?:[^'?]|\?[\s\S])*'/y;
const BLANKS = /[ \r\n\t]*/y;

/** True when nesting, counts, references, tags and heads are those of ISO 9735. */
export function isValid(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("latin1");
  const segments = segmentsOf(text);
  if (segments === undefined || segments.length === 0) return false;
  let interchange: string[] | undefined;
  let messages = 0;
  let message: { reference: string; count: number } | undefined;
  for (const segment of segments) {
    const [tag = "", ...elements] = partsOf(segment, "+");
    if (!/^[A-Z][A-Z0-9]{2}$/.test(tag)) return false;
    if (message !== undefined) message.count += 1;
    if (tag === "UNB") {
      if (interchange !== undefined || !isHead(elements)) return false;
      interchange = elements;
      messages = 0;
    } else if (tag === "UNZ") {
      if (interchange === undefined || message !== undefined) return false;
      if (!isTrailer(elements, messages, interchange[4] ?? "")) return false;
      interchange = undefined;
    } else if (tag === "UNH") {
      if (interchange === undefined || message !== undefined || !isMessageHead(elements))
        return false;
      messages += 1;
      message = { reference: elements[0] ?? "", count: 1 };
    } else if (tag === "UNT") {
      if (message === undefined) return false;
      if (!isTrailer(elements, message.count, message.reference)) return false;
      message = undefined;
    } else if (message === undefined) return false;
  }
  return interchange === undefined;
}

function segmentsOf(text: string): string[] | undefined {
  const start = text.startsWith("UNA:+.? '") ? "UNA:+.? '".length : 0;
  const segments: string[] = [];
  let at = start;
  while (at < text.length) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    SEGMENT.lastIndex = at;
    const found = SEGMENT.exec(text)?.[0];
    if (found === undefined) return undefined;
    segments.push(found.slice(0, -1));
    at += found.length;
  }
  return segments;
}

function partsOf(text: string, mark: "+" | ":"): string[] {
  const part = mark === "+" ? /(?:[^+?]|\?[\s\S])*/g : /(?:[^:?]|\?[\s\S])*/g;
  const parts: string[] = [];
  part.lastIndex = 0;
  for (let at = 0; at <= text.length; ) {
    part.lastIndex = at;
    const found = part.exec(text)?.[0] ?? "";
    parts.push(found);
    at += found.length + 1;
  }
  return parts;
}

function isHead(elements: readonly string[]): boolean {
  const [syntax = "", sender = "", recipient = "", prepared = "", reference = ""] = elements;
  return (
    /^UNO[A-L]:[1-4]$/.test(syntax) &&
    elements.length <= 11 &&
    !/^(:|$)/.test(sender) &&
    !/^(:|$)/.test(recipient) &&
    /^[^:]+:[^:]+/.test(prepared) &&
    !/^(:|$)/.test(reference)
  );
}

function isMessageHead(elements: readonly string[]): boolean {
  const [reference = "", type = ""] = elements;
  const names = partsOf(type, ":");
  const isOne = reference !== "" && partsOf(reference, ":").length === 1;
  return (
    isOne && elements.length <= 7 && names.slice(0, 4).filter((name) => name !== "").length === 4
  );
}

function isTrailer(elements: readonly string[], count: number, reference: string): boolean {
  const [stated = "", again = ""] = elements;
  const isCount = /^\d{1,15}$/.test(stated) && Number(stated) === count;
  const same = released(again) === released(partsOf(reference, ":")[0] ?? "");
  return isCount && elements.length === 2 && partsOf(again, ":").length === 1 && same;
}

function released(text: string): string {
  return text.replaceAll(/\?([\s\S])/g, "$1");
}
