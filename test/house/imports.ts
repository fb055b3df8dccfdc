/**
 * Finds what a TypeScript file imports, by reading its text: static, side-effect, re-exported,
 * dynamic, `require`. Comments are skipped; text that merely looks like an import inside a string is
 * not. The compiler offers no interface for this, and the forms of an import are few.
 */

/** One import; `typeOnly` when it leaves nothing behind at run time (`import type`, `export type`). */
export type Import = { readonly target: string; readonly typeOnly: boolean };

/** The target given for an import whose argument is computed at run time. */
export const COMPUTED = "(computed)";

const STATIC =
  /(?:^|[;}\s])(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*\s{},]|\bas\b)*?\bfrom\s*(["'])([^"'\n]+)\2/g;
const SIDE_EFFECT = /(?:^|[;}\s])import\s*(["'])([^"'\n]+)\1/g;
const CALLED = /(?<![\w$.])(?:import|require)\s*\(\s*(?:(["'`])([^"'`\n]*)\1\s*[,)]|([^)\s]))/g;
const RESOLVED = /\bimport\.meta\.resolve\s*\(\s*(["'`])([^"'`\n]*)\1/g;

/** All imports of a file in the order of their kinds. */
export function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  return [
    ...Array.from(code.matchAll(STATIC), (found) => ({
      target: found[3] ?? "",
      typeOnly: found[1] !== undefined,
    })),
    ...Array.from(code.matchAll(SIDE_EFFECT), (found) => value(found[2])),
    ...Array.from(code.matchAll(CALLED), (found) => value(plain(found[2]))),
    ...Array.from(code.matchAll(RESOLVED), (found) => value(plain(found[2]))),
  ];
}

/** The code with comments blanked and strings kept; line numbers stay. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`)|\/\*[^]*?\*\/|(?<![:\\/[])\/\/[^\n]*/g,
    (comment, string: string | undefined) => string ?? comment.replace(/[^\n]/g, " "),
  );
}

function value(target: string | undefined): Import {
  return { target: target ?? COMPUTED, typeOnly: false };
}

/** A template with a hole in it is computed, not plain. */
function plain(target: string | undefined): string | undefined {
  return target?.includes("${") ? undefined : target;
}
