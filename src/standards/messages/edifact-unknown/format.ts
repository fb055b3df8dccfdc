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
const UNA_BYTES = 9;
const latin1 = new TextDecoder("latin1");

class EdifactOutside implements Reader<EnvelopeRow> {
  #marks = DEFAULTS;
  #bytes = 0;
  #line = 1;
  #segment: number[] = [];
  #segments = 0;
  #released = false;
  #types = new Set<string>();
  #messages = 0;
  #unb: readonly (readonly string[])[] = [];
  #isClosed = false;
  #fault: { readonly code: FindingCode; readonly found?: string } | undefined;
  #said = false;

  push(bytes: Uint8Array): Portion<EnvelopeRow> {
    for (const byte of bytes) {
      if (this.#fault !== undefined) break;
      this.#bytes += 1;
      if (byte === 10) this.#line += 1;
      this.#step(byte);
    }
    return this.#sayFault();
  }

  end(): Portion<EnvelopeRow> {
    if (this.#bytes === 0) return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
    if (this.#fault === undefined && (!this.#isClosed || this.#segment.length > 0))
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

  #step(byte: number): void {
    if (this.#segment.length === 0 && (byte === 10 || byte === 13 || byte === 32)) return;
    if (this.#segment.length >= MAX_EDIFACT_SEGMENT_BYTES) {
      this.#fault = { code: "edifact/segment-too-long" };
      return;
    }
    const isUna = this.#segments === 0 && this.#segment[2] === 65;
    if (isUna) {
      this.#segment.push(byte);
      if (this.#segment.length === UNA_BYTES) this.#takeMarks();
      return;
    }
    const ends = byte === this.#marks.terminator && !this.#released;
    this.#released = !this.#released && byte === this.#marks.release;
    if (ends) this.#takeSegment();
    else this.#segment.push(byte);
  }

  #takeMarks(): void {
    const [, , , component = 58, element = 43, , release = 63, , terminator = 39] = this.#segment;
    this.#marks = { component, element, release, terminator };
    this.#segment = [];
    this.#segments += 1;
  }

  #takeSegment(): void {
    const elements = splitSegment(this.#segment, this.#marks);
    this.#segment = [];
    this.#segments += 1;
    const tag = elements[0]?.[0] ?? "";
    if (!/^[A-Z]{3}$/.test(tag)) this.#fault = { code: "edifact/malformed", found: tag };
    else if (this.#unb.length === 0 && tag !== "UNB")
      this.#fault = { code: "edifact/malformed", found: tag };
    else if (tag === "UNB") this.#unb = elements;
    else if (tag === "UNH") this.#takeMessage(elements[2]?.slice(0, 5).join(":") ?? "");
    else if (tag === "UNZ") this.#isClosed = true;
  }

  #takeMessage(type: string): void {
    this.#messages += 1;
    if (this.#types.size < MAX_MESSAGE_TYPES) this.#types.add(type);
  }

  #sayFault(): Portion<EnvelopeRow> {
    if (this.#fault === undefined || this.#said) return { rows: [], findings: [] };
    this.#said = true;
    const at = { offset: this.#bytes, line: this.#line, segment: this.#segments };
    const findings = [finding(this.#fault.code, at, this.#fault.found)];
    return { rows: [], findings, unreadFrom: 0 };
  }
}

type Marks = typeof DEFAULTS;

/** Elements of a segment, each a list of components, release characters taken out. */
function splitSegment(bytes: readonly number[], marks: Marks): string[][] {
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
