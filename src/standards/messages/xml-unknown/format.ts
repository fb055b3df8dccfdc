/**
 * XML of a type nobody reads yet: well-formed, bounded, root element and namespace named. Document
 * types are refused, so that no entity can nest, expand or fetch. Content is not read.
 */
import { SaxesParser } from "saxes";
import type { FindingPlace } from "#base/result.ts";
import type { EnvelopeRow } from "#standards/messages/envelope-row.ts";
import { type FindingCode, finding } from "#standards/messages/finding-codes.ts";
import { MAX_XML_DEPTH, MAX_XML_RUN_BYTES } from "#standards/messages/limits.ts";
import type { Portion, Reader } from "#standards/messages/reading.ts";
import { decodeUtf8, firstNotUtf8 } from "#standards/messages/utf8.ts";

export const xmlUnknown = {
  name: "xml-unknown",
  columns: undefined,
  open: () => new XmlOutside(),
} as const;

type Fault = { readonly code: FindingCode; readonly found?: string; readonly expected?: string };

class XmlOutside implements Reader<EnvelopeRow> {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  /** Bytes not parsed yet: less than a block, so that cutting the input differently changes nothing. */
  #waiting: Uint8Array = new Uint8Array(0);
  #fault: { readonly fault: Fault; readonly at: FindingPlace } | undefined;
  #said = false;
  #bytes = 0;
  #parsed = 0;
  #sinceTag = 0;
  #depth = 0;
  #root: { readonly name: string; readonly namespace: string } | undefined;

  constructor() {
    const parser = this.#parser;
    parser.on("doctype", () => this.#stop({ code: "xml/doctype", expected: "no DOCTYPE" }));
    parser.on("error", (error) => {
      this.#stop({ code: "xml/not-well-formed", found: reasonOf(error.message) });
    });
    parser.on("xmldecl", ({ encoding }) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
        this.#stop({ code: "xml/encoding", found: encoding, expected: "UTF-8" });
    });
    parser.on("opentag", (tag) => this.#open(tag.local, tag.uri));
    parser.on("closetag", () => {
      this.#depth -= 1;
      this.#sinceTag = 0;
    });
  }

  push(bytes: Uint8Array): Portion<EnvelopeRow> {
    if (this.#fault !== undefined) return this.#sayFault();
    this.#bytes += bytes.length;
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes]);
    // Small blocks: what the parser holds stays near the bound, whatever the slice.
    while (this.#waiting.length >= BLOCK_BYTES && this.#fault === undefined) {
      const block = this.#waiting.subarray(0, BLOCK_BYTES);
      this.#waiting = this.#waiting.subarray(BLOCK_BYTES - this.#parse(block, CUT_OFF));
    }
    return this.#sayFault();
  }

  end(): Portion<EnvelopeRow> {
    if (this.#bytes === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
    if (this.#fault === undefined) {
      this.#parse(this.#waiting, 0);
      if (this.#fault === undefined) this.#parser.close();
    }
    if (this.#fault !== undefined || this.#root === undefined) return this.#sayFault();
    const value: EnvelopeRow = {
      kind: "envelope",
      syntax: "xml",
      rootElement: this.#root.name,
      namespace: this.#root.namespace === "" ? undefined : this.#root.namespace,
      messageTypes: [],
      messages: 1,
    };
    const found = `${this.#root.namespace}#${this.#root.name}`;
    const findings = [finding("message/unknown-type", { row: 1, line: 1 }, found)];
    const row = { row: 1, line: 1, offset: 0, length: this.#bytes, value, findings };
    return { rows: [row], findings: [] };
  }

  /** Parses a block; answers how many bytes of a sequence cut off at its end are left over. */
  #parse(block: Uint8Array, mayLeave: number): number {
    const wrong = firstNotUtf8(block);
    const left = wrong < 0 ? 0 : block.length - wrong;
    const text = decodeUtf8(wrong < 0 ? block : block.subarray(0, wrong));
    this.#sinceTag += block.length - left;
    this.#parser.write(text);
    this.#parsed += block.length - left;
    if (left > mayLeave)
      this.#stop({ code: "text/not-utf8", expected: "UTF-8" }, { offset: this.#parsed });
    if (this.#sinceTag > MAX_XML_RUN_BYTES)
      this.#stop({ code: "xml/too-long", expected: `${MAX_XML_RUN_BYTES} bytes between tags` });
    return left;
  }

  #open(name: string, namespace: string): void {
    this.#root ??= { name, namespace };
    this.#depth += 1;
    this.#sinceTag = 0;
    if (this.#depth > MAX_XML_DEPTH)
      this.#stop({ code: "xml/too-deep", expected: String(MAX_XML_DEPTH) });
  }

  #stop(fault: Fault, at: FindingPlace = {}): void {
    this.#fault ??= { fault, at: { line: this.#parser.line, ...at } };
  }

  #sayFault(): Portion<EnvelopeRow> {
    if (this.#fault === undefined || this.#said) return { rows: [], findings: [] };
    this.#said = true;
    const { code, found, expected } = this.#fault.fault;
    const findings = [finding(code, this.#fault.at, found, expected)];
    return { rows: [], findings, unreadFrom: 0 };
  }
}

const BLOCK_BYTES = 4_096;
/** A sequence of UTF-8 has four bytes at most, so three can be left at a block's end. */
const CUT_OFF = 3;

/** The parser's reason without the place before it. */
function reasonOf(message: string): string {
  return message.replace(/^\d+:\d+: /, "");
}
