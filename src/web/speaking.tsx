/**
 * The language of the screens: chosen by the reader, kept in the browser, first taken from what the
 * browser asks for. `useSpeaking()` gives the texts; it loads nothing, all texts are in the build.
 */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import type { Refusal } from "#base/result.ts";
import { type Said, say } from "#words/codes.ts";
import { factWords } from "#words/fact-words.ts";
import type { Facts } from "#words/fill.ts";
import { isLanguage, type Language, pickLanguage } from "#words/language.ts";
import { type TextKey, text, textOr } from "#words/texts.ts";
import { keep, kept } from "./kept.ts";
import { readerLocale } from "./reader-locale.model.ts";
import { spaced } from "./spaces.model.ts";

/** Texts in the reader's language. */
export type Speaking = {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** A text by its key. */
  readonly t: (key: TextKey, facts?: Facts) => string;
  /** A text whose key depends on data; the data itself where we have no text for it. */
  readonly named: (family: string, value: string, facts?: Facts) => string;
  readonly say: (refusal: Refusal) => Said;
  /** An instant (epoch ms) in the reader's zone and manner. */
  readonly time: (at: number | null | undefined) => string;
  readonly number: (value: number) => string;
  /** The locale in which numbers and money are written. */
  readonly locale: string;
  /** A name and what it is, joined as the language joins them. */
  readonly colon: (name: string, text: string) => string;
};

const KEPT_AS = "mailport.language";
const SpeakingContext = createContext<Speaking | null>(null);

export function SpeakingProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
  }, [language]);
  const speaking = useMemo(
    () =>
      speakingIn(language, (chosen) => {
        keep(KEPT_AS, chosen);
        setLanguage(chosen);
      }),
    [language],
  );
  return <SpeakingContext value={speaking}>{children}</SpeakingContext>;
}

export function useSpeaking(): Speaking {
  const speaking = use(SpeakingContext);
  if (speaking === null) throw new Error("a screen stands inside SpeakingProvider");
  return speaking;
}

function firstLanguage(): Language {
  const chosen = kept(KEPT_AS);
  return chosen !== null && isLanguage(chosen)
    ? chosen
    : pickLanguage(navigator.languages.join(","));
}

function speakingIn(language: Language, setLanguage: (language: Language) => void): Speaking {
  const locale = readerLocale(navigator.languages, language);
  const times = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const numbers = new Intl.NumberFormat(locale);
  const t = (key: TextKey, facts?: Facts): string => spaced(language, text(language, key, facts));
  const named = (family: string, value: string, facts?: Facts): string =>
    spaced(language, textOr(language, `${family}.${value}`, facts));
  return {
    language,
    setLanguage,
    t,
    named,
    say: ({ code, facts }) => {
      const said = say(language, code, factWords(code, facts ?? {}, named));
      const { sentence, todo } = said;
      return { code, sentence: spaced(language, sentence), todo: spaced(language, todo) };
    },
    time: (at) => (at === null || at === undefined ? "–" : times.format(at)),
    number: (value) => numbers.format(value),
    locale,
    colon: (name, value) => t("app.colon", { name, text: value }),
  };
}
