/**
 * Cuts a JSON list, alone or under the key `declarations` of an object, into its elements while the
 * bytes come in. Holds one element and one slice; what an element says is not looked at.
 */
import type { FindingCode } from "./finding-codes.ts";
import { isClosing, isOpening, parseJson } from "./json-text.ts";
import { MAX_JSON_ELEMENT_BYTES, MAX_JSON_WRAPPER_BYTES } from "./limits.ts";
import { decodeUtf8 } from "./utf8.ts";

/** One element of the list; `bytes` is valid until the next push. */
export type JsonElement = {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly line: number;
};

/** Why the list cannot be read on, and from which offset on it is unread. */
export type JsonDamage = {
  readonly code: FindingCode;
  readonly offset: number;
  readonly line: number;
};

type State = "before" | "wrapper" | "list" | "element" | "after";

/** The key of the list in an object around it. */
export const LIST_KEY = "declarations";

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;
const LIST_OPEN = 0x5b;
const LIST_CLOSE = 0x5d;
const OBJECT_OPEN = 0x7b;
const LF = 10;
const NOTHING = new Uint8Array(0);

export class JsonElements {
  #state: State = "before";
  #buffer: Uint8Array = NOTHING;
  #base = 0;
  #at = 0;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #needsComma = false;
  #afterComma = false;
  #start = 0;
  #startLine = 1;
  #keyStart = 0;
  #lastKey = "";
  /** Bytes around the list, to be judged as a whole at the end. */
  #around: number[] = [];
  damage: JsonDamage | undefined;

  push(bytes: Uint8Array): JsonElement[] {
    const elements: JsonElement[] = [];
    if (this.damage !== undefined) return elements;
    const keptFrom = this.#state === "element" ? this.#start - this.#base : this.#buffer.length;
    const rest = this.#buffer.subarray(keptFrom);
    this.#base += keptFrom;
    this.#at = rest.length;
    this.#buffer = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (this.#at < this.#buffer.length && this.damage === undefined) {
      const element = this.#step(this.#buffer[this.#at] ?? 0);
      this.#at += 1;
      if (element !== undefined) elements.push(element);
    }
    if (this.damage !== undefined) this.#buffer = NOTHING;
    return elements;
  }

  /** Judges what stood around the list; says `json/truncated` when the text broke off. */
  end(): void {
    if (this.damage !== undefined) return;
    if (this.#state !== "after") {
      this.#start = this.#state === "element" ? this.#start : this.#here();
      this.#stop("json/truncated", this.#start);
      return;
    }
    const parsed = parseJson(Uint8Array.from(this.#around), { offset: 0 });
    if (!parsed.ok) this.#stop("json/malformed", this.#here());
  }

  #here(): number {
    return this.#base + this.#at;
  }

  #stop(code: FindingCode, offset: number): undefined {
    this.damage = { code, offset, line: this.#line };
    return undefined;
  }

  #step(byte: number): JsonElement | undefined {
    if (byte === LF) this.#line += 1;
    switch (this.#state) {
      case "before":
        return this.#begin(byte);
      case "wrapper":
        return this.#wrap(byte);
      case "list":
        return this.#list(byte);
      case "element":
        return this.#inside(byte);
      case "after":
        return this.#keepAround(byte);
    }
  }

  #begin(byte: number): undefined {
    if (isBlank(byte) || (this.#here() < 3 && byte >= 0xbb)) return undefined;
    if (byte !== LIST_OPEN && byte !== OBJECT_OPEN)
      return this.#stop("json/malformed", this.#here());
    this.#state = byte === LIST_OPEN ? "list" : "wrapper";
    this.#depth = 1;
    return this.#keepAround(byte);
  }

  #wrap(byte: number): undefined {
    this.#keepAround(byte);
    if (this.#string(byte)) {
      if (!this.#inString) this.#lastKey = this.#aroundFrom(this.#keyStart);
      return undefined;
    }
    if (byte === LIST_OPEN && this.#depth === 1 && this.#lastKey === `"${LIST_KEY}"`) {
      this.#state = "list";
      return undefined;
    }
    if (isOpening(byte)) this.#depth += 1;
    if (isClosing(byte)) this.#depth -= 1;
    if (!isBlank(byte) && byte !== COLON) this.#lastKey = "";
    if (this.#depth === 0) this.#state = "after";
    return undefined;
  }

  #list(byte: number): JsonElement | undefined {
    if (isBlank(byte)) return undefined;
    if (byte === LIST_CLOSE && !this.#afterComma) {
      this.#state = "after";
      return this.#keepAround(byte);
    }
    const isComma = byte === COMMA;
    if (isComma !== this.#needsComma || byte === LIST_CLOSE)
      return this.#stop("json/malformed", this.#here());
    this.#afterComma = isComma;
    this.#needsComma = false;
    if (isComma) return undefined;
    this.#state = "element";
    this.#start = this.#here();
    this.#startLine = this.#line;
    this.#depth = 0;
    this.#inString = false;
    return this.#inside(byte);
  }

  #inside(byte: number): JsonElement | undefined {
    if (this.#here() - this.#start >= MAX_JSON_ELEMENT_BYTES)
      return this.#stop("json/element-too-long", this.#start);
    if (this.#string(byte)) return undefined;
    if (isOpening(byte)) this.#depth += 1;
    else if (isClosing(byte) && this.#depth > 0) {
      this.#depth -= 1;
      if (this.#depth === 0) return this.#closeElement(this.#at + 1);
    } else if (this.#depth === 0 && (byte === COMMA || byte === LIST_CLOSE)) {
      const element = this.#closeElement(this.#at);
      this.#list(byte);
      return element;
    }
    return undefined;
  }

  #closeElement(end: number): JsonElement {
    this.#state = "list";
    this.#needsComma = true;
    this.#afterComma = false;
    const bytes = this.#buffer.subarray(this.#start - this.#base, end);
    return { bytes, offset: this.#start, line: this.#startLine };
  }

  /** Follows strings; true for every byte of one, its quotes included. */
  #string(byte: number): boolean {
    if (!this.#inString) {
      if (byte !== QUOTE) return false;
      this.#inString = true;
      this.#keyStart = this.#around.length - 1;
      return true;
    }
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    return true;
  }

  #aroundFrom(start: number): string {
    return decodeUtf8(Uint8Array.from(this.#around.slice(start)));
  }

  #keepAround(byte: number): undefined {
    if (this.#around.length >= MAX_JSON_WRAPPER_BYTES)
      return this.#stop("json/element-too-long", this.#here());
    this.#around.push(byte);
    return undefined;
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === LF || byte === 13 || byte === 9;
}
