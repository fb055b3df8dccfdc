/**
 * Reads one CEB message, bare or in an envelope (DxpMsg, DxpMsgSv): bytes in any slices in, documents and
 * all findings with their places out. Never throws; reads what can be read and reports what the schema
 * refuses. Does not verify signatures, see `signature.ts`.
 */
import type { Finding } from "#base/result.ts";
import { readEnvelope } from "./envelope-reader.ts";
import { isEnvelopeRoot } from "./envelope-tables.ts";
import { CebBuilder, type Outside } from "./message-builder.ts";
import { cebNameOfRoot } from "./tables.ts";
import type { CebDocument, CebHead, DxpHead, Unread } from "./values.ts";
import { XmlFeed } from "./xml-feed.ts";
import { type OpenNode, openNode, type XmlNode } from "./xml-tree.ts";

/** A document with its exact place; the value is what could be read, whatever the findings say. */
export type CebDocumentReading = {
  readonly value: CebDocument;
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Elements from the outermost root to the document. */
  readonly path: string;
  /** 1-based line; 0-based byte offset and number of bytes, of its envelope's content where enclosed. */
  readonly line: number;
  readonly offset: number;
  readonly length: number;
};

/** What was read of a message; what stands around the documents apart from them. */
export type CebReading = {
  /** Undefined when the input holds no message of the family. */
  readonly head: CebHead | undefined;
  readonly envelope: DxpHead | undefined;
  readonly documents: readonly CebDocumentReading[];
  /** Faults of what stands around the documents. */
  readonly findings: readonly Finding[];
  /** What stands around the documents and has no place in the tables. */
  readonly unread: readonly Unread[];
  /** The fault of the XML itself: the message is cut off there. */
  readonly fault: Finding | undefined;
};

const NOTHING: CebReading = {
  head: undefined,
  envelope: undefined,
  documents: [],
  findings: [],
  unread: [],
  fault: undefined,
};

/** Reads a message slice by slice; `end` gives all of it. */
export class CebReader {
  readonly #feed: XmlFeed;
  #message: CebBuilder | undefined;
  /** The open elements of an envelope or of anything else. */
  readonly #open: OpenNode[] = [];
  #root: XmlNode | undefined;
  readonly #outside: Outside;
  readonly #isInside: boolean;

  constructor(outside?: Outside) {
    this.#isInside = outside !== undefined;
    this.#outside = outside ?? { place: (at) => at, pathBefore: "" };
    this.#feed = new XmlFeed({
      open: (tag, at) => {
        if (this.#root === undefined && cebNameOfRoot(tag.local) !== undefined)
          this.#message = new CebBuilder(openNode(tag, at), this.#outside);
        else if (this.#message !== undefined) this.#message.open(tag, at);
        else this.#openOther(openNode(tag, at));
        this.#root ??= openNode(tag, at);
      },
      text: (text) => {
        if (this.#message !== undefined) this.#message.text(text);
        else this.#open.at(-1)?.content.push(text);
      },
      close: (end) => {
        if (this.#message !== undefined) return this.#message.close(end);
        const node = this.#open.pop();
        if (node !== undefined) node.end = end();
      },
    });
  }

  /** Bytes pushed so far. */
  get bytes(): number {
    return this.#feed.bytes;
  }

  /** Whether the XML is broken, so that nothing more will be read. */
  get isBroken(): boolean {
    return this.#feed.fault !== undefined;
  }

  push(bytes: Uint8Array): void {
    this.#feed.push(bytes);
  }

  end(): CebReading {
    this.#feed.end();
    const { fault } = this.#feed;
    if (this.#message !== undefined) return { ...NOTHING, ...this.#message.end(), fault };
    if (fault !== undefined || this.#root === undefined) return { ...NOTHING, fault };
    // No envelope inside another is opened.
    if (this.#isInside) return NOTHING;
    return { ...NOTHING, ...readEnvelope(this.#root, (outside) => new CebReader(outside)) };
  }

  #openOther(node: OpenNode): void {
    const isWanted = this.#root === undefined ? isEnvelopeRoot(node.local) : this.#open.length > 0;
    if (this.#root === undefined) this.#root = node;
    else if (isWanted) this.#open.at(-1)?.content.push(node);
    if (isWanted) this.#open.push(node);
  }
}

/** Reads a message that is in memory. */
export function readCeb(bytes: Uint8Array): CebReading {
  const reader = new CebReader();
  reader.push(bytes);
  return reader.end();
}
