/**
 * The facts that the sources give with a code, read from the text around each place that makes it:
 * a refusal names them, a finding has `found` and `expected` by name or by place. A code kept in a
 * variable is answered for by the lines around it.
 */
import { codesOf } from "./code-literals.ts";
import { withoutComments } from "./imports.ts";
import type { Source } from "./sources.ts";

/** Lines around a code in which its facts are named. */
const LINES_AROUND = 8;
/** A code among the arguments of a maker of findings: `found` and `expected` follow by place. */
const BY_PLACE = /(?<!refuse\(|code: )"[a-z0-9-]+\/[a-z0-9-]+",/;

/** For each code, every fact that some place in the sources may give it. */
export function factsGiven(sources: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const given = new Map<string, Set<string>>();
  for (const source of sources) {
    const lines = withoutComments(source.text).split("\n");
    for (const code of codesOf(source)) {
      const facts = given.get(code) ?? new Set<string>();
      given.set(code, facts);
      lines.forEach((line, at) => {
        if (line.includes(`"${code}"`)) for (const name of around(lines, at)) facts.add(name);
      });
    }
  }
  return given;
}

function around(lines: readonly string[], at: number): readonly string[] {
  const text = lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1).join("\n");
  const named = Array.from(text.matchAll(/\b([a-z]\w*)\b\s*[:,}]/g), (match) => match[1] ?? "");
  return BY_PLACE.test(lines[at] ?? "") ? [...named, "found", "expected"] : named;
}
