/**
 * Reads EDIFACT interchanges (ISO 9735, syntax 1 to 4) from bytes in any slices: nesting, counts,
 * references and characters checked, every fault with its place. What a message means is not asked.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { CHECKED, IS_DATA, LETTER_U, MARK_LEAD } from "./byte-kinds.ts";
import { CharacterCheck } from "./character-check.ts";
import { type Charset, charsetOf } from "./charsets.ts";
import { Cursor, type Surroundings } from "./cursor.ts";
import { type EdifactCode, edifactFinding } from "./findings.ts";
import { decodeLatin1 } from "./latin1.ts";
import { BATCH_BYTES, MAX_SEGMENT_BYTES } from "./limits.ts";
import { OpenParts } from "./open-parts.ts";
import {
  areUsable,
  DEFAULT_SEPARATORS,
  LEVEL_B_SEPARATORS,
  type Separators,
  separatorsOfUna,
  separatorsOfVersion,
  UNA_BYTES,
} from "./separators.ts";
import { keptText, readInterchange, readSyntax } from "./service-segments.ts";
import type { EdifactSink, EdifactTotals } from "./sink.ts";
import { isTag, tagCode } from "./tags.ts";
import { Tokens } from "./tokens.ts";

const UNA_TAG = [LETTER_U, 0x4e, 0x41];
const UNB_TAG = [LETTER_U, 0x4e, 0x42];
const BYTE_ORDER_MARK = [MARK_LEAD, 0xbb, 0xbf];
const UNB = tagCode("UNB");
const UNG = tagCode("UNG");
const UNH = tagCode("UNH");
const UNT = tagCode("UNT");
const UNE = tagCode("UNE");
const UNZ = tagCode("UNZ");
/** UNA, two line ends and the tag behind them. */
const LOOK_BYTES = UNA_BYTES + 5;
/** `UNB+UNOC` and the component separator behind it. */
const SYNTAX_END = 8;
const TAIL_BYTES = 80;
const MARKS_EXPECTED = "six marks, all different, no letter or digit";
const MANY = 0x7fff_ffff;

/** Perhaps a service segment; too little to say; something that was passed over; another segment. */
type Look = "go on" | "wait" | "taken" | "data";

/**
 * Takes bytes in any slices: the same bytes give the same calls however they are cut. Never throws on
 * input; holds one batch and one segment. The sink must not push.
 */
