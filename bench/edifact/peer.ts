/**
 * npm `edifact` over the same bytes: as events, and as objects of segments, as its documentation makes
 * them: `{ name, elements }`, an element a list of texts. It is used the way that is called fastest
 * there: callbacks as methods, no validator, the character set named. Its texts are slices of the chunk.
 * It loses its place when a chunk ends inside a released character, so its chunks are cut behind
 * terminators; where to cut is not timed.
 */
import { Parser } from "edifact";

/** A segment as the peer's users build it. */
type PeerSegment = { readonly name: string; readonly elements: string[][] };

const CHUNK_BYTES = 65_536;
const TERMINATOR = 0x27;
const RELEASE = 0x3f;

/** Offsets behind terminators, about every 64 kB, the last one the end. */
export function cutAtTerminators(bytes: Uint8Array): readonly number[] {
  const cuts: number[] = [0];
  for (let at = CHUNK_BYTES; at < bytes.length; at += CHUNK_BYTES) {
    let cut = at;
    while (bytes[cut - 1] !== TERMINATOR || isReleased(bytes, cut - 1)) cut -= 1;
    cuts.push(cut);
  }
  cuts.push(bytes.length);
  return cuts;
}

/** True when an odd number of release characters stands before the byte. */
function isReleased(bytes: Uint8Array, at: number): boolean {
  let count = 0;
  while (bytes[at - 1 - count] === RELEASE) count += 1;
  return count % 2 === 1;
}

/** Segments seen as events, none kept. */
export function peerEvents(bytes: Buffer, cuts: readonly number[]): number {
  let segments = 0;
  let components = 0;
  const parser = newParser();
  parser.onopensegment = () => {
    segments += 1;
  };
  parser.onclosesegment = () => undefined;
  parser.onelement = () => undefined;
  parser.oncomponent = () => {
    components += 1;
  };
  feed(parser, bytes, cuts);
  return components > 0 ? segments : 0;
}

/** Segments made into objects; those of a message are let go when the next begins. */
export function peerObjects(bytes: Buffer, cuts: readonly number[]): number {
  let segments = 0;
  let message: PeerSegment[] = [];
  let elements: string[][] = [];
  let components: string[] = [];
  const parser = newParser();
  parser.onopensegment = (name) => {
    if (name === "UNH") {
      segments += message.length;
      message = [];
    }
    elements = [];
    message.push({ name, elements });
  };
  parser.onelement = () => {
    components = [];
    elements.push(components);
  };
  parser.oncomponent = (text) => {
    components.push(text);
  };
  parser.onclosesegment = () => undefined;
  feed(parser, bytes, cuts);
  return segments + message.length;
}

function newParser(): Parser {
  const parser = new Parser();
  parser.encoding("UNOC");
  return parser;
}

function feed(parser: Parser, bytes: Buffer, cuts: readonly number[]): void {
  for (let at = 1; at < cuts.length; at += 1)
    parser.write(bytes.toString("latin1", cuts[at - 1], cuts[at]));
  parser.end();
}
