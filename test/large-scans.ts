/** A scan file that is sent in parts: rows of pieces that nobody knows, and a known one in each part. */
import { PART_BYTES } from "#cli/cut-file.ts";

export const KNOWN_PIECE = "EE102345673DE";
export const LARGE_PARTS = 4;
/** Rows of about 2 KB, so that few of them fill the parts that a file is sent in. */
const ROW_BYTES = 2_000;
export const LARGE_ROWS = LARGE_PARTS * Math.floor((0.95 * PART_BYTES) / ROW_BYTES);

/** Scans of pieces that nobody knows, and in each third one of a piece that was declared. */
export function largeFile(): string {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000).toISOString();
  const remark = "seen on the belt ".repeat(ROW_BYTES / 17).slice(0, ROW_BYTES - 80);
  const lines = Array.from({ length: LARGE_ROWS }, (_, row) => {
    const isKnown = row % (LARGE_ROWS / LARGE_PARTS) === 100;
    const code = isKnown ? KNOWN_PIECE : `BELT-${row}`;
    const device = isKnown ? `CAM-${row}` : "CAM-1";
    return `${code},${at},LANE-2,${device},${remark}`;
  });
  return `identifier,scanned_at,place,device,remark\n${lines.join("\n")}\n`;
}
