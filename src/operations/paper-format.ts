/** What a paper is, by its first bytes: what an officer's screen can show safely, and nothing else. */

/** Bytes of one paper at most: a scan of many pages. */
export const PAPER_BYTES_LIMIT = 10_000_000;
/** Papers of one shipment at most. */
export const PAPERS_LIMIT = 50;

const SIGNATURES: readonly (readonly [mediaType: string, ...bytes: number[]])[] = [
  ["application/pdf", 0x25, 0x50, 0x44, 0x46, 0x2d],
  ["image/jpeg", 0xff, 0xd8, 0xff],
  ["image/png", 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ["image/tiff", 0x49, 0x49, 0x2a, 0x00],
  ["image/tiff", 0x4d, 0x4d, 0x00, 0x2a],
];

/** The media type that the bytes show; undefined where they are none of those that are taken. */
export function paperFormat(bytes: Uint8Array): string | undefined {
  const known = SIGNATURES.find(([, ...start]) => start.every((byte, at) => bytes[at] === byte));
  return known?.[0] ?? (isText(bytes) ? "text/plain" : undefined);
}

/** UTF-8 without controls but tab and line ends. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) {
    return false;
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes.length > 0;
  } catch {
    return false;
  }
}
