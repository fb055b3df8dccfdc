/**
 * Descriptions as words: how a text is cut, and lists of words found in it. Words with blanks between
 * them match as whole words only ("gift" is not in "gifted"); Chinese, which has no blanks, by the
 * longest phrase first. Nothing is stemmed: a list carries each form it means.
 */

/** A description cut: words of alphabets in order, and runs of Han. */
export type Described = {
  readonly words: readonly string[];
  readonly han: readonly string[];
};

const PARTS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /\p{Script=Han}/u;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;
const MARKS = /\p{M}+/gu;
const APOSTROPHES = /(?<=\p{L})['’](?=s\b)/gu;

/** One form of each character: full width plain, small letters, without accents. */
function plain(text: string): string {
  const one = text.normalize("NFKC").toLowerCase().replace(APOSTROPHES, "");
  return one.normalize("NFD").replace(MARKS, "").normalize("NFC");
}

/** Cuts a description; never throws. */
export function described(text: string): Described {
  if (PLAIN_ASCII.test(text)) {
    return { words: text.toLowerCase().replaceAll("'s", "s").match(ASCII_WORDS) ?? [], han: [] };
  }
  const words: string[] = [];
  const han: string[] = [];
  for (const part of plain(text).match(PARTS) ?? []) (HAN.test(part) ? han : words).push(part);
  return { words, han };
}

/** A list of words and phrases, ready to be looked for. */
export type WordList = {
  /** The first of them that the description has, or undefined. */
  readonly firstIn: (text: Described) => string | undefined;
  /** Whether the description has words and none besides these and numbers. */
  readonly isAll: (text: Described) => boolean;
};

/** Compiles a list; each phrase is cut as a description is. */
export function wordList(phrases: Iterable<string>): WordList {
  const byFirst = new Map<string, (readonly string[])[]>();
  const han: string[] = [];
  for (const phrase of phrases) {
    const cut = described(phrase);
    han.push(...cut.han);
    const [first] = cut.words;
    if (first === undefined) continue;
    const others = byFirst.get(first);
    if (others === undefined) byFirst.set(first, [cut.words]);
    else others.push(cut.words);
  }
  for (const several of byFirst.values()) several.sort((one, other) => other.length - one.length);
  const inHan = hanPattern(han);
  /** How many words from `at` on are one of the phrases, the longest first; 0 where none is. */
  const lengthAt = (words: readonly string[], at: number): number => {
    const candidates = byFirst.get(words[at] ?? "");
    const found = candidates?.find((phrase) =>
      phrase.every((word, offset) => words[at + offset] === word),
    );
    return found?.length ?? 0;
  };
  return {
    firstIn: (text) => {
      for (let at = 0; at < text.words.length; at += 1) {
        const length = lengthAt(text.words, at);
        if (length > 0) return text.words.slice(at, at + length).join(" ");
      }
      if (inHan === undefined) return undefined;
      for (const run of text.han) {
        const found = run.match(inHan);
        if (found !== null) return found[0];
      }
      return undefined;
    },
    isAll: (text) => {
      let found = 0;
      for (let at = 0; at < text.words.length; ) {
        const length = lengthAt(text.words, at);
        if (length === 0 && !isNumber(text.words[at] ?? "")) return false;
        found += length;
        at += Math.max(1, length);
      }
      const left = text.han.map((run) => (inHan === undefined ? run : run.replace(inHan, "")));
      if (left.some((rest) => rest !== "")) return false;
      return found + text.han.length > 0;
    },
  };
}

/** Any of these phrases, the longest first; undefined where there is none. */
function hanPattern(phrases: readonly string[]): RegExp | undefined {
  if (phrases.length === 0) return undefined;
  const longest = [...new Set(phrases)].sort((one, other) => other.length - one.length);
  return new RegExp(longest.join("|"), "gu");
}

function isNumber(word: string): boolean {
  return /^\p{N}+$/u.test(word);
}
