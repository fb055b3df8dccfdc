/**
 * Names compared with lists of denied parties: same name in any order of its parts, with or without
 * marks, forms of companies and blanks inside given names, or one letter off. A hit makes a person look,
 * it decides nothing. Names written in Han match only names in Han; nothing is transliterated.
 */

/** A name of a denied party as its list has it. */
export type DeniedName = {
  /** Number of the party on its list. */
  readonly code: string;
  /** Version of the import that brought the name. */
  readonly version: number;
  readonly name: string;
  /** Vessels and aircraft send no mail. */
  readonly type: string;
  /** ISO 3166 alpha-2 of nationalities the list states; empty where it states none. */
  readonly countries: readonly string[];
};

export type DeniedMatch = {
  readonly code: string;
  readonly version: number;
  readonly how: "same" | "near";
  readonly country: "same" | "other" | "unknown";
};

export type DeniedIndex = {
  readonly names: number;
  /** The parties that a name may be, each once, in order of their codes. */
  readonly matches: (name: string, country: string | null) => readonly DeniedMatch[];
};

const MARKS = /\p{M}+/gu;
const PARTS = /[\p{L}\p{N}]+/gu;
/** Say what a firm or person is, not who; initials say too little. */
const FORMS = new Set(
  `ltd limited co company corp corporation inc incorporated llc llp plc gmbh ag sa sas sarl srl spa
  bv nv oy ab as jsc ojsc pjsc zao ooo oao pte pty fze fzco est and the of mr mrs ms dr`.split(
    /\s+/,
  ),
);
const INITIAL = /^[a-z]$/;
const CRAFT = /vessel|aircraft/i;
/** Share of the parts of both names that must match. */
const LEAST_ALIKE = 0.8;
/** Answers kept: firms stand in many declarations. */
const KEPT_ANSWERS = 10_000;
/** Shorter parts differ by a letter too easily. */
const NEAR_LENGTH = 5;

function parts(name: string): readonly string[] {
  const plain = name.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/['’]/g, "");
  const all = plain.match(PARTS) ?? [];
  const said = all.filter((part) => !FORMS.has(part) && !INITIAL.test(part));
  return said.length > 0 ? said : all;
}

/** Written without blanks, family name first and last. */
function joined([first = "", ...rest]: readonly string[]): readonly string[] {
  return [first + rest.join(""), rest.join("") + first];
}

type Entry = DeniedName & { readonly parts: readonly string[] };

/** Builds the index once a version of the lists. */
export function deniedIndex(names: Iterable<DeniedName>): DeniedIndex {
  const entries: Entry[] = [];
  const byPart = new Map<string, number[]>();
  const byJoined = new Map<string, number[]>();
  const put = (map: Map<string, number[]>, key: string, at: number): void => {
    const there = map.get(key);
    if (there === undefined) map.set(key, [at]);
    else if (there.at(-1) !== at) there.push(at);
  };
  for (const name of names) {
    if (CRAFT.test(name.type)) continue;
    const entry = { ...name, parts: parts(name.name) };
    if (entry.parts.length === 0) continue;
    const at = entries.push(entry) - 1;
    for (const part of entry.parts) put(byPart, part, at);
    for (const whole of joined(entry.parts)) put(byJoined, whole, at);
  }
  const look = (name: string, country: string | null): readonly DeniedMatch[] => {
    const asked = parts(name);
    const found = new Map<string, DeniedMatch>();
    const take = (at: number, how: "same" | "near" | undefined): void => {
      const entry = entries[at];
      if (entry === undefined || how === undefined) return;
      const match = matchOf(entry, how, country);
      if (match.how === "near" && match.country === "other") return;
      if (found.get(entry.code)?.how !== "same") found.set(entry.code, match);
    };
    for (const whole of joined(asked)) {
      if (whole.length < 2) continue;
      for (const at of byJoined.get(whole) ?? []) take(at, "same");
    }
    const exact = new Map<number, number>();
    for (const part of new Set(asked)) {
      for (const at of byPart.get(part) ?? []) exact.set(at, (exact.get(at) ?? 0) + 1);
    }
    for (const [at, count] of exact) take(at, alike(asked, entries[at]?.parts ?? [], count));
    return [...found.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  };
  const kept = new Map<string, readonly DeniedMatch[]>();
  return {
    names: entries.length,
    matches: (name, country) => {
      const key = `${country ?? ""}\n${name}`;
      const before = kept.get(key);
      if (before !== undefined) return before;
      if (kept.size >= KEPT_ANSWERS) kept.clear();
      const answer = look(name, country);
      kept.set(key, answer);
      return answer;
    },
  };
}

function matchOf(
  { code, version, countries }: Entry,
  how: "same" | "near",
  country: string | null,
): DeniedMatch {
  const known = countries.length > 0 && country !== null && country !== "";
  const relation = known ? (countries.includes(country) ? "same" : "other") : "unknown";
  return { code, version, how, country: relation };
}

/** How two names are alike that have so many parts in common; most have too few and cost nothing. */
function alike(
  one: readonly string[],
  other: readonly string[],
  exact: number,
): "same" | "near" | undefined {
  const least = Math.max(2, Math.ceil((LEAST_ALIKE * (one.length + other.length)) / 2));
  if (exact >= least) return "same";
  if (Math.min(one.length, other.length) < least) return undefined;
  let alikeParts = exact;
  for (const part of one) {
    if (part.length < NEAR_LENGTH - 1 || other.includes(part)) continue;
    const isNear = (candidate: string): boolean =>
      Math.abs(candidate.length - part.length) <= 1 &&
      isOneOff(part, candidate) &&
      !one.includes(candidate);
    if (other.some(isNear)) alikeParts += 1;
  }
  return alikeParts >= least ? "near" : undefined;
}

/** One letter other, too many or missing. */
function isOneOff(one: string, other: string): boolean {
  if (one.length > other.length) return isOneOff(other, one);
  if (one.length < NEAR_LENGTH || other.length - one.length > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const skip = one.length === other.length ? at + 1 : at;
  return one.slice(skip) === other.slice(at + 1);
}
