/**
 * Writes segments into one growing buffer: exact release characters, trailing empty elements and
 * components cut, each character checked against the declared set. Nesting and counts are not its own.
 */
import { assert, type Finding, type FindingPlace } from "#base/result.ts";
import { type Charset, isControl } from "./charsets.ts";
import { edifactFinding } from "./findings.ts";
import { type Latin1Buffer, latin1Buffer } from "./latin1.ts";
import { MAX_SEGMENT_BYTES } from "./limits.ts";
import { DEFAULT_SEPARATORS, type Separators } from "./separators.ts";

/** One text, or the components of a composite. */
export type ElementText = string | readonly string[];
/** An element; repeated ones need syntax 4. */
export type ElementOut = ElementText | { readonly repeat: readonly ElementText[] };

const FIRST_BYTES = 4_096;
/** A character takes four bytes at most, a released one two. */
const MOST_BYTES_A_CHARACTER = 4;
const ASCII = 128;
const PLAIN = 0;
const RELEASED = 1;
const REFUSED = 2;

export class SegmentWriter {
  readonly findings: Finding[] = [];
  #bytes: Latin1Buffer = latin1Buffer(FIRST_BYTES);
  #at = 0;
  /** Bytes handed out before. */
  #before = 0;
  #marks: Separators = DEFAULT_SEPARATORS;
  #charset: Charset | undefined;
  #kinds = new Uint8Array(ASCII);
  #place: (element: number, component: number) => FindingPlace = () => ({});
  #elements = 0;
  #components = 0;

  /** The marks and the set from here on; a release mark must be among them. */
  use(marks: Separators, charset: Charset): void {
    assert(marks.release >= 0, "text cannot be written without a release character");
    this.#marks = marks;
    this.#charset = charset;
    for (let byte = 0; byte < ASCII; byte += 1) {
      const isOut = isControl(byte, charset) || charset.unassigned[byte] === 1;
      this.#kinds[byte] = isOut ? REFUSED : PLAIN;
    }
    const { component, element, release, repetition, terminator } = marks;
    for (const mark of [component, element, release, repetition, terminator])
      if (mark >= 0 && mark < ASCII) this.#kinds[mark] = RELEASED;
  }

  /** Offset of the next byte from the beginning. */
  get offset(): number {
    return this.#before + this.#at;
  }

  /** The service string advice of these marks. */
  una(marks: Separators): void {
    const { component, element, decimal, release, repetition, terminator } = marks;
    const blank = 0x20;
    const six = [component, element, decimal, release, repetition, terminator];
    const bytes = [0x55, 0x4e, 0x41, ...six.map((mark) => (mark < 0 ? blank : mark))];
    this.#room(bytes.length);
    for (const byte of bytes) this.#put(byte);
  }

  /**
   * One segment with its terminator. `place` says where it stands, for findings: what cannot be
   * written is left out and found, and the bytes must not be sent.
   */
  segment(tag: string, elements: readonly ElementOut[], place: FindingPlace): void {
    const start = this.offset;
    this.#place = (element, component) => ({ offset: start, ...place, tag, element, component });
    this.#room(tag.length + 1);
    for (let at = 0; at < tag.length; at += 1) this.#put(tag.charCodeAt(at));
    this.#elements = 0;
    for (const [at, element] of elements.entries()) {
      this.#elements += 1;
      this.#components = 0;
      if (typeof element === "string") this.#text(element, at, 0);
      else if ("repeat" in element) this.#repeat(element.repeat, at);
      else this.#composite(element, at);
    }
    this.#room(1);
    this.#put(this.#marks.terminator);
    if (this.offset - start - 1 > MAX_SEGMENT_BYTES) {
      const at = { offset: start, ...place, tag };
      const expected = `${MAX_SEGMENT_BYTES} bytes`;
      this.findings.push(edifactFinding("edifact/segment-too-long", at, undefined, expected));
    }
  }

  /** What has been written since the last time; the buffer is used again. */
  take(): Uint8Array {
    const taken = Uint8Array.prototype.slice.call(this.#bytes, 0, this.#at);
    this.#before += this.#at;
    this.#at = 0;
    return taken;
  }

  #composite(components: readonly string[], element: number): void {
    for (const [at, component] of components.entries()) {
      if (at > 0) this.#components += 1;
      this.#text(component, element, at);
    }
  }

  /** Empty repetitions between others keep their place; those at the end are cut. */
  #repeat(repetitions: readonly ElementText[], element: number): void {
    assert(this.#marks.repetition >= 0, "repetition needs syntax 4");
    const last = repetitions.findLastIndex((one) => !isEmpty(one));
    for (let at = 0; at <= last; at += 1) {
      this.#components = 0;
      if (at > 0) {
        this.#separators();
        this.#room(1);
        this.#put(this.#marks.repetition);
      }
      const one = repetitions[at] ?? "";
      if (typeof one === "string") this.#text(one, element, 0);
      else this.#composite(one, element);
    }
  }

  /** Writes the separators that were held back because nothing had followed them yet. */
  #separators(): void {
    const { element, component } = this.#marks;
    this.#room(this.#elements + this.#components);
    for (; this.#elements > 0; this.#elements -= 1) this.#put(element);
    for (; this.#components > 0; this.#components -= 1) this.#put(component);
  }

  #text(text: string, element: number, component: number): void {
    if (text === "") return;
    this.#separators();
    this.#room(text.length * MOST_BYTES_A_CHARACTER);
    const bytes = this.#bytes;
    const kinds = this.#kinds;
    const { release } = this.#marks;
    let to = this.#at;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < ASCII) {
        const kind = kinds[code];
        if (kind === PLAIN) {
          bytes[to] = code;
          to += 1;
          continue;
        }
        if (kind === RELEASED) {
          bytes[to] = release;
          bytes[to + 1] = code;
          to += 2;
          continue;
        }
      }
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      this.#at = to;
      this.#high(character, element, component);
      to = this.#at;
      at += character.length - 1;
    }
    this.#at = to;
  }

  /** A character that is no plain ASCII of the set. */
  #high(character: string, element: number, component: number): void {
    const code = character.codePointAt(0) ?? 0;
    const byte = this.#charset?.byteOf(character);
    if (byte !== undefined) {
      const { component: part, element: whole, release, repetition, terminator } = this.#marks;
      if ([part, whole, release, repetition, terminator].includes(byte)) this.#put(release);
      this.#put(byte);
    } else if (this.#charset?.kind === "utf8" && code >= ASCII && character.isWellFormed())
      this.#at += this.#bytes.write(character, this.#at, "utf8");
    else {
      const at = this.#place(element + 1, component + 1);
      const name = this.#charset?.name;
      this.findings.push(edifactFinding("edifact/unwritable-character", at, character, name));
    }
  }

  #put(byte: number): void {
    this.#bytes[this.#at] = byte;
    this.#at += 1;
  }

  #room(count: number): void {
    const needed = this.#at + count;
    if (needed <= this.#bytes.length) return;
    const grown = latin1Buffer(2 * needed);
    grown.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = grown;
  }
}

function isEmpty(element: ElementText): boolean {
  return typeof element === "string" ? element === "" : element.every((one) => one === "");
}
