/** Why something is held, in the reader's language where the rules of the centre wrote it in every one. */
import { LANGUAGES, type Language } from "#words/language.ts";
import { inAllLanguages, text } from "#words/texts.ts";

type Reasons = {
  readonly publicReason: string;
  readonly restrictedReason?: string | null | undefined;
};

/** What anybody and what only officers may read; what a person wrote stands as it is. */
export function heldFor(
  language: Language,
  { publicReason, restrictedReason }: Reasons,
): readonly [string, string | null | undefined] {
  if (publicReason !== inAllLanguages("hold.selected")) return [publicReason, restrictedReason];
  const lines = restrictedReason?.split("\n") ?? [];
  const own = lines.length === LANGUAGES.length ? lines[LANGUAGES.indexOf(language)] : undefined;
  return [text(language, "hold.selected"), own ?? restrictedReason];
}
