/**
 * Bytes to XML events, each with its line and byte offset, however the bytes are cut. Strict UTF-8, no
 * DOCTYPE (so that no entity can nest, expand or fetch), bounded depth and text; stops at the first fault
 * of the XML itself. Knows no message.
 */
import { SaxesParser } from "saxes";
import type { Finding } from "#base/result.ts";
import { type FindingCode, finding } from "#standards/messages/finding-codes.ts";
import { decodeUtf8, firstNotUtf8 } from "#standards/messages/utf8.ts";
import { cebFinding } from "./codes.ts";
import { CEB_BLOCK_BYTES, MAX_CEB_BYTES, MAX_CEB_DEPTH } from "./limits.ts";

/** Where something starts: 1-based line, 0-based byte offset. */
export type XmlPlace = { readonly line: number; readonly offset: number };

/** An opening tag, in words of our own: others who read our types need none of the parser's. */
export type XmlTag = {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  /** Namespaces declared here: prefix to URI. */
  readonly ns: Readonly<Record<string, string>>;
  readonly attributes: Readonly<
    Record<string, Readonly<Record<"name" | "local" | "uri" | "value", string>>>
  >;
};

/** What the feed tells, in the order of the input; text comes whole between two tags. */
export type XmlEvents = {
  readonly open: (tag: XmlTag, at: XmlPlace) => void;
  readonly text: (text: string) => void;
  /** `end` gives the offset after the tag's last byte, counted only when asked inside the call. */
  readonly close: (end: () => number) => void;
  readonly instruction?: () => void;
};

/** A sequence of UTF-8 has four bytes at most, so three can be left at a block's end. */
const CUT_OFF = 3;

/**
 * The parser under a class of our own: V8 keeps more room in objects of derived classes. Without it the
 * handlers below are more than an object takes before it becomes a hash table, four times slower to read.
 */
class Parser extends SaxesParser<{ xmlns: true; position: true }> {
  constructor() {
    super({ xmlns: true, position: true });
  }
}

export class XmlFeed {
  readonly #parser = new Parser();
  readonly #events: XmlEvents;
  /** Bytes not parsed yet: less than a block, so that cutting the input differently changes nothing. */
  #waiting: Uint8Array = new Uint8Array(0);
  #bytes = 0;
  #parsed = 0;
  /** Elements that are open: their names and lines. */
  readonly #opened: { readonly name: string; readonly line: number }[] = [];
  /** The one that was closed last, which the parser does before it says that the end tag is another's. */
  #closed: { readonly name: string; readonly line: number } | undefined;
  #fault: Finding | undefined;
  /** The text of this block and the one before it, and the byte offset of one position in it. */
  #window = "";
  #windowAt = 0;
  #mark = 0;
  #markByte = 0;
  #tagAt: XmlPlace = { line: 1, offset: 0 };
  /** Characters and bytes are the same in the window, so that places need no counting. */
  #isAscii = true;
  #wasAscii = true;

