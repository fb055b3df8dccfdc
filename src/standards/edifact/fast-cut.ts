/**
 * The memory that the program of `cut-program.ts` works on, with the arrays of a window in it. Where
 * the engine has no WebAssembly with SIMD there is none, and the plain loop does all of it.
 */
import {
  FLAGS_SHIFT,
  flagsOfReleased,
  HEAD_WORDS,
  isLineEnd,
  LINE_END,
  PAUSES,
  PLAIN,
  RELEASE,
} from "./byte-kinds.ts";
import {
  cutProgram,
  LINE_RELEASED,
  MOST_BYTES,
  MOST_ENTRIES,
  PLACES,
  SPARE_BYTES,
  WORDS,
} from "./cut-program.ts";
import type { Latin1Buffer } from "./latin1.ts";
import { CAPITAL, TAG_CHARACTER } from "./tags.ts";

/** What is used of the engine's WebAssembly, which the language's own types leave out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    given: { readonly m: { readonly m: unknown } },
  ) => { readonly exports: { readonly run: () => number } };
};

const PAGE_BYTES = 65_536;
const ASCII_BYTES = 128;

/** A program compiled once, when it is first asked for; undefined where the engine cannot. */
export function compiledProgram(write: () => Uint8Array): () => object | undefined {
  let compiled: object | undefined;
  let isAsked = false;
  return () => {
    if (isAsked) return compiled;
    isAsked = true;
    // The arrays are read as the programs write them on machines of that order of bytes alone.
    if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) return undefined;
    try {
      compiled = new WebAssembly.Module(write());
    } catch {
      compiled = undefined;
    }
    return compiled;
  };
}

const program = compiledProgram(cutProgram);

/** The state of cutting, which the program takes on and gives back. */
export type CutState = {
  at: number;
  end: number;
  segments: number;
  components: number;
  elements: number;
  open: number;
  openAll: number;
  line: number;
};

/** A memory of its own for each input that is being read. */
export class FastCut {
  readonly bytes: Latin1Buffer;
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly firstComponent: Uint32Array<ArrayBuffer>;
  readonly firstElement: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly flags: Uint32Array<ArrayBuffer>;
  readonly lines: Float64Array<ArrayBuffer>;
  readonly heads: Int32Array<ArrayBuffer>;
  readonly buffer: ArrayBuffer;
  readonly #memory: object;
  readonly #words: Uint32Array;
  readonly #line: Float64Array;
  readonly #run: () => number;

  constructor(program: object) {
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((PLACES.behind + SPARE_BYTES) / PAGE_BYTES),
    });
    const { buffer } = memory;
    this.buffer = buffer;
    this.#memory = memory;
    this.#run = this.runOf(program);
    const words = (place: number) => new Uint32Array(buffer, place, MOST_ENTRIES);
    this.bytes = Buffer.from(buffer, PLACES.bytes, MOST_BYTES + 1) as Latin1Buffer;
    this.ends = words(PLACES.ends);
    this.firstComponent = words(PLACES.firstComponent);
    this.firstElement = words(PLACES.firstElement);
    this.starts = words(PLACES.starts);
    this.flags = words(PLACES.flags);
    this.lines = new Float64Array(buffer, PLACES.lines, MOST_ENTRIES);
    this.heads = new Int32Array(buffer, PLACES.heads, HEAD_WORDS * MOST_ENTRIES);
    this.#words = new Uint32Array(buffer, 0, Object.keys(WORDS).length);
    this.#line = new Float64Array(buffer, 4 * WORDS.line, 1);
    this.#table(
      PLACES.indexes,
      Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    );
    this.#table(
      PLACES.tags,
      CAPITAL.map((is, byte) => is | ((TAG_CHARACTER[byte] as number) << 1)),
    );
  }

  /** What runs another program over the same memory. */
  runOf(program: object): () => number {
    return new WebAssembly.Instance(program, { m: { m: this.#memory } }).exports.run;
  }

  /** The kinds of the bytes from now on, and which of them are in doubt. */
  use(kinds: Uint8Array, doubts: Uint8Array): void {
    const released = kinds.map((kind, byte) =>
      byte === LINE_END ? LINE_RELEASED : flagsOfReleased(kind) >>> FLAGS_SHIFT,
    );
    const pausing = PAUSES.map((pauses, byte) =>
      isLineEnd(byte) && (kinds[byte] as number) > RELEASE ? 0 : pauses,
    );
    const low = new Uint8Array(16);
    const high = new Uint8Array(16);
    for (let byte = 0; byte < ASCII_BYTES; byte += 1) {
      const bit = 1 << (byte >> 4);
      high[byte >> 4] = bit;
      if (kinds[byte] !== PLAIN) low[byte & 0x0f] = (low[byte & 0x0f] as number) | bit;
    }
    this.#table(PLACES.kinds, kinds);
    this.#table(PLACES.doubts, doubts);
    this.#table(PLACES.released, released);
    this.#table(PLACES.pausing, pausing);
    this.#table(PLACES.lowHalves, low);
    this.#table(PLACES.highHalves, high);
  }

  /** Cuts on; false where the plain loop must cut the segment that is being cut. */
  cut(state: CutState, most: number): boolean {
    const words = this.#words;
    words[WORDS.at] = state.at;
    words[WORDS.end] = state.end;
    words[WORDS.most] = most;
    words[WORDS.segments] = state.segments;
    words[WORDS.components] = state.components;
    words[WORDS.elements] = state.elements;
    words[WORDS.open] = state.open;
    words[WORDS.openAll] = state.openAll;
    this.#line[0] = state.line;
    const isLeft = this.#run() === 1;
    state.at = words[WORDS.at] as number;
    state.segments = words[WORDS.segments] as number;
    state.components = words[WORDS.components] as number;
    state.elements = words[WORDS.elements] as number;
    state.open = words[WORDS.open] as number;
    state.openAll = words[WORDS.openAll] as number;
    state.line = this.#line[0];
    return !isLeft;
  }

  #table(place: number, bytes: Uint8Array): void {
    new Uint8Array(this.buffer).set(bytes, place);
  }
}

/** A memory with its program; undefined where the engine cannot have one. */
export function fastCut(): FastCut | undefined {
  const module = program();
  if (module === undefined) return undefined;
  try {
    return new FastCut(module);
  } catch {
    return undefined;
  }
}
