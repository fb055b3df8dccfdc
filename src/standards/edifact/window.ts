/** The arrays of a window, which grow or move into another memory together. */
import { HEAD_WORDS } from "./byte-kinds.ts";
import { type Latin1Buffer, latin1Buffer } from "./latin1.ts";

/** What `Tokens` says of them. */
export type Window = {
  bytes: Latin1Buffer;
  ends: Uint32Array;
  firstComponent: Uint32Array;
  firstElement: Uint32Array;
  starts: Uint32Array;
  lines: Float64Array;
  flags: Uint32Array;
  heads: Int32Array;
};

/** Room for that many bytes and what is cut from them. */
export function windowOf(size: number): Window {
  return {
    bytes: latin1Buffer(size + 1),
    ends: new Uint32Array(size + 2),
    firstComponent: new Uint32Array(size + 2),
    firstElement: new Uint32Array(size + 2),
    starts: new Uint32Array(size + 2),
    lines: new Float64Array(size + 2),
    flags: new Uint32Array(size + 2),
    heads: new Int32Array(HEAD_WORDS * (size + 2)),
  };
}

/** Copies a window into a larger one. */
export function copyWindow(from: Window, to: Window): void {
  to.bytes.set(from.bytes);
  to.ends.set(from.ends);
  to.firstComponent.set(from.firstComponent);
  to.firstElement.set(from.firstElement);
  to.starts.set(from.starts);
  to.lines.set(from.lines);
  to.flags.set(from.flags);
  to.heads.set(from.heads);
}
