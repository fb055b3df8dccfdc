/**
 * Characters against the declared set: which byte of which component is no text of it. Asked only for
 * segments in which the cutting saw something that is not plain; told a bounded number of times.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { firstNotUtf8 } from "#standards/messages/utf8.ts";
import {
  FIRST_LEAD,
  HAS_HIGH,
  HAS_SUSPECT,
  isContinuation,
  OFFSET_MASK,
  REPEATS,
} from "./byte-kinds.ts";
import { type Charset, isControl } from "./charsets.ts";
import type { Cursor } from "./cursor.ts";
import { type EdifactCode, edifactFinding } from "./findings.ts";
import { MAX_CHARACTER_FINDINGS } from "./limits.ts";
import type { Separators } from "./separators.ts";
import type { Tokens } from "./tokens.ts";

const ESCAPE = 0x1b;
const LINE_ENDS = [0x0a, 0x0d];
const ASCII_BYTES = 128;
/** ISO 8859-1: in other sets of one byte, pairs of letters are UTF-8 by chance too often. */
const LATIN = "UNOC";

export class CharacterCheck {
  readonly #tokens: Tokens;
  readonly #tell: (finding: Finding) => void;
  #charset: Charset | undefined;
  #marks: readonly number[] = [];
  #release = -1;
  #told = 0;
  /** Said once for an interchange: looks like UTF-8, uses code extension. */
  #said = new Set<EdifactCode>();

  constructor(tokens: Tokens, tell: (finding: Finding) => void) {
    this.#tokens = tokens;
    this.#tell = tell;
  }

  /** A new interchange begins. */
  use(marks: Separators, charset: Charset | undefined): void {
    const { component, element, repetition, terminator, release } = marks;
    this.#marks = [component, element, repetition, terminator, release];
    this.#release = release;
    this.#charset = charset;
    this.#said = new Set();
    this.#told = 0;
  }

  /** A new message begins: its findings are counted anew. */
  begin(): void {
    this.#told = 0;
  }

  /** Looks through the components of the cursor's segment that are not plain. */
  check(cursor: Cursor, every: boolean): void {
    if (this.#told > MAX_CHARACTER_FINDINGS) return;
    const { firstElement, firstComponent, ends } = this.#tokens;
    const first = (firstElement[cursor.index] as number) + 1;
    for (let element = 0; element < cursor.elements; element += 1) {
      const to = firstComponent[first + element + 1] as number;
      let number = 0;
      for (let at = firstComponent[first + element] as number; at < to; at += 1) {
        const end = ends[at] as number;
        const isNoted = every || (end & (HAS_HIGH | HAS_SUSPECT)) !== 0;
        if (isNoted && (every || !this.#isQuiet(at, end)))
          this.#component(at, cursor, element, number);
        number = (end & REPEATS) === 0 ? number + 1 : 0;
      }
    }
  }

  /** True when letters over 127 are all there is, and they cannot be UTF-8: the common case. */
  #isQuiet(at: number, end: number): boolean {
    if ((end & HAS_SUSPECT) !== 0 || this.#charset?.kind !== "single") return false;
    if (this.#charset.syntax !== LATIN || this.#said.has("edifact/looks-utf8")) return true;
    const { ends, bytes } = this.#tokens;
    const to = end & OFFSET_MASK;
    let from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    while (from < to && (bytes[from] as number) < ASCII_BYTES) from += 1;
    const next = from + 1 < to ? (bytes[from + 1] as number) : 0;
    return (bytes[from] as number) < FIRST_LEAD || !isContinuation(next);
  }

  #component(at: number, cursor: Cursor, element: number, component: number): void {
    const { ends, bytes, before } = this.#tokens;
    const from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    const part = bytes.subarray(from, (ends[at] as number) & OFFSET_MASK);
    const seen = new Set<EdifactCode>();
    const add = (code: EdifactCode, index: number, found: string, expected?: string): void => {
      if (seen.has(code)) return;
      seen.add(code);
      const place = { ...cursor.place(element, component), offset: before + from + index };
      this.#add(code, place, found, expected);
    };
    for (let index = 0; index < part.length; index += 1) {
      const byte = part[index] as number;
      if (byte === this.#release) {
        index += 1;
        const next = part[index] ?? 0;
        if (!this.#marks.includes(next)) add("edifact/stray-release", index - 1, shownByte(next));
        if (this.#marks.includes(next)) continue;
      }
      this.#byte(part[index] ?? 0, index, add);
    }
    this.#sequences(part, add);
  }

  #byte(
    byte: number,
    index: number,
    add: (code: EdifactCode, index: number, found: string, expected?: string) => void,
  ): void {
    const charset = this.#charset;
    if (charset === undefined) {
      if (byte < 0x20) add("edifact/control-character", index, shownByte(byte));
      return;
    }
    if (LINE_ENDS.includes(byte)) add("edifact/line-end-in-text", index, shownByte(byte));
    else if (byte === ESCAPE && charset.kind === "extended")
      this.#sayOnce("edifact/code-extension", index, add);
    else if (isControl(byte, charset) && !(charset.kind === "level" && byte >= ASCII_BYTES))
      add("edifact/control-character", index, shownByte(byte));
    else if (charset.unassigned[byte] === 1) {
      if (byte < ASCII_BYTES)
        add("edifact/outside-level", index, String.fromCharCode(byte), charset.name);
      else add("edifact/outside-charset", index, shownByte(byte), charset.name);
    }
  }

  /** What several bytes say together: wrong UTF-8, or UTF-8 where another set is declared. */
  #sequences(
    part: Uint8Array,
    add: (code: EdifactCode, index: number, found: string, expected?: string) => void,
  ): void {
    const { kind, syntax } = this.#charset ?? {};
    if (kind !== "utf8" && syntax !== LATIN) return;
    if (!part.some((byte) => byte >= ASCII_BYTES)) return;
    const wrong = firstNotUtf8(part);
    if (kind === "utf8" && wrong >= 0)
      add("edifact/not-utf8", wrong, shownByte(part[wrong] ?? 0), "UTF-8");
    else if (syntax === LATIN && wrong < 0) {
      const high = part.findIndex((byte) => byte >= ASCII_BYTES);
      this.#sayOnce("edifact/looks-utf8", high, add);
    }
  }

  #sayOnce(
    code: EdifactCode,
    index: number,
    add: (code: EdifactCode, index: number, found: string, expected?: string) => void,
  ): void {
    if (this.#said.has(code)) return;
    this.#said.add(code);
    const found = code === "edifact/looks-utf8" ? "UTF-8" : "ISO 2022";
    add(code, index, found, this.#charset?.name);
  }

  #add(code: EdifactCode, at: FindingPlace, found: string, expected?: string): void {
    this.#told += 1;
    if (this.#told <= MAX_CHARACTER_FINDINGS) this.#tell(edifactFinding(code, at, found, expected));
    else if (this.#told === MAX_CHARACTER_FINDINGS + 1)
      this.#tell(
        edifactFinding("edifact/more-characters", at, undefined, `${MAX_CHARACTER_FINDINGS}`),
      );
  }
}

function shownByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0").toUpperCase()}`;
}
