/** What the plain loop and the fast one make of the same bytes, array by array. */
import { charsetOf } from "#standards/edifact/charsets.ts";
import {
  DEFAULT_SEPARATORS,
  LEVEL_B_SEPARATORS,
  type Separators,
  separatorsOfVersion,
} from "#standards/edifact/separators.ts";
import { Tokens } from "#standards/edifact/tokens.ts";

/** Marks that cuttings are compared under: usual ones, repeating ones, controls, a line end. */
export const MARKS: readonly Separators[] = [
  DEFAULT_SEPARATORS,
  separatorsOfVersion(DEFAULT_SEPARATORS, 4),
  LEVEL_B_SEPARATORS,
  { ...DEFAULT_SEPARATORS, terminator: 0x0a },
  { ...DEFAULT_SEPARATORS, component: 0x0d },
  { ...DEFAULT_SEPARATORS, release: 0xe9 },
];
export const CHARSETS = ["UNOA", "UNOB", "UNOC", "UNOE", "UNOY"].map(charsetOf);
const MANY = 1_000_000;

/** Everything that was cut, in slices of that many bytes; the window is taken from time to time. */
export function cuttingOf(
  bytes: Uint8Array,
  slice: number,
  marks: Separators,
  charset: (typeof CHARSETS)[number],
  fastFrom: number,
): unknown {
  const tokens = new Tokens(marks, fastFrom);
  tokens.use(marks, charset);
  const cut: unknown[] = [];
  for (let from = 0; from < bytes.length; from += slice) {
    tokens.append(bytes.subarray(from, from + slice));
    for (let segments = -1; segments !== tokens.segments; ) {
      segments = tokens.segments;
      if (tokens.at === tokens.start) tokens.skipBlanks(true);
      tokens.cut(MANY);
    }
    cut.push(...segmentsOf(tokens), [tokens.at + tokens.before, tokens.line]);
    tokens.taken();
  }
  return cut;
}

function segmentsOf(tokens: Tokens): unknown[] {
  const { ends, firstComponent, firstElement, starts, flags, lines, heads, before } = tokens;
  return Array.from({ length: tokens.segments }, (_, at) => {
    const [from, to] = [firstElement[at] ?? 0, firstElement[at + 1] ?? 0];
    const elements = Array.from({ length: to - from }, (_one, element) => {
      const first = firstComponent[from + element] ?? 0;
      const behind = firstComponent[from + element + 1] ?? 0;
      return Array.from(ends.subarray(first, behind), (end) => end + before);
    });
    const head = Array.from(heads.subarray(4 * at, 4 * at + 4));
    return [before + (starts[at] ?? 0), flags[at], lines[at], head, elements];
  });
}
