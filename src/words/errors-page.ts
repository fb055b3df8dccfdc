/**
 * The page of every refusal and finding code with its words in every language, as Markdown.
 * `scripts/errors-doc.ts` writes it to `docs/errors.md`; a test fails when that is stale.
 */
import { CODES, type KnownCode } from "./codes.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "./language.ts";

export function errorsPage(): string {
  const codes = (Object.keys(CODES.en) as KnownCode[]).sort();
  return [
    "# Codes of refusals and findings",
    "",
    "Generated from `src/words/codes/` by `scripts/errors-doc.ts`; do not edit. A code is stable: it",
    "is never renamed. `{found}` is a fact given beside the code; a part in `[…]` is left out where",
    "its fact is not given.",
    ...codes.flatMap(entry),
    "",
  ].join("\n");
}

function entry(code: KnownCode): readonly string[] {
  return [
    "",
    `## ${code}`,
    "",
    ...LANGUAGES.map((language) => {
      const [sentence, todo] = CODES[language][code];
      return `- ${LANGUAGE_NAMES[language]}: \`${sentence}\` – \`${todo}\``;
    }),
  ];
}
