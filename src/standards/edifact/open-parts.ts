/**
 * What is open while an input is read: interchange, group, message, and how many segments each has had.
 * Checks nesting, counts and references when a part closes and tells the sink of heads and ends.
 */
import type { Finding } from "#base/result.ts";
import type { Cursor, Surroundings } from "./cursor.ts";
import { type EdifactCode, edifactFinding } from "./findings.ts";
import { MAX_REFERENCES } from "./limits.ts";
import { keptText, readGroup, readMessage, readTrailer } from "./service-segments.ts";
import type { EdifactSink, GroupHead, InterchangeHead, MessageHead } from "./sink.ts";
import { tagCode } from "./tags.ts";

const UNO = tagCode("UNO");
const UNP = tagCode("UNP");
/** Version of the syntax that has packages (ISO 9735-8), and the element of UNO with 0810, octets. */
const PACKAGES_FROM = 4;
const OCTETS = 3;

type OpenInterchange = {
  /** Undefined when UNB is missing. */
  head: InterchangeHead | undefined;
  /** Whole, as in UNB. */
  reference: string;
  segments: number;
  groups: number;
  messages: number;
  packages: number;
  /** UNO has come, and what comes behind its object should be UNP. */
  package: { readonly reference: string; readonly octets: number } | undefined;
  /** Groups and single messages side by side were told. */
  mixtureTold: boolean;
};
type OpenGroup = {
  readonly head: GroupHead;
  readonly reference: string;
  messages: number;
  packages: number;
};
type OpenMessage = { readonly head: MessageHead; readonly reference: string; segments: number };

export class OpenParts {
  readonly #sink: EdifactSink;
  readonly #cursor: Cursor;
  readonly #around: Surroundings;
  readonly #tell: (finding: Finding) => void;
  #interchange: OpenInterchange | undefined;
  #group: OpenGroup | undefined;
  #message: OpenMessage | undefined;
  #outsideTold = false;
  /** References of the messages of this interchange or group, as far as they are kept. */
  readonly #references = new Set<string>();
  /** Totals of the input. */
  segments = 0;
  interchanges = 0;
  groups = 0;
  messages = 0;
  /** Offset behind the last UNZ. */
  closedAt = 0;
  /** Offset up to which bytes are a package's object, which is passed over. */
  objectEnd = 0;

  constructor(
    sink: EdifactSink,
    cursor: Cursor,
    around: Surroundings,
    tell: (finding: Finding) => void,
  ) {
    this.#sink = sink;
    this.#cursor = cursor;
    this.#around = around;
    this.#tell = tell;
  }

  get isOpen(): boolean {
    return this.#interchange !== undefined;
  }

  get isInMessage(): boolean {
    return this.#message !== undefined;
  }

  /** The cursor's segment belongs to what is open. */
  count(): void {
    if (!this.countInMessage()) this.#countOutside(1);
  }

  /** Counts the cursor's segment if a message is open; false when none is. */
  countInMessage(): boolean {
    const message = this.#message;
    if (message === undefined) return false;
    message.segments += 1;
    this.#around.position = message.segments;
    return true;
  }

  /** Counts the segments of a run behind its first. */
  countFurther(segments: number): void {
    if (this.#message === undefined) return;
    this.#message.segments += segments;
    this.#around.position = this.#message.segments;
  }

  /** Segments of a message are added when it ends. */
  #countOutside(segments: number): void {
    const interchange = this.#interchange;
    if (interchange === undefined) return;
    this.segments += segments;
    interchange.segments += segments;
    this.#around.position = interchange.segments;
  }

  /** UNB has come: the one before it must be closed. Its place is the first of a new interchange. */
  begin(): void {
    if (this.#interchange !== undefined) {
      this.count();
      this.#closeMessage();
      this.#closeGroup();
      this.#fault("edifact/missing-unz", undefined, "UNB", "UNZ");
      this.#countOutside(-1);
      this.#endInterchange(undefined, this.#cursor.offset);
    }
    this.#openInterchange();
    this.count();
  }

  /** A group or message comes without UNB. */
  beginWithoutUnb(): void {
    this.#openInterchange();
    this.#around.position = 1;
    this.#fault("edifact/missing-unb", undefined, this.#cursor.tag, "UNB");
  }