export class EdifactScanner {
  readonly #sink: EdifactSink;
  readonly #tokens: Tokens;
  readonly #around: Surroundings = {
    interchange: 0,
    interchangeRef: "",
    message: 0,
    messageRef: "",
    position: 0,
  };
  readonly #cursor: Cursor;
  readonly #characters: CharacterCheck;
  readonly #open: OpenParts;
  /** The sink wants service segments too. */
  readonly #isWatched: boolean;
  /** The sink takes several plain segments at once. */
  readonly #runs: boolean;
  /** Marks of the interchange, and those of a UNA whose UNB has not come. */
  #marks: Separators = DEFAULT_SEPARATORS;
  #una: Separators | undefined;
  #charset: Charset | undefined;
  /** Inside a segment that is too long. */
  #isSkipping = false;
  #syntax = "";
  #findings = 0;
  /** What stands between or behind interchanges was told. */
  #strayTold = false;

  /** From `fastFrom` bytes of input on many are looked at at once; the result is the same. */
  constructor(sink: EdifactSink, fastFrom?: number) {
    this.#sink = sink;
    this.#tokens = new Tokens(DEFAULT_SEPARATORS, fastFrom);
    this.#isWatched = sink.anySegment !== undefined;
    this.#runs = sink.segments !== undefined && !this.#isWatched;
    this.#cursor = new Cursor(this.#tokens, this.#around);
    this.#characters = new CharacterCheck(this.#tokens, this.#tell);
    this.#open = new OpenParts(sink, this.#cursor, this.#around, this.#tell);
  }

  push(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += BATCH_BYTES) {
      this.#tokens.append(bytes.subarray(from, from + BATCH_BYTES));
      this.#run(false);
    }
  }

  /** No more bytes come: what is open is closed, with a finding. */
  end(): EdifactTotals {
    this.#run(true);
    const tokens = this.#tokens;
    const open = this.#open;
    const bytes = tokens.before + tokens.end;
    const { interchanges, closedAt } = open;
    const isClosed = interchanges > 0 && !open.isOpen && closedAt > 0;
    const hasTrail = isClosed && (this.#strayTold || this.#tail() !== "");
    this.#endOfInput(bytes);
    return {
      syntax: this.#syntax,
      segments: open.segments,
      interchanges,
      groups: open.groups,
      messages: open.messages,
      findings: this.#findings,
      trailingBytes: hasTrail ? bytes - closedAt : 0,
    };
  }

  #endOfInput(bytes: number): void {
    const open = this.#open;
    const tail = this.#tail();
    const at = this.#tailPlace();
    if (open.isOpen) {
      const position = this.#around.position + 1;
      const expected = open.isInMessage ? "UNT" : "UNZ";
      const found = tail === "" ? undefined : tail;
      this.#say("edifact/truncated", { ...at, segment: position }, found, expected);
      open.endOfInput(bytes);
    } else if (open.interchanges === 0) {
      const found = tail === "" ? undefined : tail;
      this.#say("edifact/no-interchange", { offset: 0, line: 1 }, found, "UNB");
    } else if (tail !== "" && !this.#strayTold)
      this.#say("edifact/trailing-bytes", { offset: at.offset, line: at.line }, tail);
  }

  /** Cuts and hands out what is whole. */
  #run(isLast: boolean): void {
    const tokens = this.#tokens;
    for (;;) {
      if (!this.#passObject()) return;
      let most = 1;
      if (tokens.at === tokens.start && !this.#isSkipping) {
        const look = this.#look(isLast);
        if (look === "wait") return;
        if (look === "taken") continue;
        if (look === "data") most = MANY;
      }
      tokens.cut(most);
      const { segments } = tokens;
      if (segments === 0) break;
      this.#cursor.renew();
      this.#handOut(segments);
      tokens.taken();
    }
    if (tokens.at - tokens.start > MAX_SEGMENT_BYTES || this.#isSkipping) this.#skipOn();
  }

  /** Passes over what is left of a package's object; false while more of it must come. */
  #passObject(): boolean {
    const tokens = this.#tokens;
    const left = this.#open.objectEnd - tokens.before - tokens.at;
    if (left > 0) tokens.skip(Math.min(left, tokens.end - tokens.at));
    return this.#open.objectEnd <= tokens.before + tokens.at;
  }

  /** What stands where a segment may begin. */
  #look(isLast: boolean): Look {
    const tokens = this.#tokens;
    if (!tokens.skipBlanks(this.#open.isOpen)) return "wait";
    const first = tokens.bytes[tokens.at];
    if (first === LETTER_U) return this.#lookForMarks(isLast);
    return first === MARK_LEAD ? this.#lookForByteOrderMark(isLast) : "data";
  }

  /** The segment in the making is too long: told once, then its bytes are passed over. */
  #skipOn(): void {
    if (!this.#isSkipping) {
      this.#open.count();
      this.#tooLong({ ...this.#tailPlace(), segment: this.#around.position });
    }
    this.#isSkipping = true;
    this.#tokens.drop();
  }

  #tooLong(at: FindingPlace): void {
    this.#say("edifact/segment-too-long", at, undefined, `${MAX_SEGMENT_BYTES} bytes`);
  }

  /** Outside interchanges the byte order mark of UTF-8 is told and passed over. */
  #lookForByteOrderMark(isLast: boolean): Look {
    const { bytes, at, end } = this.#tokens;
    const seen = bytes.subarray(at, Math.min(end, at + BYTE_ORDER_MARK.length));
    if (this.#open.isOpen || !startsLike(seen, BYTE_ORDER_MARK)) return "go on";
    if (seen.length < BYTE_ORDER_MARK.length) return isLast ? "go on" : "wait";
    this.#say("edifact/byte-order-mark", this.#barePlace(), "EF BB BF", "UNA, UNB");
    this.#tokens.skip(BYTE_ORDER_MARK.length);
    return "taken";
  }

  /** At a `U`: takes a UNA, or settles the marks of the UNB that begins here. */
  #lookForMarks(isLast: boolean): Look {
    const { bytes, at, end } = this.#tokens;
    const seen = bytes.subarray(at, Math.min(end, at + LOOK_BYTES));
    const isUna = startsLike(seen, UNA_TAG);
    if (!isUna && !startsLike(seen, UNB_TAG)) return "go on";
    if (seen.length < LOOK_BYTES && !isLast) return "wait";
    if (!isUna) this.#settleMarks(seen);
    else if (seen.length >= UNA_BYTES && (!this.#open.isOpen || isFollowedByUnb(seen))) {
      this.#takeUna(seen.subarray(0, UNA_BYTES));
      return "taken";
    }
    return "go on";
  }

  #takeUna(una: Uint8Array): void {
    const marks = separatorsOfUna(una);
    if (areUsable(marks)) this.#una = marks;
    else this.#say("edifact/una-marks", this.#barePlace(), decodeLatin1(una), MARKS_EXPECTED);
    this.#tokens.skip(UNA_BYTES);
  }

  /** The marks that fit how this UNB begins: those of UNA, else the defaults, or those before. */
  #settleMarks(unb: Uint8Array): void {
    const una = this.#una;
    const others = [DEFAULT_SEPARATORS, this.#marks, LEVEL_B_SEPARATORS];
    const fitting = [una ?? DEFAULT_SEPARATORS, ...others].find((marks) => fits(marks, unb));
    const marks = fitting ?? una ?? this.#marks;
    if (una !== undefined && marks !== una) {
      const expected = "UNB with the marks of UNA";
      this.#say("edifact/una-marks", this.#barePlace(), decodeLatin1(unb), expected);
    }
    this.#una = undefined;
    this.#marks = marks;
    this.#useMarks(separatorsOfVersion(marks, 1), this.#charset);
  }

  #useMarks(marks: Separators, charset: Charset | undefined): void {
    this.#charset = charset;
    this.#tokens.use(marks, charset);
    this.#cursor.use(marks, charset);
    this.#characters.use(marks, charset);
  }

  /** Hands out the segments that were cut. */
  #handOut(segments: number): void {
    const cursor = this.#cursor;
    const open = this.#open;
    const sink = this.#sink;
    const isWatched = this.#isWatched;
    const { flags } = this.#tokens;
    // The end of one that was too long is none: it was counted when it was told.
    let segment = this.#isSkipping ? 1 : 0;
    this.#isSkipping = false;
    for (; segment < segments; segment += 1) {
      const run = this.#runs && open.isInMessage ? this.#tokens.dataRun(segment) : 0;
      if (run > 1) {
        this.#handOutRun(segment, run);
        segment += run - 1;
        continue;
      }
      const tag = cursor.moveTo(segment);
      const isPlain = ((flags[segment] as number) & (CHECKED | IS_DATA)) === IS_DATA;
      if (isPlain && !isWatched && open.countInMessage()) sink.segment(cursor);
      else this.#special(tag, segment);
    }
  }

  /** The cursor's first element as it stands. */
  #shownTag(): string {
    return this.#cursor.raw().split(String.fromCharCode(this.#marks.element), 1)[0] ?? "";
  }

  #handOutRun(from: number, count: number): void {
    this.#cursor.moveTo(from);
    this.#open.count();
    this.#sink.segments?.(this.#cursor, from, count);
    this.#open.countFurther(count - 1);
  }

  /** A service segment, one outside a message, or one with something to be found. */
  #special(tag: number, segment: number): void {
    const cursor = this.#cursor;
    const open = this.#open;
    if (tag === UNB) return this.#interchange();
    if (!open.isOpen && !this.#openWithoutUnb(tag)) return;
    open.count();
    if (cursor.length > MAX_SEGMENT_BYTES) return this.#tooLong(cursor.place());
    if (!isTag(tag))
      this.#say("edifact/tag", cursor.place(), this.#shownTag(), "three capitals or digits");
    const isChecked = ((this.#tokens.flags[segment] as number) & CHECKED) !== 0;
    if (isChecked && tag !== UNH) this.#characters.check(cursor, false);
    this.#dispatch(tag);
    // Characters of UNH are those of the message that it begins.
    if (isChecked && tag === UNH) this.#characters.check(cursor, false);
  }

  #dispatch(tag: number): void {
    const open = this.#open;
    if (tag !== UNH) this.#sink.anySegment?.(this.#cursor);
    if (open.takePackage(tag)) return;
    if (tag === UNH) {
      this.#characters.begin();
      open.message();
      this.#sink.anySegment?.(this.#cursor);
    } else if (tag === UNT) open.messageEnd();
    else if (tag === UNG) open.group();
    else if (tag === UNE) open.groupEnd();
    else if (tag === UNZ) {
      open.interchangeEnd();
      this.#strayTold = false;
    } else if (open.isInMessage) this.#sink.segment(this.#cursor);
    else open.outside();
  }

  #interchange(): void {
    const cursor = this.#cursor;
    const open = this.#open;
    open.begin();
    this.#around.interchangeRef = keptText(cursor.text(4));
    const read = readSyntax(cursor, (syntax) => charsetOf(syntax) !== undefined, this.#tell);
    const marks = separatorsOfVersion(this.#marks, read.version);
    this.#useMarks(marks, charsetOf(read.syntax) ?? this.#charset);
    if (this.#syntax === "") this.#syntax = `${read.syntax}:${keptText(cursor.text(0, 1))}`;
    const number = this.#around.interchange;
    open.interchange(readInterchange(cursor, number, read, marks, this.#tell));
    this.#sink.anySegment?.(cursor);
    this.#characters.check(cursor, true);
    this.#strayTold = false;
  }

  /** True when a group or message begins without UNB; other segments out here are told and left. */
  #openWithoutUnb(tag: number): boolean {
    const open = this.#open;
    const cursor = this.#cursor;
    if (tag === UNH || tag === UNG) {
      open.beginWithoutUnb();
      return true;
    }
    const at = { offset: cursor.offset, line: cursor.line };
    if (!this.#strayTold && open.interchanges > 0)
      this.#say("edifact/trailing-bytes", at, cursor.raw());
    else if (!this.#strayTold) this.#say("edifact/outside-interchange", at, cursor.raw(), "UNB");
    this.#strayTold = true;
    return false;
  }

  /** What stands at the end without a terminator, cut short. */
  #tail(): string {
    const { bytes, start, end } = this.#tokens;
    return decodeLatin1(bytes.subarray(start, Math.min(end, start + TAIL_BYTES)));
  }

  /** The place of the segment in the making. */
  #tailPlace(): FindingPlace & { readonly offset: number; readonly line: number } {
    const { before, start, lines, segments } = this.#tokens;
    const { interchange, interchangeRef, message, messageRef } = this.#around;
    const tag = this.#tail().slice(0, 3);
    return {
      offset: before + start,
      line: lines[segments] ?? 1,
      ...(interchange === 0 ? {} : { interchange }),
      ...(interchangeRef === "" ? {} : { interchangeRef }),
      ...(message === 0 ? {} : { message }),
      ...(messageRef === "" ? {} : { messageRef }),
      ...(/^[A-Z][A-Z0-9]{2}$/.test(tag) ? { tag } : {}),
    };
  }

  #barePlace(): FindingPlace {
    const { offset, line, tag } = this.#tailPlace();
    return { offset, line, ...(tag === undefined ? {} : { tag }) };
  }

  #say(code: EdifactCode, at: FindingPlace, found?: string, expected?: string): void {
    this.#tell(edifactFinding(code, at, found, expected));
  }

  #tell = (finding: Finding): void => {
    this.#findings += 1;
    this.#sink.finding(finding);
  };
}

function startsLike(seen: Uint8Array, tag: readonly number[]): boolean {
  return tag.every((byte, index) => index >= seen.length || seen[index] === byte);
}

/** Behind nine bytes of UNA, over blanks and line ends. */
function isFollowedByUnb(seen: Uint8Array): boolean {
  const behind = decodeLatin1(seen.subarray(UNA_BYTES)).trimStart();
  return behind.startsWith("UNB");
}

/** `UNB`, the element separator, four characters of 0001, the component separator. */
function fits(marks: Separators, unb: Uint8Array): boolean {
  return unb[UNB_TAG.length] === marks.element && unb[SYNTAX_END] === marks.component;
}
