/**
 * Service characters (ISO 9735 §7, part 1 §7.4 and §8.1): the defaults, UNA, and what UNA may not say.
 * All are bytes; -1 stands for one that is not used.
 */

/** The six marks of an interchange as byte values. */
export type Separators = {
  readonly component: number;
  readonly element: number;
  readonly decimal: number;
  readonly release: number;
  readonly repetition: number;
  readonly terminator: number;
};

/** `UNA` and its six marks. */
export const UNA_BYTES = 9;
const BLANK = 0x20;
const ASTERISK = 0x2a;
const FIRST_REPEATING = 4;
const NOT_USED = -1;

/** Marks of level A, in force without UNA: `:` `+` `.` `?` `'`. */
export const DEFAULT_SEPARATORS: Separators = {
  component: 0x3a,
  element: 0x2b,
  decimal: 0x2e,
  release: 0x3f,
  repetition: NOT_USED,
  terminator: 0x27,
};

/** Information separators of level B in syntax 1 to 3: IS1, IS3, IS4, no release character. */
export const LEVEL_B_SEPARATORS: Separators = {
  component: 0x1f,
  element: 0x1d,
  decimal: 0x2e,
  release: NOT_USED,
  repetition: NOT_USED,
  terminator: 0x1c,
};

/** The marks that nine bytes `UNA……` name. Repetition is read only once syntax 4 is known. */
export function separatorsOfUna(una: Uint8Array): Separators {
  const [, , , component = 0, element = 0, decimal = 0, release = 0, repetition = 0] = una;
  return {
    component,
    element,
    decimal,
    release: release === BLANK ? NOT_USED : release,
    repetition: repetition === BLANK ? NOT_USED : repetition,
    terminator: una[8] ?? 0,
  };
}

/** The marks in force once the version is known: only syntax 4 repeats, by default with `*`. */
export function separatorsOfVersion(marks: Separators, version: number): Separators {
  if (version < FIRST_REPEATING) return { ...marks, repetition: NOT_USED };
  return marks === DEFAULT_SEPARATORS ? { ...marks, repetition: ASTERISK } : marks;
}

/** True when no mark that is used is a letter, digit or blank, and no two of them are the same. */
export function areUsable(marks: Separators): boolean {
  const { component, element, release, repetition, terminator } = marks;
  const cutting = [component, element, release, repetition, terminator];
  const used = cutting.filter((mark) => mark !== NOT_USED);
  return new Set(used).size === used.length && used.every(isMark);
}

function isMark(byte: number): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const letter = byte & ~0x20;
  return !isDigit && !(letter >= 0x41 && letter <= 0x5a) && byte !== BLANK && byte !== 0;
}
