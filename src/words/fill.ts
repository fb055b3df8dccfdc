/**
 * Puts facts into a text: `{name}` is the fact of that name, and a part in square brackets is left
 * out when a fact it names is missing. It never fails: a text is always given.
 */

/** Facts by name; anything that is not text or a number is shown as JSON. */
export type Facts = Readonly<Record<string, unknown>>;

/** Longest fact shown inside a sentence, characters. */
const FACT_LENGTH = 160;

export function fill(text: string, facts: Facts = {}): string {
  const kept = text.replace(/\[([^[\]]*)\]/g, (_all, part: string) =>
    placeholders(part).every((name) => shown(facts[name]) !== "") ? part : "",
  );
  return kept.replace(/\{(\w+)\}/g, (_all, name: string) => shown(facts[name]) || "…");
}

/** The names of the facts a text asks for. */
export function placeholders(text: string): readonly string[] {
  return Array.from(text.matchAll(/\{(\w+)\}/g), (found) => found[1] ?? "");
}

function shown(fact: unknown): string {
  if (fact === undefined || fact === null) return "";
  const text = typeof fact === "string" ? fact : JSON.stringify(fact);
  return text.length > FACT_LENGTH ? `${text.slice(0, FACT_LENGTH)}…` : text;
}
