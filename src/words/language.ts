/**
 * The languages everything a person reads exists in, and which one a reader gets.
 * More languages are added here; the compiler then names every text that is missing.
 */

/** English, French (the UPU's own language), simplified Chinese. */
export const LANGUAGES = ["en", "fr", "zh"] as const;
/** A language that every text has. */
export type Language = (typeof LANGUAGES)[number];

/** The language used where a reader asks for none that we have. */
export const FALLBACK_LANGUAGE: Language = "en";

/** Each language's name in itself, as its readers look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  zh: "中文",
};

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/**
 * The first language we have among those asked for, in the reader's order (an `Accept-Language`
 * line, or one tag such as `zh-Hans-CN`); weights behind `;` decide nothing.
 */
export function pickLanguage(asked: string | null | undefined): Language {
  for (const tag of (asked ?? "").split(",")) {
    const first = tag.trim().toLowerCase().split(/[-_;]/)[0] ?? "";
    if (isLanguage(first)) return first;
  }
  return FALLBACK_LANGUAGE;
}
