/**
 * Code 128 (ISO/IEC 15417): a text as the widths of its bars and spaces, in modules, black first.
 * Even runs of digits go two by two (set C), all else in set B; draws nothing.
 */

/** Widths of the 107 symbols of ISO/IEC 15417 table 1; the last is the stop with its final bar. */
const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 " +
  "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 " +
  "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 " +
  "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 " +
  "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 " +
  "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 " +
  "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 " +
  "411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split(" ");
const START = { B: 104, C: 105 } as const;
const SWITCH = { B: 100, C: 99 } as const;
const STOP = 106;
const CHECK_BASE = 103;
/** Digits in a row from which set C is shorter at any place of the text. */
const RUN = /^(?:\d\d){2,}/;

/** The symbols of a text, start to stop; undefined where it is empty or has other than ASCII 32–126. */
export function code128Symbols(text: string): readonly number[] | undefined {
  if (!/^[ -~]+$/.test(text)) return undefined;
  const symbols: number[] = [];
  let set: "B" | "C" | undefined;
  let rest = text;
  while (rest !== "") {
    const digits = /^\d\d$/.test(rest) ? rest : (RUN.exec(rest)?.[0] ?? "");
    const wanted = digits === "" ? "B" : "C";
    if (set === undefined) symbols.push(START[wanted]);
    else if (set !== wanted) symbols.push(SWITCH[wanted]);
    set = wanted;
    symbols.push(...(wanted === "C" ? pairs(digits) : [rest.charCodeAt(0) - SPACE]));
    rest = rest.slice(Math.max(1, digits.length));
  }
  const sum = symbols.reduce((all, symbol, at) => all + symbol * Math.max(1, at), 0);
  return [...symbols, sum % CHECK_BASE, STOP];
}

/** The first character of set B. */
const SPACE = 32;

function pairs(digits: string): readonly number[] {
  return Array.from({ length: digits.length / 2 }, (_, at) =>
    Number(digits.slice(at * 2, at * 2 + 2)),
  );
}

/** Widths of bars and spaces in turn, a bar first; undefined where the text cannot be written. */
export function code128Widths(text: string): readonly number[] | undefined {
  const symbols = code128Symbols(text);
  return symbols?.flatMap((symbol) => Array.from(WIDTHS[symbol] ?? "", Number));
}
