/**
 * Every text of the screens and the command line by a stable key, in every language.
 * Sentences for refusals and findings are in `codes.ts`.
 */
import { DESK_TEXTS_EN } from "./desks-en.ts";
import { DESK_TEXTS_FR } from "./desks-fr.ts";
import { DESK_TEXTS_ZH } from "./desks-zh.ts";
import { type Facts, fill } from "./fill.ts";
import { FLOOR_TEXTS_EN } from "./floor-en.ts";
import { FLOOR_TEXTS_FR } from "./floor-fr.ts";
import { FLOOR_TEXTS_ZH } from "./floor-zh.ts";
import { FORM_TEXTS_EN } from "./forms-en.ts";
import { FORM_TEXTS_FR } from "./forms-fr.ts";
import { FORM_TEXTS_ZH } from "./forms-zh.ts";
import { LANGUAGES, type Language } from "./language.ts";
import { NAMES_EN } from "./names-en.ts";
import { NAMES_FR } from "./names-fr.ts";
import { NAMES_ZH } from "./names-zh.ts";
import { OPERATION_NAMES_EN } from "./operations-en.ts";
import { OPERATION_NAMES_FR } from "./operations-fr.ts";
import { OPERATION_NAMES_ZH } from "./operations-zh.ts";
import { EN as SCREENS_EN } from "./texts-en.ts";
import { FR as SCREENS_FR } from "./texts-fr.ts";
import { ZH as SCREENS_ZH } from "./texts-zh.ts";

const EN = {
  ...SCREENS_EN,
  ...DESK_TEXTS_EN,
  ...FLOOR_TEXTS_EN,
  ...FORM_TEXTS_EN,
  ...NAMES_EN,
  ...OPERATION_NAMES_EN,
};

/** A key of a text; stable, since tests and other programs may name it. */
export type TextKey = keyof typeof EN;

/** All texts; the compiler sees to it that no language lacks one. */
export const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  en: EN,
  fr: {
    ...SCREENS_FR,
    ...DESK_TEXTS_FR,
    ...FLOOR_TEXTS_FR,
    ...FORM_TEXTS_FR,
    ...NAMES_FR,
    ...OPERATION_NAMES_FR,
  },
  zh: {
    ...SCREENS_ZH,
    ...DESK_TEXTS_ZH,
    ...FLOOR_TEXTS_ZH,
    ...FORM_TEXTS_ZH,
    ...NAMES_ZH,
    ...OPERATION_NAMES_ZH,
  },
};

/** One text in one language, with its facts filled in. */
export function text(language: Language, key: TextKey, facts?: Facts): string {
  return fill(TEXTS[language][key], facts);
}

/** One text in every language, for what is kept once and read by all. */
export function inAllLanguages(key: TextKey): string {
  return LANGUAGES.map((language) => text(language, key)).join(" / ");
}

/** A text whose key is made at run time; the last part of the key itself where we have no text. */
export function textOr(language: Language, key: string, facts?: Facts): string {
  return isTextKey(key) ? text(language, key, facts) : key.slice(key.indexOf(".") + 1);
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(EN, key);
}
