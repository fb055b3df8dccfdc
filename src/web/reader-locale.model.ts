/**
 * The locale in which dates are written for a reader: their own variety of the language shown. Holds
 * no texts and asks no browser.
 */
import type { Language } from "#words/language.ts";

/**
 * The first of the browser's languages that is a variety of `language` (en-GB, fr-CA), else the
 * language itself. A name that is no BCP 47 tag is passed over: on a machine without a locale
 * Chromium asks for `en-US@posix`, which the date formatter throws on.
 */
export function readerLocale(asked: readonly string[], language: Language): string {
  const own = asked.find((tag) => tag.startsWith(`${language}-`) && isTag(tag));
  return own ?? (language === "en" ? "en-GB" : language);
}

function isTag(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}