  constructor(events: XmlEvents) {
    this.#events = events;
    const parser = this.#parser;
    parser.on("doctype", () => this.#stop("xml/doctype", undefined, "no DOCTYPE"));
    parser.on("error", ({ message }) => this.#notWellFormed(reasonOf(message)));
    parser.on("xmldecl", ({ encoding }) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
        this.#stop("xml/encoding", encoding, "UTF-8");
    });
    parser.on("opentagstart", ({ name }) => {
      this.#tagAt = this.#startOfTag(name);
    });
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", () => this.#close());
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("processinginstruction", () => {
      if (this.#fault === undefined) events.instruction?.();
    });
  }

  /** The fault of the XML itself, with its place; from there on nothing was read. */
  get fault(): Finding | undefined {
    return this.#fault;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(bytes: Uint8Array): void {
    if (this.#fault !== undefined) return;
    this.#bytes += bytes.length;
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    while (this.#waiting.length >= CEB_BLOCK_BYTES && this.#fault === undefined) {
      const block = this.#waiting.subarray(0, CEB_BLOCK_BYTES);
      this.#waiting = this.#waiting.subarray(CEB_BLOCK_BYTES - this.#parse(block, CUT_OFF));
    }
    // The giver may use its slice again.
    if (this.#waiting.length > 0) this.#waiting = Uint8Array.from(this.#waiting);
  }

  end(): void {
    if (this.#fault !== undefined) return;
    this.#parse(this.#waiting, 0);
    if (this.#fault === undefined) this.#parser.close();
  }

  /** Parses a block; answers how many bytes of a sequence cut off at its end are left over. */
  #parse(block: Uint8Array, mayLeave: number): number {
    const wrong = firstNotUtf8(block);
    const left = wrong < 0 ? 0 : block.length - wrong;
    const text = decodeUtf8(wrong < 0 ? block : block.subarray(0, wrong));
    this.#slideWindow(text, block.length - left);
    this.#parser.write(text);
    this.#parsed += block.length - left;
    if (left > mayLeave) {
      const at = { line: this.#parser.line, offset: this.#parsed };
      this.#fault ??= finding("text/not-utf8", at, undefined, "UTF-8");
    }
    if (this.#parsed > MAX_CEB_BYTES)
      this.#fault ??= cebFinding(
        "ceb/too-large",
        { line: this.#parser.line, offset: this.#parsed },
        undefined,
        `${MAX_CEB_BYTES} bytes`,
      );
    return left;
  }

  #open(tag: XmlTag): void {
    if (this.#fault !== undefined) return;
    this.#opened.push({ name: tag.name, line: this.#tagAt.line });
    if (this.#opened.length > MAX_CEB_DEPTH) {
      this.#fault = finding("xml/too-deep", this.#tagAt, undefined, String(MAX_CEB_DEPTH));
      return;
    }
    this.#events.open(tag, this.#tagAt);
  }

  #close(): void {
    if (this.#fault !== undefined) return;
    this.#closed = this.#opened.pop();
    this.#events.close(this.#end);
  }

  readonly #end = (): number => this.#byteAt(this.#parser.position);

  #text(text: string): void {
    if (this.#fault === undefined && this.#opened.length > 0) this.#events.text(text);
  }

  #stop(code: FindingCode, found?: string, expected = ""): void {
    this.#fault ??= finding(code, this.#here(), found, expected === "" ? undefined : expected);
  }

  #notWellFormed(reason: string): void {
    const reference = /entity|unexpected end|unclosed/.test(reason) ? this.#ampersand() : undefined;
    if (reference !== undefined) this.#fault ??= finding("xml/not-well-formed", reference, reason);
    const awaited = reason.startsWith("unexpected close") ? this.#closed : this.#opened.at(-1);
    const isOfEnd = /close|closing|unclosed/.test(reason) && awaited !== undefined;
    const expected = isOfEnd ? `</${awaited.name}> of line ${awaited.line}` : "";
    this.#stop("xml/not-well-formed", reason, expected);
  }

  /**
   * Where a reference that is not ended begins: the parser finds it at the next semicolon or the end. It is
   * the first ampersand after the semicolon before; undefined where none is in the window.
   */
  #ampersand(): XmlPlace | undefined {
    const end = this.#parser.position - this.#windowAt;
    const at = this.#window.indexOf("&", this.#window.lastIndexOf(";", end - 2) + 1);
    if (at < 0 || at >= end) return undefined;
    const lines = this.#window.slice(at, end).split(/\r\n|\r|\n/).length - 1;
    return { line: this.#parser.line - lines, offset: this.#byteAt(this.#windowAt + at) };
  }

  #here(): XmlPlace {
    return { line: this.#parser.line, offset: this.#byteAt(this.#parser.position) };
  }

  /** The parser has read the name and the one character after it, which may be a line end. */
  #startOfTag(name: string): XmlPlace {
    const { position, line } = this.#parser;
    const after = position - this.#windowAt;
    const isNewLine = this.#window.charAt(after - 1) === "\n";
    const isTwo = isNewLine && this.#window.charAt(after - 2) === "\r";
    const isReturn = this.#window.charAt(after - 1) === "\r";
    // A name may be longer than the window, so its own bytes are counted.
    const end = this.#byteAt(position - (isTwo ? 2 : 1));
    const offset = end - Buffer.byteLength(name) - 1;
    return { line: isNewLine || isReturn ? line - 1 : line, offset };
  }

  /** The byte offset of a position in the window, counted from the last one asked for. */
  #byteAt(position: number): number {
    const wanted = Math.max(position, this.#windowAt);
    this.#markByte +=
      wanted < this.#mark ? -this.#bytesOf(wanted, this.#mark) : this.#bytesOf(this.#mark, wanted);
    this.#mark = wanted;
    return this.#markByte;
  }

  #bytesOf(from: number, to: number): number {
    if (this.#isAscii) return to - from;
    const text = this.#window.slice(from - this.#windowAt, to - this.#windowAt);
    return Buffer.byteLength(text, "utf8");
  }

  #slideWindow(text: string, bytes: number): void {
    const last = this.#window.length - this.#lastBlock;
    this.#byteAt(this.#windowAt + last);
    this.#window = this.#window.slice(last) + text;
    this.#windowAt += last;
    this.#lastBlock = text.length;
    const isAscii = text.length === bytes;
    this.#isAscii = isAscii && this.#wasAscii;
    this.#wasAscii = isAscii;
  }

  /** Characters of the block parsed last. */
  #lastBlock = 0;
}

/** The parser's reason without the place before it. */
function reasonOf(message: string): string {
  return message.replace(/^\d+:\d+: /, "");
}
