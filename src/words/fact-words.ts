/**
 * Facts of a refusal or finding that are codes of ours, as words: the operation that a role does not
 * allow, the authority that must be asked. What a person typed or scanned stays as it is.
 */
import type { Facts } from "./fill.ts";
import type { Language } from "./language.ts";
import { textOr } from "./texts.ts";

type Named = (family: string, value: string) => string;

type Namer = (named: Named, value: string) => string;

const OPERATION: Namer = (named, value) => named("operation", value);
const WHO: Namer = (named, value) => named("who", value);
const STREAM: Namer = (named, value) => named("stream", value);
const LIKENESS: Namer = (named, value) => named("likeness", value);
/** A list of fields, as a rule asks for them. */
const ASKED: Namer = (named, value) =>
  value
    .split(", ")
    .map((field) => named("asked", field))
    .join(", ");
const REGIME: Namer = (named, value) => named("regime", value);

/** By code, how each fact that is a code is named. */
const NAMERS: Readonly<Record<string, Readonly<Record<string, Namer>>>> = {
  "access/not-allowed": { operation: OPERATION },
  "hold/other-authority": { expected: WHO },
  "regime/other-stream": { expected: STREAM },
  "risk/missing-field": { missing: ASKED },
  "screening/hit": { how: LIKENESS },
  "release/authority-not-named": { found: WHO, expected: WHO },
  "release/not-declared": { found: REGIME },
};

/** Names of codes in a language. */
export function namesIn(language: Language): Named {
  return (family, value) => textOr(language, `${family}.${value}`);
}

/** The facts, those that are codes by their names. */
export function factWords(code: string, facts: Facts, named: Named): Facts {
  const namers = NAMERS[code];
  if (namers === undefined) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const namer = namers[name];
      return [name, namer === undefined ? fact : wordsOf(fact, (value) => namer(named, value))];
    }),
  );
}

function wordsOf(fact: unknown, nameOf: (value: string) => string): unknown {
  if (typeof fact === "string") return nameOf(fact);
  if (!Array.isArray(fact)) return fact;
  return fact.map((one) => (typeof one === "string" ? nameOf(one) : one)).join(", ");
}