  interchange(head: InterchangeHead): void {
    if (this.#interchange !== undefined)
      Object.assign(this.#interchange, { head, reference: this.#cursor.text(4) });
    this.#sink.interchange?.(head);
  }

  /** UNZ. */
  interchangeEnd(): void {
    const interchange = this.#interchange;
    if (interchange === undefined) return;
    this.#closeMessage();
    this.#closeGroup();
    const { head, reference, groups, messages, packages } = interchange;
    const declared =
      groups > 0
        ? this.#trailer("edifact/group-count", groups)
        : this.#trailer("edifact/message-count", messages + packages);
    if (head !== undefined) this.#sameReference("edifact/interchange-reference", reference);
    this.closedAt = this.#cursor.behind;
    this.#endInterchange(declared, this.closedAt);
  }

  /** UNG. */
  group(): void {
    this.#closeMessage();
    this.#closeGroup();
    this.#outsideTold = false;
    const interchange = this.#interchange;
    if (interchange === undefined) return;
    if (interchange.groups === 0 && interchange.messages > 0) this.#mixture("UNG", "UNH");
    interchange.groups += 1;
    this.groups += 1;
    const head = readGroup(this.#cursor, interchange.groups, this.#tell);
    this.#group = { head, reference: this.#cursor.text(4), messages: 0, packages: 0 };
    this.#references.clear();
    this.#sink.group?.(head);
  }

  /** UNE. */
  groupEnd(): void {
    this.#closeMessage();
    this.#outsideTold = false;
    const group = this.#group;
    if (group === undefined) return this.#fault("edifact/missing-ung", undefined, "UNE", "UNG");
    const declared = this.#trailer("edifact/message-count", group.messages + group.packages);
    this.#sameReference("edifact/group-reference", group.reference);
    this.#endGroup(declared);
  }

  /** UNH. Its own faults are told behind the head: they are the message's. */
  message(): void {
    this.#closeMessage();
    this.#countOutside(-1);
    this.#outsideTold = false;
    this.messages += 1;
    if (this.#interchange !== undefined) this.#interchange.messages += 1;
    if (this.#group !== undefined) this.#group.messages += 1;
    const reference = this.#cursor.text(0);
    const messageRef = keptText(reference);
    Object.assign(this.#around, { message: this.messages, messageRef, position: 1 });
    if (this.#group === undefined && (this.#interchange?.groups ?? 0) > 0)
      this.#mixture("UNH", "UNG");
    const faults: Finding[] = [];
    const add = (fault: Finding): unknown => faults.push(fault);
    const head = readMessage(this.#cursor, this.messages, this.#group?.head, add);
    if (this.#isReferenceTaken(messageRef))
      add(this.#finding("edifact/message-reference-twice", 0, messageRef));
    this.#message = { head, reference, segments: 1 };
    this.#sink.message(head);
    for (const fault of faults) this.#tell(fault);
  }

  /** The sender gives each message of an interchange, or of a group, another reference (0062). */
  #isReferenceTaken(reference: string): boolean {
    if (reference === "") return false;
    if (this.#references.has(reference)) return true;
    if (this.#references.size < MAX_REFERENCES) this.#references.add(reference);
    return false;
  }

  /** UNT. */
  messageEnd(): void {
    const message = this.#message;
    this.#outsideTold = false;
    if (message === undefined) return this.#fault("edifact/missing-unh", undefined, "UNT", "UNH");
    const declared = this.#trailer("edifact/segment-count", message.segments);
    this.#sameReference("edifact/message-reference", message.reference);
    this.#endMessage(declared, this.#cursor.behind, this.#cursor.line);
  }

  /**
   * In syntax 4 takes UNO, whose object is passed over by its length and told, and the UNP behind it;
   * false for other segments and before version 4.
   */
  takePackage(tag: number): boolean {
    const interchange = this.#interchange;
    const version = interchange?.head?.syntaxVersion ?? 0;
    if (interchange === undefined || version < PACKAGES_FROM) return false;
    const before = interchange.package;
    const isEnd = before !== undefined && tag === UNP;
    interchange.package = undefined;
    if (isEnd) this.#packageEnd(before);
    else if (before !== undefined)
      this.#fault("edifact/package-damaged", undefined, this.#cursor.tag, "UNP");
    if (tag === UNO) this.#package(interchange);
    return isEnd || tag === UNO;
  }

  #package(interchange: OpenInterchange): void {
    this.#closeMessage();
    this.#outsideTold = false;
    const cursor = this.#cursor;
    const reference = cursor.text(0);
    const octets = cursor.integer(OCTETS);
    this.#fault("edifact/package", undefined, reference);
    if (this.#group !== undefined) this.#group.packages += 1;
    interchange.packages += 1;
    if (octets === undefined || octets < 0)
      return this.#fault("edifact/package-damaged", OCTETS, cursor.text(OCTETS), "0810");
    this.objectEnd = cursor.behind + octets;
    interchange.package = { reference, octets };
  }

  #packageEnd({
    reference,
    octets,
  }: {
    readonly reference: string;
    readonly octets: number;
  }): void {
    if (this.#cursor.integer(0) !== octets)
      this.#fault("edifact/package-damaged", 0, this.#cursor.text(0), String(octets));
    this.#sameReference("edifact/package-damaged", reference);
  }

  /** A segment that belongs into a message stands outside: told for the first of a run. */
  outside(): void {
    if (this.#outsideTold) return;
    this.#outsideTold = true;
    this.#fault("edifact/outside-message", undefined, this.#cursor.tag, "UNH");
  }

  /** Either groups or messages (ISO 9735:1988 §6): UNZ counts no message beside groups. */
  #mixture(found: string, expected: string): void {
    if (this.#interchange === undefined || this.#interchange.mixtureTold) return;
    this.#interchange.mixtureTold = true;
    this.#fault("edifact/groups-and-messages", undefined, found, expected);
  }

  /** The input ends here: what is open ends without its trailer. */
  endOfInput(bytes: number): void {
    this.#endMessage(undefined, bytes);
    this.#endGroup(undefined);
    this.#endInterchange(undefined, bytes);
  }

  #openInterchange(): void {
    this.interchanges += 1;
    this.#references.clear();
    this.#interchange = {
      head: undefined,
      reference: "",
      segments: 0,
      groups: 0,
      messages: 0,
      packages: 0,
      package: undefined,
      mixtureTold: false,
    };
    this.#outsideTold = false;
    const around = {
      interchange: this.interchanges,
      interchangeRef: "",
      message: 0,
      messageRef: "",
    };
    Object.assign(this.#around, around);
  }

  /** A segment that cannot stand in a message has come, and one is open: its trailer is missing. */
  #closeMessage(): void {
    const message = this.#message;
    if (message === undefined) return;
    this.#fault("edifact/missing-unt", undefined, this.#cursor.tag, "UNT");
    message.segments -= 1;
    this.#endMessage(undefined, this.#cursor.offset, this.#cursor.line);
    this.#countOutside(1);
  }

  #closeGroup(): void {
    if (this.#group === undefined) return;
    this.#fault("edifact/missing-une", undefined, this.#cursor.tag, "UNE");
    this.#endGroup(undefined);
  }

  #endMessage(declaredSegments: number | undefined, behind: number, endLine?: number): void {
    if (this.#message === undefined) return;
    const { head, segments } = this.#message;
    this.#message = undefined;
    const length = behind - head.offset;
    const end = { ...head, segments, declaredSegments, length };
    this.#sink.messageEnd(endLine === undefined ? end : { ...end, endLine });
    Object.assign(this.#around, { message: 0, messageRef: "" });
    this.#countOutside(segments);
  }

  #endGroup(declared: number | undefined): void {
    if (this.#group === undefined) return;
    const { head, messages } = this.#group;
    this.#group = undefined;
    this.#references.clear();
    this.#sink.groupEnd?.({ ...head, messages, declared });
  }

  #endInterchange(declared: number | undefined, behind: number): void {
    if (this.#interchange === undefined) return;
    const { head, segments, groups, messages } = this.#interchange;
    this.#interchange = undefined;
    if (head === undefined) return;
    const counts = { segments, groups, messages, declared, length: behind - head.offset };
    this.#sink.interchangeEnd?.({ ...head, ...counts });
  }

  /** Reads a trailer and compares its count with what was there. */
  #trailer(code: EdifactCode, expected: number): number | undefined {
    const declared = readTrailer(this.#cursor, this.#tell);
    if (declared !== expected && !this.#cursor.isEmpty(0, 0))
      this.#fault(code, 0, this.#cursor.text(0), String(expected));
    return declared;
  }

  #sameReference(code: EdifactCode, expected: string): void {
    const found = this.#cursor.text(1);
    if (found !== expected && found !== "") this.#fault(code, 1, found, expected);
  }

  #fault(code: EdifactCode, element: number | undefined, found: string, expected?: string): void {
    this.#tell(this.#finding(code, element, found, expected));
  }

  #finding(
    code: EdifactCode,
    element: number | undefined,
    found: string,
    expected?: string,
  ): Finding {
    return edifactFinding(code, this.#cursor.place(element), found, expected);
  }
}
