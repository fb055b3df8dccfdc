/**
 * Strict UTF-8 (RFC 3629): where the first wrong byte is, and text of bytes known to be right.
 * Overlong forms, surrogates and values past U+10FFFF are wrong.
 */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text of bytes; wrong bytes become U+FFFD, so check with `firstNotUtf8` where it matters. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** 0-based offset of the first byte that starts no valid sequence, or -1. */
export function firstNotUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const size = sequenceLength(bytes, at, lead);
    if (size === 0) return at;
    at += size;
  }
  return -1;
}

/** Bytes of the sequence that starts here, or 0 when it is wrong or cut off. */
function sequenceLength(bytes: Uint8Array, at: number, lead: number): number {
  if (lead < 0x80) return 1;
  const size = sizeByLead(lead);
  if (size === 0 || at + size > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  if (second < lowestSecond(lead) || second > highestSecond(lead)) return 0;
  for (let next = 2; next < size; next += 1)
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

function sizeByLead(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function lowestSecond(lead: number): number {
  return lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(lead: number): number {
  return lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
}
