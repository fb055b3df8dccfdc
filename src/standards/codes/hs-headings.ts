/**
 * Headings of the Harmonized System, edition 2022, in short English words of our own: 1,228 of four
 * digits. The six-digit codes with the official wording come by import.
 */
import { assert } from "#base/result.ts";
import type { CodeRow } from "./code-row.ts";
import { HEADINGS_01_27 } from "./hs-headings-01-27.ts";
import { HEADINGS_28_49 } from "./hs-headings-28-49.ts";
import { HEADINGS_50_83 } from "./hs-headings-50-83.ts";
import { HEADINGS_84_97 } from "./hs-headings-84-97.ts";

const SOURCE = "Harmonized System 2022, our wording";

/** The headings in order, each under its chapter. */
export function hsHeadings(): readonly CodeRow[] {
  return [HEADINGS_01_27, HEADINGS_28_49, HEADINGS_50_83, HEADINGS_84_97].flatMap((text) =>
    text
      .trim()
      .split(/\n(?=\d\d:)/)
      .flatMap(chapterRows),
  );
}

/** `01: 01 words; 02 words`, over as many lines as it takes. */
function chapterRows(text: string): readonly CodeRow[] {
  const chapter = text.slice(0, 2);
  const entries = text.slice(3).replaceAll("\n", " ").split(";");
  return entries.map((entry) => {
    const [, heading, en] = /^(\d\d) (\S.*)$/.exec(entry.trim()) ?? [];
    assert(heading !== undefined && en !== undefined, `a heading of chapter ${chapter} is written`);
    return {
      code: chapter + heading,
      names: { en },
      verified: true,
      source: SOURCE,
      facts: { chapter },
    };
  });
}
