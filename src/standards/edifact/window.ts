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

/** Copies the segment in the making: so many bytes, components and elements. */
export function copyWindow(
  from: Window,
  to: Window,
  used: { readonly end: number; readonly components: number; readonly elements: number },
): void {
  const { end, components, elements } = used;
  to.bytes.set(from.bytes.subarray(0, end));
  to.ends.set(from.ends.subarray(0, components));
  to.firstComponent.set(from.firstComponent.subarray(0, elements + 1));
  to.firstElement[0] = from.firstElement[0] as number;
  to.starts[0] = from.starts[0] as number;
  to.lines[0] = from.lines[0] as number;
}
