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
  return {
    names: entries.length,
    matches: (name, country) => {
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
      const candidates = new Set(asked.flatMap((part) => byPart.get(part) ?? []));
      for (const at of candidates) take(at, alike(asked, entries[at]?.parts ?? []));
      return [...found.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
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

/** Each part of one name is matched with one of the other's at most. */
function alike(one: readonly string[], other: readonly string[]): "same" | "near" | undefined {
  const left = [...other];
  let matched = 0;
  const rest: string[] = [];
  for (const part of one) {
    const at = left.indexOf(part);
    if (at < 0) rest.push(part);
    else {
      left.splice(at, 1);
      matched += 1;
    }
  }
  let near = 0;
  for (const part of rest) {
    const at = left.findIndex((candidate) => isOneOff(part, candidate));
    if (at < 0) continue;
    left.splice(at, 1);
    near += 1;
  }
  const share = (2 * (matched + near)) / (one.length + other.length);
  if (matched + near < 2 || share < LEAST_ALIKE) return undefined;
  return near === 0 ? "same" : "near";
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
