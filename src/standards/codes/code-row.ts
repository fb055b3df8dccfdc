/**
 * What a code list and its rows are, and how our own tables of facts are written down: one line a
 * code, columns by bars. Knows no list; whether an imported list says more is asked elsewhere.
 */
import type { Language } from "#words/language.ts";

/** Names by language, as far as there are any. */
export type CodeNames = Readonly<Partial<Record<Language, string>>>;

/** One dated statement about a code; both days are inclusive, `YYYY-MM-DD`, absent where open. */
export type CodeRow = {
  readonly code: string;
  readonly names: CodeNames;
  /** False where no public source confirms the row: it is provisional. */
  readonly verified: boolean;
  /** Where the fact comes from. */
  readonly source: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** What the list says of the code besides its name, by column. */
  readonly facts?: Readonly<Record<string, string>>;
};

/** A list as it is carried: a table of facts in our words. */
export type CodeList = {
  readonly name: string;
  readonly title: CodeNames;
  /** Whether the rows are all there are; a code outside a part of a list may still be right. */
  readonly extent: "whole" | "part";
  /** What a reader of the list must know, such as values that no public source gives. */
  readonly note?: string;
  readonly rows: readonly CodeRow[];
};

/** How the lines of a table are read. */
export type TableFacts = {
  readonly source: string;
  /** Names of the columns behind the three names. */
  readonly facts?: readonly string[];
};

/** The source of rows that no public source confirms. */
export const PROVISIONAL = "provisional: no public source found";

/**
 * Rows from lines `code | English | French | Chinese | fact | fact`; later columns may be left out.
 * A code written with `?` before it is provisional.
 */
export function rowsOf(text: string, { source, facts = [] }: TableFacts): readonly CodeRow[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [marked = "", en = "", fr = "", zh = "", ...rest] = line
      .split("|")
      .map((cell) => cell.trim());
    const isProvisional = marked.startsWith("?");
    const given = facts.flatMap((fact, at) => (rest[at] ? [[fact, rest[at]] as const] : []));
    return {
      code: isProvisional ? marked.slice(1) : marked,
      names: { en, ...(fr === "" ? {} : { fr }), ...(zh === "" ? {} : { zh }) },
      verified: !isProvisional,
      source: isProvisional ? PROVISIONAL : source,
      ...(given.length === 0 ? {} : { facts: Object.fromEntries(given) }),
    };
  });
}

/** Whether a dated row holds on a day `YYYY-MM-DD`. */
export function holdsOn(row: Pick<CodeRow, "validFrom" | "validTo">, on: string): boolean {
  return (row.validFrom ?? "") <= on && on <= (row.validTo ?? "9999-12-31");
}

/** The name in a language, else the English one, else any; empty where there is none. */
export function nameIn(names: CodeNames, language: Language): string {
  return names[language] ?? names.en ?? Object.values(names)[0] ?? "";
}
