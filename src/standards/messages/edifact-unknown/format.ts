/**
 * EDIFACT interchanges (ISO 9735) of a type nobody reads yet: service characters, UNB and the types
 * named in UNH. Segments are counted and bounded; no message is opened.
 */
import type { EnvelopeRow } from "#standards/messages/envelope-row.ts";
import { type FindingCode, finding } from "#standards/messages/finding-codes.ts";
import { MAX_EDIFACT_SEGMENT_BYTES, MAX_MESSAGE_TYPES } from "#standards/messages/limits.ts";
import type { Portion, Reader } from "#standards/messages/reading.ts";

export const edifactUnknown = {
  name: "edifact-unknown",
  columns: undefined,
  open: () => new EdifactOutside(),
} as const;

/** ISO 9735 level A where no UNA says otherwise. */
const DEFAULTS = { component: 58, element: 43, release: 63, terminator: 39 };
type Marks = typeof DEFAULTS;

const UNA = [85, 78, 65];
const UNA_BYTES = 9;
const NOTHING = new Uint8Array(0);
const latin1 = new TextDecoder("latin1");

class EdifactOutside implements Reader<EnvelopeRow> {
  #marks: Marks = DEFAULTS;
  #bytes = 0;
  /** The segment in the making, from its first byte. */
  #rest: Uint8Array = NOTHING;
  /** How far `#rest` has been searched for its terminator. */
  #searched = 0;
  #segments = 0;
  #types = new Set<string>();
  #messages = 0;
  #unb: readonly (readonly string[])[] = [];
  #isClosed = false;
  #fault: { readonly code: FindingCode; readonly found?: string } | undefined;
  #said = false;

  push(bytes: Uint8Array): Portion<EnvelopeRow> {
    if (this.#fault !== undefined) return this.#sayFault();
    this.#bytes += bytes.length;
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    while (this.#fault === undefined && this.#takeOne());
    return this.#sayFault();
  }

  end(): Portion<EnvelopeRow> {
    if (this.#bytes === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
    if (this.#fault === undefined && (!this.#isClosed || this.#rest.length > 0))
      this.#fault = { code: "edifact/truncated" };
    if (this.#fault !== undefined) return this.#sayFault();
    const [, , sender, recipient, , reference] = this.#unb;
    const messageTypes = [...this.#types];
    const value: EnvelopeRow = {
      kind: "envelope",
      syntax: "edifact",
      messageTypes,
      messages: this.#messages,
      sender: sender?.[0],
      recipient: recipient?.[0],
      controlReference: reference?.[0],
    };
    const findings = [finding("message/unknown-type", { row: 1, line: 1 }, messageTypes.join(" "))];
    const row = { row: 1, line: 1, offset: 0, length: this.#bytes, value, findings };
    return { rows: [row], findings: [] };
  }

  /** Takes the next segment off the bytes that wait; false when it is not whole yet. */
  #takeOne(): boolean {
    this.#skipBlanks();
    if (this.#segments === 0 && this.#startsLikeUna()) return this.#takeMarks();
    const end = this.#findTerminator();
    const length = end < 0 ? this.#rest.length : end;
    if (length > MAX_EDIFACT_SEGMENT_BYTES) this.#fault = { code: "edifact/segment-too-long" };
    else if (end >= 0) this.#takeSegment(this.#rest.subarray(0, end));
    if (this.#fault !== undefined || end < 0) return false;
    this.#drop(end + 1);
    return true;
  }

  #skipBlanks(): void {
    let at = 0;
    while (isBlank(this.#rest[at])) at += 1;
    if (at > 0) this.#drop(at);
  }

  /** True while what is there can still be the service string advice. */
  #startsLikeUna(): boolean {
    return this.#rest.length > 0 && UNA.every((byte, at) => (this.#rest[at] ?? byte) === byte);
  }

  #takeMarks(): boolean {
    if (this.#rest.length < UNA_BYTES) return false;
    const [, , , component = 58, element = 43, , release = 63, , terminator = 39] = this.#rest;
    this.#marks = { component, element, release, terminator };
    this.#segments += 1;
    this.#drop(UNA_BYTES);
    return true;
  }

  /** Index of the terminator that no release character takes, or -1. */
  #findTerminator(): number {
    const { release, terminator } = this.#marks;
    let at = this.#searched;
    for (; at < this.#rest.length; at += 1) {
      const byte = this.#rest[at];
      if (byte === terminator) return at;
      if (byte !== release) continue;
      if (at + 1 === this.#rest.length) break;
      at += 1;
    }
    this.#searched = at;
    return -1;
  }

  #drop(count: number): void {
    this.#rest = this.#rest.subarray(count);
    this.#searched = 0;
  }

  #takeSegment(bytes: Uint8Array): void {
    const tag = latin1.decode(bytes.subarray(0, 3));
    this.#segments += 1;
    if (!/^[A-Z]{3}$/.test(tag) || (this.#unb.length === 0 && tag !== "UNB"))
      this.#fault = { code: "edifact/malformed", found: tag };
    else if (tag === "UNB") this.#unb = splitSegment(bytes, this.#marks);
    else if (tag === "UNH") this.#takeMessage(splitSegment(bytes, this.#marks));
    else if (tag === "UNZ") this.#isClosed = true;
  }

  #takeMessage(elements: readonly (readonly string[])[]): void {
    this.#messages += 1;
    const type = elements[2]?.slice(0, 5).join(":").slice(0, 40) ?? "";
    if (this.#types.size < MAX_MESSAGE_TYPES) this.#types.add(type);
  }

  #sayFault(): Portion<EnvelopeRow> {
    if (this.#fault === undefined || this.#said) return { rows: [], findings: [] };
    this.#said = true;
    this.#rest = NOTHING;
    const findings = [
      finding(this.#fault.code, { segment: this.#segments + 1 }, this.#fault.found),
    ];
    return { rows: [], findings, unreadFrom: 0 };
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32;
}

/** Elements of a segment, each a list of components, release characters taken out. */
function splitSegment(bytes: Uint8Array, marks: Marks): string[][] {
  const elements: string[][] = [[]];
  let component: number[] = [];
  const close = () => {
    elements.at(-1)?.push(latin1.decode(Uint8Array.from(component)));
    component = [];
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === marks.release) {
      at += 1;
      component.push(bytes[at] ?? 0);
    } else if (byte === marks.element) {
      close();
      elements.push([]);
    } else if (byte === marks.component) close();
    else component.push(byte);
  }
  close();
  return elements;
}
