/**
 * The fields of the service segments UNB, UNG and UNH, and what they lack. Counts and references of
 * the trailers are the scanner's, which knows what was there.
 */

import type { Finding } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import type { Cursor } from "./cursor.ts";
import { edifactFinding } from "./findings.ts";
import { MAX_SERVICE_CHARACTERS } from "./limits.ts";
import type { Separators } from "./separators.ts";
import type { EdifactParty, GroupHead, InterchangeHead, MessageHead } from "./sink.ts";

type Tell = (finding: Finding) => void;
type TextOf = (element: number, component?: number) => string;

/** Data elements each service segment may have (syntax 4, which has most). */
const MOST = { UNB: 11, UNG: 8, UNH: 7, trailer: 2 };
/** UNB elements, from 0. */
const APPLICATION_REFERENCE = 6;
const TEST_INDICATOR = 10;
const DEFAULT_VERSION = 3;

/** A text of a service segment as far as it is kept. */
export function keptText(text: string): string {
  return shownText(text, MAX_SERVICE_CHARACTERS);
}

/** 0001 and 0002; what cannot be read is found and replaced. */
export function readSyntax(
  cursor: Cursor,
  isKnown: (syntax: string) => boolean,
  tell: Tell,
): { readonly syntax: string; readonly version: InterchangeHead["syntaxVersion"] } {
  const syntax = keptText(cursor.text(0, 0));
  if (!isKnown(syntax))
    tell(edifactFinding("edifact/unknown-syntax", cursor.place(0, 0), syntax, "UNOA to UNOY"));
  const version = cursor.integer(0, 1);
  if (version === 1 || version === 2 || version === 3 || version === 4) return { syntax, version };
  const found = cursor.text(0, 1);
  tell(edifactFinding("edifact/unknown-version", cursor.place(0, 1), found, "1 to 4"));
  return { syntax, version: DEFAULT_VERSION };
}

export function readInterchange(
  cursor: Cursor,
  number: number,
  { syntax, version }: ReturnType<typeof readSyntax>,
  separators: Separators,
  tell: Tell,
): InterchangeHead {
  demand(cursor, tell, [1, 0], [2, 0], [3, 0], [3, 1], [4, 0]);
  atMost(cursor, MOST.UNB, tell);
  const text = textsOf(cursor, tell);
  const application = text(APPLICATION_REFERENCE);
  return {
    number,
    syntax,
    syntaxVersion: version,
    sender: party(text, 1),
    recipient: party(text, 2),
    preparedAt: `${text(3, 0)}:${text(3, 1)}`,
    controlReference: text(4),
    ...(application === "" ? {} : { applicationReference: application }),
    isTest: !cursor.isEmpty(TEST_INDICATOR),
    separators,
    offset: cursor.offset,
    line: cursor.line,
  };
}

export function readGroup(cursor: Cursor, number: number, tell: Tell): GroupHead {
  demand(cursor, tell, [4, 0]);
  atMost(cursor, MOST.UNG, tell);
  const text = textsOf(cursor, tell);
  return {
    number,
    reference: text(4),
    type: text(0),
    sender: party(text, 1),
    recipient: party(text, 2),
    preparedAt: `${text(3, 0)}:${text(3, 1)}`,
    offset: cursor.offset,
    line: cursor.line,
  };
}

export function readMessage(
  cursor: Cursor,
  number: number,
  group: GroupHead | undefined,
  tell: Tell,
): MessageHead {
  demand(cursor, tell, [0, 0], [1, 0], [1, 1], [1, 2], [1, 3]);
  atMost(cursor, MOST.UNH, tell);
  single(cursor, 0, tell);
  const text = textsOf(cursor, tell);
  const association = text(1, 4);
  return {
    number,
    reference: text(0),
    type: text(1),
    version: text(1, 1),
    release: text(1, 2),
    agency: text(1, 3),
    ...(association === "" ? {} : { association }),
    ...(group === undefined ? {} : { group }),
    offset: cursor.offset,
    line: cursor.line,
  };
}

/** The count of a trailer (UNT, UNE, UNZ) and what is wrong with its shape. */
export function readTrailer(cursor: Cursor, tell: Tell): number | undefined {
  demand(cursor, tell, [0, 0], [1, 0]);
  atMost(cursor, MOST.trailer, tell);
  single(cursor, 0, tell);
  single(cursor, 1, tell);
  const count = cursor.integer(0);
  return count === undefined || count < 0 ? undefined : count;
}

/** Texts of the cursor's segment; one that is kept in part is found. */
function textsOf(cursor: Cursor, tell: Tell): TextOf {
  return (element, component = 0) => {
    const text = cursor.text(element, component);
    if (text.length <= MAX_SERVICE_CHARACTERS) return text;
    const expected = `${MAX_SERVICE_CHARACTERS} characters`;
    const place = cursor.place(element, component);
    tell(edifactFinding("edifact/element-too-long", place, text, expected));
    return keptText(text);
  };
}

function party(text: TextOf, element: number): EdifactParty {
  const qualifier = text(element, 1);
  const routing = text(element, 2);
  return {
    id: text(element),
    ...(qualifier === "" ? {} : { qualifier }),
    ...(routing === "" ? {} : { routing }),
  };
}

function demand(cursor: Cursor, tell: Tell, ...places: (readonly [number, number])[]): void {
  for (const [element, component] of places)
    if (cursor.isEmpty(element, component))
      tell(edifactFinding("edifact/missing-element", cursor.place(element, component)));
}

function atMost(cursor: Cursor, most: number, tell: Tell): void {
  if (cursor.elements <= most) return;
  const { elements } = cursor;
  tell(edifactFinding("edifact/extra-element", cursor.place(most), `${elements}`, `${most}`));
}

function single(cursor: Cursor, element: number, tell: Tell): void {
  const count = cursor.components(element);
  if (count <= 1) return;
  tell(edifactFinding("edifact/extra-element", cursor.place(element, 1), `${count}`, "1"));
}
